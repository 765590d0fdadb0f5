"""Plain layouts of the trade's every day."""

# ruff: noqa: E501 - a row of a sheet reads best in one line

from datetime import date

from tests.intake.layouts import Layout, Page, delimited, open_document


def english_sections() -> Layout:
    p = Page(
        "Price Proposal",
        "USD",
        formats={"F": '_("$"* #,##0_)', "E": '_("$"* #,##0_)'},
        merges=["A8:G8", "A13:G13", "A18:G18"],
    )
    p.add("Piedmont Gene Delivery, LLC", None, None, None, None, None, "PRICE PROPOSAL")
    p.add("Proposal Number", "PGD-26-1187", None, "Proposal Date", "10/02/2026")
    p.add("Client", "Arbor Oncology, Inc.", None, "Proposal Expires", "01/30/2027")
    p.add("Program", "AB-11 AAV vector", None, "Version", "2.1")
    p.add()
    p.add("Cost proposal by stage, in US dollars")
    p.add("Task", "Scope of Work", "Qty.", "UOM", "Unit Fee", "Total Fee", "Assumptions")
    p.section = "Stage 1 – Process Development"
    p.add(p.section)
    p.line(
        "1.1",
        "Plasmid sourcing review",
        1,
        "ea.",
        18500,
        18500,
        None,
        d="Plasmid sourcing review",
        q=1,
        u="ea.",
        p=18500,
        a=18500,
    )
    p.line(
        "1.2",
        "50 L confirmation run",
        2,
        "run",
        142000,
        284000,
        "Sponsor supplies plasmids",
        d="50 L confirmation run",
        q=2,
        u="run",
        p=142000,
        a=284000,
        n="Sponsor supplies plasmids",
    )
    p.line("1.3", "Kick-off meeting", None, None, "No charge", "No charge", None, d="Kick-off meeting", b="included")
    p.add(None, "Stage 1 Total", None, None, None, 302500)
    p.section = "Stage 2 – GMP Manufacturing"
    p.add(p.section)
    p.line(
        "2.1",
        "GMP batch, 200 L",
        1,
        "batch",
        1150000,
        1150000,
        None,
        d="GMP batch, 200 L",
        q=1,
        u="batch",
        p=1150000,
        a=1150000,
    )
    p.line(
        "2.2",
        "Raw materials",
        1,
        "batch",
        240000,
        240000,
        "Pass-through at cost + 10%",
        d="Raw materials",
        q=1,
        u="batch",
        p=240000,
        a=240000,
        b="pass_through",
        n="Pass-through at cost + 10%",
    )
    p.line(
        "2.3",
        "Viral clearance",
        None,
        None,
        "TBD",
        "TBD",
        "External lab",
        d="Viral clearance",
        b="tbd",
        n="External lab",
    )
    p.add(None, "Stage 2 Total", None, None, None, 1390000)
    p.section = "Optional Services"
    p.add(p.section)
    p.line(
        "3.1",
        "Second GMP batch",
        1,
        "batch",
        1090000,
        1090000,
        None,
        d="Second GMP batch",
        q=1,
        u="batch",
        p=1090000,
        a=1090000,
        b="optional",
    )
    p.add(None, "Total Proposal (excluding optional services)", None, None, None, 1692500)
    p.add()
    p.add("Fees escalate 4% annually on January 1. Payment due within 30 days of invoice.")
    facts = {"supplier": "Piedmont Gene Delivery, LLC", "reference": "PGD-26-1187", "currency": "USD", "date": date(2026, 10, 2), "valid_until": date(2027, 1, 30), "payment_days": 30,
             "revision": "2.1", "escalation": "Fees escalate 4% annually on January 1."}  # fmt: skip
    return Layout("english-sections", (p,), facts, 3)


