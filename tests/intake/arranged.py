"""Layouts by how their parts are arranged on sheets and pages."""

# ruff: noqa: E501 - a row of a sheet reads best in one line

from datetime import date

from tests.intake.layouts import Layout, Page, delimited, open_document


def nested() -> Layout:
    p = Page("Cost breakdown", "EUR")
    p.add("Offered by", "Øresund Cell Therapy A/S")
    p.add("Proposal", "OCT-118", None, "Valid until", date(2027, 4, 1))
    p.add("Currency", "EUR")
    p.add()
    p.add("WBS", "Work item", "Units", "Rate", "Cost")
    p.add("1", "Process development", None, None, 395000)
    p.add("1.1", "Upstream", None, None, 250000)
    p.section = "Upstream"
    p.line("1.1.1", "Media screening", 5, 20000, 100000, d="Media screening", q=5, p=20000, a=100000)
    p.line("1.1.2", "Scale-up runs", 3, 50000, 150000, d="Scale-up runs", q=3, p=50000, a=150000)
    p.add("1.2", "Downstream", None, None, 145000)
    p.section = "Downstream"
    p.line("1.2.1", "Resin screening", 1, 65000, 65000, d="Resin screening", q=1, p=65000, a=65000)
    p.line("1.2.2", "Viral filtration", 2, 40000, 80000, d="Viral filtration", q=2, p=40000, a=80000)
    p.add("2", "Manufacturing", None, None, 1200000)
    p.add("2.1", "Clinical batches", None, None, 1200000)
    p.section = "Clinical batches"
    p.line("2.1.1", "Batch 1", 1, 620000, 620000, d="Batch 1", q=1, p=620000, a=620000)
    p.line("2.1.2", "Batch 2", 1, 580000, 580000, d="Batch 2", q=1, p=580000, a=580000)
    p.add(None, "Total", None, None, 1595000)
    facts = {
        "supplier": "Øresund Cell Therapy A/S",
        "reference": "OCT-118",
        "currency": "EUR",
        "valid_until": date(2027, 4, 1),
    }
    return Layout("nested", (p,), facts, 6)


def several_tables() -> Layout:
    p = Page("Quote", "USD", formats={"D": '"$"#,##0', "E": '"$"#,##0', "C": '"$"#,##0'})
    p.add("Sierra Lipids & Nanoparticles Inc.")
    p.add("Quote number: SLN-88", None, None, "Revision: B")
    p.add()
    p.add("1. Development services")
    p.section = "1. Development services"
    p.add("Item", "Qty", "Unit", "Unit price", "Total")
    p.line(
        "LNP formulation screen",
        2,
        "screen",
        45000,
        90000,
        d="LNP formulation screen",
        q=2,
        u="screen",
        p=45000,
        a=90000,
    )
    p.line("Analytical package", 1, "package", 88000, 88000, d="Analytical package", q=1, u="package", p=88000, a=88000)
    p.add("Total development services", None, None, None, 178000)
    p.add()
    p.add("2. Fees")
    p.section = "2. Fees"
    p.add("Fee item", "Basis", "Fee")
    p.line("Suite reservation", "Fixed", 150000, d="Suite reservation", a=150000, n="Fixed")
    p.line("Raw materials", "Pass-through", 64000, d="Raw materials", a=64000, b="pass_through", n="Pass-through")
    p.line("Cryo-TEM", "Optional", 22000, d="Cryo-TEM", a=22000, b="optional", n="Optional")
    p.add("Total fees", None, 214000)
    p.add()
    p.add("3. Hourly rates")
    p.section = "3. Hourly rates"
    p.add("Role", "Rate (USD/h)")
    p.line("Formulation scientist", 240, d="Formulation scientist", u="h", p=240, b="rate")
    p.line("Project manager", 265, d="Project manager", u="h", p=265, b="rate")
    p.add()
    p.add("Milestone", "Due", "Share", "Amount")
    p.add("Signature", "at signature", 0.4, 156800)
    p.add("Report", "on delivery", 0.6, 235200)
    facts = {
        "supplier": "Sierra Lipids & Nanoparticles Inc.",
        "reference": "SLN-88",
        "currency": "USD",
        "revision": "B",
    }
    return Layout("several-tables", (p,), facts, 2)


def swiss_pages() -> Layout:
    p = Page("swiss-pages", "CHF")
    p.add("Aare Biopharma AG, Olten")
    p.add("Offerte Nr.: 88-1207", "", "Datum: 28.10.2026")
    p.add("Preise in CHF, gültig bis 28.02.2027")
    p.add()
    p.add("Nr.", "Leistung", "Anzahl", "Preis/Einheit", "Total")
    p.section = "TRANSFER"
    p.add("", "TRANSFER")
    p.line("1", "Wissenstransfer", "1", "92'000.00", "92'000.00", d="Wissenstransfer", q=1, p=92000, a=92000)
    p.line("2", "Testläufe", "4", "31'250.00", "125'000.00", d="Testläufe", q=4, p=31250, a=125000)
    p.add("", "Übertrag", "", "", "217'000.00")
    p.add("", "Übertrag", "", "", "217'000.00")
    p.section = "GMP"
    p.add("", "GMP")
    p.line("3", "GMP-Charge", "2", "745'500.00", "1'491'000.00", d="GMP-Charge", q=2, p=745500, a=1491000)
    p.line("4", "Lagerung", "6", "-", "-", d="Lagerung", q=6, b="included")
    p.line("5", "Verbrauchsmaterial (Verrechnung nach Aufwand)", "2", "40'000.00", "80'000.00", d="Verbrauchsmaterial (Verrechnung nach Aufwand)", q=2, p=40000, a=80000,
           b="pass_through")  # fmt: skip
    p.line("6", "Rabatt 2 %", "", "", "-34'160.00", d="Rabatt 2 %", a=-34160)
    p.add("", "Total exkl. MWST", "", "", "1'753'840.00")
    p.add("", "MWST 8.1 %", "", "", "142'061.04")
    p.add("", "Total inkl. MWST", "", "", "1'895'901.04")
    facts = {
        "supplier": "Aare Biopharma AG",
        "reference": "88-1207",
        "currency": "CHF",
        "valid_until": date(2027, 2, 28),
        "date": date(2026, 10, 28),
    }
    return Layout("swiss-pages", (p,), facts, 3, write=delimited(";", "utf-8-sig"))


