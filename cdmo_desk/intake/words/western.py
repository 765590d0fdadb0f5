"""The words of quotes in English, German, French, Spanish and Italian: data only.

All are written plain: lower case, without accents, signs as blanks. A star stands for any ending.
A new language is a few more words in each list.
"""

BASIS: dict[str, tuple[str, ...]] = {
    "optional": (
        "option*", "not in total", "not in the total", "not included in total", "not included in the total",
        "not included above", "not part of the total", "not part of the grand total", "excluded from total",
        "excluded from the total", "add on*", "on demand service*", "not in grand total",
        "nicht im gesamttotal", "nicht im total", "nicht in der summe*", "nicht in summe*", "nicht im gesamtpreis*",
        "nicht in gesamtsumme*", "nicht in der gesamtsumme*", "nicht im gesamtbetrag*", "eventualposition*",
        "bedarfsposition*", "wahlposition*", "eventual", "wahlweise", "optionale*", "wahlleistung*", "zusatzoption*",
        "hors total", "en option", "non compris dans le total", "non inclus dans le total", "facultati*",
        "a titre optionnel", "opcion*", "no incluid* en el total", "fuera del total", "fuera de total", "no suma",
        "opzion*", "non inclus* nel totale", "fuori totale", "non compres* nel totale", "facoltativ*",
        "esclus* dal totale",
        "excluid* del total", "exclu* du total", "eventuell*",
    ),
    "pass_through": (
        "at cost", "at actual cost", "at actual costs", "at actuals", "actual cost", "actual costs", "cost plus",
        "pass through*", "passthrough*", "passed through", "reimburs*", "out of pocket*", "billed at cost",
        "third party cost*", "cost + *", "at net cost", "as incurred", "time and material*", "recharged", "re charged",
        "nach beleg*", "nach aufwand", "nach tatsachlichem aufwand", "gegen nachweis", "gegen beleg*", "nach nachweis",
        "durchlaufposten", "durchlaufend*", "weiterverrechn*", "weiterberechn*", "weiterbelast*", "zu selbstkosten",
        "selbstkosten", "zum einstandspreis", "einstandspreis*", "auf nachweis", "zu einkaufspreis*", "nach ist kosten",
        "auslagenersatz", "zum selbstkostenpreis", "durchgereicht*", "fremdkosten", "auslagen",
        "au cout reel", "aux couts reels", "aux frais reels", "frais reels", "au reel", "refactur*",
        "sur justificatif*",
        "debours", "prix coutant", "au prix coutant", "frais refactur*", "couts refactur*", "a prix coutant",
        "remboursabl*",
        "a coste", "al coste*", "a coste real", "coste real", "gastos reembolsables", "reembols*", "repercut*",
        "suplidos",
        "a precio de coste", "segun justificante*", "segun factura*", "gastos a justificar", "segun gasto*",
        "al costo real",
        "al costo*", "a costo", "costi vivi", "a pie di lista", "rimbors*", "riaddebit*", "rifattur*", "a consuntivo",
        "costo effettivo", "a costo effettivo", "ribalt*", "spese vive", "al coste real",
    ),
    "included": (
        "included", "incl", "inclusive", "no charge", "n c", "nc", "free", "free of charge", "foc", "f o c", "nil",
        "no cost", "at no cost", "no additional charge", "waived", "complimentary", "none charged", "no extra charge",
        "inkl", "inklusive", "inbegriffen", "enthalten", "im preis enthalten", "kostenlos", "kostenfrei", "gratis",
        "ohne berechnung", "unentgeltlich", "inkludiert", "ohne aufpreis", "im preis inbegriffen", "eingeschlossen",
        "inclus", "incluse", "incluses", "compris", "comprise", "comprises", "offert", "gratuit", "gratuite",
        "sans frais", "sans supplement", "y compris",
        "incluido", "incluida", "incluidos", "incluidas", "sin cargo", "sin coste", "gratuito", "sin costo", "inc",
        "incluso", "inclusa", "inclusi", "compreso", "compresa", "compresi", "gratuita", "senza addebito", "omaggio",
        "gia compreso", "ricompreso",
    ),
    "excluded": (
        "excluded", "excl", "not included", "not in scope", "out of scope", "outside scope", "not offered",
        "not quoted",
        "by client", "by customer", "by sponsor", "by others", "client scope", "customer scope", "sponsor scope",
        "client supplied", "sponsor supplied", "customer supplied", "provided by client", "provided by sponsor",
        "provided by customer", "supplied by client", "supplied by sponsor", "supplied by customer",
        "client responsibility",
        "sponsor responsibility", "by the client", "by the sponsor", "by the customer", "n a", "not applicable",
        "no bid",
        "not part of offer", "not part of this offer", "not part of scope", "exclusion*", "customer provided",
        "free issue", "client to *", "customer to *", "sponsor to *", "client supply", "client s account",
        "for client account",
        "nicht enthalten", "nicht inbegriffen", "nicht inkludiert", "ausgeschlossen", "exkl", "exklusive", "bauseits",
        "nicht im umfang", "nicht angeboten", "durch auftraggeber", "durch kunde*", "durch den kunden", "vom kunden",
        "durch den auftraggeber", "kundenseitig", "beistellung", "beigestellt", "entfallt", "nicht im lieferumfang",
        "nicht im leistungsumfang", "nicht bestandteil*", "seitens kunde*", "nicht teil*", "leistung des auftraggebers",
        "non inclus", "non incluse*", "non compris*", "exclu", "exclus", "exclue", "exclues", "hors perimetre",
        "hors offre",
        "a la charge du client", "a charge du client", "fourni par le client", "fournis par le client", "non propose*",
        "par le client", "fournie par le client", "sans objet", "hors prestation", "hors champ", "a charge client",
        "no incluido", "no incluida", "no incluidos", "no incluidas", "excluido", "excluida", "excluidos", "excluidas",
        "fuera de alcance", "fuera del alcance", "a cargo del cliente", "por cuenta del cliente", "no aplica",
        "no ofertado",
        "suministrado por el cliente", "por el cliente", "aportado por el cliente",
        "non incluso", "non inclusa", "non inclusi", "non compreso", "non compresa", "escluso", "esclusa", "esclusi",
        "fuori ambito", "a carico del cliente", "fornito dal cliente", "a cura del cliente", "non offerto",
        "non previsto",
        "fuori perimetro", "non applicabile",
    ),
    "tbd": (
        "tbd", "tbc", "tba", "t b d", "t b c", "to be determined", "to be defined", "to be confirmed", "to be agreed",
        "to be quoted", "to be advised", "to be discussed", "to be priced", "on request", "upon request", "poa", "open",
        "price on application", "price on request", "will be quoted", "quote on request", "to follow", "pending", "rfq",
        "quoted separately", "separate quote", "to be scoped", "not yet quoted", "ask",
        "auf anfrage", "auf wunsch", "a a", "offen", "noch offen", "n n", "noch zu bestimmen", "noch festzulegen",
        "zu bestimmen", "zu definieren", "noch zu definieren", "wird nachgereicht", "folgt", "zu klaren",
        "noch zu klaren",
        "nach vereinbarung", "n v", "tbb", "separates angebot", "preis auf anfrage", "nach absprache",
        "wird noch angeboten",
        "noch zu kalkulieren", "wird noch festgelegt",
        "a definir", "a determiner", "a confirmer", "a convenir", "sur demande", "sur devis", "nous consulter",
        "a preciser",
        "en attente", "a chiffrer", "a etablir", "a discuter",
        "por definir", "por determinar", "por confirmar", "a determinar", "a confirmar", "bajo demanda", "bajo pedido",
        "a consultar", "pendiente", "segun presupuesto", "a peticion", "consultar", "bajo peticion", "por acordar",
        "da definire", "da determinare", "da confermare", "su richiesta", "da concordare", "a preventivo", "da quotare",
        "in attesa", "da valutare", "da stabilire",
    ),
    "rate": (
        "unit rate", "unit rates", "rate only", "rates only", "rate card*", "hourly rate*", "daily rate*", "day rate*",
        "labor rate*", "labour rate*", "fte rate*", "schedule of rates", "unit price list", "rate sheet",
        "price list", "list price*", "call off rate*", "standard rates", "rate schedule", "billing rates",
        "labor rates", "rates",
        "stundensatz*", "tagessatz*", "verrechnungssatz*", "stundensatze", "tagessatze", "preisliste", "einheitspreise",
        "verrechnungssatze", "stundentarif*",
        "taux horaire*", "tarif horaire*", "tarifs horaires", "grille tarifaire", "bordereau de* prix",
        "taux journalier*",
        "tarifs journaliers", "bareme*", "tarif unitaire*",
        "tarifa* horaria*", "tarifas", "lista de precios", "cuadro de tarifas", "tarifa* diaria*", "tarifario",
        "tariff* orari*", "listino*", "tariffario", "tariffe", "tariff* giornalier*", "listino prezzi",
    ),
    "priced": (
        "fixed", "fixed price", "fixed fee", "firm", "firm price", "lump sum", "fixpreis", "festpreis", "pauschal",
        "forfait", "prix ferme", "ferme", "fijo", "precio cerrado", "precio fijo", "fisso", "prezzo fisso", "a corpo",
        "fix", "fest", "base", "core", "standard", "milestone*", "per batch", "basis", "grundleistung", "basisleistung",
    ),
}  # fmt: skip

