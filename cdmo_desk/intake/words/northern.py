"""The words of quotes in Dutch, Swedish, Danish and Norwegian: data only, written plain as the western ones are.

Letters that no accent makes, such as ø and æ, stand as they are.
"""

BASIS: dict[str, tuple[str, ...]] = {
    "optional": (
        "opties", "optionele*", "optioneel", "niet in totaal", "niet in het totaal", "niet in totaalprijs",
        "niet inbegrepen in totaal", "niet inbegrepen in het totaal", "buiten totaal", "buiten het totaal",
        "op afroep", "keuzepost*", "meerwerk optie*", "facultatief", "facultatieve", "naar keuze",
        "tillval", "tillval*", "ej i total*", "inte i total*", "ingar ej i total*", "ingar inte i total*",
        "ej medraknat*", "valfri*", "utanfor total*",
        "tilvalg", "tilvalg*", "ikke i total*", "ikke med i total*", "indgar ikke i total*",
        "ikke inkludert i total*",
        "ikke inkluderet i total*", "opsjon*", "valgfri*", "tillegg uten*",
    ),
    "pass_through": (
        "tegen kostprijs", "doorbelast*", "doorberekend*", "doorberekening", "op nacalculatie", "nacalculatie",
        "werkelijke kosten", "tegen werkelijke kosten", "op basis van werkelijke kosten", "tegen inkoopprijs",
        "kosten derden", "kosten van derden", "op declaratie", "op factuurbasis", "volgens factuur", "verschotten",
        "tegen factuur",
        "till sjalvkostnad", "sjalvkostnad", "till sjalvkostnadspris", "vidarefakturer*", "enligt faktura",
        "pa lopande rakning", "lopande rakning", "utlagg", "verkliga kostnader", "till verklig kostnad",
        "till inkopspris",
        "til kostpris", "viderefakturer*", "efter regning", "etter regning", "efter forbrug", "etter forbruk",
        "faktiske omkostninger", "faktiske kostnader", "udlæg", "utlegg", "til selvkost", "etter medgatt*",
        "efter medgaet*", "til indkøbspris",
    ),
    "included": (
        "inbegrepen", "inclusief", "gratis", "kosteloos", "zonder kosten", "geen kosten", "in prijs inbegrepen",
        "in de prijs inbegrepen", "bij de prijs inbegrepen", "zonder meerprijs", "om niet", "niet berekend",
        "ingar", "inkluderat", "inkluderad", "inkluderade", "inkl i priset", "ingar i priset", "kostnadsfri*",
        "utan kostnad", "ingen kostnad", "utan avgift",
        "inkluderet", "inkludert", "indeholdt", "medregnet", "uden beregning", "uten kostnad", "indgar", "inngar",
        "vederlagsfri*", "uden ekstra omkostning*", "kostnadsfritt", "inkluderet i prisen", "inkludert i prisen",
    ),
    "excluded": (
        "niet inbegrepen", "niet inclusief", "exclusief", "uitgesloten", "niet aangeboden", "niet van toepassing",
        "n v t", "nvt", "voor rekening klant", "voor rekening van klant", "voor rekening van de klant",
        "voor rekening opdrachtgever", "voor rekening van opdrachtgever", "voor rekening van de opdrachtgever",
        "door klant", "door de klant", "door opdrachtgever", "door de opdrachtgever", "geleverd door klant",
        "geleverd door opdrachtgever", "aangeleverd door klant", "aangeleverd door opdrachtgever", "buiten scope",
        "buiten de scope", "buiten opdracht", "geen onderdeel van*", "niet begrepen", "niet geoffreerd",
        "ingar ej", "ingar inte", "ej inkluderat", "ej inkluderad", "inte inkluderat", "exkluderat", "ej tillampligt",
        "av kund", "av kunden", "av bestallaren", "bekostas av kund*", "tillhandahalls av kund*",
        "utanfor omfattning*",
        "ej offererat", "ej aktuellt",
        "ikke inkluderet", "ikke inkludert", "ikke indeholdt", "indgar ikke", "inngar ikke", "ekskluderet",
        "ekskludert", "af kunden", "av kunden selv", "leveres af kunden", "leveres av kunden", "betales af kunden",
        "betales av kunden", "ikke relevant", "ikke tilbudt", "uden for scope", "utenfor scope", "ikke omfattet",
    ),
    "tbd": (
        "op aanvraag", "nader te bepalen", "n t b", "ntb", "nog te bepalen", "nader overeen te komen", "n o t k",
        "notk", "nog niet bekend", "volgt", "prijs op aanvraag", "in overleg", "in nader overleg", "te bepalen",
        "nog te bevestigen", "nader te bevestigen", "nog te offreren", "op offertebasis",
        "pa begaran", "enligt overenskommelse", "enl o k", "enl overenskommelse", "meddelas senare", "ej faststallt",
        "att faststallas", "faststalls senare", "offereras separat", "pris pa begaran", "att bestammas",
        "pa foresporgsel", "pa forespørgsel", "efter aftale", "etter avtale", "aftales nærmere", "avtales nærmere",
        "oplyses senere", "fastsættes senere", "fastsettes senere", "pa forespørsel", "pris efter aftale",
        "pris etter avtale", "ikke fastlagt", "tilbydes separat",
    ),
    "rate": (
        "uurtarief", "uurtarieven", "dagtarief", "dagtarieven", "tarieven", "tarievenlijst", "tariefkaart",
        "prijslijst", "prijzenlijst", "uurprijzen", "eenheidsprijzen",
        "timpris*", "timarvode*", "timtaxa", "timtaxor", "dagpris*", "prislista*", "taxor", "timdebitering",
        "timepris*", "timesats*", "dagspris*", "prisliste*", "timetakst*", "takster", "dagsats*", "timerate*",
    ),
    "priced": (
        "vast", "vaste prijs", "vaste prijzen", "vast bedrag", "fast pris", "fast", "fastpris", "fasta priser",
        "aanneemsom", "klumpsumma", "fast sum", "grundpris",
    ),
}  # fmt: skip