def summary_above() -> Layout:
    p = Page("Proposal", "USD")
    p.add("Ridgeback Gene Therapies Corp")
    p.add("Proposal ID", "RGT-2026-0045", None, "Prepared for", "Novella Bio, Inc.")
    p.add("Payment terms", "Net 60 days", None, "Prices in US dollars")
    p.add()
    p.add("Cost summary")
    p.add("Stage", "Cost")
    p.add("Stage 1: Plasmid", 145000)
    p.add("Stage 2: Vector", 1450000)
    p.add("Total cost", 1595000)
    p.add()
    p.add("Stage 1: Plasmid")
    p.section = "Stage 1: Plasmid"
    p.add("Task ID", "Task", "Qty", "Unit price", "Extended")
    p.line("1.1", "Master cell bank", 1, 85000, 85000, d="Master cell bank", q=1, p=85000, a=85000)
    p.line("1.2", "Plasmid lot", 2, 30000, 60000, d="Plasmid lot", q=2, p=30000, a=60000)
    p.add()
    p.add("Stage 2: Vector")
    p.section = "Stage 2: Vector"
    p.add("Task ID", "Task", "Qty", "Unit price", "Extended")
    p.line("2.1", "Engineering run", 1, 550000, 550000, d="Engineering run", q=1, p=550000, a=550000)
    p.line("2.2", "GMP run", 1, 900000, 900000, d="GMP run", q=1, p=900000, a=900000)
    p.line("2.3", "Empty/full assay", None, "TBC", "TBC", d="Empty/full assay", b="tbd")
    facts = {
        "supplier": "Ridgeback Gene Therapies Corp",
        "reference": "RGT-2026-0045",
        "currency": "USD",
        "payment_days": 60,
    }
    return Layout("summary-above", (p,), facts, 3)


def ods_basic() -> Layout:
    p = Page("Ponuda", "EUR")
    p.add("Adriatic Formulations d.o.o.")
    p.add("Quotation no.", "AF-3321")
    p.add("Valid until", "2027-03-01")
    p.add()
    p.add("No.", "Description of services", "Quantity", "UoM", "Unit price EUR", "Total EUR", "Remark")
    p.line(
        1, "Granulation trials", 6, "trial", 7200, 43200, None, d="Granulation trials", q=6, u="trial", p=7200, a=43200
    )
    p.line(
        2,
        "Compression tooling",
        1,
        "set",
        18650.75,
        18650.75,
        "at cost",
        d="Compression tooling",
        q=1,
        u="set",
        p=18650.75,
        a=18650.75,
        b="pass_through",
        n="at cost",
    )
    p.line(
        3,
        "Coating optimisation",
        1,
        "study",
        None,
        "not included",
        None,
        d="Coating optimisation",
        q=1,
        u="study",
        b="excluded",
    )
    p.add(None, "TOTAL", None, None, None, 61850.75)
    p.add("Option:")
    p.section = "Option:"
    p.line(
        4,
        "Bilayer press upgrade",
        1,
        "set",
        240000,
        240000,
        None,
        d="Bilayer press upgrade",
        q=1,
        u="set",
        p=240000,
        a=240000,
        b="optional",
    )
    facts = {
        "supplier": "Adriatic Formulations d.o.o.",
        "reference": "AF-3321",
        "currency": "EUR",
        "valid_until": date(2027, 3, 1),
    }
    return Layout("ods-basic", (p,), facts, 1, write=open_document)


def beside() -> Layout:
    p = Page("Offer", "EUR", formats={"E": '#,##0.00\\ "€"'})
    p.add(None, "Offer OF-2026-55 of 2 September 2026, valid until 31 December 2026")
    p.add(None, "Baltic Sterile Oy")
    p.add()
    p.add(None, "Pos", "Deliverable", "Scope", "Total price")
    p.line(
        None,
        1,
        "Line qualification",
        "IQ/OQ/PQ for line 4",
        131000,
        None,
        "ask Juha about slot",
        d="Line qualification",
        a=131000,
        n="IQ/OQ/PQ for line 4",
    )
    p.line(None, 2, "Process simulation", "three runs", 99500.5, d="Process simulation", a=99500.5, n="three runs")
    p.line(
        None,
        3,
        "Visual inspection",
        "two operators, 100 %",
        45000,
        None,
        "new machine!",
        d="Visual inspection",
        a=45000,
        n="two operators, 100 %",
    )
    p.add(None, None, "Total", None, 275500.5)
    p.add()
    p.add(None, "Assumptions:")
    p.add(None, "1", "Slots are confirmed within 10 working days after the purchase order.")
    p.add(None, "2", "Deviations are charged separately.")
    facts = {
        "supplier": "Baltic Sterile Oy",
        "reference": "OF-2026-55",
        "currency": "EUR",
        "valid_until": date(2026, 12, 31),
        "date": date(2026, 9, 2),
    }
    return Layout("beside", (p,), facts, 1)


ALL = (nested, several_tables, swiss_pages, summary_above, ods_basic, beside)