NEGATED = (
    "excl", "excluding", "exclusive of", "without", "plus", "before", "ohne", "zzgl", "exkl", "zuzuglich", "hors",
    "sans",
    "sin", "excluido", "senza", "escluso", "esclusi", "no", "non", "not", "nicht", "kein", "keine", "and excludes",
    "mas",
    "excluidos", "piu", "vor", "exclusive",
)  # fmt: skip

TOTAL = (
    "total", "totals", "grand total", "subtotal", "sub total", "sum", "overall total", "net total", "total price",
    "total cost*", "total amount", "total fee*", "total offer*", "total quote*", "total for *", "total of *",
    "contract value", "contract total", "offer total", "quote total", "quotation total", "project total",
    "total project*",
    "section total", "phase total", "total section*", "total phase*", "total budget*", "total fixed*",
    "total work package*",
    "total estimated*", "estimated total", "net value*",
    "total net*", "total value", "overall", "net amount", "total before*",
    "total after*", "total excluding*", "total excl*", "total option*", "total optional*", "total contract*",
    "total pass through*",
    "sum of *", "total services", "programme total", "program total", "total due", "amount due", "total estimate*",
    "total sum",
    "zwischentotal", "zwischensumme", "gesamttotal", "gesamtsumme", "summe", "endsumme", "nettosumme", "gesamt",
    "gesamtpreis*", "nettowert*", "gesamtbetrag",
    "gesamtkosten", "totalbetrag", "angebotssumme", "auftragssumme", "nettobetrag",
    "gesamtnetto", "angebotspreis", "summe *", "total netto", "endbetrag", "teilsumme", "gesamtwert", "auftragswert",
    "nettogesamt*", "angebotsbetrag", "gesamtangebot*", "gesamtvergutung", "vertragswert", "summen", "netto gesamt",
    "sous total", "total general", "montant total", "total ht", "total hors*", "total partiel", "total du *",
    "total de *",
    "total des *", "total net*", "prix total", "cout total", "total lot*", "somme", "valeur du contrat",
    "total hors taxes",
    "montant net", "total prestation*", "total offre",
    "suma", "importe total", "total oferta", "precio total", "coste total", "suma total", "total partida*",
    "total fase*",
    "total neto", "total sin*", "valor del contrato", "total capitulo*", "base imponible", "total del *",
    "total presupuesto",
    "subtotale", "totale", "totale *", "totale complessivo", "totale generale", "importo totale", "prezzo totale",
    "imponibile",
    "totale imponibile", "somma", "totale offerta", "costo totale", "totale parziale", "valore del contratto",
    "sub totale",
)  # fmt: skip

