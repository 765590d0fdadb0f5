"""More layouts invented apart from the rules: packages with a summary, discounts, credits, hidden margins, prose."""

from datetime import date

from tests.intake.layouts import Layout, Page, delimited


def packages() -> Layout:
    s = Page("Summary", "EUR")
    s.add("Alpstein Drug Product AG – Summary of work packages")
    s.add("Quote AD-501, 1 April 2026, EUR")
    s.add()
    s.add("WP", "Title", "Price")
    s.add("WP1", "Formulation", 93000)
    s.add("WP2", "Fill & finish", 410000)
    s.add(None, "Total", 503000)
    a = Page("WP1", "EUR", section="WP1 Formulation")
    a.add("WP1 Formulation")
    a.add("Step", "Effort (h)", "Rate (EUR/h)", "Price (EUR)")
    a.line("Screening of excipients", 240, 200, 48000, d="Screening of excipients", q=240, u="h", p=200, a=48000)
    a.line("Freeze-thaw study", 225, 200, 45000, d="Freeze-thaw study", q=225, u="h", p=200, a=45000)
    a.add("Total WP1", None, None, 93000)
    b = Page("WP2", "EUR", section="WP2 Fill & finish")
    b.add("WP2 Fill & finish")
    b.add("Step", "Batches", "Price per batch (EUR)", "Price (EUR)")
    b.line("Engineering fill", 1, 110000, 110000, d="Engineering fill", q=1, p=110000, a=110000)
    b.line("GMP fill", 2, 150000, 300000, d="GMP fill", q=2, p=150000, a=300000)
    b.add("Total WP2", None, None, 410000)
    facts = {"reference": "AD-501", "currency": "EUR", "date": date(2026, 4, 1)}
    return Layout("packages", (s, a, b), facts, 5)


def discounted() -> Layout:
    p = Page("Quotation", "USD", formats={"E": "0%"})
    p.add("Quotation", None, None, None, None, "Number:", "Q-7781")
    p.add("Pacific Rim Viral Vectors Inc.", None, None, None, None, "Date:", date(2026, 1, 19))
    p.add(None, None, None, None, None, "Valid until:", date(2026, 4, 30))
    p.add()
    p.add("Line", "Description", "Qty", "List (USD)", "Discount", "Net unit (USD)", "Net amount (USD)")
    p.line(1, "Plasmid supply", 5, 40000, 0.1, 36000, 180000, d="Plasmid supply", q=5, p=36000, a=180000)
    p.line(2, "Vector batch 200 L", 2, 900000, 0.15, 765000, 1530000, d="Vector batch 200 L", q=2, p=765000, a=1530000)
    p.line(3, "Release testing", 2, 120000, 0, 120000, 240000, d="Release testing", q=2, p=120000, a=240000)
    p.line(4, "Slot deposit credit", 1, -50000, 0, -50000, -50000, d="Slot deposit credit", q=1, p=-50000, a=-50000)
    p.add(None, "Total net", None, None, None, None, 1900000)
    facts = {
        "supplier": "Pacific Rim Viral Vectors Inc.",
        "reference": "Q-7781",
        "currency": "USD",
        "date": date(2026, 1, 19),
        "valid_until": date(2026, 4, 30),
    }
    return Layout("discounted", (p,), facts, 1)


def hidden_margin() -> Layout:
    p = Page("Pricing", "SEK", hidden_columns=["E", "F"])
    p.add("Mälaren OSD AB")
    p.add("Currency", "SEK")
    p.add()
    p.add("Item", "Qty", "Unit", "Price", "Our cost", "Margin", "Line total")
    p.line("Granulation", 6, "batch", 145000, 98000, 0.32, 870000, d="Granulation", q=6, u="batch", p=145000, a=870000)
    p.line("Compression", 6, "batch", 88000, 60000, 0.31, 528000, d="Compression", q=6, u="batch", p=88000, a=528000)
    p.line("Film coating", 6, "batch", 52000, 39000, 0.25, 312000, d="Film coating", q=6, u="batch", p=52000, a=312000)
    p.line(
        "Blister packing",
        300,
        "1000 tabs",
        640,
        500,
        0.2,
        192000,
        d="Blister packing",
        q=300,
        u="1000 tabs",
        p=640,
        a=192000,
    )
    p.hidden_rows.append(7)
    p.add("Sum", None, None, None, None, None, 1902000)
    facts = {"supplier": "Mälaren OSD AB", "currency": "SEK"}
    return Layout("hidden-margin", (p,), facts, 1, frozenset({"hidden_rows"}))