NEGATED = (
    "exclusief", "zonder", "geen", "niet", "buiten", "exkl", "exklusive", "utan", "ej", "inte", "ekskl", "eksklusive",
    "uden", "uten", "ikke", "eks",
)  # fmt: skip

TOTAL = (
    "totaal", "totaal *", "subtotaal", "subtotaal *", "sub totaal", "eindtotaal", "totaalbedrag", "totaalprijs",
    "totale prijs", "totaalsom", "nettototaal", "offertetotaal", "offertebedrag", "contractwaarde", "opdrachtwaarde",
    "tussentotaal", "deeltotaal", "totale kosten", "optelling", "totale *",
    "summa", "summa *", "delsumma", "delsumma *", "totalsumma", "totalt", "totalt *", "slutsumma", "totalbelopp",
    "totalpris", "nettosumma", "offertsumma", "kontraktsvarde",
    "i alt", "ialt", "i alt *", "subtotal", "delsum", "delsum *", "samlet pris", "samlet sum", "totalsum",
    "totalbeløb",
    "totalbeløp", "tilbudssum", "kontraktsum", "samlet", "samlet *",
)  # fmt: skip

SUBTOTAL_HEADS = (
    "totaal per sectie", "totaal per fase", "totaal per onderdeel", "cumulatief", "ackumulerat", "akkumuleret",
    "akkumulert", "summa per avsnitt",
)  # fmt: skip

CARRIED = (
    "over te brengen", "overgebracht", "saldo vorige pagina", "overfort", "overført", "overføres",
    "ingaende transport",
)  # fmt: skip

TAX = (
    "btw", "b t w", "belasting toegevoegde waarde", "omzetbelasting", "moms", "mervardesskatt", "mervardeskatt",
    "merverdiavgift", "mva", "meromsætningsafgift",
)  # fmt: skip

GROSS = (
    "incl btw", "inclusief btw", "met btw", "te betalen", "inkl moms", "inklusive moms", "att betala", "med moms",
    "inkl mva", "inklusiv mva", "inklusiv moms", "at betale", "a betale", "totaal te betalen", "factuurbedrag",
)  # fmt: skip

CREDIT = (
    "korting*", "pakketkorting*", "volumekorting*", "kwantumkorting*", "staffelkorting*", "combinatiekorting*",
    "projectkorting*", "creditering*", "aftrek*", "mindering*", "tegoed*",
    "avdrag*", "mangdrabatt*", "volymrabatt*", "paketrabatt*", "kreditering*", "prisavdrag*",
    "rabat", "rabatten", "mængderabat*", "fradrag*", "prisnedslag*", "volumrabatt*", "mengderabatt*", "nedslag*",
)  # fmt: skip

INFORMATION = (
    "ter informatie", "ter info", "alleen ter informatie", "prognose*", "verwachte aantal*", "verwacht aantal*",
    "geplande batches", "geplande aantal*", "indicatief", "raming aantal*",
    "for kannedom", "endast information", "planerade batcher", "planerad volym*", "forvantad volym*",
    "til orientering", "kun til information", "planlagte batches", "forventet volum*", "kun til informasjon",
)  # fmt: skip

