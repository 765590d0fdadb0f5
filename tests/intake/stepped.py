"""Layouts with steps of volume, tables beside each other, pages and prices per unit."""

# ruff: noqa: E501 - a row of a sheet reads best in one line
# fmt: off

from datetime import date

from tests.intake.layouts import Layout, Page, delimited


def ladder_below() -> Layout:
    p = Page("Commercial", "USD")
    p.add("Ohio Valley Fill Finish LLC")
    p.add("Quote #", "OVFF-8841")
    p.add("Quote date", "11/02/2026")
    p.add("Offer expires", "06/30/2027")
    p.add("Currency", "USD")
    p.add()
    p.add("One-time charges")
    p.add("Description", "Qty", "Unit", "Unit price", "Amount")
    p.section = "One-time charges"
    p.line("Change parts", 1, "set", 145000, 145000, d="Change parts", q=1, u="set", p=145000, a=145000)
    p.line("Media fills", 3, "fill", 88000, 264000, d="Media fills", q=3, u="fill", p=88000, a=264000)
    p.line("Shipping qualification", 1, "study", 39500, 39500, d="Shipping qualification", q=1, u="study", p=39500, a=39500)
    p.add("Total one-time charges", None, None, None, 448500)
    p.add()
    p.add("Price per batch (USD), by batches per year and batch size")
    p.add("Batch size", "1-4 batches", "5-9 batches", "10+ batches")
    p.section = "Price per batch (USD), by batches per year and batch size"
    p.line("10,000 vials", 210000, 198000, 186000, d="10,000 vials", u="batch", p=210000, b="rate", n="1-4 batches")
    p.also(d="10,000 vials", u="batch", p=198000, b="rate", n="5-9 batches")
    p.also(d="10,000 vials", u="batch", p=186000, b="rate", n="10+ batches")
    p.line("25,000 vials", 268000, 251000, 239000, d="25,000 vials", u="batch", p=268000, b="rate", n="1-4 batches")
    p.also(d="25,000 vials", u="batch", p=251000, b="rate", n="5-9 batches")
    p.also(d="25,000 vials", u="batch", p=239000, b="rate", n="10+ batches")
    p.line("50,000 vials", 341000, 322000, 305000, d="50,000 vials", u="batch", p=341000, b="rate", n="1-4 batches")
    p.also(d="50,000 vials", u="batch", p=322000, b="rate", n="5-9 batches")
    p.also(d="50,000 vials", u="batch", p=305000, b="rate", n="10+ batches")
    return Layout("ladder-below", (p,), {"supplier": "Ohio Valley Fill Finish LLC", "reference": "OVFF-8841", "currency": "USD", "valid_until": date(2027, 6, 30)}, 1)


def two_rate_cards() -> Layout:
    p = Page("Rates 2027", "GBP", formats={"B": "£#,##0.00", "F": "£#,##0.00"})
    p.add("Fenland Analytical Ltd")
    p.add("Rate card FA-226, valid until 31 March 2027")
    p.add()
    p.add("Labour", None, None, None, "Equipment")
    p.add("Role", "Rate per hour", None, None, "Equipment", "Rate per day")
    p.line("Principal scientist", 185, None, None, "LC-MS/MS", 1450, d="Principal scientist", u="hour", p=185, b="rate", s="Labour")
    p.also(d="LC-MS/MS", u="day", p=1450, b="rate", s="Equipment")
    p.line("Scientist", 132.5, None, None, "HPLC", 620, d="Scientist", u="hour", p=132.5, b="rate", s="Labour")
    p.also(d="HPLC", u="day", p=620, b="rate", s="Equipment")
    p.line("Technician", 88, None, None, "Stability chamber", 45, d="Technician", u="hour", p=88, b="rate", s="Labour")
    p.also(d="Stability chamber", u="day", p=45, b="rate", s="Equipment")
    p.line("QA auditor", 160, None, None, "Capillary electrophoresis", 780, d="QA auditor", u="hour", p=160, b="rate", s="Labour")
    p.also(d="Capillary electrophoresis", u="day", p=780, b="rate", s="Equipment")
    return Layout("two-rate-cards", (p,), {"supplier": "Fenland Analytical Ltd", "reference": "FA-226", "currency": "GBP", "valid_until": date(2027, 3, 31)}, 0)


