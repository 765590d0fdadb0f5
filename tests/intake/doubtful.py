"""Layouts that call for doubts, and pages that carry their sums forward."""

from datetime import date

from tests.intake.layouts import Layout, Page, delimited


def paged_csv() -> Layout:
    p = Page("paged-csv", "USD")
    head = ("Line", "Item Description", "UOM", "Qty", "Unit Price", "Amount")
    p.add("Old Harbor Oncology Manufacturing, LLC")
    p.add("QUOTE", "", "", "", "Quote Number", "OH-33-871")
    p.add("", "", "", "", "Expires", "Jan 15, 2027")
    p.add(*head)
    p.line(
        "10",
        "Conjugation process transfer",
        "LS",
        "1",
        "$1,250,000.00",
        "$1,250,000.00",
        d="Conjugation process transfer",
        q=1,
        u="LS",
        p=1250000,
        a=1250000,
    )
    p.line(
        "20",
        "HPAPI suite use",
        "DAY",
        "45",
        "$18,500.00",
        "$832,500.00",
        d="HPAPI suite use",
        q=45,
        u="DAY",
        p=18500,
        a=832500,
    )
    p.line(
        "30",
        "Waste handling",
        "DRM",
        "12.5",
        "$980.40",
        "$12,255.00",
        d="Waste handling",
        q=12.5,
        u="DRM",
        p=980.4,
        a=12255,
    )
    p.add("", "Carried forward", "", "", "", "$2,094,755.00")
    p.add("Page 1 of 2")
    p.add(*head)
    p.add("", "Brought forward", "", "", "", "$2,094,755.00")
    p.line(
        "40",
        "ADC clinical batch",
        "EA",
        "2",
        "$640,000.00",
        "$1,280,000.00",
        d="ADC clinical batch",
        q=2,
        u="EA",
        p=640000,
        a=1280000,
    )
    p.line("50", "Volume credit", "", "", "", "($64,000.00)", d="Volume credit", a=-64000)
    p.line("60", "Stability, 36 months", "TP", "9", "TBD", "TBD", d="Stability, 36 months", q=9, u="TP", b="tbd")
    p.add("", "Grand Total", "", "", "", "$3,310,755.00")
    p.add("Page 2 of 2")
    facts = {
        "supplier": "Old Harbor Oncology Manufacturing, LLC",
        "reference": "OH-33-871",
        "currency": "USD",
        "valid_until": date(2027, 1, 15),
    }
    return Layout("paged-csv", (p,), facts, 3, write=delimited(",", "utf-8-sig"))


def broken() -> Layout:
    p = Page("Sheet1", "EUR")
    p.add("Supplier", "Dunaj Biologics a.s.")
    p.add("Offer ref", "DB-7")
    p.add("Currency", "EUR")
    p.add()
    p.add("Item", "Description", "Qty", "Unit", "Unit price", "Total")
    p.line(1, "Fermentation run", 4, "run", 52000, 208000, d="Fermentation run", q=4, u="run", p=52000, a=208000)
    p.line(
        2, "Inclusion body refold", "2 - 3", "run", 31000, None, d="Inclusion body refold", u="run", p=31000, b="rate"
    )
    p.line(
        3,
        "Endotoxin removal",
        1,
        "study",
        "20,000 - 28,000",
        "20,000 - 28,000",
        d="Endotoxin removal",
        q=1,
        u="study",
        b="tbd",
    )
    p.line(4, "Mass spectrometry", 5, "sample", 900, "#REF!", d="Mass spectrometry", q=5, u="sample", p=900)
    p.line(5, "Fill trial", 2, "trial", 15000, 35000, d="Fill trial", q=2, u="trial", p=15000, a=35000)
    p.line(6, "Shipping validation", 1, "study", None, None, d="Shipping validation", q=1, u="study", b="tbd")
    p.line(7, "Fermentation run", 4, "run", 52000, 208000, d="Fermentation run", q=4, u="run", p=52000, a=208000)
    p.add(None, "Total", None, None, None, 461000)
    facts = {"supplier": "Dunaj Biologics a.s.", "reference": "DB-7", "currency": "EUR"}
    warns = frozenset(
        {"ambiguous_number", "error_value", "line_mismatch", "missing_price", "duplicate_line", "total_mismatch"}
    )
    return Layout("broken", (p,), facts, 1, warns, mismatched=1)


def ambiguous() -> Layout:
    p = Page("ambiguous", None)
    p.add("Task", "Description", "Price")
    p.line("1", "Gap analysis", "1.500", d="Gap analysis", a=1500)
    p.line("2", "Transfer run", "2.250", d="Transfer run", a=2250)
    p.line("3", "Report", "1.125", d="Report", a=1125)
    return Layout(
        "ambiguous",
        (p,),
        {"currency": None},
        0,
        frozenset({"ambiguous_number", "unknown_currency"}),
        write=delimited(";", "utf-8"),
    )