def german_workbook() -> Layout:
    p = Page("Angebot", "EUR", formats={"E": '#,##0.00\\ "€"', "F": '#,##0.00\\ "€"'})
    p.add("Donau Lyo GmbH", None, None, None, "Angebots-Nr.:", "A-2026-3345")
    p.add("Industriestr. 4, 93055 Regensburg", None, None, None, "Datum:", date(2026, 10, 15))
    p.add(None, None, None, None, "Gültig bis:", date(2027, 1, 15))
    p.add("Angebot über die Herstellung klinischer Prüfmuster")
    p.add("Sehr geehrte Damen und Herren, gern bieten wir Ihnen die folgenden Leistungen an:")
    p.add()
    p.add("Pos.", "Leistungsbeschreibung", "Menge", "Einh.", "E-Preis", "G-Preis")
    p.line(
        "01", "Lyo-Zyklusentwicklung", 1, "Stk", 68500, 68500, d="Lyo-Zyklusentwicklung", q=1, u="Stk", p=68500, a=68500
    )
    p.line("02", "Technischer Lauf", 2, "Lauf", 54250, 108500, d="Technischer Lauf", q=2, u="Lauf", p=54250, a=108500)
    p.line("03", "Primärpackmittel", 5000, "Set", 2.35, 11750, d="Primärpackmittel", q=5000, u="Set", p=2.35, a=11750)
    p.line(
        "04", "Etikettierung", 5000, "Stk", None, "im Preis enthalten", d="Etikettierung", q=5000, u="Stk", b="included"
    )
    p.line("05", "Stabilitätsprüfung", None, None, None, "Preis auf Anfrage", d="Stabilitätsprüfung", b="tbd")
    p.line("06", "./. Treuerabatt 3 %", None, None, None, -5662.5, d="./. Treuerabatt 3 %", a=-5662.5)
    p.add(None, "Nettobetrag", None, None, None, 183087.5)
    p.add(None, "MwSt. 19 %", None, None, None, 34786.63)
    p.add(None, "Gesamtbetrag inkl. MwSt.", None, None, None, 217874.13)
    p.add()
    p.add("Eventualpositionen:")
    p.section = "Eventualpositionen:"
    p.line(
        "07",
        "Zweiter Wirkstoffgehalt",
        1,
        "Stk",
        41000,
        41000,
        d="Zweiter Wirkstoffgehalt",
        q=1,
        u="Stk",
        p=41000,
        a=41000,
        b="optional",
    )
    p.add()
    p.add("Zahlung innerhalb von 21 Tagen ohne Abzug. Es gelten unsere AGB.")
    facts = {
        "supplier": "Donau Lyo GmbH",
        "reference": "A-2026-3345",
        "currency": "EUR",
        "date": date(2026, 10, 15),
        "valid_until": date(2027, 1, 15),
        "payment_days": 21,
    }
    return Layout("german-workbook", (p,), facts, 1)


def french_workbook() -> Layout:
    p = Page("Devis", "CHF", formats={"D": "#,##0", "E": "#,##0"}, section=None)
    p.add("Chambésy Formulation SA")
    p.add("DEVIS")
    p.add("Numéro de devis", "CF-9042")
    p.add("Date d'émission", "03/11/2026")
    p.add("Valable jusqu'au", "31/03/2027")
    p.add("Devise", "CHF")
    p.add()
    p.add("Réf", "Prestation", "Nb", "Prix unit.", "Total", "Remarques")
    p.section = "Lot 1 : Développement"
    p.add("Lot 1 : Développement")
    p.line("1a", "Screening d'excipients", 8, 4200, 33600, None, d="Screening d'excipients", q=8, p=4200, a=33600)
    p.line("1b", "Lots de faisabilité", 3, 18000, 54000, None, d="Lots de faisabilité", q=3, p=18000, a=54000)
    p.add(None, "Total lot 1", None, None, 87600)
    p.section = "Lot 2 : Fabrication"
    p.add("Lot 2 : Fabrication")
    p.line("2a", "Lots cliniques", 2, 96000, 192000, None, d="Lots cliniques", q=2, p=96000, a=192000)
    p.line(
        "2b",
        "Achats de matières",
        1,
        25000,
        25000,
        "refacturés sur justificatifs",
        d="Achats de matières",
        q=1,
        p=25000,
        a=25000,
        b="pass_through",
        n="refacturés sur justificatifs",
    )
    p.line(
        "2c", "Assurance transport", None, None, "à la charge du client", None, d="Assurance transport", b="excluded"
    )
    p.add(None, "Total lot 2", None, None, 217000)
    p.add(None, "Montant total", None, None, 304600)
    facts = {
        "supplier": "Chambésy Formulation SA",
        "reference": "CF-9042",
        "currency": "CHF",
        "date": date(2026, 11, 3),
        "valid_until": date(2027, 3, 31),
    }
    return Layout("french-workbook", (p,), facts, 3)


def hourly_and_batches() -> Layout:
    p = Page("Services", "USD")
    p.add("Puget Cell Works Inc")
    p.add("Quote", "PCW 0031-26")
    p.add("All prices in USD")
    p.add()
    p.add("Service", "Hours", "Rate", "Cost")
    p.line("Scientist", 120, 225, 27000, d="Scientist", q=120, p=225, a=27000)
    p.line("Project manager", 60, 250, 15000, d="Project manager", q=60, p=250, a=15000)
    p.add("Labor total", 180, None, 42000)
    p.add()
    p.add("Material", "Quantity", "Unit", "Unit price", "Cost")
    p.line("Media, 1 L", 40, "bottle", 310, 12400, d="Media, 1 L", q=40, u="bottle", p=310, a=12400)
    p.line("Flasks", 200, "each", 18.5, 3700, d="Flasks", q=200, u="each", p=18.5, a=3700)
    p.add("Material total", None, None, None, 16100)
    p.add("Project total", None, None, None, 58100)
    return Layout(
        "hourly-and-batches",
        (p,),
        {"supplier": "Puget Cell Works Inc", "reference": "PCW 0031-26", "currency": "USD"},
        3,
    )