def pages_from_column_c() -> Layout:
    p = Page("Page", "GBP")
    p.add(None, None, "Kestrel Sterile Manufacturing plc")
    p.add(None, None, "Our ref: KSM-Q-20991")
    p.add(None, None, "1 November 2026")
    p.add(None, None, "Prices in pounds sterling. Open for acceptance until 1 February 2027.")
    p.add()
    p.add(None, None, "Item", "Particulars", "No.", "Each", "Total £")
    p.add(None, None, None, "Development")
    p.section = "Development"
    p.line(None, None, "1", "Lyo cycle development", 1, 74000, 74000, d="Lyo cycle development", q=1, p=74000, a=74000)
    p.line(None, None, "2", "Container closure study", 2, 13500, 27000, d="Container closure study", q=2, p=13500, a=27000)
    p.line(None, None, "3", "Filter validation", 1, 42000, 42000, d="Filter validation", q=1, p=42000, a=42000)
    p.add(None, None, None, "Manufacture")
    p.section = "Manufacture"
    p.line(None, None, "4", "Water runs", 2, 9000, 18000, d="Water runs", q=2, p=9000, a=18000)
    p.line(None, None, "5", "Media fill", 3, 56000, 168000, d="Media fill", q=3, p=56000, a=168000)
    p.add(None, None, None, "Carried forward", None, None, 329000)
    p.add(None, None, None, None, None, None, "Page 1 of 2")
    p.add()
    p.add(None, None, "Item", "Particulars", "No.", "Each", "Total £")
    p.add(None, None, None, "Brought forward", None, None, 329000)
    p.line(None, None, "6", "Clinical batch, 4,000 vials", 2, 128000, 256000, d="Clinical batch, 4,000 vials", q=2, p=128000, a=256000)
    p.line(None, None, "7", "Leachables", "", "", "to follow", d="Leachables", b="tbd")
    p.line(None, None, "8", "Cleaning", "", "", "no charge", d="Cleaning", b="included")
    p.line(None, None, "9", "Less introductory discount", None, None, -20000, d="Less introductory discount", a=-20000)
    p.add(None, None, None, "TOTAL (excl. VAT)", None, None, 565000)
    return Layout("pages-from-column-c", (p,), {"supplier": "Kestrel Sterile Manufacturing plc", "reference": "KSM-Q-20991", "currency": "GBP", "valid_until": date(2027, 2, 1)}, 3)


def milestones_below() -> Layout:
    p = Page("Proposal", "USD", formats={"C": "$#,##0"})
    p.add("Cascade OSD Partners")
    p.add("Proposal No: COP-3318")
    p.add("Proposal Date: 11/20/2026")
    p.add("Valid for 70 days")
    p.add()
    p.add("PRICING TABLE")
    p.add("Task", "Scope", "Our price", "Assumptions")
    p.line(1, "Pre-formulation", 58000, "100 g API supplied", d="Pre-formulation", a=58000, n="100 g API supplied")
    p.line(2, "Prototype development", 132000, "3 prototypes", d="Prototype development", a=132000, n="3 prototypes")
    p.line(3, "Clinical batch (capsules)", 96000, d="Clinical batch (capsules)", a=96000)
    p.line(4, "Stability, 24 months", 84500, d="Stability, 24 months", a=84500)
    p.line(5, "API", "Supplied by Client", d="API", b="excluded")
    p.line(6, "Bottles and labels", "Pass-through + 5%", d="Bottles and labels", b="pass_through")
    p.add(None, "Total", 370500)
    p.add()
    p.add("PAYMENT SCHEDULE")
    p.add("Milestone", "Event", "Amount", "Timing")
    p.add(1, "Contract signature", 148200, "Net 45")
    p.add(2, "Clinical batch release", 148200, "Net 45")
    p.add(3, "Final stability report", 74100, "Net 45")
    p.add(None, "Total", 370500)
    p.add()
    p.add("ASSUMPTIONS")
    p.add("1", "All work performed under cGMP.")
    p.add("2", "Change orders above $10,000 require written approval.")
    return Layout("milestones-below", (p,), {"supplier": "Cascade OSD Partners", "reference": "COP-3318", "currency": "USD", "valid_until": date(2027, 1, 29)}, 1)


