"""Articles about the very things that rules cut come through whole: seventeen more languages."""

from __future__ import annotations

import pytest

from newsclean.html.elements import make_element
from newsclean.model import Block
from newsclean.rules import load_catalogue
from newsclean.rules.apply import apply_rules

# Self-written. Each tells of newsletters, paywalls, cookies, comments, donations, advertising or channels,
# with quoted prompts, one-line paragraphs, subheads and questions of an interview among the sentences.
STORIES = {
    "pl": """
Redakcja gazety chciała sprawdzić, ile osób naprawdę otwiera jej newsletter. Wynik zaskoczył wszystkich.
„Zapisz się do naszego newslettera” – takie zdanie widzi dziś czytelnik niemal każdego portalu.
Reklama rządzi
W ubiegłym roku reklama przyniosła wydawcy mniej niż prenumerata, choć niedawno było odwrotnie.
Komentarze pod artykułami zamknięto po fali obelg. Czytelnicy mogą pisać listy.
Czy ciasteczka znikną z sieci?
Urząd przypomniał, że pliki cookies wymagają zgody, a baner z jednym przyciskiem jej nie zastąpi.
Redaktor: Dlaczego państwo zamknęli forum?
Więcej o kosztach prowadzenia serwisu dowiemy się z raportu, który ma być gotowy wiosną.
Fundacja zbiera pieniądze dla schroniska. Wsparło ją już trzy tysiące osób.
Źródło problemu leży w umowach z pośrednikami, tłumaczy ekonomistka.
Dziś rano w urzędzie było 12 osób, wczoraj 20.
""",
    "ru": """
Редакция районной газеты решила узнать, сколько подписчиков открывают её рассылку. Результат удивил всех.
«Подпишитесь на нашу рассылку» — такую строку читатель видит теперь почти на каждом сайте.
Реклама кормит не всех
В прошлом году реклама принесла издателю меньше денег, чем подписка, хотя ещё недавно было наоборот.
Комментарии под статьями закрыли после волны оскорблений, и теперь читатели пишут письма.
Исчезнут ли файлы cookie?
Ведомство напомнило, что файлы cookie требуют согласия, а одной кнопки для этого мало.
— Почему вы закрыли форум? — Потому что на модераторов не было денег.
Суд оштрафовал мессенджер Telegram, а его каналы продолжают работать.
Фонд собирает пожертвования для приюта, помогли уже три тысячи человек.
Важно: автобусы в понедельник пойдут по новому маршруту.
Источник проблемы кроется в договорах с посредниками, объясняет экономист.
Министерство признало журналиста иностранным агентом, он обжалует решение в суде.
Сегодня утром в очереди стояли 12 человек, вчера было 20.
""",
    "tr": """
Yerel gazetenin yöneticileri, bültenlerini kaç kişinin açtığını merak etti. Sonuç herkesi şaşırttı.
“Bültenimize abone olun” cümlesi artık neredeyse her sitede okurun karşısına çıkıyor.
Reklam yetmiyor
Geçen yıl reklam gelirleri abonelik gelirlerinin altında kaldı.
Yorumlar bölümü hakaretler yüzünden kapatıldı, okurlar artık mektup yazıyor.
Çerezler tarih mi oluyor?
Kurum, çerezler için açık rıza gerektiğini ve tek düğmenin yetmediğini hatırlattı.
Facebook yorumları yerine kendi forumunu kuran site altı ay dayanabildi.
Vakıf barınak için bağış topluyor, üç bin kişi destek verdi.
WhatsApp kanalından duyurulan indirim sahte çıktı.
Kaynak yetersizliği yüzünden proje durdu.
Bu sabah kuyrukta 12 kişi vardı.
""",
    "ar": """
أراد محررو الصحيفة المحلية أن يعرفوا عدد من يفتحون نشرتهم البريدية، وفاجأت النتيجة الجميع.
"اشترك في نشرتنا البريدية" جملة يراها القارئ اليوم في كل موقع تقريبا.
الإعلانات لا تكفي
تراجعت عائدات الإعلانات في العام الماضي إلى ما دون عائدات الاشتراكات.
أغلقت التعليقات أسفل المقالات بعد موجة من الشتائم، وصار القراء يكتبون الرسائل.
هل تختفي ملفات تعريف الارتباط؟
ذكرت الهيئة بأن ملفات تعريف الارتباط تحتاج إلى موافقة صريحة من المستخدم.
في سياق متصل: أعلن البنك عن قروض جديدة لصغار الناشرين في المدن الصغيرة.
تجمع المؤسسة التبرعات للملجأ، وساهم فيها ثلاثة آلاف شخص حتى الآن.
المصدر الوحيد للدخل كان الأرشيف الذي بيع قبل سنوات.
شارك في اللقاء عشرون ناشرا من خمس دول.
اليوم صباحا وقف في الطابور 12 شخصا.
""",
    "zh": """
县里的报社想知道有多少人真的会打开他们的电子报，结果出乎所有人的意料。
“订阅我们的电子报”，这句话如今几乎出现在每一个网站上。
广告养不活报纸
去年，广告收入第一次低于订阅收入，而几年前情况正好相反。
评论区因为辱骂太多而关闭，读者只好写信。
记者：为什么要关闭评论区？
负责人：因为没有钱请管理员。
监管部门提醒说，网站存放Cookie须经用户同意，未经同意收集隐私数据的网站将被处罚。
受害人扫描二维码加入群聊后，账户里的钱不见了。
未满18岁者不得入场，饮酒过量者也会被请出。
据介绍，求助热线去年接到2000个电话。
内容：三十年来河水的变化。
经国务院授权发布的名单今天公布。
数据仅供参考，专家提醒不要过度解读。
""",
    "ja": """
町の新聞社は、自社のメールマガジンを何人が実際に開いているのかを調べることにした。結果は意外なものだった。
「メールマガジンに登録」という一文は、いまやほとんどのサイトに出てくる。
広告では食べていけない
昨年は広告収入が購読料を初めて下回った。数年前までは逆だった。
コメント欄は中傷が相次いだため閉鎖され、読者は手紙を書くようになった。
記者：なぜ閉鎖したのですか？
担当者：管理する人を雇うお金がなかったからです。
当局は、クッキーの利用には利用者の同意が必要だと注意を促した。
支援を募っている団体には、三千人が寄付を寄せた。
写真を無断使用された男性が会社を訴えた。
市は被害の情報を受け付けている。
あくまで個人的な意見ですが、と市長は前置きした。
特別な料金で無料バスも走った。
投資判断の責任は誰にあるのか、と委員は問うた。
""",
    "ko": """
지역 신문사는 자사 뉴스레터를 실제로 여는 사람이 몇 명인지 알아보기로 했다. 결과는 뜻밖이었다.
"뉴스레터를 구독하세요"라는 문장은 이제 거의 모든 사이트에 나온다.
광고만으로는 부족하다
지난해 광고 수입은 처음으로 구독 수입보다 적었다.
댓글 창은 욕설이 이어져 닫혔고 독자들은 편지를 쓰기 시작했다.
유튜브 구독은 늘었지만 신문 구독은 줄었다.
시청자의 제보로 사고가 처음 알려졌다.
당국은 쿠키 수집에는 이용자 동의가 필요하다고 안내했다.
고민을 상담할 곳이 없던 청소년들이 이 단체를 찾는다.
사진을 무단 사용한 업체가 고소를 당했다.
구독하면 모든 콘텐츠를 볼 수 있다는 광고가 과장으로 드러났다.
오늘 아침 줄을 선 사람은 12명이었다.
""",
    "uk": """
Редакція районної газети вирішила дізнатися, скільки людей відкривають її розсилку. Результат здивував усіх.
«Підпишіться на нашу розсилку» — такий рядок читач бачить тепер майже на кожному сайті.
Реклама годує не всіх
Коментарі під статтями закрили після хвилі образ, і тепер читачі пишуть листи.
Важливо: автобуси в понеділок поїдуть новим маршрутом.
Фонд збирає пожертви для притулку, допомогли вже три тисячі людей.
Джерело проблеми криється в договорах із посередниками.
Сьогодні вранці в черзі стояли 12 людей.
""",
    "cs": """
Redakce místních novin chtěla zjistit, kolik lidí její newsletter skutečně otevře. Výsledek překvapil všechny.
Reklama nestačí
Diskuse pod články skončila po vlně urážek a čtenáři teď píší dopisy.
Zmizí soubory cookie?
Úřad připomněl, že soubory cookie vyžadují souhlas a jedno tlačítko nestačí.
Redaktor: Proč jste diskusi zavřeli?
Nadace sbírá peníze pro útulek, přispělo už tři tisíce lidí.
Foto z nehody policie nezveřejnila.
Dnes ráno stálo ve frontě 12 lidí.
""",
    "hu": """
A helyi lap meg akarta tudni, hányan nyitják meg a hírlevelét. Az eredmény mindenkit meglepett.
A reklám nem elég
A hozzászólások a sértések miatt szűntek meg, az olvasók most levelet írnak.
A sütikhez hozzájárulás kell, emlékeztetett a hatóság.
Az alapítvány a menhelynek gyűjt, már háromezren támogatták.
A felhasználás engedélyezése hetekig tartott.
Ma reggel 12 ember állt a sorban.
""",
    "el": """
Η τοπική εφημερίδα θέλησε να μάθει πόσοι ανοίγουν το newsletter της. Το αποτέλεσμα εξέπληξε όλους.
Η διαφήμιση δεν αρκεί
Τα σχόλια έκλεισαν μετά από κύμα ύβρεων και οι αναγνώστες γράφουν επιστολές.
Απαγορεύεται η χρήση πυροτεχνημάτων στην παραλία.
Το ίδρυμα συγκεντρώνει δωρεές για το καταφύγιο.
Πηγή του προβλήματος είναι οι συμβάσεις.
Σήμερα το πρωί περίμεναν 12 άνθρωποι.
""",
    "id": """
Redaksi koran daerah ingin tahu berapa orang yang membuka buletin mereka. Hasilnya mengejutkan semua orang.
Iklan tidak cukup
Kolom komentar ditutup setelah banyak hinaan, dan pembaca kini menulis surat.
Warga dilarang mengambil air dari sungai itu selama sepekan.
Yayasan mengumpulkan donasi untuk penampungan, tiga ribu orang sudah membantu.
Sumber masalahnya ada pada kontrak dengan perantara.
Senin pagi ada 12 orang dalam antrean.
""",
    "vi": """
Tòa soạn báo địa phương muốn biết bao nhiêu người thật sự mở bản tin của họ. Kết quả khiến mọi người bất ngờ.
Quảng cáo không đủ nuôi báo
Phần bình luận bị đóng sau làn sóng xúc phạm, độc giả quay lại viết thư.
Bản quyền của ca khúc đang bị tranh chấp.
Quỹ quyên góp cho trại cứu trợ, ba nghìn người đã ủng hộ.
Theo dõi diễn biến, người dân không chủ quan.
Sáng nay có 12 người xếp hàng.
""",
    "hi": """
स्थानीय अखबार जानना चाहता था कि उसका न्यूजलेटर कितने लोग खोलते हैं। नतीजे ने सबको चौंका दिया।
विज्ञापन काफी नहीं
अपशब्दों के बाद टिप्पणियां बंद कर दी गईं और पाठक अब चिट्ठियां लिखते हैं।
सबसे पहले बैंक का ऐप डाउनलोड करें और पिन बदलें।
उन्हें इंस्टाग्राम पर लाखों लोग फॉलो करते हैं।
संस्था आश्रय के लिए चंदा जुटा रही है।
आज सुबह कतार में 12 लोग थे।
""",
    "fa": """
روزنامه محلی می‌خواست بداند چند نفر خبرنامه‌اش را باز می‌کنند و نتیجه همه را شگفت‌زده کرد.
تبلیغات کافی نیست
بخش نظرات پس از موجی از توهین بسته شد و خوانندگان نامه می‌نویسند.
انتشار 300 گزارش درباره رودخانه دو سال طول کشید.
منبع مشکل قرارداد با واسطه‌هاست.
امروز صبح 12 نفر در صف بودند.
""",
    "he": """
העיתון המקומי רצה לדעת כמה אנשים פותחים את הניוזלטר שלו, והתוצאה הפתיעה את כולם.
הפרסומות לא מספיקות
התגובות נסגרו אחרי גל של קללות, והקוראים כותבים עכשיו מכתבים.
צילום הסרט נמשך שלושה חודשים.
מקור הבעיה הוא בחוזים עם המתווכים.
היום בבוקר עמדו בתור 12 אנשים.
""",
}