SUBTOTAL_HEADS = (
    "section total*", "total section", "phase total*", "group total*", "stage total*", "total per section",
    "total per phase", "block total*", "cumulative", "running total", "summe abschnitt", "abschnittssumme",
    "zwischensumme*", "summe je abschnitt", "kumuliert", "total par section", "cumul", "total por seccion",
    "acumulado", "totale sezione", "cumulato", "cumulativo",
)  # fmt: skip

CARRIED = (
    "carried forward", "brought forward", "carry forward", "carry over", "c f", "b f", "carried over",
    "balance forward",
    "total carried forward", "total brought forward", "ubertrag", "vortrag", "ubertrag *", "a reporter", "report",
    "report a nouveau", "suma y sigue", "suma anterior", "suma y sigue *", "a riportare", "riporto", "da riportare",
    "reporte",
    "report page precedente", "total a reporter", "arrastre",
)  # fmt: skip

TAX = (
    "vat", "sales tax", "gst", "hst", "tax", "taxes", "v a t", "value added tax", "mwst", "mehrwertsteuer", "ust",
    "umsatzsteuer", "tva", "t v a", "tps", "tvq", "tvh", "pst", "qst", "cgst", "sgst",
    "igst", "iva", "i v a", "impuesto*", "imposta", "taxe*", "steuer", "withholding tax",
)  # fmt: skip

