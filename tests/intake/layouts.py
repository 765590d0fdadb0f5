"""Quotes in many layouts, written on the spot with the truth known: invented without looking at the rules."""

# ruff: noqa: E501 - a row of a sheet reads best in one line

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.styles import Font

FIELDS = (
    "sheet",
    "row",
    "section",
    "description",
    "quantity",
    "unit",
    "unit_price",
    "amount",
    "currency",
    "basis",
    "note",
)


@dataclass
class Page:
    """One sheet as it grows row by row, with the lines that should be read from it."""

    name: str
    currency: str | None = "EUR"
    section: str | None = None
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    truth: list[dict[str, Any]] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)
    formats: dict[str, str] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[str] = field(default_factory=list)
    bold: list[int] = field(default_factory=list)

    def add(self, *cells: Any) -> int:
        """Add a row that is no line; return its number."""
        self.rows.append(cells)
        return len(self.rows)

    def line(self, *cells: Any, d: str, **more: Any) -> None:
        """Add a row that is one line."""
        self.add(*cells)
        self.also(d=d, **more)

    def also(
        self, *, d: str, q: Any = None, u: str | None = None, p: Any = None, a: Any = None, b: str = "priced", n: str | None = None, c: str | None = None,
        s: str | None = "",
    ) -> None:  # fmt: skip
        """State a line that stands in the last row."""
        values = (self.name, len(self.rows), self.section if s == "" else s, d, q, u, p, a, c or self.currency, b, n)
        self.truth.append(dict(zip(FIELDS, values, strict=True)))


@dataclass(frozen=True)
class Layout:
    """A file, the lines and facts it states, and the doubts it must raise; all other doubts are false alarms."""

    name: str
    pages: tuple[Page, ...]
    facts: dict[str, Any]
    totals: int
    warns: frozenset[str] = frozenset()
    write: Callable[[Path, tuple[Page, ...]], Path] | None = None
    mismatched: int = 0

    def written(self, folder: Path) -> Path:
        """Write the file into a folder."""
        return (self.write or workbook)(folder / self.name, self.pages)

    @property
    def truth(self) -> list[dict[str, Any]]:
        """Return all lines."""
        return [line for page in self.pages for line in page.truth]


