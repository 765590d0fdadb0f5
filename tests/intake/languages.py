"""Layouts in five languages, as workbooks and as text."""

# ruff: noqa: E501 - a row of a sheet reads best in one line

from datetime import date

from tests.intake.layouts import Layout, Page, delimited


def flat_english() -> Layout:
    p = Page("Quote", "USD", formats={"D": '"$"#,##0.00', "E": '"$"#,##0.00'})
    p.add("Bluewater Biologics LLC")
    p.add("Quotation for cell line development and toxicology supply")
    p.add("Quotation #", "BWB-10877", None, "Quotation date", date(2026, 10, 5))
    p.add("Attention", "Procurement, Sentia Therapeutics", None, "This quotation is valid for 90 days from its date.")
    p.add()
    p.add("Description", "Quantity", "Unit", "Unit cost", "Total cost")
    p.line(
        "Cell line development, CHO-K1",
        1,
        "project",
        310000,
        310000,
        d="Cell line development, CHO-K1",
        q=1,
        u="project",
        p=310000,
        a=310000,
    )
    p.line(
        "Clone stability study",
        4,
        "clone",
        14500.5,
        58002,
        d="Clone stability study",
        q=4,
        u="clone",
        p=14500.5,
        a=58002,
    )
    p.line("Tox batch 200 L", 2, "batch", 420000, 840000, d="Tox batch 200 L", q=2, u="batch", p=420000, a=840000)
    p.line(
        "Total organic carbon testing",
        12,
        "sample",
        850,
        10200,
        d="Total organic carbon testing",
        q=12,
        u="sample",
        p=850,
        a=10200,
    )
    p.line(
        "Sample retention", 12, "month", "no charge", "no charge", d="Sample retention", q=12, u="month", b="included"
    )
    p.line("Loyalty credit", None, None, None, -25000, d="Loyalty credit", a=-25000)
    p.add("Total", None, None, None, 1193202)
    p.add("Sales tax (6 %)", None, None, None, 71592.12)
    p.add("Total including tax", None, None, None, 1264794.12)
    p.add()
    p.add("Prices increase by 3 % on 1 January each year. Invoices are payable net 45 days.")
    facts = {"supplier": "Bluewater Biologics LLC", "reference": "BWB-10877", "currency": "USD", "valid_until": date(2027, 1, 3), "date": date(2026, 10, 5),
             "payment_days": 45, "escalation": "Prices increase by 3 % on 1 January each year."}  # fmt: skip
    return Layout("flat-english", (p,), facts, 1)


def german_csv() -> Layout:
    p = Page("german-csv")
    p.add("Isarwerk Pharma GmbH & Co. KG")
    p.add("Angebot Nr. 26/4711 vom 03.09.2026")
    p.add("Bindefrist: 31.12.2026")
    p.add("Alle Preise in Euro zzgl. gesetzlicher MwSt.")
    p.add()
    p.add("Pos.", "Bezeichnung", "Menge", "ME", "EP", "GP")
    p.section = "Formulierungsentwicklung"
    p.add("1", "Formulierungsentwicklung")
    p.line(
        "1.1",
        "Präformulierung",
        "1",
        "psch.",
        "42.300,00",
        "42.300,00",
        d="Präformulierung",
        q=1,
        u="psch.",
        p=42300,
        a=42300,
    )
    p.line(
        "1.2",
        "Machbarkeitscharge 5 kg",
        "2,5",
        "Charge",
        "18.400,00",
        "46.000,00",
        d="Machbarkeitscharge 5 kg",
        q=2.5,
        u="Charge",
        p=18400,
        a=46000,
    )
    p.line("1.3", "Abschlussbericht", None, None, None, "enthalten", d="Abschlussbericht", b="included")
    p.add(None, "Zwischensumme Pos. 1", None, None, None, "88.300,00")
    p.section = "Klinikmuster"
    p.add("2", "Klinikmuster")
    p.line(
        "2.1",
        "Klinikcharge 50 kg",
        "3",
        "Charge",
        "61.250,00",
        "183.750,00",
        d="Klinikcharge 50 kg",
        q=3,
        u="Charge",
        p=61250,
        a=183750,
    )
    p.line(
        "2.2",
        "Verblindung",
        "9.000",
        "Flasche",
        "0,85",
        "7.650,00",
        d="Verblindung",
        q=9000,
        u="Flasche",
        p=0.85,
        a=7650,
    )
    p.line(
        "2.3", "Hilfsstoffe", "1", "Satz", "12.000,00", "12.000,00", d="Hilfsstoffe", q=1, u="Satz", p=12000, a=12000
    )
    p.line(
        "2.4",
        "Versand in Prüfzentren",
        None,
        None,
        "n. Vereinb.",
        "nach Aufwand",
        d="Versand in Prüfzentren",
        b="pass_through",
    )
    p.line("2.5", "Vergleichspräparat", None, None, None, "bauseits", d="Vergleichspräparat", b="excluded")
    p.line("2.6", "Rabatt auf Pos. 2.1 (5 %)", None, None, None, "-9.187,50", d="Rabatt auf Pos. 2.1 (5 %)", a=-9187.5)
    p.add(None, "Zwischensumme Pos. 2", None, None, None, "194.212,50")
    p.add(None, "Nettosumme", None, None, None, "282.512,50")
    p.add(None, "zzgl. 19 % MwSt.", None, None, None, "53.677,38")
    p.add(None, "Bruttobetrag", None, None, None, "336.189,88")
    p.add()
    p.add("Zahlungsziel: 30 Tage netto. Die Preise erhöhen sich jährlich um 2 %.")
    facts = {"supplier": "Isarwerk Pharma GmbH & Co. KG", "reference": "26/4711", "currency": "EUR", "valid_until": date(2026, 12, 31),
             "date": date(2026, 9, 3), "payment_days": 30, "escalation": "Die Preise erhöhen sich jährlich um 2 %."}  # fmt: skip
    return Layout("german-csv", (p,), facts, 3, write=delimited(";", "cp1252"))


