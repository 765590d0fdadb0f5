"""Layouts whose columns are hard to tell: names of sections, second currencies, units below headings, sums beside prices."""

# ruff: noqa: E501 - a row of a sheet reads best in one line
# fmt: off

from datetime import date

from tests.intake.layouts import Layout, Page, delimited


def stages_numbered() -> Layout:
    p = Page("Pricing", "USD", formats={"D": "$#,##0", "E": "$#,##0"})
    p.add("Harrow Creek Biologics, Inc.")
    p.add("88 Mill Road, Durham, NC 27701")
    p.add("Proposal HCB-2026-3310-R3")
    p.add("Prepared for: Aurelis Therapeutics")
    p.add("Date: October 5, 2026")
    p.add("This proposal is valid until January 31, 2027")
    p.add()
    p.add("Stage", "Activity", "# Batches", "Fee per batch", "Est. total", "Basis & assumptions")
    p.bold.append(p.add("Stage 1 - Process Development"))
    p.section = "Stage 1 - Process Development"
    p.line("1.1", "Cell line evaluation and media screen", 1, 145000, 145000, "Assumes 4 clones", d="Cell line evaluation and media screen", q=1, p=145000, a=145000, n="Assumes 4 clones")
    p.line("1.2", "Upstream development, 3 L and 50 L", 4, 62500, 250000, None, d="Upstream development, 3 L and 50 L", q=4, p=62500, a=250000)
    p.line("1.3", "Downstream development", 1, 310000, 310000, None, d="Downstream development", q=1, p=310000, a=310000)
    p.line("1.4", "Weekly project calls", None, None, "Incl.", d="Weekly project calls", b="included")
    p.add(None, "Subtotal Stage 1", None, None, 705000)
    p.bold.append(p.add("Stage 2 - GMP Manufacturing"))
    p.section = "Stage 2 - GMP Manufacturing"
    p.line("2.1", "Engineering run, 500 L", 1, 640000, 640000, None, d="Engineering run, 500 L", q=1, p=640000, a=640000)
    p.line("2.2", "cGMP run, 500 L", 2, 985000, 1970000, "Slot reserved on signature", d="cGMP run, 500 L", q=2, p=985000, a=1970000, n="Slot reserved on signature")
    p.line("2.3", "Raw materials and resins (invoiced at cost + 10%)", 3, 120000, 360000, "Estimate", d="Raw materials and resins (invoiced at cost + 10%)", q=3, p=120000, a=360000, b="pass_through", n="Estimate")
    p.line("2.4", "Repeat-customer credit", None, None, -45000, d="Repeat-customer credit", a=-45000)
    p.line("2.5", "Adventitious agent testing, third party", None, None, "TBD", "After vendor selection", d="Adventitious agent testing, third party", b="tbd", n="After vendor selection")
    p.add(None, "Subtotal Stage 2", None, None, 2925000)
    p.add(None, "TOTAL ESTIMATED COST", None, None, 3630000)
    p.add()
    p.add("Notes")
    p.add("1. Fees are exclusive of sales tax.")
    p.add("2. Cancellation within 90 days of start: 50% of the batch fee.")
    q = Page("Payment Schedule", "USD")
    q.add("Payment Schedule")
    q.add()
    q.add("Milestone", "%", "Amount (USD)", "Due")
    q.add("Execution of agreement", 0.3, 1089000, "Net 30")
    q.add("Start of engineering run", 0.3, 1089000, "Net 30")
    q.add("Release of first cGMP batch", 0.25, 907500, "Net 30")
    q.add("Delivery of final report", 0.15, 544500, "Net 30")
    q.add("Total", "100%", 3630000)
    return Layout("stages-numbered", (p, q), {"supplier": "Harrow Creek Biologics, Inc.", "reference": "HCB-2026-3310-R3", "currency": "USD", "valid_until": date(2027, 1, 31)}, 3)


