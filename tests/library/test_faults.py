"""A request that fails at any of its steps leaves nothing; one that passes leaves everything."""

import gc
import os
import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from cdmo_desk.desk import Desk
from cdmo_desk.library import Library, away, opening, parcel
from cdmo_desk.library.transaction import no_step
from cdmo_desk.problem import Refused
from tests.library.documents import NOON, case, offer

FAULTS = [sqlite3.OperationalError("disk I/O error"), OSError(28, "No space left on device"), KeyboardInterrupt()]


class Failing:
    """A step that fails the Nth time it is called, or from then on."""

    def __init__(self, at: int, fault: BaseException, *, for_good: bool = False) -> None:
        self.at = at
        self.fault = fault
        self.for_good = for_good
        self.calls = 0

    def __call__(self, _name: str) -> None:
        """Count, and fail when it is time."""
        self.calls += 1
        if self.calls == self.at or (self.for_good and self.calls > self.at):
            raise self.fault


def import_case(library: Library) -> None:
    with library.change("Import", "mab", "Ann", NOON) as change:
        change.put_source(b"bytes", "offer.csv", "csv")
        change.put_case(case("mab", offer("A", lines=2), offer("B", supplier="Zeta", lines=0)))


def edit_offer(library: Library) -> None:
    changed = offer("A", lines=1)
    changed["terms"].pop()
    with library.change("Edit", "mab", "Ann", NOON) as change:
        change.put_offer("mab", changed, 1)


def remove_case(library: Library) -> None:
    with library.change("Remove", "mab", "Ann", NOON) as change:
        change.remove_case("mab")


def undo(library: Library) -> None:
    library.undo("mab", "Ann", NOON)


def redo(library: Library) -> None:
    library.redo("mab", "Ann", NOON)


def content(library: Library) -> object:
    tables = ("cases", "offers", "terms", "lines", "suppliers", "sources", "attachments", "journal", "words")
    return [library._db.execute(f"SELECT * FROM {table}").fetchall() for table in tables]  # noqa: S608


@pytest.mark.parametrize(
    ("fault", "for_good"),
    [
        pytest.param(FAULTS[0], False, marks=pytest.mark.soak, id="sqlite once"),
        pytest.param(FAULTS[1], True, id="full from then on"),
        pytest.param(FAULTS[2], False, marks=pytest.mark.soak, id="interrupt once"),
    ],
)
def test_failing_at_every_step(path: Path, fault: BaseException, for_good: bool) -> None:
    steps = 0
    for request in (import_case, edit_offer, undo, redo, remove_case, undo):
        with Library.open(path) as library:
            before = content(library)
        for at in count(1):
            step = Failing(at, fault, for_good=for_good)
            with Library.open(path) as library:
                library._step = step
                try:
                    request(library)
                except (sqlite3.OperationalError, Refused, KeyboardInterrupt):
                    assert content(library) == before
                    assert library.check() == []
                else:
                    assert content(library) != before
                    assert step.calls == at - 1
                    break
            steps += 1
    with Library.open(path) as library:
        assert library.check() == []
        assert len(list(library.journal())) == 6
    assert steps > 60