INFORMATION_ONLY = (
    "ter informatie", "alleen ter informatie", "for kannedom", "endast information", "til orientering",
    "kun til information", "kun til informasjon",
)  # fmt: skip

UNTAXED = ("exclusief", "zonder", "utan", "ekskl*", "eksl*", "eks", "uden", "uten")

REMARKS = (
    "opmerking*", "toelichting*", "voorwaarden", "algemene voorwaarden", "betaling*", "levertijd*",
    "levering*", "geldigheid*", "leveringsvoorwaarden", "uitgangspunt*", "aanname*", "handtekening", "vertrouwelijk",
    "met vriendelijke groet*", "voetnoot*",
    "anmarkning*", "villkor*", "betalningsvillkor*", "leverans*", "giltighet*", "forutsattning*", "antagande*",
    "med vanliga halsningar", "underskrift", "konfidentiellt", "fotnot*",
    "bemærkning*", "betingelser*", "betalingsbetingelser*", "forudsætning*", "forutsetning*", "merknad*", "vilkar*",
    "betalingsvilkar*", "med venlig hilsen", "med vennlig hilsen", "fortrolig",
)  # fmt: skip

SCHEDULE = (
    "betalingsschema", "betaalschema", "factuurschema", "facturatieschema", "termijnschema", "betalingsplanning",
    "tijdlijn", "wisselkoers*", "betalningsplan", "faktureringsplan", "tidplan", "vaxelkurs*",
    "betalingsplan", "fakturaplan", "tidsplan", "valutakurs*", "fremdriftsplan",
)  # fmt: skip

ASSUMPTIONS = (
    "uitgangspunten", "aannames", "aanname*", "procesparameters", "forutsattningar", "antaganden", "forudsætninger",
    "forutsetninger", "antagelser",
)  # fmt: skip

SUMMARY = (
    "samenvatting", "overzicht", "kostenoverzicht", "prijsoverzicht", "totaaloverzicht", "recapitulatie",
    "sammanfattning", "sammanstallning", "prissammanstallning", "oversikt", "sammendrag", "oversigt", "opsummering",
    "prisoversigt", "prisoversikt",
)  # fmt: skip

PRICE = (
    "prijs", "prijzen", "kosten", "kostprijs", "netto prijs", "vergoeding", "vaste prijs", "prijs excl btw",
    "pris", "priser", "kostnad", "kostnader", "nettopris", "pris exkl moms", "arvode", "avgift",
    "omkostning", "omkostninger", "honorar", "pris ekskl moms", "pris eks mva",
)  # fmt: skip

NUMBERING = (
    "positie", "volgnr", "volgnummer", "regel", "regelnr", "artikelnummer", "artikelnr", "postnr", "stap",
    "activiteitnr", "rad", "radnr", "lopnr", "post", "artnr", "linje", "linjenr", "varenr", "lp nr", "løpenr",
    "løbenr",
)  # fmt: skip

LESS = ("korting", "korting %", "rabatt %", "rabat", "rabat %", "avdrag")

IGNORED = (
    "btw", "btw tarief", "btw %", "btw bedrag", "bedrag incl btw", "totaal incl btw", "prijs incl btw", "levertijd",
    "doorlooptijd", "startdatum", "einddatum", "duur", "marge", "kostprijs intern",
    "moms", "moms %", "momssats", "belopp inkl moms", "leveranstid", "leveringstid", "varighet", "varighed", "mva",
    "mva %",
)  # fmt: skip

DETAIL = (
    "specificatie", "niveau", "soort", "specifikation", "spesifikasjon", "niva", "typ av tjanst",
)  # fmt: skip

HOUR_UNITS = {
    "uurtarief": "uur", "uurtarieven": "uur", "dagtarief": "dag", "dagtarieven": "dag", "uurprijs": "uur",
    "timpris": "timme", "timpriser": "timme", "timarvode": "timme", "timtaxa": "timme", "dagpris": "dag",
    "timepris": "time", "timepriser": "time", "timesats": "time", "timesatser": "time", "dagspris": "dag",
}  # fmt: skip

TIME_UNITS = ("uur", "uren", "dagen", "dag", "timme", "timmar", "tim", "manuur", "mandag", "mandagen")

PER = ("per", "pr")

THOUSANDS = ("duizend", "duizenden", "in duizenden", "tusental", "tkr", "tusen", "tusinde", "i tusental")
MILLIONS = ("miljoen", "miljoner", "mkr", "mln", "millioner", "mio kr")

