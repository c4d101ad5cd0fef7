"""The commonest small words of the languages that news is written in: data for telling languages apart.

Words of three letters and more tell more than shorter ones; languages close to each other have the words
in which they differ. Case folded. See `language.py` for how they are counted.
"""

from __future__ import annotations

from functools import lru_cache

_WORDS = """
en the and that with for was from have has not this are but they his her which been were their will would said who when there more than about into after also its out had one you all can what your how our new people
de der die das und nicht mit ist von den dem ein eine auch für sich auf werden wird sind noch wie bei einem einer nach aus oder aber wenn nur über wurde haben hat zum zur dass sein war mehr durch kann gegen vor sie
fr les des est une dans pour que qui sur pas avec par plus sont mais ont cette ses été aux ces comme leur fait elle nous vous après aussi entre deux était être même tout dont alors selon où sans
es los las del una que por con para más pero como sus este esta fue son también entre sobre desde hasta cuando todo muy según años hace había porque donde ser han está sin dos después contra además ya
pt que não uma com para dos das por mais como foi são também pelo pela seu sua seus mas até você está ser tem segundo após ainda quando sobre entre muito anos disse há nos nas isso esse essa ao aos à
it che del della dei delle nel nella con per una sono gli anche come più dal dalla alla alle sul sulla questo questa degli essere stato dopo anni tra suo sua ma ha hanno non era perché dove ancora loro
nl het een van voor niet met zijn dat ook aan door maar naar bij wordt uit nog over heeft hij worden deze tot werd geen die meer wel kan hebben dan wat omdat zich haar onder tegen jaar volgens te
pl nie się jest dla przez tym który która które jak ale oraz już tylko także był było być jego przed jednak po też ich czy może roku są został pod więc tego więcej między lub od gdy tej
tr bir bu için ile olarak olan daha çok gibi kadar sonra ancak ise değil var dedi oldu göre yeni en her tarafından iki olduğunu etti olduğu ve ama içinde bile yüzde yıl şekilde
sv och att som för inte med den det till har ett från av men eller kan när var sig efter vid också alla här hade skulle över är på där mycket nu
da og at det der ikke som med til den har for fra men eller kan være efter også af blev hvor havde skal ved meget på var nu siger mere mod
no og det som ikke med til har den for fra men eller kan være etter også av ble hvor hadde skal ved mye på var nå sier mer mot bli seg enn
fi ja on ei että oli ovat myös mutta kun sen kuin hän niin joka voi ole mukaan ollut tai olla tämä vain sekä jälkeen kanssa hänen sitä nyt
is og að er sem ekki við það fyrir með til frá var eru þess þar hefur verið voru hann þá sér eftir því en þeir um hún eða segir þetta
cs se na je že které který která jako jsou byl bylo také ale podle než při své jeho pro již když ještě však nebo aby jen roku jsme už může
sk sa na je že ktoré ktorý ktorá ako sú bol bolo aj ale podľa než pri svoje jeho pre už keď ešte však alebo aby len roku sme môže
hu az és hogy nem egy ez volt meg már csak mint vagy után pedig között szerint lehet lesz több ezt azt kell még voltak illetve amely
ro și este care pentru din nu cu mai fost această sunt prin după care dar sau până fi între despre către ale unei acest fără când lui
hr je se na da su koji koja koje nije kako što bi od za ali ili kao samo već biti bio bila nakon prema rekao zbog te još također
sr је се на да су који која које није како што би од за али или као само већ бити био била након према рекао због још
sl je in se na da so ki ni za pa tudi kot ali po bo bi bil bila ter le ob pri še že med zaradi sta
id yang dan di untuk dengan tidak dari ini itu pada dalam akan oleh juga sudah telah ada karena bisa lebih kata saat kepada tersebut mereka atau
vi của và là các cho không được trong một những với có này đã người khi từ về đến năm tại để ra phải
ca els les amb per una que del dels és són més també aquest aquesta ha han pel com però seva seu entre fins segons sobre molt
gl que non unha dos das para cos coa polo pola máis como foi son tamén seu súa ata está segundo entre moi pero ao
eu eta da ez bat du dira izan ere baina den egin dute zuen hau behar baino beste ditu
af die en van het nie vir met dat ook aan maar deur wat sy hulle sal kan nog was word uit oor ons jaar volgens
sw ya wa na kwa katika ni kuwa za la hiyo huo pia baada ambao ambayo hilo wake wao hii kutoka kama lakini alisema zaidi watu mwaka cha hivyo huku yake
zu ukuthi futhi kanti uma noma ngoba nje kule lapho kusho uthi wathi bathi ngesikhathi ngemuva kakhulu kwakhe ngokusho okuthiwa umuntu khona manje njengoba ngaphambi kanye yena lapha lesi ngabe nokuthi wukuthi kwaba ngonyaka izolo
xh ukuba kwaye kunye okanye xa okokuba emva ngexesha oku utsho nto into ngoko ngoku nangona ngokutsho kuba phakathi lowo kwiminyaka njengoko nokuba apha namhlanje malunga ngethuba koko kwi bale kananjalo ithi esithi besithi wathi wongeze
so iyo waxaa waxay oo ka ku uu ayaa ah in ay lagu soo waxa wuxuu kale badan
sq dhe për një që në me nga të është nuk kanë më si ka janë edhe por tij saj pas
lt ir kad yra su bet tai kaip iš po dėl buvo taip tik dar prie jau nuo arba gali šiuo savo pagal apie
lv un ir ka par ar no bet kas to tas tika arī pēc nav bija kā vai lai savu vēl jau
et ja on et ei oli see mis ning kui oma aga ka seda ole või pärast ta nad juba
tl ang mga ng sa na ay at para ito siya niya hindi may kung nang mga din rin
cy yn y mae ac i ar wedi fod gan hynny eu sydd am oedd
ga agus na an ar bhí sé go leis tá atá ag is don
lb de an déi dat net mat sech ass op fir eng vun hunn ginn och wéi
ru не что это как для его был было она они но по от из при также или после года быть который которые уже еще ещё были более чтобы может если до со об ее её
uk не що це як для його був було вона вони але та від із при також або після року бути який які вже ще були більше щоб може якщо до й про є
bg не че това как за да се са от по на но или след година който която които вече още беше били повече може ако до съм ще си
mk не дека тоа како за да се од по на но или по година кој која кои веќе уште беше биле повеќе може ако до сум ќе си
be не што гэта як для яго быў было яна яны але ад з пры таксама або пасля года які якія ўжо яшчэ былі больш каб можа калі да
ar في من على إلى أن التي الذي عن مع هذا هذه ما كان لا أو بعد قد كما بين وقال خلال أنه قال كانت ذلك حيث وفي عام
fa در به از که این را با است برای آن های می بود شد کرد خود شده یک هم اما گفت تا ها نیز باید دو وی
ur کے میں کی ہے کا سے کو نے اور پر یہ کہ ہیں بھی ان اس تھا کر لیے نہیں کیا تھے ہو
"""


@lru_cache(maxsize=1)
def by_word() -> dict[str, tuple[str, ...]]:
    """Each word and the languages it is counted for."""
    table: dict[str, list[str]] = {}
    for line in _WORDS.strip().splitlines():
        language, *words = line.split()
        for word in dict.fromkeys(words):
            table.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in table.items()}


@lru_cache(maxsize=1)
def languages() -> frozenset[str]:
    """The languages that have words in the table."""
    return frozenset(line.split()[0] for line in _WORDS.strip().splitlines())