def words_for_prices() -> Layout:
    p = Page("words-for-prices", "EUR")
    p.add("Supplier", "Tagus Injectables Lda.", "", "")
    p.add("Quotation reference", "TI-26-04", "", "")
    p.add("Prices", "EUR, ex works", "", "")
    p.add("", "", "", "")
    p.add("Scope item", "Batches", "EUR per batch", "EUR total")
    p.line("Aseptic fill 2 mL", "4", "128,000.00", "512,000.00", d="Aseptic fill 2 mL", q=4, p=128000, a=512000)
    p.line("Visual inspection", "4", "included", "included", d="Visual inspection", q=4, b="included")
    p.line("Serialisation", "4", "TBC", "TBC", d="Serialisation", q=4, b="tbd")
    p.line("Cold-chain freight", "", "not in scope", "not in scope", d="Cold-chain freight", b="excluded")
    p.line("Stoppers and vials", "", "at cost + 12%", "at cost + 12%", d="Stoppers and vials", b="pass_through")
    p.add("TOTAL", "", "", "512,000.00")
    facts = {"supplier": "Tagus Injectables Lda.", "reference": "TI-26-04", "currency": "EUR"}
    return Layout("words-for-prices", (p,), facts, 1, write=delimited("\t", "utf-16", ".txt"))


def notes_right() -> Layout:
    p = Page("Offer", "EUR")
    p.add("Offer 26-114 / Rheinbogen Fermentation GmbH / EUR")
    p.add()
    p.add("Process step", "Runs", "Per run", "Total", None, "Assumptions")
    p.line(
        "Seed and 500 L fermentation",
        5,
        68000,
        340000,
        None,
        "One campaign without changeover",
        d="Seed and 500 L fermentation",
        q=5,
        p=68000,
        a=340000,
        n="One campaign without changeover",
    )
    p.line(
        "Cell separation",
        5,
        17500,
        87500,
        None,
        "Slots subject to booking",
        d="Cell separation",
        q=5,
        p=17500,
        a=87500,
        n="Slots subject to booking",
    )
    p.line("Chromatography, 3 steps", 5, 92000, 460000, d="Chromatography, 3 steps", q=5, p=92000, a=460000)
    p.add("Total", None, None, 887500, None, "Prices rise by 3 % a year")
    return Layout("notes-right", (p,), {"currency": "EUR"}, 1)


def grouped_headings() -> Layout:
    p = Page("Tender", "GBP")
    p.add("Thistle Pharma Manufacturing Ltd")
    p.add("Tender T-9 – all values £")
    p.add()
    p.add("Item", None, "Pricing", None, None, "Comment")
    p.merges += ["A4:B4", "C4:E4"]
    p.add("No", "Description", "Qty", "Rate (£)", "Amount (£)")
    p.line("1", "Tablet development", 1, 75000, 75000, None, d="Tablet development", q=1, p=75000, a=75000)
    p.line(
        "2",
        "Registration batches",
        3,
        46000,
        138000,
        "each 100 kg",
        d="Registration batches",
        q=3,
        p=46000,
        a=138000,
        n="each 100 kg",
    )
    p.line(
        "3",
        "Stability, 36 months",
        3,
        31000,
        93000,
        "ICH zones II and IVb",
        d="Stability, 36 months",
        q=3,
        p=31000,
        a=93000,
        n="ICH zones II and IVb",
    )
    p.add(None, "Tender sum", None, None, 306000)
    return Layout("grouped-headings", (p,), {"supplier": "Thistle Pharma Manufacturing Ltd", "currency": "GBP"}, 1)


def thousands_of_dollars() -> Layout:
    p = Page("Budgetary", "USD")
    p.add("Lone Star Fill-Finish LP")
    p.add("Budgetary estimate LS-3 (US$ in thousands)")
    p.add()
    p.add("Phase", "Scope", "Timing", "Fee ($000)")
    p.line("1", "Tech transfer", "Q1 2027", 850, d="Tech transfer", a=850000)
    p.line("2", "Engineering batches", "Q2 2027", 1240.5, d="Engineering batches", a=1240500)
    p.line("3", "PPQ campaign", "Q4 2027", 3300, d="PPQ campaign", a=3300000)
    p.add(None, "Total estimate", None, 5390.5)
    return Layout("thousands-of-dollars", (p,), {"supplier": "Lone Star Fill-Finish LP", "currency": "USD"}, 1)


