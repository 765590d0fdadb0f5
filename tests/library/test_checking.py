"""What was changed behind the program's back is found and named."""

import json
import random
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cdmo_desk.library import Library, journal, search
from cdmo_desk.library.change import Change
from cdmo_desk.library.journal import Request
from cdmo_desk.library.rows import Rows
from cdmo_desk.library.transaction import no_step, writing
from cdmo_desk.problem import Refused
from tests.library.documents import NOON, case, offer


def fill(library: Library) -> None:
    for name in ("mab", "tab"):
        with library.change("Import", name, "Ann", NOON) as change:
            change.put_source(name.encode() * 50, f"{name}.csv", "csv")
            change.put_case(case(name, offer("A"), offer("B", supplier="Zeta")))
        for number in range(4):
            with library.change("Set title", name, "Ben", NOON) as change:
                change.put_brief(name, case(name, title=f"Title {number}")["case"])
        library.undo(name, "Ann", NOON)
    with library.change("Remove offer", "tab", "Ann", NOON) as change:
        change.remove_offer("tab", "B")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a sound library with 13 entries."""
    path = tmp_path_factory.mktemp("sound") / "library.sqlite"
    with Library.open(path) as library:
        fill(library)
        assert library.check() == []
        assert library.check(library.head()) == []
    return path


@pytest.fixture
def copy(sound: Path, path: Path) -> Path:
    """Return a copy of it to be spoiled."""
    shutil.copy(sound, path)
    return path


def spoil(path: Path, *statements: str) -> None:
    """Edit the file with SQLite alone."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def found(path: Path, head: str | None = None) -> list[str]:
    with Library.open(path) as library:
        return library.check(head)


SWAP = (
    "UPDATE lines SET amount = (SELECT amount FROM lines l WHERE l.case_id = lines.case_id AND l.offer_id = "
    "lines.offer_id AND l.key = CASE lines.key WHEN 'L1' THEN 'L2' ELSE 'L1' END) || '0' WHERE key IN ('L1', 'L2')"
)


@pytest.mark.parametrize(
    ("edit", "named"),
    [
        (
            "UPDATE lines SET amount = '1450000.01' WHERE case_id = 'mab' AND offer_id = 'A' AND key = 'L2'",
            "'L2' was ch",
        ),
        ("UPDATE lines SET amount = NULL WHERE case_id = 'mab' AND key = 'L2'", "lines 'mab' / 'A' / 'L2' was changed"),
        ("UPDATE cases SET title = 'Other' WHERE id = 'tab'", "cases 'tab' was changed"),
        ("UPDATE offers SET position = 1 - position WHERE case_id = 'mab'", "offers 'mab' / 'A' was changed"),
        ("UPDATE terms SET data = '{}' WHERE key = 'dev' AND case_id = 'mab'", "terms 'mab' / 'A' / 'dev' was changed"),
        ("DELETE FROM lines WHERE case_id = 'mab' AND key = 'L3'", "lines 'mab' / 'A' / 'L3' is missing"),
        ("DELETE FROM attachments WHERE case_id = 'tab'", "attachments 'tab' / "),
        ("INSERT INTO suppliers VALUES ('Friend GmbH')", "suppliers 'Friend GmbH' was added"),
        (
            "INSERT INTO terms (case_id, offer_id, key, data, position) VALUES ('mab', 'A', 'x', '{}', 9)",
            "'x' was added",
        ),
        ("UPDATE suppliers SET name = 'Omega' WHERE name = 'Zeta'", "suppliers 'Zeta' is missing"),
        ("DELETE FROM cases WHERE id = 'mab'", "the row of cases it belongs to is missing"),
        (SWAP, "lines 'mab' / 'A' / 'L1' was changed"),
        ("UPDATE lines SET note = CAST(x'ff' AS TEXT) WHERE key = 'L1'", "lines 'mab' / 'A' / 'L1' was changed"),
        ("UPDATE sources SET bytes = x'00' WHERE name = 'mab.csv'", "its bytes give another hash"),
        ("UPDATE sources SET name = 'other.csv' WHERE name = 'mab.csv'", "was changed outside"),
        ("UPDATE journal SET who = 'Eve' WHERE sequence = 3", "Journal entry 3 was changed"),
        ("UPDATE journal SET time = '2020-01-01T00:00:00+00:00' WHERE sequence = 3", "Journal entry 3 was changed"),
        ("UPDATE journal SET why = 'Agreed' WHERE sequence = 3", "Journal entry 3 was changed"),
        ("UPDATE journal SET before = '[]' WHERE sequence = 3", "Journal entry 3 was changed"),
        ("UPDATE journal SET after = 'x' WHERE sequence = 3", "Journal entry 3 cannot be read"),
        ('UPDATE journal SET after = \'[["cases", ["mab"], [1]], [2, [3], 4]]\'', "cases 'mab' was changed"),
        ("UPDATE journal SET after = '[[\"cases\", [[]], {}]]' WHERE sequence = 3", "Journal entry 3 cannot be read"),
        ("UPDATE journal SET hash = 'ab' WHERE sequence = 3", "Journal entry 4 does not follow"),
        ("UPDATE journal SET previous = 'ab' WHERE sequence = 3", "Journal entry 3 does not follow"),
        ("UPDATE journal SET who = CAST(x'ff' AS TEXT) WHERE sequence = 3", "Journal entry 3 was changed"),
        ("DELETE FROM journal WHERE sequence = 3", "entries 3 to 3 are missing"),
        ("DELETE FROM journal WHERE sequence = 1", "entries 1 to 1 are missing"),
        ("DELETE FROM journal WHERE sequence = 13", "offers 'tab' / 'B' is missing"),
        ("DELETE FROM journal", "cases 'mab' was added"),
        ("UPDATE journal SET sequence = 14 WHERE sequence = 13", "entries 13 to 13 are missing"),
        ("CREATE TRIGGER t AFTER UPDATE ON cases BEGIN DELETE FROM lines; END", "The trigger t is not as"),
        ("DROP INDEX idx_offers_supplier", "The index idx_offers_supplier is not as"),
        ("CREATE TABLE more (x)", "The table more is not as"),
    ],
)
def test_an_edit_behind_the_programs_back_is_named(copy: Path, edit: str, named: str) -> None:
    spoil(copy, edit)
    problems = found(copy)
    assert any(named in problem for problem in problems), problems


