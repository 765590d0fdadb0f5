"""The words by which lines are told to be work of a kind, batches or materials: data in five languages.

All are written plain: lower case, without accents, signs as single blanks. A star stands for any ending.
"""

WORK: dict[str, tuple[str, ...]] = {
    "exit": (
        "transfer out", "technology transfer out", "outbound *transfer", "exit", "exit support", "exit transfer",
        "transfer to another *", "transfer to a second *", "rucktransfer", "transfer zu * anderen *", "ausstieg*",
        "transfert sortant", "transfert de sortie", "transfert vers un autre *", "reversibilite", "sortie de contrat",
        "transferencia de salida", "transferencia a otro *", "trasferimento in uscita", "trasferimento ad altro *",
    ),
    "engineering_batch": (
        "engineering batch*", "engineering run*", "engineering lot*", "engineering slot*", "engineering charge*",
        "technical batch*", "technical run*", "demonstration batch*", "demo batch*", "shakedown *", "water run*",
        "technische charge*", "technikcharge*", "probecharge*", "probelauf*", "testcharge*",
        "lot technique", "lots techniques", "lot d ingenierie", "lots d ingenierie", "lot engineering", "lot d essai",
        "lote de ingenieria", "lotes de ingenieria", "lote tecnico", "lotes tecnicos", "lote de prueba",
        "lotto tecnico", "lotti tecnici", "lotto di ingegneria", "lotto engineering", "lotto di prova",
    ),
    "ppq_documents": (
        "ppq protocol*", "ppq document*", "ppq report*", "ppq pack*", "ppq dossier", "pv protocol*", "pv report*",
        "process validation protocol*", "process validation report*", "process validation document*",
        "process validation pack*", "validation protocol*", "validation report*", "validation documentation",
        "ppq protokoll*", "ppq dokument*", "ppq bericht*", "ppq paket*", "validierungsprotokoll*",
        "validierungsbericht*",
        "validierungsdokument*", "protocoles ppq", "protocole ppq", "protocoles et rapports ppq", "rapports ppq",
        "dossier ppq", "documentation ppq", "protocoles et rapports de validation *", "dossier de validation *",
        "protocoles de validation *", "documentacion ppq", "protocolos ppq", "protocolos e informes *",
        "protocolos de validacion *", "documentazione ppq", "protocolli ppq", "protocolli e rapporti *",
        "protocolli di convalida *",
    ),
    "cleaning_validation": (
        "cleaning validation*", "cleaning verification*", "reinigungsvalidierung*", "validation de* nettoyage*",
        "validation du nettoyage", "validacion de limpieza", "convalida di pulizia", "convalida della pulizia",
    ),
    "method_validation": (
        "method validation*", "analytical validation*", "assay validation*", "validation of * method*",
        "validation of method*",
        "method co validation*", "co validation*", "covalidation*", "method qualification*", "methodenvalidierung*",
        "validierung von * methode*", "validierung der * methode*", "analytische validierung*",
        "methodenqualifizierung*",
        "validation des methodes *", "validation de methode*", "validation analytique*", "validacion de metodos *",
        "validacion analitica*", "convalida dei metodi *", "convalida metodi *", "convalida analitica*",
    ),
    "ppq_batch": (
        "ppq", "ppq batch*", "ppq charge*", "ppq lot*", "ppq slot*", "ppq run*", "process performance qualification*",
        "process validation*", "validation batch*", "validation lot*", "validation run*", "validation campaign*",
        "conformance batch*", "conformance lot*", "consistency batch*", "consistency lot*", "prozessvalidierung*",
        "validierungscharge*", "validierungslauf*", "validation de* procede*", "validation du procede",
        "lot de validation",
        "lots de validation", "validacion de procesos", "validacion del proceso", "lote de validacion",
        "lotes de validacion",
        "convalida di processo", "convalida del processo", "lotto di convalida", "lotti di convalida",
    ),
    "method_transfer": (
        "method transfer*", "analytical method transfer*", "analytical transfer*", "assay transfer*",
        "transfer of * method*",
        "transfer of method*", "transfer of * assay*", "methodentransfer*", "methodenubertragung*",
        "analytischer transfer*",
        "transfer der * methoden", "transfer von * methoden", "transfert analytique*", "transfert de* methode*",
        "transfert des methodes *", "transfert de * methodes *", "transferencia de metodos *",
        "transferencia analitica*",
        "trasferimento metodi *", "trasferimento dei metodi *", "trasferimento analitico*", "transfer de metodos *",
        "analytical package*", "transfer metodi",
    ),
    "method_development": (
        "method development*", "analytical development*", "assay development*", "analytical method development*",
        "methodenentwicklung*", "analytische entwicklung*", "developpement de* methode*",
        "developpement des methodes *",
        "developpement analytique*", "desarrollo de metodos *", "desarrollo analitico*", "sviluppo metodi *",
        "sviluppo dei metodi *", "sviluppo analitico*", "mise au point de* methode*",
    ),
    "stability": (
        "stability*", "stabilitat*", "stabilite*", "estabilidad*", "stabilita*",
    ),
    "comparability": ("comparability*", "vergleichbarkeit*", "comparabilite*", "comparabilidad*", "comparabilita*"),
    "reference_standard": (
        "reference standard*", "reference material*", "referenzstandard*", "referenzmaterial*", "standard de reference",
        "standards de reference", "estandar de referencia", "patron de referencia", "standard di riferimento",
    ),
    "storage": (
        "storage", "storage *", "retain storage", "retention sample*", "lagerung", "lagerung *", "einlagerung*",
        "zellbanklagerung",
        "aufbewahrung*", "lagerkosten", "stockage*", "entreposage*", "conservation *", "echantillotheque",
        "almacenamiento*",
        "almacenaje*", "custodia *", "stoccaggio*", "conservazione *", "magazzinaggio",
    ),
    "tech_transfer": (
        "technology transfer*", "tech transfer*", "process transfer*", "technical transfer*", "technologietransfer*",
        "technologie transfer*", "prozesstransfer*", "prozessubertragung*", "transferplan*", "transfer plan*",
        "transfert de technologie*", "transfert technologique*", "transfert de* procede*", "transfert du procede",
        "transfert industriel", "plan de transfert", "transferencia de tecnologia", "transferencia tecnologica",
        "transferencia de* proceso*", "transferencia del proceso", "trasferimento tecnologico",
        "trasferimento di tecnologia",
        "trasferimento della tecnologia", "trasferimento del processo", "trasferimento di processo",
    ),
    "gmp_batch": (
        "gmp batch*", "cgmp batch*", "clinical batch*", "gmp charge*", "gmp lot*", "gmp slot*", "gmp run*",
        "gmp campaign*",
        "clinical supply batch*", "commercial batch*", "klinische charge*", "klinikcharge*", "handelscharge*",
        "lot clinique", "lots cliniques", "lot bpf", "lots bpf", "lot commercial", "lots commerciaux", "lote clinico",
        "lotes clinicos", "lote gmp", "lotes gmp", "lote comercial", "lotto clinico", "lotti clinici", "lotto gmp",
        "lotti gmp", "lotto commerciale",
    ),
    "dossier": (
        "module 3", "modul 3", "modulo 3", "ctd *", "impd*", "bla *", "ind *", "maa *", "nda *", "dossier",
        "cmc section*",
        "cmc authoring", "zulassungsdossier*", "dossier d enregistrement", "dossier de registro",
        "dossier di registrazione",
    ),
    "formulation": (
        "formulation*", "formulierung*", "formulierungsentwicklung*", "preformulation*", "formulacion*",
        "formulazione*",
        "preformulacion*",
    ),
    "process_development": (
        "process development*", "prozessentwicklung*", "verfahrensentwicklung*", "developpement de* procede*",
        "developpement du procede", "desarrollo de* proceso*", "desarrollo del proceso", "sviluppo di processo",
        "sviluppo del processo", "process characterisation*", "process characterization*", "prozesscharakterisierung*",
    ),
    "packaging": (
        "packaging*", "blister*", "bottling*", "labelling*", "labeling*", "verpackung*", "konfektionierung*",
        "abfullung in *",
        "conditionnement*", "mise sous blister*", "etiquetage*", "acondicionamiento*", "envasado*", "etiquetado*",
        "confezionamento*", "etichettatura*",
    ),
    "containment": ("containment*", "einhausung*", "confinement*", "contencion*", "contenimento*"),
    "linker_payload": ("linker*", "payload*"),
}  # fmt: skip

