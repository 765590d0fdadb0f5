"""Layouts as big suppliers' systems print them: numbers with leading zeros, millions of won, lakhs, kilograms in titles."""

# ruff: noqa: E501 - a row of a sheet reads best in one line
# fmt: off

from datetime import date

from tests.intake.layouts import Layout, Page, delimited


def order_items() -> Layout:
    p = Page("exported-items", "EUR")
    p.add("Norvik Pharma Services GmbH")
    p.add("Quotation", "20071834")
    p.add("Valid to", "30.04.2027")
    p.add("Document currency", "EUR")
    p.add()
    p.add("Item", "Material", "Description", "Order qty", "SU", "Net price", "Net value", "Curr.", "Item text")
    p.section = "Transfer"
    p.add("000100", None, "Transfer")
    p.line("000110", "SRV-201", "Process transfer", "1,000", "LS", "92.500,00", "92.500,00", "EUR", None, d="Process transfer", q=1, u="LS", p=92500, a=92500)
    p.line("000120", "SRV-204", "Method transfer", "6,000", "EA", "14.250,50", "85.503,00", "EUR", None, d="Method transfer", q=6, u="EA", p=14250.5, a=85503)
    p.section = "Manufacture"
    p.add("000200", None, "Manufacture")
    p.line("000210", "MFG-310", "Clinical batch", "3,000", "BT", "188.000,00", "564.000,00", "EUR", "Campaign", d="Clinical batch", q=3, u="BT", p=188000, a=564000, n="Campaign")
    p.line("000220", "DIS-900", "Framework discount", None, None, None, "12.000,00-", "EUR", None, d="Framework discount", a=-12000)
    p.add(None, None, "Net value of all items", None, None, None, "730.003,00", "EUR")
    p.add(None, None, "Output tax 19 %", None, None, None, "138.700,57", "EUR")
    p.add(None, None, "Gross value", None, None, None, "868.703,57", "EUR")
    facts = {"supplier": "Norvik Pharma Services GmbH", "reference": "20071834", "currency": "EUR", "valid_until": date(2027, 4, 30)}
    return Layout("exported-items", (p,), facts, 1, write=delimited("\t", "utf-8", ".tsv"))


def million_won() -> Layout:
    p = Page("견적서 Quotation", "KRW")
    p.add("Mirae Biologics Co., Ltd.")
    p.add("Quotation No. 견적번호", "MB-26-0117")
    p.add("Currency 통화", "KRW")
    p.add()
    p.add("No.", "Work 내역", "Qty 수량", "Unit 단위", "Unit price (KRW million)", "Amount (KRW million)", "Remarks 비고")
    p.section = "I. Transfer 기술이전"
    p.add("I. Transfer 기술이전")
    p.line(1, "Process transfer", 1, "lot", 820, 820, d="Process transfer", q=1, u="lot", p=820_000_000, a=820_000_000)
    p.line(2, "Method transfer", 4, "method", 31.5, 126, d="Method transfer", q=4, u="method", p=31_500_000, a=126_000_000)
    p.add(None, "Subtotal 소계", None, None, None, 946)
    y = Page("Annual fees", "KRW", "Annual fees from 2027, in KRW million, beside the quotation")
    y.add("Annual fees from 2027, in KRW million, beside the quotation")
    y.add()
    y.add("No.", "Annual service", "FY 2027", "FY 2028", "Remarks")
    y.line("A1", "Stability study", 110, 95, d="Stability study", a=205_000_000)
    y.line("A2", "Cell bank storage", 24, 24, "Two sites", d="Cell bank storage", a=48_000_000, n="Two sites")
    y.add(None, "Total per year", 134, 119)
    return Layout("won-millions", (p, y), {"supplier": "Mirae Biologics Co., Ltd.", "reference": "MB-26-0117", "currency": "KRW"}, 1)


def lakhs() -> Layout:
    p = Page("Quotation", "INR")
    p.add("Godavari Formulations Pvt. Ltd.")
    p.add("Estimate ref", "GF/26/771", None, "Date", date(2026, 10, 2))
    p.add()
    p.add("S.No.", "Particulars", "Qty", "Unit", "Rate (Rs. lakhs)", "Amount (Rs. lakhs)")
    p.line(1, "Formulation development", 1, "lot", 18.5, 18.5, d="Formulation development", q=1, u="lot", p=1_850_000, a=1_850_000)
    p.line(2, "Exhibit batch", 3, "batch", 24.25, 72.75, d="Exhibit batch", q=3, u="batch", p=2_425_000, a=7_275_000)
    p.add(None, "Total", None, None, None, 91.25)
    return Layout("rupees-lakhs", (p,), {"reference": "GF/26/771", "currency": "INR"}, 1)


def kilogram_title() -> Layout:
    title = "Staffelpreise Wirkstoff B-7, kommerzielle Lieferung (EUR je kg)"
    p = Page("Staffel", "EUR", title)
    p.add(title)
    p.add()
    heads = ("50 bis 99 kg/Jahr", "ab 100 kg/Jahr")
    p.add("Pos.", "Qualität", "Einheit", *heads)
    for number, (name, *prices) in enumerate((("B-7 Base, GMP", 8100, 7450), ("B-7 Hydrochlorid, GMP", 8800, 8015)), 1):
        p.add(f"S{number}", name, "kg", *prices)
        for head, price in zip(heads, prices, strict=True):
            p.also(d=name, u="kg", p=price, b="rate", n=head)
    return Layout("kilogram-title", (p,), {"currency": "EUR"}, 0)


ALL = (order_items, million_won, lakhs, kilogram_title)