def work_streams() -> Layout:
    p = Page("Budget", "GBP")
    p.add("Tayside Vector Works Ltd")
    p.add("Quotation ref: TVW/Q/0612", "", "Date: 12 October 2026")
    p.add("Valid to 26 February 2027")
    p.add("All figures in £'000, excluding VAT")
    p.add()
    p.add("Work stream", "Task", "Cost", "Comment")
    p.section = "Plasmid supply"
    p.line("Plasmid supply", "GMP-like plasmid, 3 constructs", 212.5, None, d="GMP-like plasmid, 3 constructs", a=212500)
    p.line(None, "Plasmid QC", 48, None, d="Plasmid QC", a=48000)
    p.section = "Vector process"
    p.line("Vector process", "Transfection optimisation", 165, None, d="Transfection optimisation", a=165000)
    p.line(None, "50 L engineering run", 390, None, d="50 L engineering run", a=390000)
    p.line(None, "200 L GMP run", 1240, "single slot", d="200 L GMP run", a=1240000, n="single slot")
    p.line(None, "Cell therapy starting material", "Client to supply", None, d="Cell therapy starting material", b="excluded")
    p.section = "Release"
    p.line("Release", "QC release panel", 186.4, None, d="QC release panel", a=186400)
    p.line(None, "RCL testing", "At cost", "Sub-contracted", d="RCL testing", b="pass_through", n="Sub-contracted")
    p.line(None, "QP declaration", "Included", None, d="QP declaration", b="included")
    p.add(None, "Total", 2241.9)
    p.merges += ["A7:A8", "A9:A12", "A13:A15"]
    return Layout("work-streams", (p,), {"supplier": "Tayside Vector Works Ltd", "reference": "TVW/Q/0612", "currency": "GBP", "valid_until": date(2027, 2, 26)}, 1)


def canadian_dollars() -> Layout:
    p = Page("Soumission", "CAD", formats={"D": '#,##0.00\\ "$"', "E": '#,##0.00\\ "$"'})
    p.add("Pharma Estrie Inc.")
    p.add("Soumission n°", "PE-26-340")
    p.add("Date", "2026-10-15")
    p.add("Valide jusqu'au", "2027-01-15")
    p.add("Devise / Currency", "CAD")
    p.add()
    p.add("Description des services", "Qté", "Unité", "Prix unitaire", "Montant")
    p.line("Transfert de méthodes", 4, "méthode", 9500, 38000, d="Transfert de méthodes", q=4, u="méthode", p=9500, a=38000)
    p.line("Lot de développement, 30 kg", 1, "lot", 72000, 72000, d="Lot de développement, 30 kg", q=1, u="lot", p=72000, a=72000)
    p.line("Lot clinique, 100 kg", 2, "lot", 118000, 236000, d="Lot clinique, 100 kg", q=2, u="lot", p=118000, a=236000)
    p.line("Mise en flacon", 5000, "flacon", 3.4, 17000, d="Mise en flacon", q=5000, u="flacon", p=3.4, a=17000)
    p.line("Échantillothèque", None, None, None, "inclus", d="Échantillothèque", b="included")
    p.add("Sous-total", None, None, None, 363000)
    p.add("TPS (5 %)", None, None, None, 18150)
    p.add("TVQ (9,975 %)", None, None, None, 36209.25)
    p.add("Total", None, None, None, 417359.25)
    return Layout("canadian-dollars", (p,), {"supplier": "Pharma Estrie Inc.", "reference": "PE-26-340", "currency": "CAD", "valid_until": date(2027, 1, 15)}, 1)


def german_two_rows() -> Layout:
    p = Page("Leistungsverzeichnis", "EUR")
    p.add("Isar Sterilfertigung GmbH & Co. KG")
    p.add("Angebotsnummer:", None, "ISF-2026-0815")
    p.add("Datum:", None, date(2026, 11, 1))
    p.add("Gültig bis:", None, date(2027, 2, 15))
    p.add()
    p.add("Pos.", "Leistung", "Umfang", None, "Preis", None, "Opt.", "Anmerkung")
    p.add(None, None, "Menge", "Einheit", "einzeln", "gesamt")
    p.add(None, None, None, None, "[EUR]", "[EUR]")
    p.add("1", "Vorbereitung")
    p.section = "Vorbereitung"
    p.line("1.1", "Risikoanalyse", 1, "pauschal", 14500, 14500, d="Risikoanalyse", q=1, u="pauschal", p=14500, a=14500)
    p.line("1.2", "Formatteile", 1, "Satz", 68000, 68000, None, "12 Wochen Lieferzeit", d="Formatteile", q=1, u="Satz", p=68000, a=68000, n="12 Wochen Lieferzeit")
    p.line("1.3", "Zweiter Formatsatz", 1, "Satz", 54000, 54000, "x", d="Zweiter Formatsatz", q=1, u="Satz", p=54000, a=54000, b="optional")
    p.add("2", "Abfüllung")
    p.section = "Abfüllung"
    p.line("2.1", "Mediafill", 3, "Lauf", 37500, 112500, d="Mediafill", q=3, u="Lauf", p=37500, a=112500)
    p.line("2.2", "Abfüllung PPQ", 3, "Charge", 91000, 273000, d="Abfüllung PPQ", q=3, u="Charge", p=91000, a=273000)
    p.line("2.3", "Reservecharge", 1, "Charge", 86000, 86000, "x", d="Reservecharge", q=1, u="Charge", p=86000, a=86000, b="optional")
    p.line("2.4", "Freigabe durch QP", 3, "Charge", None, "enthalten", d="Freigabe durch QP", q=3, u="Charge", b="included")
    p.add(None, "Gesamtpreis ohne Optionen", None, None, None, 468000)
    p.merges += ["C6:D6", "E6:F6", "A6:A7", "B6:B7", "G6:G7", "H6:H7"]
    return Layout("german-two-rows", (p,), {"supplier": "Isar Sterilfertigung GmbH & Co. KG", "reference": "ISF-2026-0815", "currency": "EUR", "valid_until": date(2027, 2, 15)}, 1)