CATEGORY_WORK: dict[str, tuple[str, ...]] = {
    "technology_transfer": ("tech_transfer",),
    "formulation": ("formulation",),
    "process_development": ("process_development",),
    "analytical": ("method_transfer", "method_development", "method_validation"),
    "clinical_supply": ("gmp_batch", "engineering_batch"),
    "ppq": ("ppq_batch", "ppq_documents"),
    "commercial": ("gmp_batch",),
    "packaging": ("packaging",),
    "stability": ("stability",),
    "regulatory": ("dossier", "ppq_documents"),
    "storage": ("storage",),
}

BATCH_UNITS = (
    "batch", "batches", "slot", "slots", "lot", "lots", "charge", "chargen", "lote", "lotes", "lotto", "lotti",
    "gmp batch",
    "gmp batches", "gmp slot", "production batch", "manufacturing slot", "batch slot", "ds batch", "dp batch",
    "produktionscharge",
)  # fmt: skip

BATCHES = (
    "batch", "batches", "slot", "slots", "lot", "lots", "charge", "chargen", "gmp*charge*", "produktionscharge*",
    "handelscharge*",
    "lote", "lotes", "lotto", "lotti", "batch price*", "chargenpreis*", "prix du lot",
)  # fmt: skip

NOT_SUPPLY = (
    "release*", "review*", "record*", "testing", "test", "tests", "disposition", "disposal", "certificat*",
    "certification",
    "qp", "inspection of *", "sampling", "sample*", "shipment*", "shipping", "freight", "transport*", "storage",
    "documentation",
    "standard", "oversight", "supervision", "reserve", "reserve batch*", "additional", "extra", "spare", "outside *",
    "above *reserv*",
    "overflow", "optional", "cancel*", "resin*", "material*", "media", "buffer*", "consumable*", "packaging",
    "labelling",
    "freigabe*", "chargenfreigabe*", "chargendokumentation*", "chargenprufung*", "prufung*", "lagerung*", "entsorgung*",
    "zusatzlich*", "reservecharge*", "ausserhalb *", "ersatzcharge*", "versand*", "verpackung*", "muster*",
    "liberation*", "controle*", "essais", "dossier*", "supplementaire*", "elimination*", "hors *", "stockage*",
    "expedition*",
    "liberacion*", "adicional*", "revision*", "eliminacion*", "rilascio*", "aggiuntiv*", "smaltimento*",
    "supplementar*",
    "controllo*", "fuera de *", "fuori *", "oltre la *", "disposal of *", "penalt*", "fee", "deposit*", "discount*",
    "rebate*",
)  # fmt: skip

