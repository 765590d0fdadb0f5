"""Layouts around sections numbered in any way, units and scales of headings, tables side by side, in many languages."""

# ruff: noqa: E501 - a row of a sheet reads best in one line
# fmt: off

from datetime import date

from tests.intake.layouts import Layout, Page, delimited, open_document


def roman_and_currency() -> Layout:
    p = Page("Proposta", "BRL")
    p.add("Biofármaco Paulista Ltda.")
    p.add("Proposta n.º", "BP-2026-118", None, "Data", "14 de setembro de 2026")
    p.add("Validade", "90 dias", None, "Moeda", "BRL")
    p.add()
    p.add("Item", "Descrição", "Qtd.", "Unidade", "Moeda", "Preço unitário", "Valor total", "Observações")
    p.section = "Desenvolvimento"
    p.add("I", "Desenvolvimento", None, " ", "BRL", None, " ")
    p.line(1, "Transferência de tecnologia", 1, "vb", "BRL", "250.000,00", "250.000,00", d="Transferência de tecnologia", q=1, u="vb", p=250000, a=250000)
    p.line(2, "Lote de engenharia", 2, "lote", "BRL", "180.500,50", "361.001,00", d="Lote de engenharia", q=2, u="lote", p=180500.5, a=361001)
    p.line(3, "Validação de limpeza", None, None, "BRL", None, "sob consulta", d="Validação de limpeza", b="tbd")
    p.add(None, "Subtotal I", None, None, "BRL", None, "611.001,00")
    p.section = "Produção"
    p.add("II", "Produção", None, " ", "BRL", None, " ")
    p.line(4, "Lote comercial", 5, "lote", "BRL", "412.300,00", "2.061.500,00", d="Lote comercial", q=5, u="lote", p=412300, a=2061500)
    p.line(5, "Liberação pelo RT", None, None, "BRL", None, "incluído", d="Liberação pelo RT", b="included")
    p.line(6, "Fretes", None, None, "BRL", None, "ao custo", "mediante fatura", d="Fretes", b="pass_through", n="mediante fatura")
    p.line(None, "Desconto comercial", None, None, "BRL", None, "-50.000,00", d="Desconto comercial", a=-50000)
    p.add(None, "Total sem impostos", None, None, "BRL", None, "2.622.501,00")
    facts = {"supplier": "Biofármaco Paulista Ltda.", "reference": "BP-2026-118", "currency": "BRL", "date": date(2026, 9, 14), "valid_until": date(2026, 12, 13)}
    return Layout("pt-roman", (p,), facts, 2)


def merged_letters() -> Layout:
    p = Page("Oferta", "PLN")
    p.add("Wiślana Biotechnologia Sp. z o.o.")
    p.add("Nr oferty:", "WB/2026/077")
    p.add("Data oferty:", "5 października 2026", None, "Ważna do:", "31 marca 2027")
    p.add()
    p.add("Lp.", "Opis", "Ilość", "J.m.", "Cena jedn.", "Wartość netto", "Uwagi")
    p.section = "A. Prace rozwojowe"
    p.add("A. Prace rozwojowe")
    p.merges.append("A6:G6")
    p.line(1, "Rozwój metod analitycznych", 3, "metoda", "42 500,00 zł", "127 500,00 zł", d="Rozwój metod analitycznych", q=3, u="metoda", p=42500, a=127500)
    p.line(2, "Partia techniczna", 1, "partia", "310 000,00 zł", "310 000,00 zł", d="Partia techniczna", q=1, u="partia", p=310000, a=310000)
    p.add(None, "Razem A", None, None, None, "437 500,00 zł")
    p.section = "B. Wytwarzanie"
    p.add("B. Wytwarzanie")
    p.merges.append("A10:G10")
    p.line(3, "Partia kliniczna", 2, "partia", "455 250,50 zł", "910 501,00 zł", d="Partia kliniczna", q=2, u="partia", p=455250.5, a=910501)
    p.line(4, "Surowce", None, None, None, "po kosztach", "wg faktury", d="Surowce", b="pass_through", n="wg faktury")
    p.line(5, "Zwolnienie serii", None, None, None, "w cenie", d="Zwolnienie serii", b="included")
    p.line(6, "Badania stabilności", None, None, None, "do uzgodnienia", d="Badania stabilności", b="tbd")
    p.line(7, "Substancja czynna", None, None, None, "zapewnia zamawiający", d="Substancja czynna", b="excluded")
    p.add(None, "Razem B", None, None, None, "910 501,00 zł")
    p.add(None, "Razem netto", None, None, None, "1 348 001,00 zł")
    p.add(None, "VAT 23%", None, None, None, "310 040,23 zł")
    p.add(None, "Razem brutto", None, None, None, "1 658 041,23 zł")
    facts = {"supplier": "Wiślana Biotechnologia Sp. z o.o.", "reference": "WB/2026/077", "currency": "PLN", "date": date(2026, 10, 5), "valid_until": date(2027, 3, 31)}
    return Layout("pl-merged-letters", (p,), facts, 3)