GROSS = (
    "gross value*", "gross price",
    "incl vat", "including vat", "incl tax", "including tax*", "gross total", "gross", "gross amount", "total gross",
    "with vat", "incl gst", "inkl mwst", "inkl ust", "inklusive mwst", "inkl mehrwertsteuer", "brutto*", "bruttobetrag",
    "gesamtbetrag brutto", "inkl umsatzsteuer", "einschl mwst", "inkl der mwst", "rechnungsbetrag", "ttc",
    "toutes taxes comprises",
    "tva incluse", "tva comprise", "net a payer", "iva incluido", "con iva", "iva inc*", "iva incl*", "ivato",
    "iva inclusa",
    "iva compresa", "total a pagar", "totale a pagare", "totale ivato", "totale fattura", "total con iva", "lordo",
    "bruto",
    "inclusive of vat", "incl sales tax", "zahlbetrag", "total payable", "amount payable", "impuestos incluidos",
)  # fmt: skip

CREDIT = (
    "discount*", "credit*", "rebate*", "allowance*", "deduction*", "less", "rabatt*", "nachlass*", "skonto",
    "gutschrift*",
    "mengenrabatt*", "mengennachlass*", "sonderrabatt*", "sondernachlass*", "treuerabatt*", "projektrabatt*",
    "paketrabatt*", "gesamtnachlass*", "gesamtrabatt*", "kombirabatt*", "volumenrabatt*", "kundenrabatt*", "bonus",
    "verzicht*", "preisnachlass*", "abzug*", "remise*", "rabais", "ristourne*", "avoir*", "deduction*",
    "reduction*",
    "descuento*", "bonificacion*", "abono*", "rebaja*", "sconto*", "abbuono*", "riduzione*", "storno*",
)  # fmt: skip

