"""Layouts with years, stacked sections, gaps and groups."""

from datetime import date

from tests.intake.layouts import Layout, Page, delimited


def years_and_total() -> Layout:
    p = Page("5Y", "EUR", formats=dict.fromkeys("CDEF", "#,##0"))
    p.add("Iberfill Solutions, S.L.U.")
    p.add("Propuesta nº IF-2026-18", None, "Fecha: 1/10/2026", None, "Validez: 60 días")
    p.add("Importes en miles de euros")
    p.add()
    p.add("Concepto", "Tipo", "Año 1 (2027)", "Año 2 (2028)", "Año 3 (2029)", "Total", "Comentarios")
    p.line("Transferencia", "Fijo", 600, 100, None, 700, None, d="Transferencia", a=700000)
    p.line(
        "Lotes comerciales",
        "Por lote",
        None,
        1200,
        2400,
        3600,
        "4 y 8 lotes",
        d="Lotes comerciales",
        a=3600000,
        n="4 y 8 lotes",
    )
    p.line("Materiales", "A coste", None, 300, 610, 910, None, d="Materiales", a=910000, b="pass_through")
    p.line("Serialización", "Opcional", None, 80, 80, 160, None, d="Serialización", a=160000, b="optional")
    p.add("Total (sin opciones)", None, 600, 1600, 3010, 5210)
    p.add("Lotes previstos (informativo)", None, 0, 4, 8)
    facts = {
        "supplier": "Iberfill Solutions, S.L.U.",
        "reference": "IF-2026-18",
        "currency": "EUR",
        "date": date(2026, 10, 1),
        "valid_until": date(2026, 11, 30),
    }
    return Layout("years-and-total", (p,), facts, 1)


def stacked_sections() -> Layout:
    p = Page("Quotation", "GBP", formats={"D": '"£"#,##0', "E": '"£"#,##0'})
    p.add("Caledonian Viral Vectors Ltd")
    p.add("QUOTATION", None, None, "Ref:", "CVV/Q/1180")
    p.add("For the attention of: Dr A. Meyer, Somewhere Bio GmbH", None, None, "Valid for:", "45 days")
    p.add(None, None, None, "Date:", date(2026, 10, 12))
    p.add()
    for number, (title, lines) in enumerate(
        (
            ("Plasmid supply", (("HC plasmid", 2, 41000), ("Rep/cap plasmid", 1, 39500))),
            ("Vector manufacture", (("200 L run", 3, 310000),)),
        ),
        1,
    ):
        p.section = f"{number}. {title}"
        p.add(p.section)
        p.add("Item", "Detail", "Quantity", "Cost per unit", "Line total")
        for item, quantity, price in lines:
            p.line(item, None, quantity, price, quantity * price, d=item, q=quantity, p=price, a=quantity * price)
        p.add(None, None, None, "Subtotal", sum(q * c for _, q, c in lines))
        p.add()
    p.add(None, None, None, "Overall total", 1051500)
    facts = {
        "supplier": "Caledonian Viral Vectors Ltd",
        "reference": "CVV/Q/1180",
        "currency": "GBP",
        "date": date(2026, 10, 12),
        "valid_until": date(2026, 11, 26),
    }
    return Layout("stacked-sections", (p,), facts, 3)


def unnumbered_gap() -> Layout:
    p = Page("unnumbered-gap", None)
    p.add("From: Sonoran Sterile LLC")
    p.add("RE: Fill/finish of SN-12; our quote SS-2026-019 dated Oct 2, 2026; expires Dec 31, 2026")
    p.add()
    p.add("Description", "Amount")
    p.line("Component preparation", "48,000", d="Component preparation", a=48000)
    p.line("Aseptic fill, 10,000 vials", "265,000", d="Aseptic fill, 10,000 vials", a=265000)
    p.line("Lyophilization", "", d="Lyophilization", b="tbd")
    p.line("Inspection", "39,500", d="Inspection", a=39500)
    p.line("Labeling (at cost)", "22,250.75", d="Labeling (at cost)", a=22250.75, b="pass_through")
    p.add("TOTAL", "374,750.75")
    p.add()
    p.add("Payment: net 30. A 1.5 % monthly charge applies to late invoices.")
    facts = {
        "supplier": "Sonoran Sterile LLC",
        "reference": "SS-2026-019",
        "date": date(2026, 10, 2),
        "valid_until": date(2026, 12, 31),
        "payment_days": 30,
    }
    return Layout(
        "unnumbered-gap",
        (p,),
        facts,
        1,
        frozenset({"missing_price", "unknown_currency"}),
        write=delimited("|", "utf-8"),
    )


def italian_groups() -> Layout:
    p = Page("Preventivo", "EUR")
    p.add("Preventivo n. 2026/0456 del 9 ottobre 2026")
    p.add("Fornitore", "Adriatica Biofarma S.r.l.")
    p.add("Valido fino al", "9 gennaio 2027")
    p.add("Pagamento", "60 gg data fattura")
    p.add()
    p.add("Fase", "Attività", "Quantità", "Prezzo unit. (€)", "Totale (€)")
    p.line(
        "Sviluppo",
        "Studio di formulazione",
        1,
        58000,
        58000,
        d="Studio di formulazione",
        q=1,
        p=58000,
        a=58000,
        s="Sviluppo",
    )
    p.line("Sviluppo", "Lotti pilota", 3, 21500.5, 64501.5, d="Lotti pilota", q=3, p=21500.5, a=64501.5, s="Sviluppo")
    p.line(
        "Convalida",
        "Lotti di convalida",
        3,
        77000,
        231000,
        d="Lotti di convalida",
        q=3,
        p=77000,
        a=231000,
        s="Convalida",
    )
    p.line(
        "Convalida",
        "Materiali (a piè di lista)",
        None,
        None,
        "a consuntivo",
        d="Materiali (a piè di lista)",
        b="pass_through",
        s="Convalida",
    )
    p.line(
        "Convalida",
        "Stabilità supplementare (opzionale)",
        1,
        18000,
        18000,
        d="Stabilità supplementare (opzionale)",
        q=1,
        p=18000,
        a=18000,
        b="optional",
        s="Convalida",
    )
    p.add(None, "Totale imponibile", None, None, 353501.5)
    p.add(None, "IVA 22%", None, None, 77770.33)
    p.add(None, "Totale IVA inclusa", None, None, 431271.83)
    facts = {
        "supplier": "Adriatica Biofarma S.r.l.",
        "reference": "2026/0456",
        "currency": "EUR",
        "date": date(2026, 10, 9),
        "valid_until": date(2027, 1, 9),
        "payment_days": 60,
    }
    return Layout("italian-groups", (p,), facts, 1)


def year_rates() -> Layout:
    p = Page("Rates", "USD", section="Billing rates (USD/hour)")
    p.add("Billing rates (USD/hour)")
    p.add("Labor category", "2027", "2028", "2029")
    for name, prices in (("Engineer II", (180, 185.4, 190.96)), ("Technician", (110, 113.3, 116.7))):
        p.add(name, *prices)
        for step, price in zip(("2027", "2028", "2029"), prices, strict=True):
            p.also(d=name, u="hour", p=price, b="rate", n=step)
    return Layout("year-rates", (p,), {"currency": "USD"}, 0)


ALL = (years_and_total, stacked_sections, unnumbered_gap, italian_groups, year_rates)