def round_decimals() -> Layout:
    p = Page("Offert", "SEK")
    p.add("Mälarvik Läkemedel AB", None, None, "Offert nr", "MV-2291")
    p.add("Offertdatum", "2026-10-12", None, "Giltig t.o.m.", "31 mars 2027")
    p.add("Alla priser i SEK exkl. moms")
    p.add()
    p.add("Pos", "Beskrivning", "Antal", "Enhet", "À-pris", "Belopp", "Anmärkning")
    p.section = "Tekniköverföring"
    p.add("1.0", "Tekniköverföring")
    p.line("1.1", "Processöverföring", 1, "st", "850 000:-", "850 000:-", d="Processöverföring", q=1, u="st", p=850000, a=850000)
    p.line("1.2", "Metodvalidering", 4, "metod", "65 500:-", "262 000:-", d="Metodvalidering", q=4, u="metod", p=65500, a=262000)
    p.line("1.3", "Startmöte", None, None, None, "ingår", d="Startmöte", b="included")
    p.add(None, "Delsumma", None, None, None, "1 112 000:-")
    p.section = "Tillverkning"
    p.add("2.0", "Tillverkning")
    p.line("2.1", "GMP-batch", 3, "batch", "1 200 000:-", "3 600 000:-", d="GMP-batch", q=3, u="batch", p=1200000, a=3600000)
    p.line("2.2", "Frakt", None, None, None, "till självkostnad", d="Frakt", b="pass_through")
    p.line("2.3", "Stabilitetsstudie", None, None, None, "enligt överenskommelse", d="Stabilitetsstudie", b="tbd")
    p.line("2.4", "Råvara", None, None, None, "ingår ej", "tillhandahålls av kunden", d="Råvara", b="excluded", n="tillhandahålls av kunden")
    p.add(None, "Summa exkl. moms", None, None, None, "4 712 000:-")
    p.add(None, "Moms 25 %", None, None, None, "1 178 000:-")
    p.add(None, "Att betala inkl. moms", None, None, None, "5 890 000:-")
    p.add()
    p.section = "Tillval (ej i totalsumman)"
    p.add("3.0", "Tillval (ej i totalsumman)")
    p.line("3.1", "Extra GMP-batch", 1, "batch", "1 150 000:-", "1 150 000:-", d="Extra GMP-batch", q=1, u="batch", p=1150000, a=1150000, b="optional")
    facts = {"supplier": "Mälarvik Läkemedel AB", "reference": "MV-2291", "currency": "SEK", "date": date(2026, 10, 12), "valid_until": date(2027, 3, 31)}
    return Layout("sv-round-decimals", (p,), facts, 2)