INFORMATION = (
    "information only", "for information", "for information only", "informational", "informative", "info only",
    "forecast*",
    "planned batches", "planned volume*", "planned quantit*", "not a price", "for reference only", "for reference",
    "batches per year", "number of batches", "planning assumption*", "expected volume*", "indicative volume*",
    "demand forecast",
    "nur zur information", "zur information", "nachrichtlich", "prognose*", "geplante chargen", "planmenge*",
    "planzahl*",
    "informativ", "mengenprognose", "bedarfsprognose*", "erwartete menge*", "geplante menge*", "plan chargen",
    "a titre indicatif", "pour information", "prevision*", "lots prevus", "volume* prevu*", "quantites prevues",
    "solo informativo", "a titulo informativo", "prevision", "lotes previstos", "pronostico", "informativo",
    "volumen previsto",
    "a titolo informativo", "solo informazione", "lotti previsti", "previsione*", "per informazione", "volumi previsti",
)  # fmt: skip

INFORMATION_ONLY = (
    "information only", "for information*", "nur zur information", "zur information", "informational", "not a price",
    "a titre indicatif", "pour information", "a titulo informativo", "a titolo informativo", "informativ*",
    "nachrichtlich", "solo informativo", "for reference*",
)  # fmt: skip

UNTAXED = ("excl*", "exkl*", "ohne", "hors", "sin", "senza", "before", "handling", "advice")

REMARKS = (
    "note", "notes", "remark", "remarks", "assumption*", "terms", "conditions", "terms and conditions", "page *",
    "comments",
    "legend", "footnote*", "payment terms", "validity", "signature", "signed", "confidential", "disclaimer",
    "general terms",
    "incoterms", "payment", "delivery", "lead time*", "exclusions", "assumptions and exclusions", "yours sincerely",
    "anmerkung*", "hinweis*", "bemerkung*", "annahme*", "seite *", "bedingung*", "zahlungsbedingung*", "fussnote*",
    "lieferbedingung*", "lieferzeit*", "zahlung*", "unterschrift", "vertraulich", "gultigkeit", "legende",
    "voraussetzung*",
    "zahlbar", "remarque*", "hypothese*", "conditions generales", "conditions de paiement", "signature", "validite",
    "modalites de paiement", "legende", "delai*", "paiement*", "mentions legales",
    "nota", "notas", "observacion*", "condicion*", "hipotesis", "pagina *", "firma", "validez", "forma de pago",
    "supuesto*",
    "plazo*", "note", "condizion*", "ipotesi", "osservazion*", "validita", "modalita di pagamento", "termini",
    "pagamento",
    "assunzion*", "premess*", "bank details", "contact*", "prepared by", "kind regards", "mit freundlichen grussen",
)  # fmt: skip

SCHEDULE = (
    "payment schedule", "payment plan", "milestone payment*", "invoicing schedule", "billing schedule",
    "payment milestone*",
    "invoice schedule", "invoicing plan", "schedule of payments", "zahlungsplan", "zahlungsmeilenstein*",
    "rechnungsplan",
    "zahlungsraten", "echeancier*", "plan de facturation", "calendrier de paiement", "echeancier de paiement",
    "calendario de pago*", "plan de pago*", "hitos de pago", "calendario de facturacion", "piano dei pagamenti",
    "piano di fatturazione", "scadenze di pagamento", "piano pagamenti", "revision history", "document history",
    "exchange rate*", "wechselkurs*", "timeline", "project plan", "terminplan",
)  # fmt: skip

ASSUMPTIONS = (
    "assumption*", "key assumption*", "planning assumption*", "project assumption*", "process assumption*",
    "basis of estimate", "design basis", "process parameter*", "annahme*", "planungsannahme*", "prozessparameter",
    "eckdaten", "rahmendaten", "hypothese*", "donnees d entree", "hipotesis", "supuestos", "datos de partida",
    "ipotesi", "assunzioni", "dati di base", "parameter*", "parametre*", "parametro*", "parametri",
)  # fmt: skip

SUMMARY = (
    "summary", "cost summary", "price summary", "overview", "recap*", "zusammenfassung", "ubersicht", "kostenubersicht",
    "preisubersicht", "zusammenstellung", "recapitulati*", "synthese", "resume", "resumen", "resumen economico",
    "riepilogo",
    "sommario", "sintesi", "recapitulacion", "budget summary", "deckblatt", "cover",
)  # fmt: skip

