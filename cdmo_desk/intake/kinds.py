"""What a file is, told by its content and never by its name, and whether it is of a size to be read."""

import re
import zipfile
import zlib
from pathlib import Path

from cdmo_desk.problem import Problem, Refused

MEBIBYTE = 1 << 20
FILE_LIMIT = 50 * MEBIBYTE
UNPACKED_LIMIT = 256 * MEBIBYTE
RATIO_FROM = 10 * MEBIBYTE
RATIO_LIMIT = 100
PARTS_LIMIT = 2000
SHEETS_LIMIT = 256

_PICTURES = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
)
_PACKED = ((b"\x1f\x8b", "gzip"), (b"7z\xbc\xaf", "7z"), (b"Rar!", "rar"), (b"BZh", "bzip2"), (b"\xfd7zXZ", "xz"))
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")
_HTML = re.compile(
    rb"^\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|table|meta|style)\b", re.IGNORECASE | re.DOTALL
)
_SHEET = re.compile(r"xl/(?:work|chart|macro|dialog)sheets/[^/]+\.(?:xml|bin)")
_START = 4096


def refusal(path: Path, reason: str, remedy: str) -> Refused:
    """Make the one sentence that names a file, why it is not read, and what to do."""
    return Refused(Problem("", f"{path.name} {reason}. {remedy}."))


def check_place(path: Path) -> None:
    """Refuse what is no file, is empty or too big, before anything opens it."""
    if path.is_dir():
        raise refusal(path, "is a folder", "Choose a spreadsheet file in it")
    if not path.exists():
        raise refusal(path, "was not found", "Check the name and the folder")
    size = path.stat().st_size
    if size == 0:
        raise refusal(path, "is empty", "Ask the supplier to send it again")
    if size > FILE_LIMIT:
        raise refusal(
            path, f"is larger than {FILE_LIMIT // MEBIBYTE} MB", "Remove pictures and unused sheets and save it again"
        )


def kind_of(path: Path, data: bytes) -> str:
    """Return `xlsx`, `xlsm`, `xlsb`, `ods`, `xls` or `text`; refuse all else by its name."""
    start = data[:_START]
    lock = path.name.startswith("~$")
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(path)
    if start.startswith(_OLE):
        return _kind_of_ole(path, data)
    if lock:
        raise refusal(path, "is the lock file of a workbook that is open", "Choose the workbook itself, without ~$")
    if start.startswith(_BIFF):
        return "xls"
    _refuse_known(path, start)
    if b"\x00" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")) and not _looks_utf16(start):
        raise refusal(path, "is not a spreadsheet", "Choose an xlsx, xlsm, xls, xlsb, ods, csv or tsv file")
    return "text"


def _looks_utf16(start: bytes) -> bool:
    """Say whether every other byte is NUL, as in UTF-16 without a mark."""
    pairs = len(start) // 2
    return (
        pairs > 1
        and max(start[0::2].count(0), start[1::2].count(0)) > pairs * 0.7
        and min(start[0::2].count(0), start[1::2].count(0)) == 0
    )


def _refuse_known(path: Path, start: bytes) -> None:
    """Refuse what is recognised and is no spreadsheet."""
    if start.startswith(b"%PDF"):
        raise refusal(path, "is a PDF document", "Ask the supplier for the spreadsheet it was printed from")
    for magic, name in _PICTURES:
        if start.startswith(magic):
            raise refusal(path, f"is a picture ({name})", "Ask the supplier for the spreadsheet itself")
    for magic, name in _PACKED:
        if start.startswith(magic):
            raise refusal(path, f"is a packed archive ({name})", "Unpack it and choose the spreadsheet in it")
    if start.startswith(b"{\\rtf"):
        raise refusal(path, "is a text document (RTF)", "Ask the supplier for a spreadsheet")
    bare = start.removeprefix(b"\xef\xbb\xbf")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in bare:
        raise refusal(path, "is an Excel 2003 XML file", "Open it in a spreadsheet program and save it as xlsx")
    if _HTML.match(bare) or bare.lstrip()[:13].lower() == b"mime-version:":
        raise refusal(
            path, "is a web page (HTML), whatever its name says", "Open it in a spreadsheet program and save it as xlsx"
        )
    if bare.lstrip()[:1] in {b"{", b"["} and bare.rstrip()[-1:] in b'}],0123456789"':
        raise refusal(
            path, "is a data file (JSON), not a spreadsheet", "Choose an xlsx, xlsm, xls, xlsb, ods, csv or tsv file"
        )
    if bare.lstrip().startswith(b"<?xml"):
        raise refusal(
            path, "is an XML file, not a spreadsheet", "Choose an xlsx, xlsm, xls, xlsb, ods, csv or tsv file"
        )