def categories() -> Layout:
    p = Page("Export", "USD")
    p.add("Gulf Coast Biomanufacturing")
    p.add("Quote GCB-0925, issued 10-Nov-2026, expires 10-Mar-2027, all prices USD")
    p.add()
    p.add("WBS", "Category", "Line description", "Quantity", "UoM", "Unit fee", "Extended fee")
    p.section = "Upstream"
    p.line("1.1", "Upstream", "Seed train confirmation", 1, "LS", 44000, 44000, d="Seed train confirmation", q=1, u="LS", p=44000, a=44000)
    p.line("1.2", "Upstream", "Bioreactor run 250 L", 3, "run", 118000, 345000, d="Bioreactor run 250 L", q=3, u="run", p=118000, a=345000)
    p.section = "Downstream"
    p.line("2.1", "Downstream", "Capture chromatography", 3, "run", 52000, 156000, d="Capture chromatography", q=3, u="run", p=52000, a=156000)
    p.line("2.2", "Downstream", "UF/DF", 3, "run", 27500, 82500, d="UF/DF", q=3, u="run", p=27500, a=82500)
    p.section = "Quality"
    p.line("3.1", "Quality", "Batch record preparation", 2, "document", 9500, 19000, d="Batch record preparation", q=2, u="document", p=9500, a=19000)
    p.line("3.2", "Quality", "QA release", 3, "batch", None, "Incl.", d="QA release", q=3, u="batch", b="included")
    p.section = "Materials"
    p.line("4.1", "Materials", "Single-use bags", 3, "run", 38000, 114000, d="Single-use bags", q=3, u="run", p=38000, a=114000)
    p.add(None, None, "Grand total", None, None, None, 765500)
    return Layout("categories", (p,), {"supplier": "Gulf Coast Biomanufacturing", "reference": "GCB-0925", "currency": "USD", "valid_until": date(2027, 3, 10)}, 1, frozenset({"line_mismatch", "total_mismatch"}), mismatched=1)


def second_currency() -> Layout:
    p = Page("Quote", "USD")
    p.add("Lagoon Biologics Pte Ltd")
    p.add("Quotation LB/Q/26/118 (Rev 1)")
    p.add("Issued 2 November 2026; valid until 31 March 2027")
    p.add()
    p.add("Item", "Description", "Qty", "Unit price (USD)", "Total (USD)", "Total (SGD, for information)")
    p.line(1, "Cell bank manufacture", 1, 145000, 145000, 195750, d="Cell bank manufacture", q=1, p=145000, a=145000)
    p.line(2, "50 L pilot run", 2, 180000, 360000, 486000, d="50 L pilot run", q=2, p=180000, a=360000)
    p.line(3, "Formulation study", 1, 72000, 72000, 97200, d="Formulation study", q=1, p=72000, a=72000)
    p.line(4, "Shipper qualification", None, None, "Not included", d="Shipper qualification", b="excluded")
    p.add(None, "Total", None, None, 577000, 778950)
    return Layout("second-currency", (p,), {"supplier": "Lagoon Biologics Pte Ltd", "reference": "LB/Q/26/118", "currency": "USD", "valid_until": date(2027, 3, 31)}, 1)