def danish_units() -> Layout:
    p = Page("Tilbud", "DKK")
    p.add("Øresund Pharma A/S")
    p.add("Tilbudsnr.", "ØP-26-440", None, "Dato", "8. oktober 2026")
    p.add("Gyldig til", "31. marts 2027", None, "Betalingsbetingelser", "30 dage netto")
    p.add()
    p.add("Ydelse", "Antal", "Enhed", "Pris pr. enhed", "Beløb", "Bemærkninger")
    p.add("Enhed", "stk.", None, "DKK", "tusinde DKK")
    p.section = "Udvikling"
    p.add("Udvikling", "  ", " ")
    p.line("Formulering", 2, "runde", 145000, 290, d="Formulering", q=2, u="runde", p=145000, a=290000)
    p.line("Analysemetoder", 5, "metode", 62400, 312, d="Analysemetoder", q=5, u="metode", p=62400, a=312000)
    p.add("Subtotal udvikling", None, None, None, 602)
    p.section = "Fremstilling"
    p.add("Fremstilling", "  ", " ")
    p.line("Klinisk batch", 3, "batch", 510000, 1530, d="Klinisk batch", q=3, u="batch", p=510000, a=1530000)
    p.line("Råvarer", None, None, None, "efter regning", "til kostpris", d="Råvarer", b="pass_through", n="til kostpris")
    p.line("Toldbehandling", None, None, None, "ikke inkluderet", d="Toldbehandling", b="excluded")
    p.add("I alt ekskl. moms", None, None, None, 2132)
    facts = {"supplier": "Øresund Pharma A/S", "reference": "ØP-26-440", "currency": "DKK", "date": date(2026, 10, 8), "valid_until": date(2027, 3, 31), "payment_days": 30}
    return Layout("da-units", (p,), facts, 2)


def japanese() -> Layout:
    p = Page("御見積書", "JPY")
    p.add("御見積書")
    p.add("株式会社 青葉バイオ製造", None, None, "見積番号", "AB-26-0091")
    p.add("件名", "A-117 原薬製造", None, "見積日", "2026年10月5日")
    p.add("有効期限", "2027年2月28日", None, "通貨", "円")
    p.add()
    p.add("項番", "品目", "数量", "単位", "単価（円）", "金額（円）", "備考")
    p.section = "技術移転"
    p.add("Ⅰ", "技術移転")
    p.line("1", "移転計画書", "１", "式", "3,500,000", "3,500,000", d="移転計画書", q=1, u="式", p=3500000, a=3500000)
    p.line("2", "確認試験", "２", "回", "1,250,000", "2,500,000", d="確認試験", q=2, u="回", p=1250000, a=2500000)
    p.line("3", "キックオフ会議", None, None, None, "無償", d="キックオフ会議", b="included")
    p.add(None, "小計", None, None, None, "6,000,000")
    p.section = "GMP製造"
    p.add("Ⅱ", "GMP製造")
    p.line("4", "GMPバッチ", "3", "バッチ", "98,000,000", "294,000,000", d="GMPバッチ", q=3, u="バッチ", p=98000000, a=294000000)
    p.line("5", "輸送費", None, None, None, "実費", d="輸送費", b="pass_through")
    p.line("6", "安定性試験", None, None, None, "別途見積", d="安定性試験", b="tbd")
    p.line("7", "原料", None, None, None, "貴社支給", d="原料", b="excluded")
    p.add(None, "小計", None, None, None, "294,000,000")
    p.line(None, "出精値引き", None, None, None, "▲1,000,000", d="出精値引き", a=-1000000)
    p.add(None, "合計（税抜）", None, None, None, "299,000,000")
    p.add(None, "消費税（10%）", None, None, None, "29,900,000")
    p.add(None, "総計（税込）", None, None, None, "328,900,000")
    facts = {"supplier": "株式会社 青葉バイオ製造", "reference": "AB-26-0091", "currency": "JPY", "date": date(2026, 10, 5), "valid_until": date(2027, 2, 28)}
    return Layout("ja-roman", (p,), facts, 3)