MATERIALS = (
    "material*", "raw material*", "resin*", "consumable*", "single use*", "disposable*", "filter*", "buffer*",
    "media", "medium",
    "culture media", "membrane*", "excipient*", "packaging component*", "packaging material*", "chemical*",
    "reagent*", "component*",
    "rohstoff*", "harz*", "chromatographieharz*", "einweg*", "verbrauchsmaterial*", "puffer*", "medien",
    "hilfsstoff*", "packmittel*",
    "schlauch*", "betriebsstoff*", "membran*", "matiere*", "resine*", "consommable*", "usage unique", "filtre*",
    "tampon*",
    "milieu*", "excipient*", "article* de conditionnement", "reactif*", "materia* prima*", "resina*", "consumible*",
    "fungible*",
    "filtro*", "tampon*", "medios", "excipiente*", "un solo uso", "material*", "materie prime", "resine", "materiali*",
    "materiale*", "monouso", "filtri", "tamponi", "terreni", "eccipient*", "syringe*", "stopper*", "vial*",
)  # fmt: skip

HOUR_UNITS = (
    "h", "hr", "hrs", "hour", "hours", "man hour", "man hours", "fte hour", "labour hour", "labor hour", "std",
    "stunde", "stunden",
    "mannstunde", "arbeitsstunde", "heure", "heures", "hora", "horas", "ora", "ore", "day", "days", "man day", "tag",
    "tage",
    "personentag", "mann tag", "jour", "jours", "jour homme", "dia", "dias", "giorno", "giorni", "fte", "fte month",
    "fte day",
    "week", "woche", "semaine", "semana", "settimana",
)  # fmt: skip

PER = ("per", "each", "a", "pro", "je", "par", "por", "al", "a la", "cada", "ogni", "chaque", "jede")