def older(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave a library of today at `path`, and let the program know one more migration."""
    from sqlite_utils import Database, Migrations

    from cdmo_desk.library import migrations

    known = {name: made for name, made in vars(migrations).items() if name.startswith("m0")}
    with Library.open(path) as library:
        import_case(library)
    history = Migrations("cdmo_desk.library")
    for name, made in sorted(known.items()):
        history(name=name)(made)

    @history()
    def m999_notes(db: Database) -> None:
        db.table("notes").create({"id": int, "says": str}, pk="id", strict=True)
        db.table("offers").add_column("note", str)

    monkeypatch.setattr(migrations, "history", history)


def names(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.iterdir())


@pytest.mark.parametrize("fault", FAULTS, ids=["sqlite", "full", "interrupt"])
def test_a_migration_that_fails_at_any_step_leaves_the_older_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    older(path, monkeypatch)
    with opening.connected(path, "ro") as db:
        rows = db.execute("SELECT * FROM lines").fetchall()
    for at in count(1):
        step = Failing(at, fault, for_good=True)
        try:
            library = Library.open(path, step=step)
        except (sqlite3.OperationalError, Refused, KeyboardInterrupt):
            assert opening.look(path).version == opening.version() - 1
            assert names(path) == [path.name]
        else:
            with library:
                assert library.check() == []
                assert library._db.execute("SELECT * FROM lines").fetchall() == rows
                assert "notes" in library._db.table_names()
                library._step = no_step
                library.undo("mab", "Ann", NOON)
            break
    assert at == 4
    assert opening.look(path).version == opening.version()
    assert names(path) == [path.name]


def test_a_migration_waits_for_no_other_program(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older(path, monkeypatch)
    before = path.read_bytes()
    with closing(sqlite3.connect(path)) as other:
        other.execute("SELECT * FROM cases").fetchall()
        with pytest.raises(Refused, match="in use"):
            Library.open(path)
    assert path.read_bytes() == before
    assert names(path) == [path.name]


def test_an_older_library_is_not_opened_for_reading_only(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older(path, monkeypatch)
    before = path.read_bytes()
    with pytest.raises(Refused, match="older version"):
        Library.open(path, read_only=True)
    assert path.read_bytes() == before


def test_an_older_library_is_looked_at_through_an_updated_copy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older(path, monkeypatch)
    before = path.read_bytes()
    desk = Desk(path, who="Ann")
    desk.look_only()
    assert [row.id for row in desk.cases()] == ["mab"]
    assert "older version" in desk.take_notices()[0]
    assert desk.check() == []
    with pytest.raises(Refused, match="reading only"):
        desk.undo("mab")
    assert path.read_bytes() == before
    copy = desk.place
    del desk
    gc.collect()
    assert not copy.exists()


@pytest.mark.parametrize("fault", FAULTS, ids=["sqlite", "full", "interrupt"])
def test_a_library_that_cannot_be_created_leaves_no_file(path: Path, fault: BaseException) -> None:
    for at in (1, 2):
        with pytest.raises((sqlite3.OperationalError, Refused, KeyboardInterrupt)):
            Library.open(path, step=Failing(at, fault))
        assert names(path) == []


def test_a_full_disk_is_said_and_changes_nothing(library: Library) -> None:
    import_case(library)
    (pages,) = library._db.execute("PRAGMA page_count").fetchone()
    library._db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Refused, match="full"):
        put_large(library)
    assert len(list(library.journal())) == 1
    assert library.check() == []


def put_large(library: Library) -> None:
    with library.change("Keep file", "mab", "Ann", NOON) as change:
        change.put_source(bytes(10**6), "large.bin", "bin")


@pytest.mark.parametrize("fault", FAULTS, ids=["sqlite", "full", "interrupt"])
@pytest.mark.parametrize("at", [1, 2])
def test_a_write_back_that_fails_at_any_step_leaves_the_far_file_whole(
    path: Path, tmp_path: Path, at: int, fault: BaseException
) -> None:
    with Library.open(path) as library:
        import_case(library)
    before = path.read_bytes()
    begun = away.begin(path, tmp_path / "copies", is_sound=lambda _copy: True)
    with Library.open(begun.copy) as library:
        edit_offer(library)
        wanted = content(library)
    with pytest.raises((sqlite3.OperationalError, Refused, KeyboardInterrupt)):
        begun.write_back(Failing(at, fault))
    assert path.read_bytes() == before
    assert not [name for name in names(path) if name.endswith(".sqlite") and name != path.name]
    begun.write_back()
    assert begun.says == ()
    with Library.open(path) as library:
        assert content(library) == wanted
        assert library.check() == []


@pytest.mark.parametrize("name", ["fsync", "replace"])
@pytest.mark.parametrize("exists", [False, True])
def test_an_export_that_fails_leaves_the_file_of_before_or_none(
    path: Path, monkeypatch: pytest.MonkeyPatch, name: str, exists: bool
) -> None:
    with Library.open(path) as library:
        import_case(library)
    desk, target = Desk(path, who="Ann"), path.with_name("out.cdmo")
    if exists:
        desk.export_parcel("mab", target)
        with Library.open(path) as library:
            edit_offer(library)
    before = target.read_bytes() if exists else None

    def failing(*_given: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, name, failing)
        with pytest.raises(Refused, match=r"out\.cdmo"):
            desk.export_parcel("mab", target)
    assert (target.read_bytes() if target.exists() else None) == before
    assert {found.removesuffix("-wal").removesuffix("-shm") for found in names(path)} <= {path.name, target.name}
    desk.export_parcel("mab", target)
    assert parcel.opened(target.read_bytes()).case_id == "mab"