def spanish() -> Layout:
    p = Page("Oferta")
    p.add(None, "Laboratorios Mirasol, S.A.")
    p.add(None, "OFERTA ECONÓMICA")
    p.add(None, "Nº de oferta:", "LM-0226/26", None, "Fecha:", "12 de octubre de 2026")
    p.add(None, "Cliente:", "Nordia Pharma", None, "Válida hasta:", "31 de marzo de 2027")
    p.add()
    p.add(None, "Concepto", "Cantidad", "Ud.", "Precio unitario (€)", "Importe (€)", "Observaciones")
    p.section = "A. Desarrollo analítico"
    p.add(None, "A. Desarrollo analítico")
    p.line(
        None,
        "Transferencia de métodos",
        "5",
        "método",
        "12.500,00",
        "62.500,00",
        None,
        d="Transferencia de métodos",
        q=5,
        u="método",
        p=12500,
        a=62500,
    )
    p.line(
        None,
        "Validación de métodos",
        "5",
        "método",
        "18.250,50",
        "91.252,50",
        None,
        d="Validación de métodos",
        q=5,
        u="método",
        p=18250.5,
        a=91252.5,
    )
    p.line(None, "Informe final", None, None, None, "Incluido", None, d="Informe final", b="included")
    p.add(None, "Subtotal A", None, None, None, "153.752,50")
    p.section = "B. Fabricación"
    p.add(None, "B. Fabricación")
    p.line(
        None,
        "Lote piloto",
        "1",
        "lote",
        "74.000,00",
        "74.000,00",
        None,
        d="Lote piloto",
        q=1,
        u="lote",
        p=74000,
        a=74000,
    )
    p.line(
        None,
        "Estudio de mezcla",
        None,
        None,
        "A consultar",
        "A consultar",
        "Depende del equipo",
        d="Estudio de mezcla",
        b="tbd",
        n="Depende del equipo",
    )
    p.line(
        None, "Principio activo", None, None, None, "Por cuenta del cliente", None, d="Principio activo", b="excluded"
    )
    p.line(None, "Materiales de acondicionamiento", "1", "lote", "9.800,00", "9.800,00", "A coste real", d="Materiales de acondicionamiento", q=1, u="lote", p=9800,
           a=9800, b="pass_through", n="A coste real")  # fmt: skip
    p.add(None, "Subtotal B", None, None, None, "83.800,00")
    p.add(None, "Base imponible", None, None, None, "237.552,50")
    p.add(None, "IVA 21 %", None, None, None, "49.886,03")
    p.add(None, "Total con IVA", None, None, None, "287.438,53")
    p.add()
    p.section = "C. Opcional"
    p.add(None, "C. Opcional")
    p.line(
        None,
        "Lote adicional",
        "1",
        "lote",
        "70.300,00",
        "70.300,00",
        None,
        d="Lote adicional",
        q=1,
        u="lote",
        p=70300,
        a=70300,
        b="optional",
    )
    p.add()
    p.add(None, "Forma de pago: transferencia a 60 días fecha factura.")
    facts = {"supplier": "Laboratorios Mirasol, S.A.", "reference": "LM-0226/26", "currency": "EUR", "valid_until": date(2027, 3, 31),
             "date": date(2026, 10, 12), "payment_days": 60}  # fmt: skip
    return Layout("spanish", (p,), facts, 3)