# Subheads of ordinary reports that look like labels.
SUBHEADS = {
    "ru": (
        "Что дальше|Почему это важно|Как это работает|Реакция властей|Контекст|Главное|"
        "Выводы|Рекомендации|Что говорят эксперты|Предыстория|Обсуждение проекта|Мнение|"
        "Итоги|Кто такой Иванов|Вопросы и ответы|Цены|Погода|История вопроса|"
        "Оценка ущерба|Поддержка семей|Реклама и дети|Поиск пропавших"
    ),
    "pl": (
        "Co dalej|Dlaczego to ważne|Jak to działa|Reakcje|Ważne daty|Opinie ekspertów|"
        "Wnioski|Promocja regionu|Współpraca z uczelnią|Historia|Ceny|Pogoda|"
        "Sklepy zamknięte|Dyskusja w radzie|Zdjęcia rentgenowskie|Film o mieście"
    ),
    "tr": (
        "Ne olmuştu?|Neden önemli?|Uzmanlar ne diyor?|Öneriler|Sonuçlar|Hava durumu|"
        "Fiyatlar|İş birliği|Tanıtım|Anket sonuçları|Yorumlar iki yönde|Tarihçe|"
        "Belediyeden açıklama"
    ),
    "ar": (
        "ماذا بعد؟|لماذا هذا مهم؟|ردود الفعل|التفاصيل|النتائج|خلفية|رأي الخبراء|الأسعار|"
        "توصيات|الطقس|صوت الشعب|الرد الإيراني"
    ),
    "zh": (
        "接下来会怎样|为什么重要|专家怎么说|背景|结论|推荐|投票结果|回顾|时间线|"
        "各方反应|天气|价格|观点交锋|问与答|分享经济|图书馆|相关法律|声明全文"
    ),
    "ja": (
        "今後の見通し|なぜ重要か|専門家の見方|背景|まとめ|おすすめ|注意事項|経緯|"
        "住民の反応|価格|天気|投票率|写真展|関連法案|ポイント|質疑応答|"
        "プロフィール|会社概要"
    ),
    "ko": (
        "앞으로 어떻게 되나|왜 중요한가|전문가 의견|배경|결론|여자|남자|"
        "쇼핑|날씨|가격|주민 반응|추천 여행지|댓글 조작 논란|투표율"
    ),
}


