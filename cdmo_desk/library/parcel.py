"""A `.cdmo` file: one case with its source files, earlier revisions and history, to pass on. A zip with a manifest.

What comes in is looked at before anything of it is believed: names, sizes, hashes, and the chain's own hashes.
"""

import json
import re
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Any

from cdmo_desk.library import journal
from cdmo_desk.library.schema import BY_NAME, JOURNAL, Row
from cdmo_desk.library.split import storable
from cdmo_desk.problem import Refused, shown
from cdmo_desk.speech import say

FORMAT, VERSION, ENDING = "cdmo-desk/parcel", 1, ".cdmo"
HISTORY = "cdmo-desk/history"
"""The kind of a source that is a piece of another library's journal."""
LARGEST = 512 * 2**20
_UNPACKED = 1024 * 2**20
_PARTS = 5_000
_RATIO, _SMALL = 200, 10 * 2**20
_NAMES = re.compile(
    r"manifest\.json|case\.json|journal\.jsonl|sources\.json|rows\.json|sources/[0-9a-f]{64}|revisions/\d{1,9}\.json"
)
_EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that came with a case."""

    name: str
    kind: str
    content: bytes

    @property
    def sha256(self) -> str:
        """Return its hash."""
        return sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a `.cdmo` holds: the case document as text, files, earlier revisions by entry, rows, journal as text."""

    case_id: str
    title: str
    document: bytes
    files: tuple[Enclosed, ...] = ()
    revisions: Mapping[int, bytes] | None = None
    rows: Mapping[str, Sequence[Row]] | None = None
    history: bytes = b""


def lines_of(records: Iterable[Sequence[Any]]) -> bytes:
    """Write rows of a journal as text, one a line, so that each still gives its hash."""
    return b"".join(f"{json.dumps(list(row), ensure_ascii=True)}\n".encode() for row in records)


def entries_of(history: bytes, case_id: str | None = None) -> list[journal.Entry]:
    """Read a piece of a journal, or raise `Refused` where an entry does not give its hash or is another case's."""
    found = []
    for number, line in enumerate(history.splitlines(), 1):
        try:
            values = json.loads(line)
            entry = journal.read(values)
            sound = len(values) == len(JOURNAL.columns) and journal.digest(values) == entry.hash
            sound = sound and case_id in (None, entry.case)
            entry.rows()
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError, Refused):
            sound = False
        if not sound:
            raise Refused(say("its history was changed or is damaged (entry {n})", n=number))
        found.append(entry)
    return found


def packed(parcel: Parcel) -> bytes:
    """Write a parcel; the same parcel always gives the same bytes."""
    listed = sorted(({"sha256": f.sha256, "name": f.name, "kind": f.kind} for f in parcel.files), key=_plain)
    parts = {"case.json": parcel.document, "journal.jsonl": parcel.history, "sources.json": _text(listed)}
    parts["rows.json"] = _text(parcel.rows or {})
    parts |= {f"sources/{file.sha256}": file.content for file in parcel.files}
    parts |= {f"revisions/{number}.json": made for number, made in (parcel.revisions or {}).items()}
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "case": parcel.case_id,
        "title": parcel.title,
        "files": {
            name: {"sha256": sha256(made).hexdigest(), "size": len(made)} for name, made in sorted(parts.items())
        },
    }
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for name, made in (("manifest.json", _text(manifest)), *sorted(parts.items())):
            info = zipfile.ZipInfo(name, _EARLIEST)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            file.writestr(info, made)
    return held.getvalue()