def volumes_across() -> Layout:
    p = Page("volumes-across", "USD")
    p.add("Northwest Packaging Solutions")
    p.add("Quote", "NPS-114")
    p.add("Expires", "2027-06-30")
    p.add()
    p.add("Price per unit (USD) at annual volume of", "", "", "")
    p.add("Item", "10,000", "50,000", "250,000")
    p.section = "Price per unit (USD) at annual volume of"
    p.line("Bottle, 60 cc HDPE, filled and capped", "0.92", "0.81", "0.69", d="Bottle, 60 cc HDPE, filled and capped", u="unit", p=0.92, b="rate", n="10,000")
    p.also(d="Bottle, 60 cc HDPE, filled and capped", u="unit", p=0.81, b="rate", n="50,000")
    p.also(d="Bottle, 60 cc HDPE, filled and capped", u="unit", p=0.69, b="rate", n="250,000")
    p.line("Blister 10-count, alu-alu", "0.48", "0.41", "0.33", d="Blister 10-count, alu-alu", u="unit", p=0.48, b="rate", n="10,000")
    p.also(d="Blister 10-count, alu-alu", u="unit", p=0.41, b="rate", n="50,000")
    p.also(d="Blister 10-count, alu-alu", u="unit", p=0.33, b="rate", n="250,000")
    p.line("Carton with leaflet", "0.22", "0.19", "0.15", d="Carton with leaflet", u="unit", p=0.22, b="rate", n="10,000")
    p.also(d="Carton with leaflet", u="unit", p=0.19, b="rate", n="50,000")
    p.also(d="Carton with leaflet", u="unit", p=0.15, b="rate", n="250,000")
    p.line("Serialization per carton", "0.06", "0.05", "0.04", d="Serialization per carton", u="unit", p=0.06, b="rate", n="10,000")
    p.also(d="Serialization per carton", u="unit", p=0.05, b="rate", n="50,000")
    p.also(d="Serialization per carton", u="unit", p=0.04, b="rate", n="250,000")
    return Layout("volumes-across", (p,), {"supplier": "Northwest Packaging Solutions", "reference": "NPS-114", "currency": "USD", "valid_until": date(2027, 6, 30)}, 0, write=delimited(",", "utf-8", ".csv"))


def prices_in_words() -> Layout:
    p = Page("Quote", "USD")
    p.add("Dogwood Formulation Services LLC")
    p.add("Quote: DFS-26-019")
    p.add("Date: December 1, 2026")
    p.add("Expires: January 31, 2027")
    p.add()
    p.add("#", "Service", "Price")
    p.line(1, "Formulation development", "USD 64,000", d="Formulation development", a=64000)
    p.line(2, "Engineering batch", "USD 38,500", d="Engineering batch", a=38500)
    p.line(3, "Additional stability pull", "USD 4,200 per pull", d="Additional stability pull", u="pull", p=4200, b="rate")
    p.line(4, "Shipping", "Actual cost + 5%", d="Shipping", b="pass_through")
    p.line(5, "Retain storage", "No charge", d="Retain storage", b="included")
    p.line(6, "Scale-up to 200 kg", "To be quoted", d="Scale-up to 200 kg", b="tbd")
    return Layout("prices-in-words", (p,), {"supplier": "Dogwood Formulation Services LLC", "reference": "DFS-26-019", "currency": "USD", "valid_until": date(2027, 1, 31)}, 0)


def volumes_down() -> Layout:
    p = Page("Price list", "EUR")
    p.add("Vistula Pack Sp. z o.o.")
    p.add("Offer VP/26/88, valid until 30 June 2027, prices in EUR")
    p.add()
    p.add("Annual volume", "Price per pack")
    p.bold.append(p.add("Blister 10s"))
    p.section = "Blister 10s"
    p.line("up to 50,000", 0.95, d="up to 50,000", u="pack", p=0.95, b="rate")
    p.line("50,001 - 200,000", 0.82, d="50,001 - 200,000", u="pack", p=0.82, b="rate")
    p.line("over 200,000", 0.71, d="over 200,000", u="pack", p=0.71, b="rate")
    p.bold.append(p.add("Bottle 100s"))
    p.section = "Bottle 100s"
    p.line("up to 20,000", 2.4, d="up to 20,000", u="pack", p=2.4, b="rate")
    p.line("20,001 - 80,000", 2.15, d="20,001 - 80,000", u="pack", p=2.15, b="rate")
    p.line("over 80,000", 1.9, d="over 80,000", u="pack", p=1.9, b="rate")
    return Layout("volumes-down", (p,), {"supplier": "Vistula Pack Sp. z o.o.", "reference": "VP/26/88", "currency": "EUR", "valid_until": date(2027, 6, 30)}, 0)


