"""Forty files made to break a reader, each with the word of its refusal or the number of lines it must read as."""

# ruff: noqa: E501 - a part of a file reads best in one line

import io
import struct
import warnings
import zipfile
from collections.abc import Iterable

import openpyxl

Expected = str | int
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>Description</t></is></c><c r="B1" t="inlineStr"><is><t>Qty</t></is></c><c r="C1" t="inlineStr"><is><t>Unit price</t></is></c><c r="D1" t="inlineStr"><is><t>Amount EUR</t></is></c></row>'


def line(number: int, *cells: str, text: str = "Batch", more: str = "") -> str:
    """Return a row of a sheet: a description, then cells as they are."""
    held = "".join(cells) or f'<c r="B{number}"><v>2</v></c><c r="C{number}"><v>5</v></c><c r="D{number}"><v>10</v></c>'
    return f'<row r="{number}"{more}><c r="A{number}" t="inlineStr"><is><t>{text}</t></is></c>{held}</row>'


def sheet(*rows: str, before: str = "", after: str = "", prolog: str = "") -> str:
    """Return a sheet of a heading and rows."""
    return f'<?xml version="1.0"?>{prolog}<worksheet xmlns="{_MAIN}">{before}<sheetData>{_HEAD}{"".join(rows)}</sheetData>{after}</worksheet>'


def package(
    content: str | bytes,
    kind: str = "sheet.main",
    target: str = "worksheets/sheet1.xml",
    extra: Iterable[tuple[str, str | bytes]] = (),
) -> bytes:
    """Return a workbook of one sheet, with other parts behind it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="x"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.{kind}+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_LINKS}"><Relationship Id="r1" Type="{_KINDS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_KINDS}"><sheets><sheet name="Offer" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{_LINKS}"><Relationship Id="r1" Type="{_KINDS}/worksheet" Target="{target}"/></Relationships>',
        )
        archive.writestr("xl/worksheets/sheet1.xml", content)
        for name, part in extra:
            archive.writestr(name, part)
    return made.getvalue()


def entities(depth: int, width: int) -> str:
    """Return a document type whose entities multiply."""
    more = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * width}">' for n in range(1, depth))
    return f'<!DOCTYPE x [<!ENTITY e0 "{"lol" * 50}">{more}]>'


def value(stored: str, kind: str = "n") -> str:
    """Return the amount of a line as it is stored."""
    return f'<c r="D2" t="{kind}"><v>{stored}</v></c>'


def sheets(count: int) -> bytes:
    """Return a workbook of so many sheets."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for number in range(count):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", "")
    return made.getvalue()


def protected() -> bytes:
    """Return the shell of a workbook with a password."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 900


def old(version: int, kind: int) -> bytes:
    """Return a bare stream of records as Excel wrote before its files had streams, with a heading and a line."""

    def record(number: int, data: bytes) -> bytes:
        return struct.pack("<HH", number, len(data)) + data

    def label(row: int, column: int, text: str) -> bytes:
        data = text.encode("latin-1")
        return record(0x0204, struct.pack("<HHHH", row, column, 0, len(data)) + data)

    def number(row: int, column: int, amount: float) -> bytes:
        return record(0x0203, struct.pack("<HHHd", row, column, 0, amount))

    cells = b"".join(label(0, column, text) for column, text in enumerate(("Description", "Qty", "Unit price", "EUR")))
    cells += label(1, 0, "Batch") + b"".join(number(1, column, amount) for column, amount in ((1, 2), (2, 5), (3, 10)))
    page = record(kind, struct.pack("<HHHH", version, 0x10, 0, 0)[: 8 if version >= 0x0500 else 6]) + cells
    if version < 0x0500:
        return page + record(0x000A, b"")
    first = record(kind, struct.pack("<HHHH", version, 0x05, 0, 0))
    name = b"Offer"
    start = len(first) + 4 + 7 + len(name) + 4
    listed = record(0x0085, struct.pack("<IHB", start, 0, len(name)) + name)
    return first + listed + record(0x000A, b"") + page + record(0x000A, b"")


def duplicated() -> bytes:
    """Return a workbook that holds its sheet twice: the later one counts."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return package(sheet(line(2)), extra=[("xl/worksheets/sheet1.xml", sheet(line(2), line(3, text="Second")))])