def _paragraphs(text: str) -> list[Block]:
    element = make_element(make_element(None, "body"), "p")
    return [Block(line, "p", element) for line in text.strip().splitlines()]


@pytest.mark.parametrize("language", sorted(STORIES))
def test_an_article_about_boilerplate_comes_through_whole(language: str) -> None:
    blocks = _paragraphs(STORIES[language])
    cuts = apply_rules(load_catalogue(), blocks, [True] * len(blocks)).cuts
    assert [(b.text, rule.id) for b, rule in zip(blocks, cuts, strict=True) if rule] == []


@pytest.mark.parametrize("language", sorted(STORIES))
def test_no_single_paragraph_of_it_is_cut_out_of_a_longer_article(language: str) -> None:
    filler = _paragraphs(STORIES[language])[0]
    for block in _paragraphs(STORIES[language]):
        blocks = [filler] * 6 + [block] + [filler] * 6
        rule = apply_rules(load_catalogue(), blocks, [True] * len(blocks)).cuts[6]
        assert rule is None, (block.text, rule.id)


@pytest.mark.parametrize("language", sorted(SUBHEADS))
def test_subheads_stay(language: str) -> None:
    filler = _paragraphs(STORIES[language])[:2]
    element = make_element(make_element(None, "body"), "h2")
    for text in SUBHEADS[language].split("|"):
        blocks = [*filler, Block(text, "h2", element), *filler, *filler]
        rule = apply_rules(load_catalogue(), blocks, [True] * len(blocks)).cuts[2]
        assert rule is None, (text, rule.id)
