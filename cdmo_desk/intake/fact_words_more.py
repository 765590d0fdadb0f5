"""The words by which quotes state their facts in more languages: Dutch, Scandinavian, Portuguese, Polish, Japanese."""

FACTS: dict[str, tuple[str, ...]] = {
    "supplier": (
        "leverancier", "aanbieder", "opdrachtnemer", "dienstverlener", "bedrijf", "inschrijver",
        "leverantor", "anbudsgivare", "foretag", "leverandør", "tilbudsgiver", "virksomhed", "firmanavn",
        "fornecedor", "prestador", "proponente", "dostawca", "oferent", "wykonawca", "sprzedawca",
        "供給者", "会社名", "発行元", "見積者", "受託者", "社名",
    ),
    "client": (
        "klant", "opdrachtgever", "aan", "t a v", "ter attentie van", "afnemer", "offerte voor",
        "kund", "bestallare", "till", "mottagare", "kunde", "oppdragsgiver", "ordregiver", "til", "bestiller",
        "para", "ao cuidado de", "klient", "zamawiajacy", "dla", "nabywca", "odbiorca",
        "お客様", "宛先", "御中", "宛名", "貴社", "顧客", "発注者",
    ),
    "project": (
        "onderwerp", "betreft", "betreffende", "arende", "amne", "avser", "vedrørende", "emne", "gjelder", "prosjekt",
        "projeto", "assunto", "temat", "przedmiot", "dotyczy", "件名", "案件名", "フロシェクト",
    ),
    "reference": (
        "offertenummer", "offerte nummer", "offertenr", "offerte nr", "offerte no", "prijsopgave", "ons kenmerk",
        "kenmerk",
        "onze referentie", "referentie", "referentienummer", "offertereferentie", "documentnummer", "ons ref",
        "tarief nr", "tarief no", "tarieflijst", "tarievenlijst",
        "offertnr", "offert nr", "offertnummer", "offert", "anbud", "anbudsnummer", "anbud nr", "var referens",
        "referensnummer", "referens", "tilbudsnr", "tilbud nr", "tilbudsnummer", "tilbud", "vores ref", "var ref",
        "vores reference", "prislista nr", "prisliste nr",
        "proposta", "proposta n", "proposta no", "numero da proposta", "n da proposta", "no da proposta", "orcamento",
        "orcamento n", "orcamento no", "n do orcamento", "cotacao", "cotacao n", "cotacao no", "n ref",
        "nossa referencia",
        "numero do orcamento", "no do orcamento",
        "oferta nr", "nr oferty", "numer oferty", "wycena", "wycena nr", "kosztorys", "kosztorys nr", "nasz znak",
        "znak sprawy", "numer referencyjny", "oferta cenowa", "oferta cenowa nr",
        "見積番号", "見積no", "見積書番号", "管理番号", "文書番号", "御見積番号", "整理番号",
        "tariff", "tariff no", "tariff number", "tariff ref", "price schedule", "price schedule no",
    ),
    "theirs": ("uw kenmerk", "uw referentie", "er referens", "er ref", "deres ref", "jeres ref", "wasz znak",
    "v ref"),
    "revision": (
        "revisie", "versie", "revisienummer", "revisjon", "versjon", "revisao", "versao", "rewizja", "wersja",
        "版", "改訂", "改訂番号", "版数",
    ),
    "round": ("ronde", "offerteronde", "omgang", "budrunde", "rodada", "runda", "etap przetargu"),
    "date": (
        "offertedatum", "datum offerte", "opgesteld op", "uitgegeven op", "dagtekening",
        "offertdatum", "utfardad", "utfardat", "dato", "tilbudsdato", "udstedt", "utstedt", "datert",
        "data da proposta", "emitido em", "data de emissao", "data do orcamento", "data emissao",
        "data oferty", "data wystawienia", "z dnia", "wystawiono", "data sporzadzenia", "dnia",
        "日付", "見積日", "発行日", "作成日", "見積年月日", "発行年月日",
    ),
    "valid_until": (
        "geldig tot", "geldig tot en met", "geldig t m", "geldigheid", "geldigheidsduur", "offerte geldig tot",
        "aanbod geldig tot", "offerte is geldig tot", "deze offerte is geldig tot", "vervaldatum", "vervalt op",
        "gestanddoening", "gestanddoeningstermijn", "geldig", "prijzen geldig tot", "geldigheidstermijn",
        "geldigheidsdatum", "aanbieding geldig tot", "te aanvaarden voor", "prijsvast tot",
        "giltig till", "giltig till och med", "giltig t o m", "giltighet", "giltighetstid", "offerten galler till",
        "offerten galler till och med", "galler till", "galler t o m", "galler till och med", "offert giltig till",
        "gyldigt til", "gyldigt til og med",
        "gyldig til", "gyldig til og med", "gyldighed", "gyldighet", "gyldighedsperiode", "tilbud gyldig til",
        "tilbuddet er gyldigt til", "gældende til", "gjelder til", "gyldig t o m", "vedstaelsesfrist",
        "vedstaelsesfrist til", "tilbudet gjelder til", "tilbuddet gælder til", "gælder til", "vedstaas til",
        "valido ate", "valida ate", "validade", "validade da proposta", "proposta valida ate", "valido ate ao dia",
        "validade ate", "validade do orcamento", "orcamento valido ate", "data de validade", "valida ate ao dia",
        "wazna do", "wazne do", "wazny do", "oferta wazna do", "termin waznosci", "waznosc oferty", "wazna do dnia",
        "oferta wazna do dnia", "termin zwiazania oferta", "data waznosci", "waznosc", "oferta wiazaca do",
        "有効期限", "見積有効期限", "有効期間", "お見積有効期限", "見積有効期間", "御見積有効期限", "見積期限",
    ),
    "currency": (
        "munteenheid", "alle prijzen in", "prijzen in", "bedragen in", "alle bedragen in", "prijzen zijn in",
        "alle prijzen zijn in", "genoemde prijzen in", "alle bedragen zijn in",
        "alla priser i", "priser i", "belopp i", "alla belopp i", "priserna ar i", "alle priser i", "beløb i",
        "beløp i",
        "alle beløb i", "alle beløp i", "priser er i", "alle priser er i", "priser angitt i", "priser angivet i",
        "moeda", "precos em", "todos os precos em", "valores em", "todos os valores em", "precos expressos em",
        "waluta", "ceny w", "wszystkie ceny w", "kwoty w", "wszystkie kwoty w", "ceny podano w", "通貨", "通貨単位",
    ),
    "payment": (
        "betaling", "betalingstermijn", "betalingsvoorwaarden", "betalingscondities", "betaalvoorwaarden",
        "betaaltermijn", "betalningsvillkor", "betalning", "betalingsbetingelser", "betalingsvilkar",
        "betingelser", "condicoes de pagamento", "prazo de pagamento", "forma de pagamento", "warunki płatnosci",
        "termin płatnosci", "płatnosc", "支払条件", "お支払条件", "支払方法", "支払期限",
    ),
}  # fmt: skip