def opened(content: bytes) -> Parcel:
    """Read a parcel, or raise `Refused` with the one thing that is wrong with it."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as file:
            return _parcel(_parts(file))
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError):
        raise Refused(say("it is no .cdmo file, or it is damaged; ask for it once more")) from None
    except (
        RuntimeError,
        OverflowError,
        OSError,
        MemoryError,
        RecursionError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
    ):
        raise Refused(say("it is not made as a .cdmo file is; ask for one exported by CDMO Desk")) from None


def _parts(file: zipfile.ZipFile) -> dict[str, bytes]:
    """Unpack into memory what may be in a parcel, never more than it says and never more than is allowed."""
    infos = file.infolist()
    if len(infos) > _PARTS:
        raise Refused(say("it holds {n} parts; at most {most} are read", n=len(infos), most=_PARTS))
    whole = sum(info.file_size for info in infos)
    small = sum(info.compress_size for info in infos)
    if whole > _UNPACKED or (whole > _SMALL and whole > _RATIO * max(small, 1)):
        raise Refused(say("unpacked it would have {size} MB, which no case has", size=f"{whole / 2**20:,.0f}"))
    twice = [name for name, times in Counter(info.filename for info in infos).items() if times > 1]
    if twice:
        raise Refused(say("the part {name} is in it twice", name=shown(twice[0])))
    parts = {}
    for info in infos:
        is_link = stat.S_ISLNK(info.external_attr >> 16)
        if is_link or info.flag_bits & 1 or not _NAMES.fullmatch(info.filename):
            raise Refused(say("the part {name} does not belong into a .cdmo file", name=shown(info.filename)))
        with file.open(info) as part:
            made = part.read(info.file_size + 1)
        if len(made) != info.file_size:
            raise Refused(say("the part {name} has not the size it says", name=shown(info.filename)))
        parts[info.filename] = made
    return parts


def _parcel(parts: dict[str, bytes]) -> Parcel:
    manifest = json.loads(parts.pop("manifest.json", b"null"))
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise Refused(say("it is no .cdmo file; its manifest is missing"))
    if not isinstance(manifest["version"], int) or manifest["version"] > VERSION:
        raise Refused(say("it was written by a newer version of CDMO Desk; install the newer program"))
    _hashed(parts, manifest["files"])
    case_id = manifest["case"]
    plain = json.loads(parts["case.json"])
    if not isinstance(case_id, str) or plain["case"]["id"] != case_id:
        raise Refused(say("the case in it is not the one it is said to hold"))
    files = []
    for listed in json.loads(parts["sources.json"]):
        name, kind = str(listed["name"]), str(listed["kind"])
        if not storable(name) or not storable(kind):
            raise ValueError
        files.append(Enclosed(name, kind, parts[f"sources/{listed['sha256']}"]))
        if files[-1].sha256 != listed["sha256"]:
            raise Refused(say("the file {name} in it is not the one that was put in", name=shown(name)))
        if kind == HISTORY:
            entries_of(files[-1].content)
    entries_of(parts["journal.jsonl"], case_id)
    revisions = {int(name[10:-5]): made for name, made in parts.items() if name.startswith("revisions/")}
    rows = _rows(json.loads(parts["rows.json"]), case_id)
    title = str(manifest.get("title", ""))
    return Parcel(case_id, title, parts["case.json"], tuple(files), revisions, rows, parts["journal.jsonl"])


def _hashed(parts: Mapping[str, bytes], said: Mapping[str, Any]) -> None:
    if said.keys() != parts.keys():
        name = min(said.keys() ^ parts.keys())
        raise Refused(say("the part {name} is missing from it, or was added", name=shown(name)))
    for name, made in parts.items():
        if said[name]["sha256"] != sha256(made).hexdigest() or said[name]["size"] != len(made):
            raise Refused(say("the part {name} was changed after it was written", name=shown(name)))


def _rows(said: Mapping[str, Any], case_id: str) -> dict[str, list[Row]]:
    """Take the rows of tables that travel with a case, each whole and of this case alone."""
    taken: dict[str, list[Row]] = {}
    for name, rows in said.items():
        table = BY_NAME.get(name)
        if table is None or not table.travels:
            raise Refused(
                say("it holds {name}, which this program does not know; install the newer program", name=shown(name))
            )
        for row in rows:
            known = all(column in table.described and isinstance(value, str | int) for column, value in row.items())
            if not known or row["case_id"] != case_id or any(column not in row for column in table.key):
                raise ValueError
        taken[name] = [dict(row) for row in rows]
    return taken


def _text(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=True, indent=1, sort_keys=True) + "\n").encode()


def _plain(row: Mapping[str, str]) -> tuple[str, str]:
    return row["sha256"], row["name"]
