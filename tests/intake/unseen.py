"""Layouts invented apart from the rules: fees by phases, positions in German, French lots, Spanish years, Italian."""

from datetime import date

from tests.intake.layouts import Layout, Page, delimited


def fee_schedule() -> Layout:
    p = Page("Fee schedule", "USD")
    p.add("Blue Ridge Cell Therapies, LLC")
    p.add("Proposal #BR-2231 rev B")
    p.add("Submitted March 3, 2026. All fees in US dollars. Proposal expires June 1, 2026.")
    p.add()
    p.add("Ref", "Activity", "Deliverable", "Fee basis", "# of units", "Fee per unit", "Extended fee")
    p.section = "A. Technology Transfer"
    p.add("A. Technology Transfer")
    p.line(
        "A1",
        "Gap assessment",
        "Report",
        "Fixed",
        1,
        38000,
        38000,
        d="Gap assessment",
        q=1,
        u="Fixed",
        p=38000,
        a=38000,
        n="Report",
    )
    p.line(
        "A2",
        "Analytical transfer",
        "Protocols",
        "Per assay",
        11,
        14500,
        159500,
        d="Analytical transfer",
        q=11,
        u="Per assay",
        p=14500,
        a=159500,
        n="Protocols",
    )
    p.add(None, "Subtotal A", None, None, None, None, 197500)
    p.section = "B. Clinical Manufacturing"
    p.add("B. Clinical Manufacturing")
    p.line(
        "B1",
        "Engineering run",
        "Batch record",
        "Per run",
        2,
        310000,
        620000,
        d="Engineering run",
        q=2,
        u="Per run",
        p=310000,
        a=620000,
        n="Batch record",
    )
    p.line(
        "B2",
        "GMP run",
        "Released lot",
        "Per run",
        3,
        365000,
        1095000,
        d="GMP run",
        q=3,
        u="Per run",
        p=365000,
        a=1095000,
        n="Released lot",
    )
    p.line(
        "B3",
        "Raw materials",
        "",
        "Cost + 10%",
        None,
        None,
        "At cost",
        d="Raw materials",
        u="Cost + 10%",
        b="pass_through",
    )
    p.add(None, "Subtotal B", None, None, None, None, 1715000)
    p.add(None, "TOTAL PROPOSED FEES", None, None, None, None, 1912500)
    facts = {"supplier": "Blue Ridge Cell Therapies, LLC", "currency": "USD", "valid_until": date(2026, 6, 1)}
    return Layout("fee-schedule", (p,), facts, 3)


def german_positions() -> Layout:
    p = Page("german-positions", "EUR")
    p.add("Angebot AN26-0815", "", "", "", "Weserland Pharma Service GmbH")
    p.add("vom 02.03.2026", "", "", "", "gültig bis 30.06.2026")
    p.add("")
    p.add("Pos.", "Leistungsbeschreibung", "Menge", "ME", "E-Preis in €", "G-Preis in €")
    p.section = "Los 1: Entwicklung"
    p.add("1", "Los 1: Entwicklung", "", "", "", "")
    p.line(
        "1.1",
        "Formulierungsentwicklung",
        "1",
        "psch.",
        "84.500,00",
        "84.500,00",
        d="Formulierungsentwicklung",
        q=1,
        u="psch.",
        p=84500,
        a=84500,
    )
    p.line(
        "1.2",
        "Methodentransfer HPLC",
        "4",
        "Stk.",
        "9.750,00",
        "39.000,00",
        d="Methodentransfer HPLC",
        q=4,
        u="Stk.",
        p=9750,
        a=39000,
    )
    p.section = "Los 2: Herstellung"
    p.add("2", "Los 2: Herstellung", "", "", "", "")
    p.line(
        "2.1",
        "Klinikmuster, Charge 50 l",
        "3",
        "Ch.",
        "112.000,00",
        "336.000,00",
        d="Klinikmuster, Charge 50 l",
        q=3,
        u="Ch.",
        p=112000,
        a=336000,
    )
    p.line(
        "2.2",
        "Eventualposition: Sonderreinigung",
        "1",
        "Stk.",
        "6.200,00",
        "6.200,00",
        d="Eventualposition: Sonderreinigung",
        q=1,
        u="Stk.",
        p=6200,
        a=6200,
        b="optional",
    )
    p.line("2.3", "Entsorgung", "", "", "", "inklusive", d="Entsorgung", b="included")
    p.add("", "Nettosumme ohne Eventualpositionen", "", "", "", "459.500,00")
    p.add("", "zzgl. 19 % USt.", "", "", "", "87.305,00")
    p.add("", "Bruttosumme", "", "", "", "546.805,00")
    facts = {
        "supplier": "Weserland Pharma Service GmbH",
        "currency": "EUR",
        "reference": "AN26-0815",
        "date": date(2026, 3, 2),
        "valid_until": date(2026, 6, 30),
    }
    return Layout("german-positions", (p,), facts, 1, write=delimited(";", "cp1252"))


