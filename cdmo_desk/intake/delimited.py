"""Delimited text in any common encoding and dialect."""

import csv
import io
from collections import Counter
from pathlib import Path

from cdmo_desk.intake.cells import Book, Sheet, made
from cdmo_desk.intake.kinds import refusal

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_WESTERN = frozenset((
    "cp1250", "cp1252", "cp1254", "cp1257", "cp1258", "latin_1", "iso8859_15", "cp437", "cp850", "cp858",
    "mac_roman", "mac_latin2", "mac_iceland", "mac_turkish", "iso8859_2", "iso8859_9", "iso8859_10",
    "iso8859_13", "iso8859_14", "iso8859_16", "iso8859_3", "iso8859_4", "cp1140", "hp_roman8", "cp775", "cp852",
    "cp500", "cp037", "cp273",
))  # fmt: skip
_LIKELY = [
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "latin_1", "iso8859_2",
    "iso8859_5", "iso8859_7", "iso8859_9", "iso8859_15", "koi8_r", "koi8_u", "mac_roman", "mac_cyrillic", "mac_latin2",
    "cp437", "cp850", "cp852", "cp866", "cp932", "shift_jis", "euc_jp", "gb18030", "big5", "cp949", "euc_kr",
]  # fmt: skip
"""What programs on Windows, old Macintoshes and in Asia write, tried in place of all hundred there are."""
_SELDOM = 40
_DELIMITERS = ",;\t|"
_SAMPLE = 20_000


def read(data: bytes, path: Path) -> Book:
    """Read delimited text as one sheet named as the file is."""
    encoding = encoding_of(data)
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        encoding, text = "cp1252", data.decode("cp1252", errors="replace")
    text = text.replace("\x00", "")
    dialect, text = _dialect(text)
    csv.field_size_limit(1 << 24)
    records = csv.reader(io.StringIO(text, newline=""), delimiter=dialect[0], quotechar=dialect[1], strict=False)
    sheet = Sheet.of(
        path.stem,
        (made(row, column, value) for row, record in enumerate(records, 1) for column, value in enumerate(record, 1)),
        after_file=True,
    )
    if not any(len(cells) > 1 for cells in sheet.rows.values()):
        raise refusal(
            path, "is plain text without columns, not a spreadsheet", "Choose an xlsx, xls, xlsb, ods, csv or tsv file"
        )
    remarks = () if encoding in {"utf-8", "utf-8-sig"} else (("encoding", f"The text was read as {encoding}."),)
    return Book("tsv" if dialect[0] == "\t" else "csv", (sheet,), remarks)


def encoding_of(data: bytes) -> str:
    """Return the encoding of a text: by its mark, as UTF-8 if it is, else the likeliest."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    zeros = data[:_SAMPLE]
    if b"\x00" in zeros:
        return "utf-16-le" if zeros[1::2].count(0) >= zeros[0::2].count(0) else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(data)
    return "utf-8"


def _guessed(data: bytes) -> str:
    """Return the likeliest 8-bit encoding, Western Europe's where the guess is one of its look-alikes.

    Where only a letter here and there is beyond ASCII, as in no script but the Latin one, nothing need be guessed.
    """
    if sum(byte > 0x7F for byte in data[:_SAMPLE]) * _SELDOM < len(data[:_SAMPLE]):  # noqa: PLR2004 - beyond ASCII
        return "mac_roman" if _speaks_mac(data) else "cp1252"
    from charset_normalizer import from_bytes  # noqa: PLC0415 - UTF-8 needs it not

    best = from_bytes(data[: 1 << 20], cp_isolation=_LIKELY).best()
    if best is None or best.encoding in _WESTERN:
        return "mac_roman" if _speaks_mac(data) else "cp1252"
    return best.encoding


def _speaks_mac(data: bytes) -> bool:
    """Say whether the high bytes are letters on an old Macintosh but signs on Windows."""
    high = Counter(byte for byte in data if byte > 0x7F)  # noqa: PLR2004 - beyond ASCII
    letters_of_mac = sum(
        high[b] for b in (0x80, 0x85, 0x86, 0x8A, 0x8D, 0x8E, 0x8F, 0x90, 0x9A, 0x9F, 0x87, 0x88, 0x92, 0x97, 0x9C)
    )
    letters_of_windows = sum(n for b, n in high.items() if b >= 0xC0)  # noqa: PLR2004 - À and on
    return letters_of_mac > 2 * letters_of_windows and letters_of_mac > 2  # noqa: PLR2004


def _dialect(text: str) -> tuple[tuple[str, str], str]:
    """Return delimiter and quote, and the text without the line in which Excel names its delimiter."""
    first, _, rest = text.partition("\n")
    named = first.strip().lower()
    if named.startswith("sep=") and len(named) == len("sep=;"):
        return (named[-1], '"'), rest
    sample = text[:_SAMPLE]
    lines = [line for line in sample.splitlines() if line.strip()][:200]
    scored = {mark: _evenness(lines, mark) for mark in _DELIMITERS}
    best = max(scored, key=lambda mark: scored[mark])
    if scored[best] > 0:
        return (best, '"'), text
    try:
        found = csv.Sniffer().sniff(sample, delimiters=_DELIMITERS)
    except csv.Error:
        return (",", '"'), text
    return (found.delimiter, found.quotechar or '"'), text


def _evenness(lines: list[str], mark: str) -> float:
    """Return how many fields the rows have, weighed by how many rows are as wide as most."""
    widths = [len(record) for record in csv.reader(lines, delimiter=mark)]
    wide = Counter(w for w in widths if w > 1)
    if not wide:
        return 0.0
    width, rows = max(wide.items(), key=lambda item: item[1] * (item[0] - 1))
    return rows / len(widths) * (1 + 0.1 * width) * (1 if rows > 1 else 0.1)