def currencies() -> Layout:
    p = Page("Two sites", "EUR", formats={})
    p.add("Twin Rivers Biopharma plc")
    p.add("Tender no", "TR-909", "Submitted", "20/10/2026")
    p.add()
    p.add("Ref", "Service", "Qty", "Unit", "Rate", "Amount", "Currency")
    p.section = "Dublin site"
    p.add("1", "Dublin site")
    p.line(
        "1.1",
        "Drug substance batch",
        3,
        "batch",
        710000,
        2130000,
        "EUR",
        d="Drug substance batch",
        q=3,
        u="batch",
        p=710000,
        a=2130000,
    )
    p.line(
        "1.2",
        "Release testing",
        3,
        "batch",
        42000,
        126000,
        "EUR",
        d="Release testing",
        q=3,
        u="batch",
        p=42000,
        a=126000,
    )
    p.add(None, "Subtotal Dublin", None, None, None, 2256000, "EUR")
    p.section = "Boston site"
    p.add("2", "Boston site")
    p.line(
        "2.1",
        "Drug product batch",
        2,
        "batch",
        395000,
        790000,
        "USD",
        d="Drug product batch",
        q=2,
        u="batch",
        p=395000,
        a=790000,
        c="USD",
    )
    p.line(
        "2.2", "Labelling", 2, "batch", 18000, 36000, "USD", d="Labelling", q=2, u="batch", p=18000, a=36000, c="USD"
    )
    p.add(None, "Subtotal Boston", None, None, None, 826000, "USD")
    facts = {"supplier": "Twin Rivers Biopharma plc", "reference": "TR-909"}
    return Layout("currencies", (p,), facts, 2, frozenset({"mixed_currency"}))


def formulas() -> Layout:
    p = Page("Offer", "USD", formats={"E": '"USD" #,##0.00', "F": '"USD" #,##0.00'})
    p.add("Mesa Verde Sterile Services, Inc.")
    p.add("Quote", "MV-26-5", "Discount rate", "=Inputs!B2")
    p.add()
    p.add("No", "Scope item", "No. of units", "Unit", "Price/unit", "Net price")
    p.section = "Process"
    p.add(None, "Process")
    p.bold.append(5)
    p.line(
        1, "Media fill", "=Inputs!B1", "run", 68000, "=ROUND(C6*E6,2)", d="Media fill", q=3, u="run", p=68000, a=204000
    )
    p.line(
        2,
        "Filter validation",
        2,
        "study",
        "=45000*1.1",
        '=IF(C7>0,C7*E7,"TBD")',
        d="Filter validation",
        q=2,
        u="study",
        p=49500,
        a=99000,
    )
    p.line(
        3,
        "Container closure",
        0,
        "study",
        30000,
        '=IF(C8>0,C8*E8,"TBD")',
        d="Container closure",
        q=0,
        u="study",
        p=30000,
        b="tbd",
    )
    p.add(None, "Subtotal", None, None, None, "=SUBTOTAL(9,F6:F8)")
    p.section = "Supply"
    p.add(None, "Supply")
    p.bold.append(10)
    p.line(
        4,
        "Commercial batch",
        8,
        "batch",
        212500.25,
        "=C11*E11",
        d="Commercial batch",
        q=8,
        u="batch",
        p=212500.25,
        a=1700002,
    )
    p.line(
        5, "Early order discount", None, None, None, "=-ROUNDUP(F11*Inputs!B2,0)", d="Early order discount", a=-42501
    )
    p.add(None, "Subtotal", None, None, None, "=SUBTOTAL(9,F11:F12)")
    p.add(None, "Grand total", None, None, None, "=SUBTOTAL(9,F6:F13)")
    i = Page("Inputs")
    i.add("Runs", 3)
    i.add("Discount", 0.025)
    facts = {"supplier": "Mesa Verde Sterile Services, Inc.", "reference": "MV-26-5", "currency": "USD"}
    return Layout("formulas", (p, i), facts, 3, frozenset({"formula_without_value"}))


def asterisks() -> Layout:
    p = Page("Quotation", "CHF")
    p.add("Quotation", None, None, None, None)
    p.add("Alpstein Synthesis SA, 1920 Martigny")
    p.add("Ref.: AS/2026/431", None, "Date: 1 October 2026")
    p.add()
    p.add("Services", "Number", "Price each (CHF)", "Total (CHF)")
    p.line("Route transfer", 1, "135’000.–", "135’000.–", d="Route transfer", q=1, p=135000, a=135000)
    p.line("Kilo-lab campaign", 2, "88’500.–", "177’000.–", d="Kilo-lab campaign", q=2, p=88500, a=177000)
    p.line(
        "Genotoxicity assessment*",
        1,
        "24’000.–",
        "24’000.–",
        d="Genotoxicity assessment*",
        q=1,
        p=24000,
        a=24000,
        b="optional",
    )
    p.line(
        "Starting materials**",
        1,
        "61’200.50",
        "61’200.50",
        d="Starting materials**",
        q=1,
        p=61200.5,
        a=61200.5,
        b="pass_through",
    )
    p.line("Retest at 12 months*", 2, "3’100.–", "6’200.–", d="Retest at 12 months*", q=2, p=3100, a=6200, b="optional")
    p.add("Total", None, None, "373’200.50")
    p.add()
    p.add("* optional, not included in the total")
    p.add("** estimate, invoiced at cost plus 4 %")
    facts = {
        "supplier": "Alpstein Synthesis SA",
        "reference": "AS/2026/431",
        "currency": "CHF",
        "date": date(2026, 10, 1),
    }
    return Layout("asterisks", (p,), facts, 1)


ALL = (paged_csv, broken, ambiguous, currencies, formulas, asterisks)