def german_scaled() -> Layout:
    p = Page("Angebot", "EUR")
    p.add("Isarwerk Biologika GmbH")
    p.add("Angebot Nr.", "IW-3307", None, None, "Gültig bis", date(2027, 4, 30))
    p.add()
    p.add("Pos.", "Leistung", "Umfang", None, "Preise in Tausend Euro", None, "Bemerkung")
    p.add(None, None, "Menge", "Einheit", "einzeln", "gesamt")
    p.merges += ["C4:D4", "E4:F4", "A4:A5", "B4:B5", "G4:G5"]
    p.section = "Entwicklung"
    p.add("I.", "Entwicklung")
    p.line(1, "Zelllinie", 1, "pauschal", 480, 480, d="Zelllinie", q=1, u="pauschal", p=480000, a=480000)
    p.line(2, "Prozessentwicklung", 3, "Stufe", 95.5, 286.5, d="Prozessentwicklung", q=3, u="Stufe", p=95500, a=286500)
    p.add(None, "Zwischensumme I", None, None, None, 766.5)
    p.section = "Fremdkosten zum Selbstkostenpreis"
    p.add("II.", "Fremdkosten zum Selbstkostenpreis")
    p.line(3, "Virusvalidierung", 1, "Studie", 140, 140, d="Virusvalidierung", q=1, u="Studie", p=140000, a=140000, b="pass_through")
    p.line(None, "Treuerabatt", None, None, None, -20, d="Treuerabatt", a=-20000)
    p.add(None, "Gesamtsumme netto", None, None, None, 886.5)
    facts = {"supplier": "Isarwerk Biologika GmbH", "reference": "IW-3307", "currency": "EUR", "valid_until": date(2027, 4, 30)}
    return Layout("de-scaled", (p,), facts, 2)


def two_titles() -> Layout:
    p = Page("Tarifs", "EUR")
    p.add("Laboratoires du Vercors SAS", None, None, None, None, None, "Devis n°", "LV-884")
    p.add("Prix en EUR hors taxes")
    p.add()
    p.add("Études", None, None, None, None, None, "Taux horaires")
    p.add("Désignation", "Qté", "Unité", "PU HT", "Montant HT", None, "Profil", "€ / heure")
    p.section = "Études"
    p.line("Étude de forme", 2, "étude", 18500, 37000, None, "Chef de projet", 165, d="Étude de forme", q=2, u="étude", p=18500, a=37000)
    p.also(d="Chef de projet", u="heure", p=165, b="rate", s="Taux horaires")
    p.line("Stabilité", 1, "étude", 64200, 64200, None, "Analyste", 98.5, d="Stabilité", q=1, u="étude", p=64200, a=64200)
    p.also(d="Analyste", u="heure", p=98.5, b="rate", s="Taux horaires")
    p.add("Total études", None, None, None, 101200)
    facts = {"supplier": "Laboratoires du Vercors SAS", "reference": "LV-884", "currency": "EUR"}
    return Layout("fr-two-titles", (p,), facts, 1)


def hundreds() -> Layout:
    p = Page("Oferta", "EUR")
    p.add("Biotécnica del Ebro, S.L.")
    p.add("Oferta n.º BE-26-31 · válida hasta el 15 de mayo de 2027 · importes en EUR")
    p.add()
    p.add("Código", "Concepto", "Cantidad", "Ud.", "Precio unitario", "Importe")
    p.section = "Transferencia"
    p.add(100, "Transferencia")
    p.line(101, "Plan de transferencia", 1, "ud", 42000, 42000, d="Plan de transferencia", q=1, u="ud", p=42000, a=42000)
    p.line(102, "Lote piloto", 2, "lote", 88000, 176000, d="Lote piloto", q=2, u="lote", p=88000, a=176000)
    p.add(None, "Subtotal 100", None, None, None, 218000)
    p.section = "Fabricación"
    p.add(200, "Fabricación")
    p.line(201, "Lote GMP", 4, "lote", 195000, 780000, d="Lote GMP", q=4, u="lote", p=195000, a=780000)
    p.line(202, "Transporte", None, None, None, "al coste", d="Transporte", b="pass_through")
    p.add(None, "Subtotal 200", None, None, None, 780000)
    p.add(None, "Total (100 + 200)", None, None, None, 998000)
    facts = {"supplier": "Biotécnica del Ebro, S.L.", "reference": "BE-26-31", "currency": "EUR", "valid_until": date(2027, 5, 15)}
    return Layout("es-hundreds", (p,), facts, 3)