def test_an_index_that_points_elsewhere_is_found_and_made_anew(copy: Path) -> None:
    spoil(copy, "UPDATE words SET id = id + 100")
    assert any("library index" in problem for problem in found(copy))
    with Library.open(copy) as library:
        library.index()
        assert library.check() == []


def test_two_entries_swapped_are_found(copy: Path) -> None:
    spoil(
        copy,
        "UPDATE journal SET sequence = 99 WHERE sequence = 3",
        "UPDATE journal SET sequence = 3 WHERE sequence = 4",
        "UPDATE journal SET sequence = 4 WHERE sequence = 99",
    )
    assert "Journal entry 3 does not follow the entry before it." in found(copy)


def test_a_case_whose_row_is_spoilt_is_refused_in_a_sentence(copy: Path) -> None:
    spoil(copy, "UPDATE cases SET brief = '{' WHERE id = 'mab'", "UPDATE journal SET time = 'x' WHERE sequence = 2")
    with Library.open(copy) as library:
        with pytest.raises(Refused, match="check the library"):
            library.load("mab")
        with pytest.raises(Refused, match="check the library"):
            list(library.journal())
        assert library.load("tab")


def test_a_chain_made_anew_is_found_by_a_head_noted_elsewhere(copy: Path) -> None:
    with Library.open(copy) as library:
        head = library.head()
        # One who knows the program can redo every hash; only what was noted outside speaks against it.
        previous, everything = journal.GENESIS, list(journal.records(library._db))
        for values in everything:
            row = list(values)
            row[2], row[8] = "Eve", previous
            previous = journal.digest(row)
            library._db.execute(
                "UPDATE journal SET who = 'Eve', previous = ?, hash = ? WHERE sequence = ?", (row[8], previous, row[0])
            )
    assert found(copy) == []
    (problem,) = found(copy, head)
    assert "its end was cut off, or the file is an older copy" in problem


def test_a_tail_cut_off_together_with_its_rows_is_found_by_the_head(copy: Path, sound: Path) -> None:
    with Library.open(copy) as library:
        early = library.head()
        with library.change("Set title", "mab", "Ann", NOON) as change:
            change.put_brief("mab", case("mab", title="Last")["case"])
        late = library.head()
        assert library.check(early) == []
    assert found(sound) == []
    assert len(found(sound, late)) == 1