TOTALS_BY_BASIS: dict[str, tuple[str, ...]] = {
    "optional": ("optie*", "opties", "optionele*", "tillval*", "tilvalg*", "opsjon*"),
    "pass_through": (
        "doorbelast*", "doorberekend*", "tegen kostprijs", "kosten derden", "vidarefakturer*", "utlagg",
        "viderefakturer*", "udlæg", "utlegg",
    ),
    "priced": ("vaste prijzen", "dienstverlening", "diensten", "fasta priser", "tjanster", "faste priser",
        "tjenester"),
}  # fmt: skip

LANGUAGES: dict[str, tuple[str, ...]] = {
    "nl": ("het", "een", "van", "voor", "met", "aantal", "prijs", "eenheid", "totaal", "bedrag", "offerte",
           "omschrijving",
           "datum", "niet", "en", "excl", "btw", "geldig"),
    "sv": ("och", "av", "for", "med", "antal", "pris", "enhet", "summa", "belopp", "offert", "beskrivning", "datum",
           "ej", "exkl", "moms", "giltig", "per"),
    "da": ("og", "af", "for", "med", "antal", "pris", "enhed", "beløb", "tilbud", "beskrivelse", "dato", "ikke",
           "ekskl", "moms", "gyldig", "enhet", "beløp", "av", "mva"),
}  # fmt: skip

HEADS: dict[str, tuple[str, ...]] = {
    "section": (
        "categorie", "onderdeel", "werkpakket", "hoofdstuk", "groep", "rubriek", "projectfase", "avsnitt",
        "arbetspaket", "kapitel", "grupp", "afsnit", "arbejdspakke", "arbeidspakke", "gruppe", "delprojekt",
    ),
    "description": (
        "omschrijving", "beschrijving", "artikelomschrijving", "productomschrijving", "dienst", "diensten",
        "activiteit", "activiteiten", "werkzaamheden", "werkzaamheid", "taak", "taken", "functie", "rol", "prestatie",
        "onderwerp", "product", "post", "kostenpost",
        "beskrivning", "benamning", "tjanst", "tjanster", "aktivitet", "aktiviteter", "artikel", "uppgift", "arbete",
        "specifikation", "befattning", "roll", "moment",
        "beskrivelse", "betegnelse", "ydelse", "ydelser", "tjeneste", "tjenester", "opgave", "oppgave", "rolle",
        "vare", "tekst", "stilling", "arbejde", "arbeid",
    ),
    "quantity": (
        "aantal", "hoeveelheid", "aant", "uren", "dagen", "aantal uren", "aantal dagen", "aantal batches",
        "totaal uren", "totaal aantal", "antal", "mangd", "timmar", "dagar", "antal timmar", "antall", "mængde",
        "mengde",
        "timer", "dage", "dager", "antal timer", "antall timer", "kvantitet", "kvantum",
    ),
    "unit": ("eenheid", "eenh", "meeteenheid", "enhet", "enh", "enhed", "maleenhed"),
    "unit_price": (
        "prijs per eenheid", "eenheidsprijs", "stukprijs", "stuksprijs", "prijs per stuk", "eenheidstarief",
        "tarief", "tarieven", "uurtarief", "dagtarief", "tarief per uur", "tarief per dag", "prijs per batch",
        "uurprijs",
        "prijs eenheid", "prijs p e", "a pris", "apris", "styckpris", "enhetspris", "pris per enhet",
        "pris per styck",
        "timpris", "pris st", "timarvode",
        "enhedspris", "stykpris", "stk pris", "pris pr enhed", "pris pr stk", "pris per enhed", "timepris",
        "timesats",
        "pris pr enhet",
    ),
    "amount": (
        "bedrag", "totaal", "totaalprijs", "totaalbedrag", "regelbedrag", "regeltotaal", "totaal excl btw",
        "bedrag excl btw", "nettobedrag", "netto bedrag", "totale prijs", "subtotaal", "waarde",
        "belopp", "summa", "totalt", "totalpris", "radsumma", "nettobelopp", "belopp exkl moms", "delsumma", "varde",
        "beløb", "beløp", "i alt", "ialt", "totalbeløb", "totalbeløp", "pris i alt", "sum", "linjesum", "nettobeløb",
        "samlet pris",
    ),
    "currency": ("munteenheid", "munt"),
    "basis": (
        "prijstype", "prijsbasis", "soort prijs", "type prijs", "verrekening", "pristyp", "prisbasis", "pristype",
        "debitering", "afregning",
    ),
    "note": (
        "opmerking", "opmerkingen", "toelichting", "bijzonderheden", "notitie", "kommentar", "kommentarer",
        "anmarkning",
        "anmarkningar", "notering", "bemærkning", "bemærkninger", "merknad", "merknader", "note",
    ),
}  # fmt: skip