def far() -> bytes:
    """Return a workbook with a cell in its last corner."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(("Description", "Qty", "Unit price", "Amount EUR"))
    page.append(("Batch", 2, 5, 10))
    page["XFD1048576"] = "far"
    made = io.BytesIO()
    book.save(made)
    book.close()
    return made.getvalue()


_WHOLE = package(sheet(line(2)))
_CSV = "Description;Qty;Unit price;Amount EUR\n"
_NESTED = "(" * 3000 + "1" + ")" * 3000

ATTACKS: dict[str, tuple[bytes, Expected]] = {
    "bomb.xlsx": (package(b"\x00" * (40 << 20)), "unpacks to far more"),
    "sheets.xlsx": (sheets(300), "sheets"),
    "parts.xlsx": (package(sheet(line(2)), extra=[(f"xl/media/{n}.bin", "") for n in range(2100)]), "parts"),
    "far-corner.xlsx": (far(), 1),
    "huge-dimension.xlsx": (package(sheet(line(2), before='<dimension ref="A1:XFD1048576"/>')), 1),
    "laughs.xlsx": (package(sheet(line(2, text="&e9;"), prolog=entities(10, 10))), "damaged"),
    "quadratic.xlsx": (package(sheet(line(2, text="&e1;" * 5000), prolog=entities(2, 1000))), "damaged"),
    "outside-entity.xlsx": (package(sheet(line(2, text="&x;"), prolog='<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>')), "damaged"),
    "climbing-names.xlsx": (package(sheet(line(2)), extra=[("../../../evil.xml", "x"), ("/etc/evil", "x")]), 1),
    "climbing-target.xlsx": (package(sheet(line(2)), target="../../../../etc/passwd"), "damaged"),
    "merged.xlsx": (package(sheet(line(2), after="<mergeCells>" + "".join(f'<mergeCell ref="F{n}:XFD{n}"/>' for n in range(10, 20_000)) + "</mergeCells>")), 1),
    "merged-all.xlsx": (package(sheet(line(2), after='<mergeCells><mergeCell ref="A5:XFD1048576"/></mergeCells>')), 1),
    "hidden-columns.xlsx": (package(sheet(line(2), before='<cols><col min="8" max="2000000000" hidden="1"/></cols>')), 1),
    "outside-link.xlsx": (package(sheet(line(2, '<c r="D2"><f>[1]Prices!A1</f><v>10</v></c>')), extra=[("xl/externalLinks/externalLink1.xml", "<externalLink/>")]), 1),
    "dde.csv": ((_CSV + "=cmd|' /C calc'!A0;1;5;5\n").encode(), 1),
    "macros.xlsm": (package(sheet(line(2)), kind="ms-excel.sheet.macroEnabled.main", extra=[("xl/vbaProject.bin", b"\x00" * 50)]), 1),
    "password.xlsx": (protected(), "password"),
    "excel-5.xls": (old(0x0500, 0x0809), 1),
    "excel-4.xls": (old(0x0400, 0x0409), 1),
    "page.xls": (b"<html><table><tr><td>Price</td></tr></table></html>", "web page"),
    "xml-2003.xls": (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "2003 XML"),
    "~$offer.xlsx": (b"\x04Anna" + b"\x00" * 160, "lock file"),
    "photo.xlsx": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 90, "picture"),
    "empty.xlsx": (b"", "is empty"),
    "zeros.xlsx": (b"\x00" * 5000, "not a spreadsheet"),
    "cut.xlsx": (_WHOLE[: len(_WHOLE) // 2], "damaged"),
    "cut-inside.xlsx": (package(sheet(line(2))[:-40]), "damaged"),
    "twice.xlsx": (duplicated(), 2),
    "nuls.csv": ((_CSV + "Batch\x00;2;5;10\n").encode(), "not a spreadsheet"),
    "utf-16.csv": ((_CSV + "Größe;2;5;10\n").encode("utf-16"), 1),
    "huge-field.csv": ((_CSV + f'"{"A" * 600_000}";2;5;10\nBatch;2;5;10\n').encode(), 2),
    "open-quote.csv": ((_CSV + 'Batch;2;5;10\n"Never closed;2;5;10\n').encode(), 1),
    "deep-formula.xlsx": (package(sheet(line(2, f'<c r="D2"><f>{_NESTED}</f></c>'))), 1),
    "circle.xlsx": (package(sheet(line(2, '<c r="D2"><f>D3</f></c>'), line(3, '<c r="D3"><f>D2</f></c>', text="Other"))), 2),
    "long-chain.xlsx": (package(sheet(*(line(n, f'<c r="D{n}"><f>D{n + 1}+1</f></c>', text=f"Work of week {n} and more") for n in range(2, 2000)))), 1998),
    "nan.xlsx": (package(sheet(line(2, value("NaN")))), 1),
    "infinite.xlsx": (package(sheet(line(2, value("1E999")))), 1),
    "error.xlsx": (package(sheet(line(2, value("#REF!", "e")))), 1),
    "no-result.xlsx": (package(sheet(line(2, '<c r="B2"><v>2</v></c><c r="C2"><v>5</v></c><c r="D2"><f>B2*C2</f></c>'))), 1),
    "hidden-row.xlsx": (package(sheet(line(2, more=' hidden="1"'))), 1),
    "wild-text.xlsx": (package(sheet(line(2, '<c r="D2" t="s"><v>4000000000</v></c>'))), "damaged"),
    "wild-style.xlsx": (package(sheet(line(2, '<c r="D2" s="99999"><v>10</v></c>'))), 1),
    "wild-row.xlsx": (package(sheet(line(2), '<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>')), 1),
    "wild-date.csv": ((_CSV + "Batch;2;5;10\nDate: 99.99.99999;;;\n").encode(), 1),
}  # fmt: skip