PRICE = (
    "price", "prices", "cost", "costs", "fee", "fees", "charge", "charges", "net price", "price net", "quoted price",
    "preis", "preise", "kosten", "vergutung", "nettopreis", "preis netto", "honorar", "prix", "cout", "couts",
    "tarifs", "prix ht",
    "prix net", "honoraires", "precio", "precios", "coste", "costes", "precio neto", "costo", "honorarios", "prezzo",
    "prezzi",
    "costi", "prezzo netto", "corrispettivo", "offer price", "angebotspreis", "fixed price", "festpreis",
    "lump sum price", "pauschalpreis", "pauschale", "fixed fee", "prix forfaitaire", "precio fijo", "prezzo fisso",
    "net", "amounts", "betrage", "montants", "importes", "importi",
)  # fmt: skip

NUMBERING = (
    "no", "nr", "n", "#", "pos", "position", "item", "item no", "item nr", "item number", "ref", "ref no", "line",
    "line no",
    "id", "code", "sku", "wp", "wp no", "task", "task no", "step", "art nr", "artikel nr", "artikelnr", "lfd nr",
    "pos nr",
    "posnr", "position no", "catalogue no", "cat no", "item id", "activity no", "num", "numero", "reference",
    "ref nr", "part no",
    "positionsnr", "n o", "repere", "rep", "poste", "code article", "partida", "codigo", "cod", "rif", "codice",
    "voce", "art",
    "number", "task id", "service code", "service id", "wbs", "activity id", "ligne", "linea", "riga", "sl no",
    "s no", "sr no",
    "ordnungszahl", "oz", "kapitel", "ziffer", "nummer", "artikelnummer", "articulo", "index", "phase", "element",
    "activity",
    "ap", "arbeitspaket", "work package", "n ord", "no d ordre", "lot", "section", "serial", "seq", "order",
    "arbeitsschritt", "ln", "sn", "s n", "sequence", "clause", "catalog no",
    "stage", "etape", "fase", "schritt", "etapa", "paso", "clin", "wbs no", "activite no", "lp",
)  # fmt: skip

LESS = ("discount", "rabatt", "remise", "descuento", "sconto", "disc", "discount %", "rebate", "nachlass", "dto", "rab")
IGNORED = (
    "cost price", "internal cost", "margin", "marge", "margen", "margine", "vat", "vat rate", "mwst", "mwst satz",
    "tva", "iva",
    "tax", "taxes", "tax rate", "gross", "brutto", "gross amount", "gross price", "total ttc", "montant ttc", "ttc",
    "bruttobetrag",
    "total incl vat", "price incl vat", "importe con iva", "total con iva", "totale ivato", "bruttopreis",
    "prix ttc", "gesamt brutto",
    "lead time", "lieferzeit", "delai", "plazo", "start", "end", "duration", "date", "datum", "due", "due date",
    "deadline",
    "weight", "gewicht", "%", "share", "anteil", "percent", "prozent", "mark up", "markup", "aufschlag", "moq",
    "min order",
    "minimum order", "min qty", "dauer", "duree", "duracion", "durata", "start date", "end date", "site", "standort",
    "grade level",
    "betrag brutto", "amount incl vat", "steuer", "ust", "ust %", "mwst %", "vat %", "tva %", "iva %", "owner",
    "responsible",
    "delivery", "timing", "time", "week", "month", "quarter",
)  # fmt: skip

DETAIL = (
    "specification", "specifications", "details", "detail", "grade", "level", "stufe", "spezifikation", "location",
    "standort",
    "nivel", "livello", "niveau", "qualification", "experience", "livrables", "scope details", "deliverables",
    "status", "state",
    "statut", "estado", "stato", "type", "typ", "art", "tipo", "category", "kategorie", "seniority",
)  # fmt: skip