ALL_BATCHES = (
    "all batches", "for all units", "all units", "for all batches *", "retroactive*", "back to the first",
    "fur alle chargen *",
    "alle chargen *", "ruckwirkend*", "pour tous les lots *", "tous les lots *", "retroactif*",
    "pour l ensemble des lots *",
    "para todos los lotes *", "todos los lotes *", "per tutti i lotti *", "tutti i lotti *", "retroattiv*",
)  # fmt: skip

YEARS = (
    "year", "years", "annum", "annual", "annually", "yearly", "p a", "jahr", "jahres", "jahrlich", "an", "annee",
    "annuel",
    "annuels", "ano", "anual", "anno", "annuo", "annuale",
)  # fmt: skip

BAND_RANGE = ("-", "to", "through", "bis", "a", "al", "hasta", "fino a", "until", "..")
BAND_FROM = (
    "from", "starting at", "starting with", "as of", "ab", "a partir de", "a partir du", "des", "des le", "desde",
    "da", "dal", "dalla",
    "a partire da", "a partire dal",
)  # fmt: skip
BAND_OVER = (
    "more than", "over", "above", "exceeding", "beyond", "after", ">", "mehr als", "uber", "nach", "plus de",
    "au dela de", "au-dela de",
    "mas de", "por encima de", "oltre", "oltre i", "piu di",
)  # fmt: skip
BAND_MORE = (
    "+", "and more", "or more", "and above", "and over", "and up", "onwards", "upwards", "and following", "und mehr",
    "oder mehr",
    "und daruber", "aufwarts", "et plus", "ou plus", "et au-dela", "et suivants", "y mas", "o mas", "en adelante",
    "e piu", "o piu",
    "e oltre", "in poi", "ff",
)  # fmt: skip
BAND_UP_TO = (
    "up to", "first", "at most", "fewer than", "bis zu", "bis", "die ersten", "hochstens", "jusqu'a", "jusqu a",
    "les premiers",
    "hasta", "los primeros", "fino a", "i primi", "<=",
)  # fmt: skip
BAND_MEASURES = (
    "l",
    "liter",
    "litre",
    "litres",
    "kg",
    "g",
    "mg",
    "ml",
    "month",
    "months",
    "monate",
    "mois",
    "%",
    "days",
    "phase",
    "°c",
)

FEE_BEFORE = (
    "+", "plus", "handling", "handling fee", "handling fee of", "handling of", "mark-up", "mark-up of", "markup",
    "markup of",
    "surcharge", "surcharge of", "procurement fee of", "administration fee of", "zzgl.", "zuzüglich", "aufschlag",
    "aufschlag von",
    "zuschlag", "zuschlag von", "handlingzuschlag", "handlingzuschlag von", "majoré de", "majorés de", "majoration de",
    "frais de gestion", "frais de gestion de", "más", "más un", "recargo del", "gastos de gestión del", "più", "più il",
    "maggiorato del", "maggiorazione del", "spese di gestione del",
)  # fmt: skip
FEE_AFTER = (
    "handling", "handling fee", "mark-up", "markup", "surcharge", "procurement fee", "procurement", "administration",
    "admin",
    "aufschlag", "zuschlag", "handlingzuschlag", "handling-zuschlag", "bearbeitungszuschlag", "gemeinkostenzuschlag",
    "de frais de gestion", "frais de gestion", "de majoration", "de recargo", "de gastos de gestión", "de gestión",
    "di maggiorazione", "di ricarico", "di gestione", "spese di gestione",
)  # fmt: skip

STOPS = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "per",
        "each",
        "from",
        "into",
        "out",
        "our",
        "all",
        "any",
        "incl",
        "including",
        "and",
        "und",
        "der",
        "die",
        "das",
        "des",
        "den",
        "mit",
        "fur",
        "von",
        "vom",
        "zur",
        "zum",
        "im",
        "am",
        "pour",
        "les",
        "des",
        "une",
        "aux",
        "par",
        "sur",
        "avec",
        "dans",
        "los",
        "las",
        "del",
        "con",
        "por",
        "para",
        "una",
        "gli",
        "dei",
        "delle",
        "della",
        "per",
        "con",
        "una",
        "del",
    ]
)

YES = ("yes", "y", "true", "ja", "j", "wahr", "oui", "o", "vrai", "si", "sí", "sì", "verdadero", "vero", "x", "1")
NO = ("no", "n", "false", "nein", "falsch", "non", "faux", "falso", "0")