def in_total() -> Layout:
    p = Page("Sheet1", "USD", formats={"D": "$#,##0"})
    p.add(None, "Great Lakes Sterile Inc.")
    p.add(None, "Quote No. GLS-557-B dated November 15, 2026. Firm until February 15, 2027.")
    p.add()
    p.add()
    p.add(None, "Line item", "Qty", "Amount", "In total?", "Comments")
    p.line(None, "Line engineering study", 1, 54000, "Yes", None, d="Line engineering study", q=1, a=54000)
    p.line(None, "Media fills", 3, 198000, "Yes", None, d="Media fills", q=3, a=198000)
    p.line(None, "Clinical fill, 2R vial", 2, 236000, "Yes", "per 6,000 vials", d="Clinical fill, 2R vial", q=2, a=236000, n="per 6,000 vials")
    p.line(None, "Second presentation (10R)", 1, 121000, "No", "decide by June", d="Second presentation (10R)", q=1, a=121000, b="optional", n="decide by June")
    p.line(None, "Labels", None, "At cost", "No", None, d="Labels", b="pass_through")
    p.line(None, "Extended stability", 1, 88000, "No", None, d="Extended stability", q=1, a=88000, b="optional")
    p.add(None, "Total", None, 488000)
    return Layout("in-total", (p,), {"supplier": "Great Lakes Sterile Inc.", "reference": "GLS-557-B", "currency": "USD", "valid_until": date(2027, 2, 15)}, 1)


def letter() -> Layout:
    p = Page("Letter", "GBP", formats={"B": "£#,##0"})
    p.add("Thistle Bioprocessing Ltd")
    p.add("Unit 4, Heriot Park, Edinburgh")
    p.add(None)
    p.add("Aurelis Therapeutics Inc")
    p.add("Attn: Procurement")
    p.add(None)
    p.add("Our reference: TB/2026/771")
    p.add("3 November 2026")
    p.add(None)
    p.add("Dear Sir or Madam,")
    p.add("Thank you for your enquiry. We are pleased to offer the following services, subject to our standard terms.")
    p.add("The prices below are in pounds sterling and exclude VAT. Our offer remains valid until 1 February 2027.")
    p.add(None)
    p.add("Service", "Price", "Comment")
    p.line("Process familiarisation", 28000, d="Process familiarisation", a=28000)
    p.line("Pilot run, 50 L", 112000, "one run", d="Pilot run, 50 L", a=112000, n="one run")
    p.line("GMP run, 200 L", 356000, "per run, one run assumed", d="GMP run, 200 L", a=356000, n="per run, one run assumed")
    p.line("Microbial testing", "Charged at cost", d="Microbial testing", b="pass_through")
    p.line("Batch documentation", "Included", d="Batch documentation", b="included")
    p.add("Total", 496000)
    p.add()
    p.add("We look forward to hearing from you.")
    p.add("Yours faithfully,")
    return Layout("letter", (p,), {"supplier": "Thistle Bioprocessing Ltd", "reference": "TB/2026/771", "currency": "GBP", "valid_until": date(2027, 2, 1)}, 1)


def sums_beside() -> Layout:
    p = Page("Quote", "GBP", formats={"C": "£#,##0"})
    p.add("Cumbrian Vaccines Ltd")
    p.add("Ref CV-Q-31")
    p.add("Date 2 November 2026")
    p.add("Valid until 31 January 2027")
    p.add()
    p.add("No.", "Activity", "Price", "Section total")
    p.add("A", "Development")
    p.section = "Development"
    p.line("A1", "Media screening", 18000, d="Media screening", a=18000)
    p.line("A2", "Adjuvant study", 26500, d="Adjuvant study", a=26500)
    p.line("A3", "Report", 3500, 48000, d="Report", a=3500)
    p.add("B", "Clinical")
    p.section = "Clinical"
    p.line("B1", "Bulk batch", 240000, d="Bulk batch", a=240000)
    p.line("B2", "Fill", 88000, 328000, d="Fill", a=88000)
    p.add(None, "Total", None, 376000)
    return Layout("sums-beside", (p,), {"supplier": "Cumbrian Vaccines Ltd", "reference": "CV-Q-31", "currency": "GBP", "valid_until": date(2027, 1, 31)}, 1)


