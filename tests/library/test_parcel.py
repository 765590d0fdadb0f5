"""A `.cdmo` file brings a case whole, and a broken or hostile one changes nothing and is said in a sentence."""

import io
import json
import random
import zipfile
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from cdmo_desk.desk import Desk
from cdmo_desk.desk.exchange import Exists
from cdmo_desk.library import parcel
from cdmo_desk.problem import Refused
from tests.library.documents import NOON, case, offer

Parts = dict[str, bytes]


@pytest.fixture(autouse=True)
def valid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the small documents of these tests as valid: their content is not what is tested."""
    from cdmo_desk import document

    monkeypatch.setattr(document, "read", lambda plain: plain)
    monkeypatch.setattr("cdmo_desk.document.case.read", lambda plain: plain)


def filled(path: Path) -> Desk:
    desk = Desk(path, who="Ann", clock=lambda: NOON)
    with desk.library(create=True) as library:
        with library.change("Import offer.csv", "mab", "Ann", NOON) as change:
            change.put_source(b"id;price\n", "offer.csv", "csv")
            change.put_case(case("mab", offer("A"), offer("B", supplier="Zeta")))
        with library.change("Sign", "mab", "Ben", NOON, "Board of May") as change:
            change.close_to_undo("The case is signed.")
        with library.change("Set title", "mab", "Ben", NOON) as change:
            change.put_brief("mab", case("mab", title="Second")["case"])
        with library.change("Import other", "tab", "Ben", NOON) as change:
            change.put_case(case("tab", offer("A")))
    return desk


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """Return a `.cdmo` of a case with a file, a revision and three entries."""
    made = tmp_path / "mab.cdmo"
    filled(tmp_path / "one.sqlite").export_parcel("mab", made)
    return made


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return the desk of somebody else, with a library of their own."""
    made = Desk(tmp_path / "two.sqlite", who="Cid", clock=lambda: NOON + timedelta(days=1))
    made.store(case("own", offer("A", supplier="Zeta")), request="Import case")
    return made