def french_ladder() -> Layout:
    p = Page("Grille", "EUR")
    p.add("Loire Fill SAS")
    p.add("Offre LF-3302")
    p.add("Date", "03/11/2026")
    p.add("Valable jusqu’au", "31/05/2027")
    p.add()
    p.add("Prix par lot (EUR HT)")
    p.add("Format", "1 à 3 lots/an", "4 à 8 lots/an", "9 lots/an et plus")
    p.bold.append(p.add("Flacons"))
    p.section = "Flacons"
    p.line("2R, 10 000 flacons", 98000, 93000, 87000, d="2R, 10 000 flacons", u="lot", p=98000, b="rate", n="1 à 3 lots/an")
    p.also(d="2R, 10 000 flacons", u="lot", p=93000, b="rate", n="4 à 8 lots/an")
    p.also(d="2R, 10 000 flacons", u="lot", p=87000, b="rate", n="9 lots/an et plus")
    p.line("10R, 6 000 flacons", 104000, 99000, 92000, d="10R, 6 000 flacons", u="lot", p=104000, b="rate", n="1 à 3 lots/an")
    p.also(d="10R, 6 000 flacons", u="lot", p=99000, b="rate", n="4 à 8 lots/an")
    p.also(d="10R, 6 000 flacons", u="lot", p=92000, b="rate", n="9 lots/an et plus")
    p.bold.append(p.add("Seringues"))
    p.section = "Seringues"
    p.line("1 mL, 12 000 seringues", 121000, 115000, 108000, d="1 mL, 12 000 seringues", u="lot", p=121000, b="rate", n="1 à 3 lots/an")
    p.also(d="1 mL, 12 000 seringues", u="lot", p=115000, b="rate", n="4 à 8 lots/an")
    p.also(d="1 mL, 12 000 seringues", u="lot", p=108000, b="rate", n="9 lots/an et plus")
    return Layout("french-ladder", (p,), {"supplier": "Loire Fill SAS", "reference": "LF-3302", "currency": "EUR", "valid_until": date(2027, 5, 31)}, 0)


def per_column() -> Layout:
    p = Page("Prices", "GBP", formats={"B": "£#,##0.00"})
    p.add("Ribble Stability Services Ltd")
    p.add("Price list RSS-26-4")
    p.add("Valid until 31 January 2027")
    p.add()
    p.add("Test", "Price", "Per")
    p.line("Appearance", 35, "sample", d="Appearance", u="sample", p=35, b="rate")
    p.line("Assay (HPLC)", 210, "sample", d="Assay (HPLC)", u="sample", p=210, b="rate")
    p.line("Dissolution", 285, "batch", d="Dissolution", u="batch", p=285, b="rate")
    p.line("Storage 25/60", 18, "shelf-month", d="Storage 25/60", u="shelf-month", p=18, b="rate")
    return Layout("per-column", (p,), {"supplier": "Ribble Stability Services Ltd", "reference": "RSS-26-4", "currency": "GBP", "valid_until": date(2027, 1, 31)}, 0)


def two_languages() -> Layout:
    p = Page("报价 Quotation", "USD")
    p.add("Suzhou Qingyuan Biologics Co., Ltd.")
    p.add("Quotation No. 报价单号:", "QY20261103-AU")
    p.add("Date 日期:", "2026-11-03")
    p.add("Valid until 有效期至:", "2027-02-03")
    p.add("Currency 币种:", "USD")
    p.add()
    p.add("No. 序号", "Service Item 服务项目", "Qty 数量", "Unit 单位", "Unit Price 单价", "Total 总价", "Remarks 备注")
    p.add("I", "Cell line development")
    p.section = "Cell line development"
    p.line(1, "CHO stable pool generation", 1, "project", 68000, 68000, d="CHO stable pool generation", q=1, u="project", p=68000, a=68000)
    p.line(2, "Single clone screening", 1, "project", 92000, 92000, d="Single clone screening", q=1, u="project", p=92000, a=92000)
    p.line(3, "RCB preparation", 1, "bank", "Free of charge", "Free of charge", d="RCB preparation", q=1, u="bank", b="included")
    p.add("II", "Production")
    p.section = "Production"
    p.line(4, "200 L non-GMP run", 1, "run", 135000, 135000, d="200 L non-GMP run", q=1, u="run", p=135000, a=135000)
    p.line(5, "200 L GMP run", 2, "run", 298000, 596000, "incl. media", d="200 L GMP run", q=2, u="run", p=298000, a=596000, n="incl. media")
    p.line(6, "Viral clearance", 1, "study", "TBD", "TBD", d="Viral clearance", q=1, u="study", b="tbd")
    p.line(7, "Resin", 1, "set", 88000, 88000, "At actual cost, estimate only", d="Resin", q=1, u="set", p=88000, a=88000, b="pass_through", n="At actual cost, estimate only")
    p.add(None, "Total 合计", None, None, None, 979000)
    return Layout("two-languages", (p,), {"supplier": "Suzhou Qingyuan Biologics Co., Ltd.", "reference": "QY20261103-AU", "currency": "USD", "valid_until": date(2027, 2, 3)}, 1)


ALL = (ladder_below, two_rate_cards, pages_from_column_c, milestones_below, volumes_across, prices_in_words, volumes_down, french_ladder, per_column, two_languages)