def currency_column() -> Layout:
    p = Page("Angebot", "EUR")
    p.add("Saale Biologika GmbH")
    p.add("Angebot SB-4711-26 vom 06.11.2026, gültig bis 31.01.2027")
    p.add()
    p.add("Pos", "Leistung", "Menge", "Einheit", "Preis/Einheit", "Gesamt", "Whg.")
    p.line(1, "Prozesstransfer", 1, "psch", 120000, 120000, "EUR", d="Prozesstransfer", q=1, u="psch", p=120000, a=120000)
    p.line(2, "GMP-Charge 200 L", 2, "Charge", 410000, 820000, "EUR", d="GMP-Charge 200 L", q=2, u="Charge", p=410000, a=820000)
    p.line(3, "Virusvalidierung (US-Labor)", 1, "Studie", 145000, 145000, "USD", d="Virusvalidierung (US-Labor)", q=1, u="Studie", p=145000, a=145000, c="USD")
    p.line(4, "Lagerung", 6, "Monat", 900, 5400, "EUR", d="Lagerung", q=6, u="Monat", p=900, a=5400)
    return Layout("currency-column", (p,), {"supplier": "Saale Biologika GmbH", "reference": "SB-4711-26", "currency": "EUR", "valid_until": date(2027, 1, 31)}, 0, frozenset({"mixed_currency"}))


def assumptions_first() -> Layout:
    p = Page("Quote", "USD", formats={"C": "$#,##0", "D": "$#,##0"})
    p.add("Delmarva Gene Vectors Inc.")
    p.add("Quote ID: DGV-26-301")
    p.add("Quote date: 2026-11-10", "", "Expiration: 2027-02-28")
    p.add()
    p.add("Key assumptions")
    p.add("Parameter", "Value", "Unit")
    p.add("Titer", 200000000000000, "vg/L")
    p.add("Batch size", 200, "L")
    p.add("Batches per year", 3, "batches")
    p.add("Yield", 0.25, "")
    p.add()
    p.add("Pricing")
    p.add("Service", "Batches", "Price per batch", "Total", "Notes")
    p.line("Engineering batch", 1, 840000, 840000, d="Engineering batch", q=1, p=840000, a=840000)
    p.line("GMP batch", 3, 1160000, 3480000, "FOB Delaware", d="GMP batch", q=3, p=1160000, a=3480000, n="FOB Delaware")
    p.line("Plasmids", 4, 95000, 380000, "Pass through, no markup", d="Plasmids", q=4, p=95000, a=380000, b="pass_through", n="Pass through, no markup")
    p.line("Stability", None, None, "TBD", "protocol pending", d="Stability", b="tbd", n="protocol pending")
    p.add("Total", None, None, 4700000)
    return Layout("assumptions-first", (p,), {"supplier": "Delmarva Gene Vectors Inc.", "reference": "DGV-26-301", "currency": "USD", "valid_until": date(2027, 2, 28)}, 1)


def optional_yes() -> Layout:
    p = Page("es-opcional", "EUR")
    p.add("Farmacéutica del Turia S.L.")
    p.add("Presupuesto: P-26/0912")
    p.add("Fecha: 10/11/2026")
    p.add("Válido hasta: 28/02/2027")
    p.add("Divisa: EUR")
    p.add()
    p.add("Código", "Descripción del servicio", "Opcional", "Cantidad", "Precio unitario", "Precio total")
    p.line("S-01", "Desarrollo galénico", "No", "1", "72.000,00", "72.000,00", d="Desarrollo galénico", q=1, p=72000, a=72000)
    p.line("S-02", "Lote piloto 50 kg", "No", "2", "41.500,00", "83.000,00", d="Lote piloto 50 kg", q=2, p=41500, a=83000)
    p.line("S-03", "Lote piloto adicional", "Sí", "1", "39.500,00", "39.500,00", d="Lote piloto adicional", q=1, p=39500, a=39500, b="optional")
    p.line("S-04", "Bioequivalencia in vitro", "Sí", "1", "18.200,00", "18.200,00", d="Bioequivalencia in vitro", q=1, p=18200, a=18200, b="optional")
    p.line("S-05", "Archivo de muestras", "No", None, None, "incluido", d="Archivo de muestras", b="included")
    p.add(None, "Total sin opciones", None, None, None, "155.000,00")
    return Layout("es-opcional", (p,), {"supplier": "Farmacéutica del Turia S.L.", "reference": "P-26/0912", "currency": "EUR", "valid_until": date(2027, 2, 28)}, 1, write=delimited(";", "cp1252", ".csv"))


ALL = (stages_numbered, work_streams, canadian_dollars, german_two_rows, categories, second_currency, in_total, letter, sums_beside, currency_column, assumptions_first, optional_yes)