def base_and_options() -> Layout:
    p = Page("Devis", "EUR")
    p.add("Biotech Vallée du Rhône SARL")
    p.add("Devis N° BVR-26-31", None, None, "Le 9 mars 2026")
    p.add()
    p.add("Désignation", "Quantité", "P.U. HT (€)", "Total HT (€)")
    p.section = "Tranche ferme"
    p.add("Tranche ferme")
    p.line("Banque cellulaire", 1, 62000, 62000, d="Banque cellulaire", q=1, p=62000, a=62000)
    p.line("Lot GMP 200 L", 2, 285000, 570000, d="Lot GMP 200 L", q=2, p=285000, a=570000)
    p.add("Total tranche ferme", None, None, 632000)
    p.section = "Tranche optionnelle"
    p.add("Tranche optionnelle")
    p.line(
        "Lot GMP supplémentaire", 1, 270000, 270000, d="Lot GMP supplémentaire", q=1, p=270000, a=270000, b="optional"
    )
    p.line("Étude virale", 1, 118000, 118000, d="Étude virale", q=1, p=118000, a=118000, b="optional")
    p.add("Total tranche optionnelle", None, None, 388000)
    facts = {
        "supplier": "Biotech Vallée du Rhône SARL",
        "reference": "BVR-26-31",
        "currency": "EUR",
        "date": date(2026, 3, 9),
    }
    return Layout("base-and-options", (p,), facts, 2)


def monthly_fee() -> Layout:
    p = Page("Entgelte", "CHF")
    p.add("Offerte 4711 der Jura Lyophilisation AG, Delémont")
    p.add("Alle Preise in Schweizer Franken, exkl. MWST")
    p.add()
    p.add("Leistung", "Anzahl", "Einheit", "Ansatz", "Betrag", "Bemerkung")
    p.line(
        "Projektleitung", 18, "Monate", "6'500.00", "117'000.00", d="Projektleitung", q=18, u="Monate", p=6500, a=117000
    )
    p.line(
        "Zyklusentwicklung",
        1,
        "pauschal",
        "94'000.00",
        "94'000.00",
        d="Zyklusentwicklung",
        q=1,
        u="pauschal",
        p=94000,
        a=94000,
    )
    p.line(
        "Lagerung",
        18,
        "Monate",
        "1'200.00",
        "21'600.00",
        "erste 3 Monate gratis",
        d="Lagerung",
        q=18,
        u="Monate",
        p=1200,
        a=21600,
        n="erste 3 Monate gratis",
    )
    p.line("Kundenrabatt", None, None, None, "-7'600.00", d="Kundenrabatt", a=-7600)
    p.add("Total exkl. MWST", None, None, None, "225'000.00")
    p.add("MWST 8.1 %", None, None, None, "18'225.00")
    p.add("Total inkl. MWST", None, None, None, "243'225.00")
    return Layout("monthly-fee", (p,), {"currency": "CHF"}, 1)


def two_tables_down() -> Layout:
    p = Page("Price list", "USD")
    p.add("Sonoran Oral Solids Corp.")
    p.add("Quote SOS-26-8", None, "Prices in USD")
    p.add()
    p.section = "Table 1: One-time charges"
    p.add("Table 1: One-time charges")
    p.add("Charge", "Amount")
    p.line("Tooling", 64000, d="Tooling", a=64000)
    p.line("Cleaning validation", 38500, d="Cleaning validation", a=38500)
    p.add("Total one-time", 102500)
    p.add()
    p.section = "Table 2: Recurring charges"
    p.add("Table 2: Recurring charges")
    p.add("Charge", "Unit", "Annual qty", "Unit price", "Annual amount")
    p.line(
        "Bulk tablets",
        "1,000 tablets",
        24000,
        19.5,
        468000,
        d="Bulk tablets",
        q=24000,
        u="1,000 tablets",
        p=19.5,
        a=468000,
    )
    p.line("Annual product review", "year", 1, 14000, 14000, d="Annual product review", q=1, u="year", p=14000, a=14000)
    p.add("Total recurring per year", None, None, None, 482000)
    return Layout(
        "two-tables-down",
        (p,),
        {"supplier": "Sonoran Oral Solids Corp.", "reference": "SOS-26-8", "currency": "USD"},
        2,
    )


ALL = (
    packages,
    discounted,
    hidden_margin,
    words_for_prices,
    notes_right,
    grouped_headings,
    thousands_of_dollars,
    base_and_options,
    monthly_fee,
    two_tables_down,
)