def _kind_of_ole(path: Path, data: bytes) -> str:
    """Tell an old workbook from a protected one and from other documents."""

    def has(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if has("EncryptedPackage") or has("EncryptionInfo"):
        raise protected(path)
    if has("Workbook") or has("Book"):
        return "xls"
    if has("WordDocument"):
        raise refusal(path, "is a Word document", "Ask the supplier for a spreadsheet")
    raise refusal(path, "is not a spreadsheet", "Choose an xlsx, xlsm, xls, xlsb, ods, csv or tsv file")


def protected(path: Path) -> Refused:
    """Return the refusal of a file with a password."""
    return refusal(path, "is protected with a password", "Remove it in a spreadsheet program and import again")


def damaged(path: Path) -> Refused:
    """Return the refusal of a file that cannot be read to its end."""
    return refusal(
        path, "is damaged or cut off", "Open and save it in a spreadsheet program, or ask the supplier to send it again"
    )


def _kind_of_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            _check_sizes(path, infos)
            return _kind_of_parts(path, archive, {info.filename for info in infos})
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError) as error:
        raise damaged(path) from error


def _check_sizes(path: Path, infos: list[zipfile.ZipInfo]) -> None:
    """Refuse an archive that would grow beyond all bounds; a real workbook never comes near."""
    unpacked = sum(info.file_size for info in infos)
    packed = max(1, sum(info.compress_size for info in infos))
    bomb = unpacked > RATIO_FROM and unpacked / packed > RATIO_LIMIT
    if unpacked > UNPACKED_LIMIT or bomb:
        raise refusal(
            path, "unpacks to far more than a quote holds", "Save only the sheets with prices in a new workbook"
        )
    if len(infos) > PARTS_LIMIT:
        raise refusal(path, f"has more than {PARTS_LIMIT} parts", "Save only the sheets with prices in a new workbook")
    if sum(1 for info in infos if _SHEET.fullmatch(info.filename)) > SHEETS_LIMIT:
        raise refusal(
            path, f"has more than {SHEETS_LIMIT} sheets", "Save only the sheets with prices in a new workbook"
        )


def _kind_of_parts(path: Path, archive: zipfile.ZipFile, names: set[str]) -> str:
    """Tell which document a zip file is."""
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        return "xlsm" if b"macroEnabled" in archive.read("[Content_Types].xml") else "xlsx"
    if "mimetype" in names and b"opendocument.spreadsheet" in archive.read("mimetype"):
        manifest = "META-INF/manifest.xml"
        if manifest in names and b"encryption-data" in archive.read(manifest):
            raise protected(path)
        return "ods"
    if any(name.startswith("word/") for name in names):
        raise refusal(path, "is a Word document", "Ask the supplier for a spreadsheet")
    if any(name.startswith("ppt/") for name in names):
        raise refusal(path, "is a presentation", "Ask the supplier for a spreadsheet")
    if any(name.endswith(".iwa") for name in names):
        raise refusal(path, "is an Apple Numbers or Pages document", "Export it as xlsx")
    raise refusal(path, "is a zip archive", "Unpack it and choose the spreadsheet in it")
