"""Layouts invented apart from the rules: rate cards, notes beside, years, tiers, sums above, money in formats."""

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


def tiers_two_rows() -> Layout:
    p = Page("Commercial price", "USD")
    p.add("Granite State Parenterals Inc.")
    p.add("Commercial supply pricing, USD")
    p.add()
    p.section = "Commercial supply pricing, USD"
    p.add("SKU", "Presentation", "Price per vial at annual volume (vials)")
    p.merges.append("C4:E4")
    p.add(None, None, "< 100,000", "100,000 - 250,000", "> 250,000")
    for code, name, prices in (
        ("V-2", "2 mL vial, lyophilised", (14.2, 12.9, 11.75)),
        ("V-10", "10 mL vial, liquid", (18.6, 16.8, 15.1)),
    ):
        p.add(code, name, *prices)
        for step, price in zip(("< 100,000", "100,000 - 250,000", "> 250,000"), prices, strict=True):
            p.also(d=name, u="vial", p=price, b="rate", n=step)
    p.section = None
    p.add()
    p.add("Minimum order 25,000 vials. Prices exclude drug substance.")
    facts = {"supplier": "Granite State Parenterals Inc.", "currency": "USD"}
    return Layout("tiers-two-rows", (p,), facts, 0)


def labour_card() -> Layout:
    p = Page("Labour rates", "GBP")
    p.add("Severn Bioprocess Ltd")
    p.add("Schedule 3: FTE and hourly rates (GBP, excluding VAT)")
    p.add()
    p.add("Grade", "Rate per hour", "Rate per day")
    for grade, hour in (("Principal scientist", 185), ("Senior scientist", 150), ("Technician", 95)):
        p.line(
            grade,
            hour,
            hour * 7.5,
            d=grade,
            u="hour",
            p=hour,
            b="rate",
            n="Rate per hour",
            s="Schedule 3: FTE and hourly rates (GBP, excluding VAT)",
        )
        p.also(
            d=grade,
            u="day",
            p=hour * 7.5,
            b="rate",
            n="Rate per day",
            s="Schedule 3: FTE and hourly rates (GBP, excluding VAT)",
        )
    facts = {"supplier": "Severn Bioprocess Ltd", "currency": "GBP"}
    return Layout("labour-card", (p,), facts, 0)


def side_by_side() -> Layout:
    p = Page("Prices", "CHF")
    p.add("Limmat Sterile AG", None, None, None, None, "Offer LS-88", None, "CHF")
    p.add()
    p.add("Development", None, None, None, None, "Supply")
    p.add("Task", "Qty", "Price CHF", "Amount CHF", None, "Product", "Qty", "Price CHF", "Amount CHF")
    rows = (
        (("Media fill", 3, 22000, 66000), ("Syringe 1 ml", 40, 8800, 352000)),
        (("Filter validation", 1, 41000, 41000), ("Vial 5 ml", 25, 7600, 190000)),
        (("Extractables study", 2, 35500, 71000), None),
    )
    for left, right in rows:
        p.add(*left, None, *(right or ()))
        p.also(d=left[0], q=left[1], p=left[2], a=left[3], s="Development")
        if right:
            p.also(d=right[0], q=right[1], p=right[2], a=right[3], s="Supply")
    p.add("Total development", None, None, 178000, None, "Total supply", None, None, 542000)
    facts = {"supplier": "Limmat Sterile AG", "currency": "CHF"}
    return Layout("side-by-side-swiss", (p,), facts, 2)


def sums_above() -> Layout:
    p = Page("Cost build-up", "EUR", formats={"C": "[$€-407]#,##0", "D": "[$€-407]#,##0"})
    p.add("Danube Biologics Kft.", None, None, None)
    p.add("Quotation DB/26/9 dated 2026-05-04, valid 90 days")
    p.add()
    p.add("Workstream / activity", "Units", "Unit cost", "Cost")
    p.add("1 Cell line development", None, None, 205000)
    p.section = "1 Cell line development"
    p.line("1.1 Transfection and pools", 1, 85000, 85000, d="1.1 Transfection and pools", q=1, p=85000, a=85000)
    p.line("1.2 Clone screening", 4, 30000, 120000, d="1.2 Clone screening", q=4, p=30000, a=120000)
    p.add("2 Banking", None, None, 99000)
    p.section = "2 Banking"
    p.line("2.1 Master cell bank", 1, 58000, 58000, d="2.1 Master cell bank", q=1, p=58000, a=58000)
    p.line("2.2 Working cell bank", 1, 41000, 41000, d="2.2 Working cell bank", q=1, p=41000, a=41000)
    p.add("Grand total", None, None, 304000)
    facts = {
        "supplier": "Danube Biologics Kft.",
        "reference": "DB/26/9",
        "date": date(2026, 5, 4),
        "valid_until": date(2026, 8, 2),
        "currency": "EUR",
    }
    return Layout("sums-above", (p,), facts, 3)


def starred() -> Layout:
    p = Page("Budget", "DKK")
    p.add("Øresund Peptide A/S", None, "Ref.", "ØP-1203")
    p.add("All prices in DKK excl. VAT")
    p.add()
    p.add("No.", "Service", "Quantity", "Price each", "Sum")
    p.line(1, "Peptide synthesis 100 g", 2, 640000, 1280000, d="Peptide synthesis 100 g", q=2, p=640000, a=1280000)
    p.line(2, "Purification*", 2, 210000, 420000, d="Purification*", q=2, p=210000, a=420000)
    p.line(
        3,
        "Additional lyophilisation**",
        1,
        88000,
        88000,
        d="Additional lyophilisation**",
        q=1,
        p=88000,
        a=88000,
        b="optional",
    )
    p.line(4, "Resin***", None, None, None, d="Resin***", b="pass_through")
    p.add(None, "Total (excl. options)", None, None, 1700000)
    p.add()
    p.add("* Yield assumed at 60 %")
    p.add("** Optional, only if requested by the customer")
    p.add("*** Charged at cost plus 8 % handling")
    facts = {"supplier": "Øresund Peptide A/S", "reference": "ØP-1203", "currency": "DKK"}
    return Layout("starred", (p,), facts, 1)


ALL = (
    fee_schedule,
    german_positions,
    french_lots,
    spanish_years,
    italian_quote,
    tiers_two_rows,
    labour_card,
    side_by_side,
    sums_above,
    starred,
)