def french_lots() -> Layout:
    p = Page("Bordereau", "EUR", formats={"D": '#,##0.00\\ "€"', "E": '#,##0.00\\ "€"'})
    p.add("BORDEREAU DES PRIX")
    p.add("Société", "Laboratoires Armorique SAS")
    p.add("Réf. offre", "LA-26/114", None, "Date", date(2026, 2, 12))
    p.add("Validité de l'offre : 3 mois")
    p.add()
    p.add("Prestation", "Unité", "Qté", "Prix unitaire HT", "Montant HT", "Observations")
    p.section = "Lot 1 – Développement galénique"
    p.add("Lot 1 – Développement galénique")
    p.bold.append(7)
    p.line(
        "Étude de préformulation",
        "forfait",
        1,
        46000,
        46000,
        d="Étude de préformulation",
        q=1,
        u="forfait",
        p=46000,
        a=46000,
    )
    p.line(
        "Lots pilotes",
        "lot",
        3,
        28500,
        85500,
        "hors principe actif",
        d="Lots pilotes",
        q=3,
        u="lot",
        p=28500,
        a=85500,
        n="hors principe actif",
    )
    p.add("Sous-total lot 1", None, None, None, 131500)
    p.section = "Lot 2 – Fabrication clinique"
    p.add("Lot 2 – Fabrication clinique")
    p.bold.append(11)
    p.line(
        "Fabrication de gélules", "lot", 2, 91000, 182000, d="Fabrication de gélules", q=2, u="lot", p=91000, a=182000
    )
    p.line(
        "Conditionnement secondaire", "lot", 2, None, "à définir", d="Conditionnement secondaire", q=2, u="lot", b="tbd"
    )
    p.line("Remise commerciale", None, None, None, -9000, d="Remise commerciale", a=-9000)
    p.add("Sous-total lot 2", None, None, None, 173000)
    p.add("Total général HT", None, None, None, 304500)
    p.add("TVA 20 %", None, None, None, 60900)
    p.add("Total TTC", None, None, None, 365400)
    facts = {
        "supplier": "Laboratoires Armorique SAS",
        "reference": "LA-26/114",
        "currency": "EUR",
        "date": date(2026, 2, 12),
        "valid_until": date(2026, 5, 12),
    }
    return Layout("french-lots", (p,), facts, 3)


def spanish_years() -> Layout:
    p = Page("Oferta plurianual", "EUR")
    p.add("Farmaquímica del Turia S.L.")
    p.add("Oferta n.º", "FT-2026-77", None, "Fecha", date(2026, 4, 20))
    p.add("Importes en miles de euros (k€)")
    p.add()
    p.add("Concepto", 2027, 2028, 2029, "Total", "Comentarios")
    p.line(
        "Transferencia de tecnología",
        420,
        80,
        None,
        500,
        "incluye formación",
        d="Transferencia de tecnología",
        a=500000,
        n="incluye formación",
    )
    p.line("Lotes comerciales", 1250, 1900, 2600, 5750, d="Lotes comerciales", a=5750000)
    p.line("Estabilidad en curso", 60, 60, 60, 180, d="Estabilidad en curso", a=180000)
    p.add("Total anual", 1730, 2040, 2660, 6430)
    facts = {
        "supplier": "Farmaquímica del Turia S.L.",
        "reference": "FT-2026-77",
        "currency": "EUR",
        "date": date(2026, 4, 20),
    }
    return Layout("spanish-years", (p,), facts, 1)


def italian_quote() -> Layout:
    p = Page("Preventivo", "EUR")
    p.add("Preventivo n. 311/26 del 15/04/2026")
    p.add("Officina Farmaceutica Adriatica S.p.A.")
    p.add("Validità: 60 giorni")
    p.add()
    p.add("Cod.", "Descrizione attività", "Q.tà", "U.M.", "Prezzo unit. (€)", "Importo (€)", "Note")
    p.line(
        "01",
        "Convalida di processo",
        3,
        "lotti",
        54000,
        162000,
        d="Convalida di processo",
        q=3,
        u="lotti",
        p=54000,
        a=162000,
    )
    p.line(
        "02",
        "Controllo qualità",
        12,
        "analisi",
        1850,
        22200,
        "escluso sterilità",
        d="Controllo qualità",
        q=12,
        u="analisi",
        p=1850,
        a=22200,
        n="escluso sterilità",
    )
    p.line(
        "03",
        "Materiali di confezionamento",
        None,
        None,
        None,
        "a consuntivo",
        d="Materiali di confezionamento",
        b="pass_through",
    )
    p.line("04", "Magazzinaggio primo mese", None, None, None, "incluso", d="Magazzinaggio primo mese", b="included")
    p.line("05", "Spedizione", None, None, None, "escluso", d="Spedizione", b="excluded")
    p.add(None, "TOTALE IMPONIBILE", None, None, None, 184200)
    p.add(None, "IVA 22%", None, None, None, 40524)
    p.add(None, "TOTALE DOCUMENTO", None, None, None, 224724)
    facts = {
        "supplier": "Officina Farmaceutica Adriatica S.p.A.",
        "reference": "311/26",
        "currency": "EUR",
        "date": date(2026, 4, 15),
        "valid_until": date(2026, 6, 14),
    }
    return Layout("italian-quote", (p,), facts, 1)


ALL = (fee_schedule, german_positions, french_lots, spanish_years, italian_quote)