def workbook(path: Path, pages: tuple[Page, ...]) -> Path:
    """Write an xlsx file."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for page in pages:
        sheet = book.create_sheet(page.name)
        for number, cells in enumerate(page.rows, 1):
            for column, value in enumerate(cells, 1):
                if value is not None:
                    cell = sheet.cell(number, column, value)
                    cell.font = Font(bold=number in page.bold)
                    form = page.formats.get(cell.column_letter)
                    if form and not isinstance(value, str | date):
                        cell.number_format = form
        for block in page.merges:
            sheet.merge_cells(block)
        for row in page.hidden_rows:
            sheet.row_dimensions[row].hidden = True
        for column_name in page.hidden_columns:
            sheet.column_dimensions[column_name].hidden = True
    target = path.with_suffix(".xlsx")
    book.save(target)
    book.close()
    return target


def delimited(delimiter: str, encoding: str, suffix: str = ".csv") -> Callable[[Path, tuple[Page, ...]], Path]:
    """Return a writer of delimited text."""

    def write(path: Path, pages: tuple[Page, ...]) -> Path:
        text = io.StringIO(newline="")
        width = max(len(row) for row in pages[0].rows)
        for row in pages[0].rows:
            csv.writer(text, delimiter=delimiter).writerow(
                ["" if v is None else v for v in row] + [""] * (width - len(row))
            )
        target = path.with_suffix(suffix)
        target.write_bytes(text.getvalue().encode(encoding))
        return target

    return write


def open_document(path: Path, pages: tuple[Page, ...]) -> Path:
    """Write a small ods file."""
    tables = "".join(
        f'<table:table table:name="{escape(p.name)}">{"".join(_ods_row(r) for r in p.rows)}</table:table>'
        for p in pages
    )
    spaces = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    body = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{spaces} office:version="1.2"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>'
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    target = path.with_suffix(".ods")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", body)
    return target


def _ods_row(row: tuple[Any, ...]) -> str:
    return f"<table:table-row>{''.join(_ods_cell(v) for v in row) or '<table:table-cell/>'}</table:table-row>"


def _ods_cell(value: Any) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, (int, float)):
        return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'


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


def tiers() -> Layout:
    p = Page("Volume pricing", "USD", section="Price matrix drug product")
    p.add("Cascadia Fill-Finish, Inc.")
    p.add("Quote ID: CFF-2209", None, None, None, "Expiration date: 2027-06-30")
    p.add()
    p.add("Price matrix drug product")
    p.add("Product", "Unit", "Price per batch (USD), batches per calendar year")
    p.add(None, None, "1 - 4", "5 - 9", "10 - 19", "20+")
    p.merges.append("C5:F5")
    for name, unit, prices in (
        ("Vial 2R, liquid", "batch", (210000, 198000, 184000, 171500)),
        ("Vial 10R, lyophilised", "batch", (365000, 349000, 322000, None)),
    ):
        p.add(name, unit, *prices)
        for step, price in zip(("1 - 4", "5 - 9", "10 - 19", "20+"), prices, strict=True):
            if price is not None:
                p.also(d=name, u=unit, p=price, b="rate", n=step)
    p.add("Forecast (for information only)", "batches", 3, 6, 12, 22)
    p.add()
    p.add("Prices exclude components, which are invoiced separately.")
    facts = {
        "supplier": "Cascadia Fill-Finish, Inc.",
        "reference": "CFF-2209",
        "currency": "USD",
        "valid_until": date(2027, 6, 30),
    }
    return Layout("tiers", (p,), facts, 0)


def side_by_side() -> Layout:
    p = Page("Offer", "GBP", formats={"D": "[$£-809]#,##0", "I": "[$£-809]#,##0"})
    p.add("Thornbury CDMO Limited")
    p.add("Proposal no. TB-0091", None, None, None, None, "Date: 21 August 2026", None, "Valid until: 21 February 2027")
    p.add()
    p.add("Base scope", None, None, None, None, "Options (not in total)")
    p.add("No.", "Activity", "Days", "Price", None, "No.", "Activity", "Days", "Price")
    left = [
        ("1", "Gap assessment", 10, 18000),
        ("2", "Engineering run", 25, 240000),
        ("3", "Clinical batch", 30, 415000),
    ]
    right = [("O1", "Second clinical batch", 30, 390000), ("O2", "Extra shipping validation", 12, 27500)]
    for n in range(3):
        row = [*left[n], None, *(right[n] if n < len(right) else ())]
        p.add(*row)
        p.also(d=left[n][1], q=left[n][2], a=left[n][3], s="Base scope")
        if n < len(right):
            p.also(d=right[n][1], q=right[n][2], a=right[n][3], s="Options (not in total)", b="optional")
    p.add(None, "Total base scope", None, 673000, None, None, "Total options", None, 417500)
    facts = {
        "supplier": "Thornbury CDMO Limited",
        "reference": "TB-0091",
        "currency": "GBP",
        "valid_until": date(2027, 2, 21),
        "date": date(2026, 8, 21),
    }
    return Layout("side-by-side", (p,), facts, 2)


def years_german() -> Layout:
    p = Page("Preisübersicht")
    p.add(None, "Rheintal Steril AG")
    p.add(None, "Belegnummer", "RS-5500", None, "Datum", "2026-07-15")
    p.add(None, "Gültigkeit", "6 Monate")
    p.add(None, "Alle Angaben in TEUR")
    p.add()
    p.add(None, "Kostenart", "Leistung", "Jahr 1", "Jahr 2", "Jahr 3", "Summe", "Hinweis")
    p.line(
        None,
        "Transfer",
        "Technologietransfer",
        950,
        120,
        None,
        1070,
        None,
        d="Technologietransfer",
        a=1070000,
        s="Transfer",
    )
    p.line(None, None, "Methodentransfer", 210, None, None, 210, None, d="Methodentransfer", a=210000, s="Transfer")
    p.line(
        None,
        "Lieferung",
        "Reservierungsgebühr",
        None,
        1500,
        1500,
        3000,
        None,
        d="Reservierungsgebühr",
        a=3000000,
        s="Lieferung",
    )
    p.line(
        None,
        None,
        "Abfüllchargen",
        None,
        2200,
        4400.5,
        6600.5,
        "ab Jahr 2",
        d="Abfüllchargen",
        a=6600500,
        s="Lieferung",
        n="ab Jahr 2",
    )
    p.line(
        None,
        None,
        "Packmittel (nach Beleg)",
        None,
        310,
        620,
        930,
        None,
        d="Packmittel (nach Beleg)",
        a=930000,
        s="Lieferung",
        b="pass_through",
    )
    p.line(None, None, "Freigabe", "inkl.", "inkl.", "inkl.", "inkl.", None, d="Freigabe", s="Lieferung", b="included")
    p.add(None, None, "Gesamtsumme", 1160, 4130, 6520.5, 11810.5)
    p.section = "Lieferung"
    facts = {
        "supplier": "Rheintal Steril AG",
        "reference": "RS-5500",
        "currency": "EUR",
        "valid_until": date(2027, 1, 15),
        "date": date(2026, 7, 15),
    }
    return Layout("years-german", (p,), facts, 1)


def packages() -> Layout:
    pages = []
    sums = []
    plans: dict[str, tuple[str, list[tuple[str, Any, str]]]] = {
        "AP 1": ("Arbeitspaket 1 - Transfer", [("Transferplan", 80000, "priced"), ("Prozesstransfer", 350000, "priced"), ("Reisekosten", "nach Aufwand", "pass_through")]),
        "AP 2": ("Arbeitspaket 2 - Analytik", [("Methodentransfer", 120000, "priced"), ("Validierung", 165500, "priced"), ("Vergleichsstudie", "offen", "tbd")]),
        "AP 3": ("Arbeitspaket 3 - Herstellung", [("Technische Charge", 640000, "priced"), ("GMP-Charge", 890000, "priced"), ("Reservecharge (optional)", 810000, "optional")]),
    }  # fmt: skip
    for name, (title, tasks) in plans.items():
        p = Page(name, "CHF", section=title)
        p.add(title)
        p.add()
        p.add("Nr.", "Aufgabe", "Pauschalpreis CHF", "Kommentar")
        total = 0
        for number, (task, price, basis) in enumerate(tasks, 1):
            p.line(number, task, price, None, d=task, a=price if isinstance(price, int) else None, b=basis)
            total += price if basis == "priced" and isinstance(price, int) else 0
        p.add(None, "Summe", total)
        sums.append((title, total))
        pages.append(p)
    s = Page("Zusammenfassung", "CHF")
    s.add("Lindenhof Biotech AG")
    s.add("Offerte", "LB-26-019")
    s.add("Gültig bis", "31. Mai 2027")
    s.add()
    s.add("Paket", "Betrag CHF")
    for title, total in sums:
        s.add(title, total)
    s.add("Gesamttotal", sum(t for _, t in sums))
    facts = {
        "supplier": "Lindenhof Biotech AG",
        "reference": "LB-26-019",
        "currency": "CHF",
        "valid_until": date(2027, 5, 31),
    }
    return Layout("packages", (*pages, s), facts, 7)


def rate_card() -> Layout:
    p = Page("Rates", "EUR", section="FTE rates, EUR per hour")
    p.add("Zephyr Process Labs B.V.")
    p.add("Our ref.", "ZPL/26/55", None, "Dated", "4 November 2026")
    p.add("FTE rates, EUR per hour")
    p.add()
    p.add("Function", "Junior", "Senior", "Principal")
    for name, prices in (
        ("Scientist", (110, 145, 190)),
        ("Engineer", (115, 150, 200)),
        ("QA officer", (105, 140, 185)),
    ):
        p.add(name, *prices)
        for step, price in zip(("Junior", "Senior", "Principal"), prices, strict=True):
            p.also(d=name, u="hour", p=price, b="rate", n=step)
    q = Page("Tests", "EUR")
    q.add("Analytical price list")
    q.section = "Analytical price list"
    q.add("Code", "Test", "Price per sample (EUR)", "Turnaround")
    q.line("T-01", "Endotoxin", 240, "5 days", d="Endotoxin", u="sample", p=240, b="rate", n="5 days")
    q.line("T-02", "Sterility", 410.5, "21 days", d="Sterility", u="sample", p=410.5, b="rate", n="21 days")
    q.line(
        "T-03",
        "Sub-visible particles",
        385,
        "5 days",
        d="Sub-visible particles",
        u="sample",
        p=385,
        b="rate",
        n="5 days",
    )
    facts = {
        "supplier": "Zephyr Process Labs B.V.",
        "reference": "ZPL/26/55",
        "currency": "EUR",
        "date": date(2026, 11, 4),
    }
    return Layout("rate-card", (p, q), facts, 0)


def hidden() -> Layout:
    p = Page("Pricing", "USD", formats={"D": "#,##0.00", "G": "#,##0.00"}, hidden_columns=["E", "F"], hidden_rows=[9])
    p.add("Supplier:", "Great Plains Biomanufacturing Corp.")
    p.add("Quote No:", "GPB-Q-771", "Currency:", "USD")
    p.add("Valid to:", "12/31/2026", "Date:", "09/15/2026")
    p.add()
    p.add("Item", "Service description", "Qty", "Unit rate", "Internal cost", "Margin", "Ext. price")
    p.line("A1", "Media preparation", 20, 1500, 900, 0.4, 30000, d="Media preparation", q=20, p=1500, a=30000)
    p.line(
        "A2",
        "Bioreactor run, 500 L",
        3,
        180000,
        120000,
        0.33,
        540000,
        d="Bioreactor run, 500 L",
        q=3,
        p=180000,
        a=540000,
    )
    p.line(
        "A3",
        "Harvest and clarification",
        3,
        42000,
        30000,
        0.28,
        126000,
        d="Harvest and clarification",
        q=3,
        p=42000,
        a=126000,
    )
    p.line("A4", "Hold-time study", 1, 38000, 20000, 0.47, 38000, d="Hold-time study", q=1, p=38000, a=38000)
    p.line(
        "A5", "Chromatography cycle", 6, 27500, 19000, 0.31, 165000, d="Chromatography cycle", q=6, p=27500, a=165000
    )
    p.add(None, "Total quoted price", None, None, 600000, None, 899000)
    facts = {
        "supplier": "Great Plains Biomanufacturing Corp.",
        "reference": "GPB-Q-771",
        "currency": "USD",
        "valid_until": date(2026, 12, 31),
        "date": date(2026, 9, 15),
    }
    return Layout("hidden", (p,), facts, 1, frozenset({"hidden_rows"}))


def phases() -> Layout:
    p = Page("Budget", "GBP", merges=["A6:A8", "A9:A10"])
    p.add("Penrose Advanced Therapies Ltd | Proposal PAT-2026-12 | Version 3")
    p.add("Issue date", "14 October 2026", None, "Offer validity", "60 days")
    p.add("All prices in GBP, excluding VAT")
    p.add()
    p.add("Phase", "Activity", "Cost (GBP)", "Comments")
    p.line("Set-up", "Project kick-off", 12000, None, d="Project kick-off", a=12000, s="Set-up")
    p.line(
        None,
        "Plasmid sourcing",
        58000,
        "GMP-source quality",
        d="Plasmid sourcing",
        a=58000,
        s="Set-up",
        n="GMP-source quality",
    )
    p.line(None, "Donor material", "by client", None, d="Donor material", s="Set-up", b="excluded")
    p.line("Production", "Vector run 1", 620000, None, d="Vector run 1", a=620000, s="Production")
    p.line(None, "Vector run 2", 580000, None, d="Vector run 2", a=580000, s="Production")
    p.add("Total", None, 1270000)
    facts = {"supplier": "Penrose Advanced Therapies Ltd", "reference": "PAT-2026-12", "currency": "GBP", "valid_until": date(2026, 12, 13), "date": date(2026, 10, 14),
             "revision": "3"}  # fmt: skip
    return Layout("phases", (p,), facts, 1)


def optional_column() -> Layout:
    p = Page("Fees", "EUR")
    p.add("Kaunas Peptide Works, UAB", None, None, "Reference: KPW 26-081")
    p.add("Price basis: fixed fees in EUR", None, None, "Valid until 2027-01-31")
    p.add()
    p.add("WP", "Deliverable", "Optional", "Fee")
    p.line("WP1", "Route scouting", "No", 84000, d="Route scouting", a=84000)
    p.line("WP2", "Process optimisation", "No", 127500, d="Process optimisation", a=127500)
    p.line("WP3", "Impurity fate study", "Yes", 46000, d="Impurity fate study", a=46000, b="optional")
    p.line("WP4", "Reference standard", "No", 31200, d="Reference standard", a=31200)
    p.line("WP5", "Solvent recovery study", "Yes", "on request", d="Solvent recovery study", b="tbd")
    p.add(None, "Total firm fees", None, 242700)
    p.add(None, "Total of options", None, 46000)
    facts = {"reference": "KPW 26-081", "currency": "EUR", "valid_until": date(2027, 1, 31)}
    return Layout("optional-column", (p,), facts, 2)


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


ALL = (flat_english, german_csv, spanish, italian_tsv, french_thousands, tiers, side_by_side, years_german, packages, rate_card, hidden, phases, optional_column, paged_csv,
       broken, ambiguous, currencies, formulas, asterisks, nested, several_tables, swiss_pages, summary_above, ods_basic, beside)  # fmt: skip


def layouts() -> Iterator[Layout]:
    """Go through all layouts."""
    return (make() for make in ALL)