def test_the_same_case_gives_the_same_bytes(sent: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.cdmo"
    one = Desk(tmp_path / "one.sqlite", who="Ann", clock=lambda: NOON)
    one.export_parcel("mab", again)
    assert again.read_bytes() == sent.read_bytes()
    with one.library() as library, library.change("Edit", "tab", "Ann", NOON) as change:
        change.remove_offer("tab", "A")
    one.export_parcel("mab", again)
    assert again.read_bytes() == sent.read_bytes()


def test_a_case_arrives_whole_with_files_suppliers_and_history(sent: Path, desk: Desk) -> None:
    assert desk.import_case(sent) == "mab"
    assert desk.document("mab")["case"]["title"] == "Second"
    with desk.library(read_only=True) as library:
        (source,) = library.sources("mab")
        assert library.source(source.sha256) == b"id;price\n"
        assert [row.name for row in library.suppliers()] == ["Lakeside Pharma", "Zeta"]
        assert library.check() == []
    told = [(past.entry.request, past.entry.who, past.elsewhere) for past in desk.history("mab")]
    assert told == [
        ("Import offer.csv", "Ann", True),
        ("Sign", "Ben", True),
        ("Set title", "Ben", True),
        ("Import case from mab.cdmo", "Cid", False),
    ]


def test_history_goes_on_through_many_hands(sent: Path, desk: Desk, tmp_path: Path) -> None:
    desk.import_case(sent)
    desk.put_brief("mab", case("mab", title="Third")["case"], request="Set title")
    onward = tmp_path / "onward.cdmo"
    desk.export_parcel("mab", onward)
    third = Desk(tmp_path / "three.sqlite", who="Dan", clock=lambda: NOON + timedelta(days=2))
    third.import_case(onward)
    assert [(past.entry.who, past.elsewhere) for past in third.history("mab")] == [
        ("Ann", True),
        ("Ben", True),
        ("Ben", True),
        ("Cid", True),
        ("Cid", True),
        ("Dan", False),
    ]
    home = Desk(tmp_path / "one.sqlite", who="Ann", clock=lambda: NOON)
    home.import_case(onward, replace=True)
    assert [past.entry.who for past in home.history("mab")].count("Ben") == 2
    assert home.check() == []


def test_one_that_is_there_already_becomes_a_revision_only_if_wanted(sent: Path, desk: Desk) -> None:
    desk.import_case(sent)
    desk.import_case(sent)
    assert "just as mab.cdmo does" in desk.take_notices()[0]
    assert len(desk.audit("mab")) == 1
    desk.put_brief("mab", case("mab", title="Mine")["case"], request="Set title")
    with pytest.raises(Exists, match=r"1 value differs in mab\.cdmo\. Use --replace") as said:
        desk.import_case(sent)
    assert str(said.value.problems[1]) == "Brief, Title: Mine → Second"
    assert desk.document("mab")["case"]["title"] == "Mine"
    assert [row.cells[2].text for row in desk.differences(sent).rows] == ["Mine"]
    desk.import_case(sent, replace=True, why="Ben has the newer one")
    assert desk.document("mab")["case"]["title"] == "Second"
    desk.undo("mab")
    assert desk.document("mab")["case"]["title"] == "Mine"


def test_fixed_weights_ask_why_also_of_a_file_that_replaces_the_case(sent: Path, desk: Desk) -> None:
    desk.import_case(sent)
    brief = desk.document("mab")["case"]
    rule = {"rule": "lowest_present_cost", "fixed_on": "2026-05-01"}
    desk.put_brief("mab", brief | {"award_rule": rule}, request="Fix weights")
    with pytest.raises(Refused, match="were fixed on 2026-05-01"):
        desk.import_case(sent, replace=True)
    assert desk.document("mab")["case"]["award_rule"]["fixed_on"] == "2026-05-01"
    desk.import_case(sent, replace=True, why="New board")
    rule = desk.document("mab")["case"]["award_rule"]
    assert rule["fixed_on"] == "2026-05-01"
    assert [(change["by"], change["why"]) for change in rule["changes"]] == [("Cid", "New board")]
    assert desk.check() == []


def parts_of(path: Path) -> Parts:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def zipped(path: Path, parts: Parts, *, link: str = "", twice: str = "") -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, made in parts.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (0o120777 if name == link else 0o644) << 16
            file.writestr(info, made)
        if twice:
            info = zipfile.ZipInfo(twice)
            file.writestr(info, parts[twice])


def manifested(parts: Parts, **changes: Any) -> Parts:
    """Give parts a manifest that fits them, as one would who means harm."""
    manifest = json.loads(parts["manifest.json"])
    rest = {name: made for name, made in parts.items() if name != "manifest.json"}
    manifest["files"] = {name: {"sha256": sha256(made).hexdigest(), "size": len(made)} for name, made in rest.items()}
    return {"manifest.json": json.dumps(manifest | changes).encode(), **rest}


def with_part(name: str, made: bytes = b"x") -> Callable[[Parts], Parts]:
    return lambda parts: manifested(parts | {name: made})


def changed(name: str, old: bytes, new: bytes) -> Callable[[Parts], Parts]:
    def change(parts: Parts) -> Parts:
        assert old in parts[name]
        return manifested(parts | {name: parts[name].replace(old, new)})

    return change


HOSTILE: list[tuple[Callable[[Parts], Parts], str]] = [
    (with_part("../../evil.json"), "does not belong"),
    (with_part("/etc/passwd"), "does not belong"),
    (with_part("sources/../../x"), "does not belong"),
    (with_part("C:\\windows\\x"), "does not belong"),
    (with_part("sources/" + "G" * 64), "does not belong"),
    (with_part("sources/" + "a" * 64 + "\n"), "does not belong"),
    (with_part("revisions/1.json/"), "does not belong"),
    (lambda parts: parts | {"case.json": parts["case.json"] + b" "}, "case.json.* was changed"),
    (lambda parts: parts | {"revisions/9.json": b"{}"}, "revisions/9.json.* is missing from it, or was added"),
    (lambda parts: {name: made for name, made in parts.items() if name != "journal.jsonl"}, "journal.jsonl"),
    (lambda parts: {name: made for name, made in parts.items() if name != "manifest.json"}, "manifest is missing"),
    (lambda parts: manifested(parts, version=2), "newer version"),
    (lambda parts: manifested(parts, version="x"), "newer version"),
    (lambda parts: manifested(parts, format="zip"), "no .cdmo file"),
    (lambda parts: manifested(parts, case="tab"), "not the one it is said to hold"),
    (lambda parts: parts | {"manifest.json": b"[" * 100_000}, "not made as a .cdmo"),
    (lambda parts: manifested(parts | {"rows.json": b'{"identities": []}'}), "does not know"),
    (lambda parts: manifested(parts | {"rows.json": b'{"attachments": [{"case_id": "own"}]}'}), "does not know"),
    (lambda parts: manifested(parts | {"rows.json": b"[]"}), "not made as a .cdmo"),
    (
        lambda parts: manifested(parts | {"sources.json": b'[{"sha256": "aa", "name": "x", "kind": "y"}]'}),
        "not made as",
    ),
    (changed("journal.jsonl", b'"Ben"', b'"Eve"'), "history was changed"),
    (changed("journal.jsonl", b'"mab"', b'"tab"'), "history was changed"),
    (lambda parts: manifested(parts | {"journal.jsonl": b"[1, 2]\n"}), "history was changed"),
    (lambda parts: manifested(parts | {"case.json": b"{}"}), "not made as a .cdmo"),
    (
        lambda parts: manifested(parts | {"case.json": b'{"case": {"id": "mab"}, "case": {"id": "mab"}}'}),
        "stands twice",
    ),
    (with_part("revisions/7.json", bytes(60 * 2**20)), "which no case has"),
]


@pytest.mark.parametrize(
    ("spoil", "says"), HOSTILE, ids=[f"{number} {says}" for number, (_, says) in enumerate(HOSTILE)]
)
def test_a_hostile_file_changes_nothing(sent: Path, desk: Desk, spoil: Callable[[Parts], Parts], says: str) -> None:
    zipped(sent, spoil(parts_of(sent)))
    refused(sent, desk, says)


def refused(sent: Path, desk: Desk, says: str) -> None:
    before = desk.path.read_bytes()
    with pytest.raises(Refused, match=says) as said:
        desk.import_case(sent)
    assert str(said.value).startswith(f"{sent} cannot be used: ")
    assert len(said.value.problems) == 1
    assert "\n" not in str(said.value)
    assert desk.path.read_bytes() == before


def test_links_twins_and_files_of_other_kinds(sent: Path, desk: Desk) -> None:
    parts = parts_of(sent)
    zipped(sent, parts, link="case.json")
    refused(sent, desk, "does not belong")
    with pytest.warns(UserWarning, match="Duplicate"):
        zipped(sent, parts, twice="case.json")
    refused(sent, desk, "is in it twice")
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for number in range(5001):
            file.writestr(f"sources/{number:064x}", b"")
    sent.write_bytes(held.getvalue())
    refused(sent, desk, "holds 5001 parts")
    for content in (b"", b"PK\3\4", b"%PDF-1.7", b"{}", b"PK\5\6" + bytes(18)):
        sent.write_bytes(content)
        refused(sent, desk, "no .cdmo file|manifest is missing")


def test_a_bomb_that_lies_about_its_size(sent: Path, desk: Desk) -> None:
    zipped(sent, manifested(parts_of(sent) | {"revisions/7.json": bytes(40 * 2**20)}))
    content = bytearray(sent.read_bytes())
    size = (40 * 2**20).to_bytes(4, "little")
    while size in content:
        at = content.index(size)
        content[at : at + 4] = (100).to_bytes(4, "little")
    sent.write_bytes(content)
    refused(sent, desk, "cannot be used")


def test_spoilt_bytes_never_end_in_a_traceback(sent: Path, desk: Desk) -> None:
    chance = random.Random(5)  # noqa: S311 - places, not secrets
    content = sent.read_bytes()
    before = desk.path.read_bytes()
    seen = 0
    for number in range(150):
        spoilt = bytearray(content)
        if number % 3 == 0:
            del spoilt[chance.randrange(len(spoilt)) :]
        else:
            spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
        try:
            found = parcel.opened(bytes(spoilt))
        except Refused:
            seen += 1
        else:
            assert json.loads(found.document)["case"]["title"] == "Second"
    assert seen > 100
    assert desk.path.read_bytes() == before


def test_files_go_into_a_folder_under_safe_names(desk: Desk, tmp_path: Path) -> None:
    with desk.library() as library, library.change("Import", "own", "Ann", NOON) as change:
        for number, name in enumerate(("../../x.csv", "CON", "x.csv", "X.CSV")):
            change.put_source(b"%d" % number, name, "csv")
    folder = tmp_path / "out"
    with pytest.raises(Refused, match="is not a folder"):
        desk.export_files("own", folder)
    folder.mkdir()
    written = desk.export_files("own", folder)
    assert len(written) == 4
    assert {path.parent for path in written} == {folder}
    assert sorted(path.read_bytes() for path in folder.iterdir()) == [b"0", b"1", b"2", b"3"]
