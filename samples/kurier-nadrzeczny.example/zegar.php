<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="pl" lang="pl">
<head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2" />
<title>Zegar na wieży znów chodzi, ale wstecz - Kurier Nadrzeczny</title>
<meta name="description" content="Zegarmistrz z Orlej Góry naprawił ratuszowy zegar. Wskazówki ruszyły w drugą stronę." />
<meta name="keywords" content="zegar, ratusz, Orla Góra" />
</head>
<body>
<div id="top"><a href="/"><img src="/gfx/logo.gif" alt="Kurier Nadrzeczny" /></a><div id="reklama_top">REKLAMA</div></div>
<div id="menu"><ul><li><a href="/">Strona główna</a></li><li><a href="/wiadomosci">Wiadomości</a></li><li><a href="/kultura">Kultura</a></li><li><a href="/ogloszenia">Ogłoszenia</a></li><li><a href="/forum">Forum</a></li></ul></div>
<div id="sciezka">Jesteś tutaj: <a href="/">Kurier</a> &raquo; <a href="/wiadomosci">Wiadomości</a> &raquo; Orla Góra</div>
<div id="tresc">
<h1>Zegar na wieży znów chodzi, ale wstecz</h1>
<div class="podpis">Zbigniew Wrotek, 14.10.2009, 08:20</div>
<div class="artykul">
<p class="wstep"><strong>Po jedenastu latach ciszy zegar na ratuszu w Orlej Górze ruszył w poniedziałek w samo południe. Ruszył do tyłu.</strong></p>
<p>Burmistrz, orkiestra strażacka i trzysta osób na rynku patrzyło w górę przez dobrą minutę, zanim ktoś się odezwał. Była to czteroletnia Hania, która niedawno nauczyła się godzin. Powiedziała: &#8222;Teraz będzie śniadanie&#8221;.</p>
<p>Zegarmistrz Euzebiusz Ptak nie krył zdziwienia. Mechanizm rozebrał zimą na dwa tysiące części, każdą oczyścił i każdą włożył tam, skąd ją wyjął. Tak przynajmniej zapisał w zeszycie, który prowadzi od 1961 roku i w którym dotąd nie było ani jednego skreślenia.</p>
<div class="czytaj_tez"><strong>Czytaj także:</strong> <a href="/wiadomosci/hejnal">Hejnalista zaspał, miasto też</a></div>
<p>&#8211; Zegar jest sprawny &#8211; mówi. &#8211; Spóźnia się osiem sekund na dobę. To znaczy, śpieszy się. To zależy, skąd patrzeć.</p>
<p>Rada miejska miała w planie obrad drogi i kanalizację, ale przez trzy godziny rozmawiała o wskazówkach. Radny Kopyść zażądał zwrotu pieniędzy. Radna Mazurek zapytała, komu właściwie szkodzi zegar, który dwa razy na dobę i tak pokazuje prawdę.</p>
<p>Tymczasem do miasteczka zaczęli zjeżdżać ludzie. W sobotę naliczono czterdzieści samochodów z obcymi rejestracjami, w niedzielę autokar. Cukiernia sprzedaje rurki z kremem &#8222;wsteczne&#8221;, nadziewane od środka na zewnątrz, cokolwiek miałoby to znaczyć.</p>
<p>&#8211; Przyszła do mnie kobieta z daleka &#8211; opowiada kościelny. &#8211; Stała na rynku do wieczora. Mówiła, że chce tylko popatrzeć, jak jej ubywa.</p>
<p>Ptak znalazł przyczynę w środę. Jedno koło, wielkości spodka, siedzi na osi odwrotnie, bo odwrotnie siedziało od początku: tak je w 1912 roku zamontował poprzednik, a potem przez osiemdziesiąt sześć lat poprawiał to drugim błędem, którego Ptak, nieświadomy, nie powtórzył.</p>
<p>W parafialnej kronice znalazło się nawet wyjaśnienie. Poprzednik, niejaki Walenty Skiba, uczył się fachu z lustra, bo majster nie pozwalał czeladnikom patrzeć sobie na ręce. Wszystko, co Skiba potrafił, potrafił na odwrót.</p>
<p>Najbardziej zadowoleni są uczniowie. Dyrektorka szkoły musiała wydać zarządzenie, że lekcje kończą się według dzwonka, a nie według ratusza, na którym o tej porze jest dopiero rano.</p>
<p>Może to naprawić w godzinę. Czeka na uchwałę.</p>
<p class="zrodlo">Źródło: Kurier Nadrzeczny, PAP</p>
</div>
<div id="narzedzia"><a href="#">Drukuj</a> <a href="#">Wyślij znajomemu</a> <a href="http://wykop.example">Wykop</a></div>
<div id="komentarze"><h3>Komentarze (2)</h3><div class="kom"><b>~stary_zegar</b> 14.10.2009 09:11<p>A ja od dawna mówię, że w tym mieście czas się cofa.</p></div><div class="kom"><b>~anka</b> 14.10.2009 10:40<p>Brawo dla pana Euzebiusza!</p></div><a href="/forum/dodaj">Dodaj komentarz</a></div>
</div>
<div id="prawa"><h3>Najczęściej czytane</h3><ul><li><a href="/1">Bocian nie odleciał</a></li><li><a href="/2">Most zamknięty do wiosny</a></li></ul></div>
<div id="stopka">Wszystkie prawa zastrzeżone &copy; 2009 Kurier Nadrzeczny</div>
</body></html>
