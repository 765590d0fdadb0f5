"""Layouts invented apart from the rules: tiers in two rows, rate cards, tables side by side, sums above, stars."""

from datetime import date

from tests.intake.layouts import Layout, Page


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


ALL = (tiers_two_rows, labour_card, side_by_side, sums_above, starred)