def hidden_in_pages() -> Layout:
    p = Page("Offert", "DKK", hidden_rows=[6])
    p.add("Storebælt Pharma ApS", None, None, "Tilbud / Offer no. SP-41")
    p.add("Offer valid until 2027-02-15", None, None, "Currency: DKK")
    p.add("No.", "Activity", "Units", "Price per unit", "Sum", "Comment")
    p.line(1, "Feasibility", 1, 95000, 95000, None, d="Feasibility", q=1, p=95000, a=95000)
    p.line(2, "Scale-up", 2, 180000, 360000, "two scales", d="Scale-up", q=2, p=180000, a=360000, n="two scales")
    p.line(3, "Spare capacity", 1, 50000, 50000, None, d="Spare capacity", q=1, p=50000, a=50000)
    p.line(4, "Release", 3, 22000, 66500, None, d="Release", q=3, p=22000, a=66500)
    p.add(None, "Total sum", None, None, 571500)
    return Layout(
        "hidden-in-pages",
        (p,),
        {"supplier": "Storebælt Pharma ApS", "reference": "SP-41", "currency": "DKK", "valid_until": date(2027, 2, 15)},
        1,
        frozenset({"hidden_rows", "line_mismatch"}),
    )


def milestones_as_lines() -> Layout:
    p = Page("Fees", "GBP")
    p.add("Fenland Biologics Ltd - Fee proposal FB-0608 - 8 October 2026")
    p.add("Valid for 3 months from the date above. Fees are fixed and exclude VAT.")
    p.add()
    p.add("Milestone", "Description", "Fee (£k)")
    p.line("M1", "Technology transfer complete", 420, d="Technology transfer complete", a=420000)
    p.line("M2", "Engineering batch released", 680.5, d="Engineering batch released", a=680500)
    p.line("M3", "PPQ complete", 2150, d="PPQ complete", a=2150000)
    p.add(None, "Total fixed fees", 3250.5)
    p.add(None, "Consumables (estimate, recharged at cost)", 390)
    p.also(d="Consumables (estimate, recharged at cost)", a=390000, b="pass_through")
    p.add(None, "Total including consumables", 3640.5)
    facts = {"supplier": "Fenland Biologics Ltd", "currency": "GBP"}
    return Layout("milestones-as-lines", (p,), facts, 2)


def open_years() -> Layout:
    p = Page("Costs per year", "EUR")
    p.add("Vistula Biosimilars Sp. z o.o.")
    p.add("Offer ref. VB/26/140")
    p.add("Amounts in EUR thousand")
    p.add()
    p.add("Cost item", "FY2027", "FY2028", "FY2029", "Remark")
    p.line("Suite reservation", 2400, 2400, 2400, "take or pay", d="Suite reservation", a=7200000, n="take or pay")
    p.line("Batches", 1800, 3600, 5400, None, d="Batches", a=10800000)
    p.line("Resins (pass-through)", 300, 300, 450, None, d="Resins (pass-through)", a=1050000, b="pass_through")
    p.line("Stability", "TBD", "TBD", "TBD", None, d="Stability", b="tbd")
    p.add("Total per year", 4500, 6300, 8250)
    p.add("Total 2027-2029", None, None, 19050)
    facts = {"supplier": "Vistula Biosimilars Sp. z o.o.", "reference": "VB/26/140", "currency": "EUR"}
    return Layout("open-years", (p,), facts, 1, write=open_document)


def semicolons_english() -> Layout:
    p = Page("semicolons-english", "EUR")
    p.add(["Supplier", "name"][0], "Skåne Bioprocess AB")
    p.add("Quotation no", "SB-26-3")
    p.add("Valid until", "2027-01-01")
    p.add("Item no", "Item", "Unit", "Quantity", "Price (EUR)", "Amount (EUR)")
    p.line(
        "100",
        "Cell culture development",
        "project",
        "1",
        "210 000",
        "210 000",
        d="Cell culture development",
        q=1,
        u="project",
        p=210000,
        a=210000,
    )
    p.line(
        "110",
        "Clone screening",
        "plate",
        "24",
        "1 250,50",
        "30 012",
        d="Clone screening",
        q=24,
        u="plate",
        p=1250.5,
        a=30012,
    )
    p.line("120", "Report", "", "", "", "0", d="Report", a=0, b="included")
    p.line("130", "Shipment", "", "", "", "At actual cost", d="Shipment", b="pass_through")
    p.add("", "Sum", "", "", "", "240 012")
    return Layout(
        "semicolons-english",
        (p,),
        {"supplier": "Skåne Bioprocess AB", "reference": "SB-26-3", "currency": "EUR", "valid_until": date(2027, 1, 1)},
        1,
        write=delimited(";", "cp1252"),
    )


ALL = (
    english_sections,
    german_workbook,
    french_workbook,
    hourly_and_batches,
    hidden_in_pages,
    milestones_as_lines,
    open_years,
    semicolons_english,
)