def test_random_edits_are_all_found(sound: Path, path: Path) -> None:
    edit_at_random(sound, path, 25)


@pytest.mark.soak
def test_a_thousand_random_edits_are_all_found(sound: Path, path: Path) -> None:
    edit_at_random(sound, path, 1000)
    print("1,000 edits behind the program's back, all found")  # noqa: T201 - the count belongs to the result


def edit_at_random(sound: Path, path: Path, times: int) -> None:
    chance = random.Random(11)  # noqa: S311 - places, not secrets
    tables = ("cases", "offers", "terms", "lines", "suppliers", "sources", "attachments", "journal", "words")
    for _ in range(times):
        shutil.copy(sound, path)
        with closing(sqlite3.connect(path)) as connection, connection:
            table = chance.choice(tables)
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            rowid = chance.choice([row[0] for row in connection.execute(f"SELECT rowid FROM {table}")])  # noqa: S608
            column = chance.choice(columns)
            kind = f"SELECT {column} FROM {table} WHERE rowid = ?"  # noqa: S608
            (value,) = connection.execute(kind, (rowid,)).fetchone()
            new = {int: 77, bytes: b"x"}.get(type(value), "77")
            if chance.random() < 0.2:  # a row removed
                connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (rowid,))  # noqa: S608
            else:
                connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (new, rowid))  # noqa: S608
        assert found(path), (table, column, value)


def test_flipped_bits_never_break_the_check(sound: Path, path: Path) -> None:
    assert flip(sound, path, 40) > 0


@pytest.mark.soak
def test_two_thousand_flipped_bits_never_break_the_check(sound: Path, path: Path) -> None:
    seen = flip(sound, path, 2000)
    print(f"2,000 bit flips, {seen} found, no value shown that was wrong")  # noqa: T201 - as above


def flip(sound: Path, path: Path, times: int) -> int:
    """Flip bits one at a time; whatever is shown is right, or the check finds something."""
    chance = random.Random(12)  # noqa: S311 - places, not secrets
    content = sound.read_bytes()
    with Library.open(sound, read_only=True) as library:
        truth = json.dumps([library.load("mab"), library.load("tab")])
    seen = 0
    for _ in range(times):
        spoilt = bytearray(content)
        spoilt[chance.randrange(100, len(spoilt))] ^= 1 << chance.randrange(8)
        path.write_bytes(spoilt)
        try:
            with Library.open(path) as library:
                problems = library.check()
                shown = json.dumps([library.load("mab"), library.load("tab")])
                assert problems or shown == truth
                use(library)
        except Refused:
            seen += 1
        else:
            seen += bool(problems)
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
    return seen


def use(library: Library) -> None:
    """Find and edit as a person would who did not check."""
    library.find("development zeta")
    with library.change("Set title", "mab", "Ann", NOON) as change:
        change.put_brief("mab", case("mab", title="After the damage")["case"])
    assert library.load("mab")["case"]["title"] == "After the damage"


def many(path: Path, entries: int) -> Iterator[float]:
    """Fill a library with so many entries in 100 cases, and yield how many seconds of computing a check takes."""
    with Library.open(path) as library:
        with writing(library._db, no_step) as transaction:
            for number in range(entries):
                name = f"case-{number % 100}"
                rows = Rows(transaction)
                change = Change(rows, name)
                if number < 100:
                    change.put_case(case(name, offer("A")))
                else:
                    change.put_brief(name, case(name, title=f"Title {number}")["case"])
                search.refresh(transaction, rows.touched())
                journal.append(transaction, Request("Set title", name, "Ann", NOON), rows.touched())
        began = time.process_time()
        assert library.check() == []
        yield time.process_time() - began


@pytest.mark.soak
def test_five_thousand_entries_are_checked_in_a_second(path: Path) -> None:
    (seconds,) = many(path, 5_000)
    assert seconds < 1


@pytest.mark.soak
def test_a_hundred_thousand_entries_are_checked_in_five_seconds(path: Path) -> None:
    (seconds,) = many(path, 100_000)
    print(f"100,000 entries checked in {seconds:.1f} s")  # noqa: T201 - the figure belongs to the result
    assert seconds < 5