def small_letters() -> Layout:
    p = Page("Schedule", "USD")
    p.add("Redwood Peptides, Inc.")
    p.add("Offer RP-0771 dated October 6, 2026, open until March 31, 2027")
    p.add()
    p.add("Ref", "Task", "Effort", "Fee", "Comment")
    p.add(None, "Units:", "hours", "US$ 000", None)
    p.section = "Process development"
    p.add(1, "Process development")
    p.line("a", "Route scouting", 320, 72, d="Route scouting", q=320, u="hours", a=72000)
    p.line("b", "Scale-up", 410, 92.25, d="Scale-up", q=410, u="hours", a=92250)
    p.add(None, "Subtotal 1", None, 164.25)
    p.section = "GMP supply"
    p.add(2, "GMP supply")
    p.line("a", "GMP campaign", 900, 405, d="GMP campaign", q=900, u="hours", a=405000)
    p.line("b", "Resin", None, "At cost", "billed monthly", d="Resin", b="pass_through", n="billed monthly")
    p.add(None, "Subtotal 2", None, 405)
    p.add(None, "Total", None, 569.25)
    facts = {"supplier": "Redwood Peptides, Inc.", "reference": "RP-0771", "date": date(2026, 10, 6), "valid_until": date(2027, 3, 31), "currency": "USD"}
    return Layout("en-small-letters", (p,), facts, 3)


def sections_only_numbered() -> Layout:
    p = Page("nl-sections", "EUR")
    p.add("Maasdal Biotech B.V.")
    p.add("Offertenummer: MB-26-19")
    p.add("Offertedatum: 1 oktober 2026; geldig tot en met 31 maart 2027; alle bedragen in EUR, exclusief btw")
    p.add()
    p.add("Nr.", "Omschrijving", "Aantal", "Eenheid", "Tarief", "Bedrag", "Toelichting")
    p.section = "Procesontwikkeling"
    p.add("1.", "Procesontwikkeling")
    p.line(None, "Celbank", "1", "stuk", "€ 62.000,-", "€ 62.000,-", d="Celbank", q=1, u="stuk", p=62000, a=62000)
    p.line(None, "Opschaling", "3", "run", "€ 18.250,50", "€ 54.751,50", d="Opschaling", q=3, u="run", p=18250.5, a=54751.5)
    p.line(None, "Projectleiding", None, None, None, "inbegrepen", d="Projectleiding", b="included")
    p.add(None, "Subtotaal", None, None, None, "€ 116.751,50")
    p.section = "Productie"
    p.add("2.", "Productie")
    p.line(None, "GMP-batch", "2", "batch", "€ 240.000,-", "€ 480.000,-", d="GMP-batch", q=2, u="batch", p=240000, a=480000)
    p.line(None, "Grondstoffen", None, None, None, "op nacalculatie", "tegen kostprijs", d="Grondstoffen", b="pass_through", n="tegen kostprijs")
    p.line(None, "Transport", None, None, None, "n.t.b.", d="Transport", b="tbd")
    p.line(None, "Invoerrechten", None, None, None, "voor rekening van opdrachtgever", d="Invoerrechten", b="excluded")
    p.line(None, "Volumekorting", None, None, None, "€ -6.751,50", d="Volumekorting", a=-6751.5)
    p.add(None, "Totaal exclusief btw", None, None, None, "€ 590.000,-")
    p.add(None, "21% btw", None, None, None, "€ 123.900,-")
    p.add(None, "Totaal inclusief btw", None, None, None, "€ 713.900,-")
    facts = {"supplier": "Maasdal Biotech B.V.", "reference": "MB-26-19", "currency": "EUR", "date": date(2026, 10, 1), "valid_until": date(2027, 3, 31)}
    return Layout("nl-sections", (p,), facts, 2, write=delimited(";", "utf-8"))


def grades() -> Layout:
    p = Page("Stawki", "EUR")
    p.add("Rates for additional work, EUR per day")
    p.add()
    p.add("Function", "On site", "Remote", "Weekend days")
    p.section = "Engineering"
    p.add("Engineering")
    for name, *prices in (("Process engineer", 1180, 1040, 1650), ("Automation engineer", 1260, 1100, 1740)):
        p.add(name, *prices)
        for head, price in zip(("On site", "Remote", "Weekend days"), prices, strict=True):
            p.also(d=name, u="day", p=price, b="rate", n=head)
    p.section = "Quality"
    p.add("Quality")
    p.add("QA manager", 1320, 1190, 1800)
    for head, price in (("On site", 1320), ("Remote", 1190), ("Weekend days", 1800)):
        p.also(d="QA manager", u="day", p=price, b="rate", n=head)
    return Layout("en-grades", (p,), {"currency": "EUR"}, 0)