COMPANY = (
    "b v b a", "bvba", "vof", "v o f", "lda", "ltda", "l da", "unipessoal lda", "spolka akcyjna",
    "sp j", "sp k", "sp zoo", "k k", "株式会社", "合同会社", "有限会社",
)  # fmt: skip

DOCUMENT = (
    "prijsopgave", "tarieven", "tarievenlijst", "prijslijst", "kostenraming", "prijsaanbieding", "tariff",
    "offert", "anbud", "prislista", "kostnadsforslag", "tilbud", "pristilbud", "prisliste", "prisoverslag",
    "proposta", "proposta comercial", "orcamento", "cotacao", "tabela de precos", "oferta cenowa", "wycena",
    "kosztorys",
    "cennik", "見積書", "御見積書", "お見積書", "見積", "価格表", "提案書",
)  # fmt: skip

ESCALATION = (
    "indexering", "geindexeerd", "prijsindex", "prijsaanpassing", "prijsverhoging*", "jaarlijks* * verhoogd",
    "jaarlijks* * aangepast", "jaarlijks* verhoogd", "jaarlijks* aangepast", "consumentenprijsindex", "stijg*",
    "prisjuster*", "prisregler*", "indexreglering", "indexjuster*", "indeksreguler*", "prisreguler*", "indeksjuster*",
    "prisstigning*", "prisokning*", "raknas upp*", "oppjuster*",
    "reajust*", "atualizacao anual", "indexacao", "correcao monetaria", "waloryzac*", "indeksac*", "wzrost cen*",
    "価格改定", "物価スライト",
)  # fmt: skip