def italian_tsv() -> Layout:
    p = Page("italian-tsv")
    p.add("Farmaceutica Valdarno S.p.A.")
    p.add("Offerta n. 2026-318", "", "", "Data: 7 settembre 2026")
    p.add("Validità offerta: 120 giorni", "", "", "Valuta: EUR")
    p.add()
    p.add("Voce", "Descrizione", "U.M.", "Q.tà", "Prezzo unitario", "Importo", "Note")
    p.line(
        "1",
        "Trasferimento tecnologico",
        "a corpo",
        "1",
        "€ 95.000,00",
        "€ 95.000,00",
        "",
        d="Trasferimento tecnologico",
        q=1,
        u="a corpo",
        p=95000,
        a=95000,
    )
    p.line("2", "Lotti di convalida", "lotto", "3", "€ 88.400,00", "€ 265.200,00", "tre consecutivi", d="Lotti di convalida", q=3, u="lotto", p=88400, a=265200,
           n="tre consecutivi")  # fmt: skip
    p.line(
        "3",
        "Stabilità ICH",
        "punto",
        "8",
        "€ 6.150,00",
        "€ 49.200,00",
        "",
        d="Stabilità ICH",
        q=8,
        u="punto",
        p=6150,
        a=49200,
    )
    p.line("4", "Spedizioni", "", "", "", "al costo", "", d="Spedizioni", b="pass_through")
    p.line("5", "Serializzazione", "", "", "", "da definire", "", d="Serializzazione", b="tbd")
    p.line(
        "6", "Dichiarazione QP", "lotto", "3", "", "compreso", "", d="Dichiarazione QP", q=3, u="lotto", b="included"
    )
    p.line("7", "Sconto fedeltà", "", "", "", "- € 9.400,00", "", d="Sconto fedeltà", a=-9400)
    p.add("", "Totale imponibile", "", "", "", "€ 400.000,00", "")
    p.add()
    p.add("Pagamento: bonifico 90 gg data fattura")
    facts = {"supplier": "Farmaceutica Valdarno S.p.A.", "reference": "2026-318", "currency": "EUR", "valid_until": date(2027, 1, 5),
             "date": date(2026, 9, 7), "payment_days": 90}  # fmt: skip
    return Layout("italian-tsv", (p,), facts, 1, write=delimited("\t", "utf-16", ".tsv"))


def french_thousands() -> Layout:
    p = Page("Chiffrage")
    p.add("Proposition commerciale")
    p.add("Prestataire", "Armorique Biotech SARL")
    p.add("Proposition n°", "AB-26-77")
    p.add("Émise le", date(2026, 8, 31))
    p.add("Valable jusqu'au", date(2027, 2, 28))
    p.add()
    p.add("Réf.", "Prestation", "Volume", None, "Prix HT", None)
    p.add(None, None, "Quantité", "Unité", "Unitaire (k€)", "Total (k€)")
    p.merges += ["C7:D7", "E7:F7", "A7:A8", "B7:B8"]
    p.section = "Transfert"
    p.add("I", "Transfert")
    p.bold.append(9)
    p.line(
        "I.1",
        "Dossier de transfert",
        1,
        "forfait",
        62.5,
        62.5,
        d="Dossier de transfert",
        q=1,
        u="forfait",
        p=62500,
        a=62500,
    )
    p.line("I.2", "Lots d'ingénierie", 2, "lot", 410, 820, d="Lots d'ingénierie", q=2, u="lot", p=410000, a=820000)
    p.add(None, "Sous-total transfert", None, None, None, 882.5)
    p.section = "Validation"
    p.add("II", "Validation")
    p.bold.append(13)
    p.line(
        "II.1",
        "Lots de validation",
        3,
        "lot",
        455.25,
        1365.75,
        d="Lots de validation",
        q=3,
        u="lot",
        p=455250,
        a=1365750,
    )
    p.line("II.2", "Rapport de validation", None, None, None, "compris", d="Rapport de validation", b="included")
    p.line("II.3", "Étude complémentaire", None, None, None, "sur devis", d="Étude complémentaire", b="tbd")
    p.add(None, "Sous-total validation", None, None, None, 1365.75)
    p.add(None, "Total général HT", None, None, None, 2248.25)
    facts = {
        "supplier": "Armorique Biotech SARL",
        "reference": "AB-26-77",
        "currency": "EUR",
        "valid_until": date(2027, 2, 28),
        "date": date(2026, 8, 31),
    }
    return Layout("french-thousands", (p,), facts, 3)


ALL = (flat_english, german_csv, spanish, italian_tsv, french_thousands)