def italian_unmerged() -> Layout:
    p = Page("Offerta", "EUR")
    p.add("Chimica Lariana S.p.A.")
    p.add("Offerta n.", "CL-26-55", None, "Valida fino al", "30/04/2027")
    p.add()
    p.add("Rif.", "Attività", "Quantità prevista", None, "Importi in k€", None, "Note")
    p.add(None, None, "N.", "U.M.", "Unit.", "Tot.")
    p.section = "Sintesi"
    p.add("A", "Sintesi", None, None, None, None, " ")
    p.line("A1", "Sviluppo", 2, "fase", 55.5, 111, d="Sviluppo", q=2, u="fase", p=55500, a=111000)
    p.line("A2", "Lotto GMP", 3, "lotto", 120.25, 360.75, d="Lotto GMP", q=3, u="lotto", p=120250, a=360750)
    p.add(None, "Totale A", None, None, None, 471.75)
    p.section = "Analisi"
    p.add("B", "Analisi", None, None, None, None, " ")
    p.line("B1", "Convalida metodi", 4, "metodo", 12.5, 50, d="Convalida metodi", q=4, u="metodo", p=12500, a=50000)
    p.line("B2", "Impurezze", None, None, None, "da definire", d="Impurezze", b="tbd")
    p.add(None, "Totale B", None, None, None, 50)
    p.add(None, "Totale offerta", None, None, None, 521.75)
    facts = {"supplier": "Chimica Lariana S.p.A.", "reference": "CL-26-55", "currency": "EUR", "valid_until": date(2027, 4, 30)}
    return Layout("it-unmerged", (p,), facts, 3, write=open_document)



def dashed_sections() -> Layout:
    p = Page("Quote", "GBP")
    p.add("Tern Bioscience Ltd")
    p.add("Quote no. TB-119, all prices in GBP")
    p.add()
    p.add("No", "Service", "Qty", "Unit", "Rate", "Amount")
    p.section = "Set-up"
    p.add("A", "Set-up", "-", "-", "-", "-")
    p.line(1, "Plan", 1, "lot", 5000, 5000, d="Plan", q=1, u="lot", p=5000, a=5000)
    p.line(2, "Review", 2, "day", 900, 1800, d="Review", q=2, u="day", p=900, a=1800)
    p.section = "Supply"
    p.add("B", "Supply", "-", "-", "-", "-")
    p.line(3, "Batch", 3, "batch", 40000, 120000, d="Batch", q=3, u="batch", p=40000, a=120000)
    p.line(4, "Portal access", "-", "-", "-", "-", d="Portal access", b="included")
    return Layout("en-dashed-sections", (p,), {"reference": "TB-119", "currency": "GBP"}, 0)


def stepped_units() -> Layout:
    p = Page("Preise", "EUR")
    p.add("Allgäu Sterilfüllung GmbH")
    p.add("Preisliste Nr. ASF-27")
    p.add()
    heads = ("bis 4 Chargen", "5 bis 9 Chargen", "ab 10 Chargen")
    p.add("Nr.", "Format", *heads)
    p.add(None, None, "EUR/Charge", "EUR/Charge", "EUR/Charge")
    for code, section, number, name, *prices in (("A", "Vials", 1, "2R", 100000, 95000, 90000), ("B", "Spritzen", 2, "1 ml", 150000, 141000, 133000)):
        p.section = section
        p.add(code, section)
        p.add(number, name, *prices)
        for head, price in zip(heads, prices, strict=True):
            p.also(d=name, u="Charge", p=price, b="rate", n=head)
    return Layout("de-stepped-units", (p,), {"reference": "ASF-27"}, 0)


ALL = (
    roman_and_currency,
    merged_letters,
    round_decimals,
    danish_units,
    japanese,
    german_scaled,
    two_titles,
    hundreds,
    small_letters,
    sections_only_numbered,
    grades,
    italian_unmerged,
    dashed_sections,
    stepped_units,
)
