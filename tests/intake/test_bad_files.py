"""What is no quote is refused in one sentence that says what it is; what is hostile does no harm."""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from cdmo_desk.intake import as_json, kinds, read, reading, wire, worker, workers
from cdmo_desk.intake.memory import resident
from cdmo_desk.problem import Refused
from tests.intake import doubtful


def zipped(**parts: bytes | str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return target.getvalue()


def ole(*streams: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + b"".join(s.encode("utf-16-le") for s in streams)


BAD: dict[str, tuple[bytes, str]] = {
    "empty.xlsx": (b"", "is empty"),
    "page.xls": (b"<html><body><table><tr><td>1</td></tr></table></body></html>", "web page"),
    "doc.xlsx": (b"\xef\xbb\xbf<!DOCTYPE html><html></html>", "web page"),
    "print.xlsx": (b"%PDF-1.7\n", "PDF"),
    "photo.csv": (b"\x89PNG\r\n\x1a\n", "picture"),
    "photo.xlsx": (b"\xff\xd8\xff\xe0", "picture"),
    "all.xlsx": (zipped(readme_dot_txt="x"), "zip archive"),
    "letter.xlsx": (zipped(word__document_dot_xml="<x/>"), "Word document"),
    "talk.xlsx": (zipped(ppt__slides_dot_xml="<x/>"), "presentation"),
    "mac.xlsx": (zipped(Index__Document_dot_iwa="x"), "Apple"),
    "secret.xlsx": (ole("EncryptedPackage", "EncryptionInfo"), "password"),
    "old.doc.xls": (ole("WordDocument"), "Word document"),
    "thing.xls": (ole("Something"), "not a spreadsheet"),
    "cut.xlsx": (zipped(xl__workbook_dot_xml="<x/>" * 500)[:90], "damaged"),
    "~$quote.xlsx": (b"\x05Anna" + b"\x00" * 160, "lock file"),
    "xml.xls": (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>", "2003 XML"),
    "data.csv": (b'{"a": [1, 2]}', "JSON"),
    "packed.xlsx": (b"\x1f\x8b\x08\x00", "packed archive"),
    "binary.csv": (b"\x01\x02\x00\x04" * 50, "not a spreadsheet"),
    "prose.csv": (b"Dear Sir\nwe thank you\nfor your enquiry\n", "without columns"),
    "note.txt": (b"{\\rtf1 x}", "RTF"),
}


@pytest.mark.parametrize("name", BAD)
def test_each_is_named_for_what_it_is(name: str, tmp_path: Path) -> None:
    content, word = BAD[name]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Refused) as refused:
        worker.parse(path)
    (problem,) = refused.value.problems
    assert problem.says.startswith(name)
    assert word in problem.says
    assert problem.says.endswith(".")
    assert "\n" not in problem.says


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="was not found"):
        read(tmp_path / "none.xlsx")
    with pytest.raises(Refused, match="is a folder"):
        read(tmp_path)


def test_a_big_file_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.truncate(kinds.FILE_LIMIT + 1)
    with pytest.raises(Refused, match="larger than 50 MB"):
        read(path)


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b"\x00" * (40 << 20))


def crowd(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(kinds.PARTS_LIMIT + 1):
            archive.writestr(f"xl/part{number}.xml", "")


def many_sheets(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(kinds.SHEETS_LIMIT + 1):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", "")


@pytest.mark.parametrize(("make", "word"), [(bomb, "unpacks"), (crowd, "parts"), (many_sheets, "sheets")])
def test_bombs_are_refused_unopened(make: Callable[[Path], None], word: str, tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    make(path)
    with pytest.raises(Refused, match=word):
        worker.parse(path)


def test_far_corners_cost_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(("Item", "Qty", "Unit price", "Total"))
    sheet.append(("Batch", 2, 5, 10))
    sheet["XFD1048576"] = "far away"
    path = tmp_path / "far.xlsx"
    book.save(path)
    book.close()
    quote = read(path)
    assert [line.description for line in quote.lines] == ["Batch"]
    assert len(quote.sha256) == 64


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("import os; os.abort()", "fail"),
        ("import time; time.sleep(60)", "longer than"),
        ("print('nonsense')", "damaged"),
        ("import sys; sys.exit(3)", "fail"),
    ],
)
def test_a_failing_worker_is_one_sentence(
    code: str, word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "command", lambda: [sys.executable, "-c", code])
    monkeypatch.setattr(workers, "TIME_LIMIT", 1.0)
    path = doubtful.ambiguous().written(tmp_path)
    with pytest.raises(Refused, match=word) as refused:
        read(path)
    assert refused.value.problems[0].says.startswith(path.name)


def test_a_growing_worker_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import time; block = bytearray(96 << 20); time.sleep(30)"
    monkeypatch.setattr(workers, "command", lambda: [sys.executable, "-c", code])
    monkeypatch.setattr(workers, "MEMORY_LIMIT", 64 << 20)
    with pytest.raises(Refused, match="memory"):
        read(doubtful.ambiguous().written(tmp_path))


def test_memory_has_a_limit_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = "from cdmo_desk.intake import worker as w; assert w.limit_memory(1 << 30); bytearray(2 << 30)"
    monkeypatch.setattr(workers, "command", lambda: [sys.executable, "-c", code])
    with pytest.raises(Refused, match="fail"):
        read(doubtful.ambiguous().written(tmp_path))


def test_a_panic_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Panic(BaseException):
        pass

    def panics(*_: object) -> None:
        raise Panic

    monkeypatch.setattr(worker, "cells_of", panics)
    path = doubtful.ambiguous().written(tmp_path)
    assert json.loads(worker.answer(json.dumps({"path": str(path)}))) == {"failed": "Panic"}


def test_a_fault_of_our_rules_does_not_blame_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> None:
        raise KeyError("a rule of ours")

    monkeypatch.setattr("cdmo_desk.intake.interpret.understood", fail)
    path = tmp_path / "quote.csv"
    path.write_text("Description;Amount\nWork;5\n", encoding="utf-8")

    said = json.loads(worker.answer(json.dumps({"path": str(path)})))

    assert said == {"failed": "layout"}
    assert "its layout" in str(reading._failed(path, "layout"))


def test_memory_is_seen_where_the_system_tells() -> None:
    assert resident(os.getpid()) > 0 or not Path("/proc").exists()
    assert resident(2**30) == 0


def test_hostile_text_stays_data(tmp_path: Path) -> None:
    payloads = [
        "=cmd|' /C calc'!A0",
        "<img src=/etc/passwd>",
        "'; DROP TABLE lines;--",
        "\u202egnp.exe",
        "{{7*7}}",
        "A" * 5000,
    ]
    path = tmp_path / "hostile.csv"
    rows = ["Description;Qty;Unit price;Total", *(f'"{p}";1;5,50;5,50' for p in payloads)]
    path.write_text("\n".join(rows), encoding="utf-8")
    quote = worker.parse(path)
    assert [line.description for line in quote.lines] == payloads


def test_a_quote_crosses_the_pipe_whole(tmp_path: Path) -> None:
    path = doubtful.broken().written(tmp_path)
    there = read(path)
    here = worker.parse(path)
    assert there == here
    assert wire.received(wire.sent(here)) == here
    plain = as_json(here)
    assert json.loads(json.dumps(plain)) == plain
    assert plain["lines"][0]["unit_price"] == 52000


def test_no_reader_is_loaded_with_the_package() -> None:
    code = (
        "import sys, cdmo_desk.intake; "
        "print([m for m in sys.modules if m.split('.')[0] in ('openpyxl', 'xlrd', 'python_calamine')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