HOUR_UNITS = {
    "hourly": "hour", "per hour": "hour", "daily": "day", "per day": "day", "monthly": "month", "weekly": "week",
    "annual": "year", "yearly": "year", "stundensatz": "Stunde", "stundensatze": "Stunde", "stundentarif": "Stunde",
    "tagessatz": "Tag", "tagessatze": "Tag", "monatssatz": "Monat", "horaire": "heure", "horaires": "heure",
    "journalier": "jour", "journaliers": "jour", "tjm": "jour", "horaria": "hora", "horarias": "hora", "diaria": "día",
    "diarias": "día", "oraria": "ora", "orarie": "ora", "orari": "ora", "giornaliera": "giorno",
    "giornaliere": "giorno",
    "day rate": "day",
}  # fmt: skip

TIME_UNITS = (
    "h", "hr", "hrs", "hour", "hours", "day", "days", "std", "stunde", "stunden", "tag", "tage", "heure", "heures",
    "jour",
    "jours", "hora", "horas", "dia", "dias", "ora", "ore", "giorno", "giorni", "man hour", "man day", "fte hour",
    "fte day", "pt",
    "personentag", "personentage", "mannstunde", "j h",
)  # fmt: skip

PER = ("per", "pro", "je", "par", "por", "a", "al", "la", "l", "each", "every", "/")

THOUSANDS = (
    "k", "tsd", "thousand", "thousands", "in thousands", "000", "000s", "tausend", "milliers", "en milliers",
    "miles", "en miles",
    "migliaia", "in migliaia", "in tausend", "t",
)  # fmt: skip
MILLIONS = (
    "m", "mn", "mio", "mm", "million", "millions", "millionen", "millones", "millon", "milioni", "milione", "mill",
    "mln",
)  # fmt: skip

TOTALS_BY_BASIS: dict[str, tuple[str, ...]] = {
    "optional" : ( "option*", "optional*", "opcion*", "opzion*", "wahl*", "eventual*", "bedarfsposition*",
    "facultati*", "add on*" ),
    "pass_through": (
        "pass through*", "passthrough*", "at cost", "reimburs*", "out of pocket*", "durchlauf*", "weiterverrechn*",
        "weiterberechn*",
        "refactur*", "debours", "frais", "reembols*", "suplidos", "rimbors*", "costi vivi", "third party*",
        "materials", "auslagen",
        "fremdkosten", "nach aufwand", "weiterbelast*", "repercut*", "riaddebit*", "cost plus", "estimated cost*",
        "at actual*",
    ),
    "priced": (
        "fixed*", "firm", "fees", "fee", "services", "service", "festpreis*", "fixpreis*", "leistungen", "honorar*",
        "dienstleistung*",
        "prix fermes", "forfait*", "honoraires", "prestations", "precios fijos", "servicios", "honorarios",
        "prezzi fissi", "servizi",
        "fijos", "fissi", "fermes", "dienstleistungen", "excluding pass through*", "excl pass through*", "labor",
        "labour",
    ),
}  # fmt: skip

LANGUAGES: dict[str, tuple[str, ...]] = {
    "en" : ( "the", "and", "of", "for", "with", "price", "unit", "quantity", "total", "batch", "transfer", "quote",
    "per", "date", "to" ),
    "de" : ( "und", "der", "die", "das", "fur", "von", "mit", "menge", "preis", "einheit", "gesamt", "charge",
    "angebot", "nach", "datum",
           "einzelpreis", "gesamtpreis", "leistung", "bis", "im", "zur", "den"),
    "fr" : ( "et", "de", "la", "le", "les", "des", "du", "pour", "prix", "unite", "quantite", "lot", "devis",
    "montant", "sur", "au", "par" ),
    "es" : ( "y", "de", "la", "el", "los", "las", "del", "para", "precio", "unidad", "cantidad", "lote", "oferta",
    "importe", "por", "con" ),
    "it" : ( "e", "di", "la", "il", "dei", "delle", "del", "per", "prezzo", "unita", "quantita", "lotto", "offerta",
    "importo", "con", "al" ),
}  # fmt: skip
