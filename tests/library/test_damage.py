"""Damage to the file itself: said in a sentence wherever it is met; what can be made anew is."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from cdmo_desk.cli import main
from cdmo_desk.desk import Desk
from cdmo_desk.library import Library, opening, search, shape, sql
from cdmo_desk.problem import Refused
from tests.library.documents import NOON, case
from tests.library.test_checking import fill, spoil, use


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a sound library."""
    path = tmp_path_factory.mktemp("sound") / "library.sqlite"
    with Library.open(path) as library:
        fill(library)
    return path


@pytest.fixture
def copy(sound: Path, path: Path) -> Path:
    """Return a copy of it to be spoiled."""
    shutil.copy(sound, path)
    return path


DAMAGES = {
    "structure": "UPDATE search_data SET block = x'ffffffffffffffffffff' WHERE id = 10",
    "pages": "UPDATE search_data SET block = zeroblob(length(block)) WHERE id > 10",
    "page gone": "DELETE FROM search_data WHERE id > 10",
    "words emptied": "UPDATE words SET names = ''",
    "sizes": "UPDATE search_docsize SET sz = x'ff'",
    "settings": "DELETE FROM search_config",
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_search_index_is_found_and_made_anew(copy: Path, damage: str) -> None:
    with Library.open(copy) as library:
        cases = [library.load("mab"), library.load("tab")]
    spoil(copy, damage)
    with Library.open(copy, read_only=True) as library:
        report = library.examine()
        (problem,) = report.problems
        assert "library index" in problem
        assert [part.looked_at for part in report.parts if part.problems] == ["the search index"]
        assert [library.load("mab"), library.load("tab")] == cases
    desk = Desk(copy, who="Ann")
    desk.index()
    assert desk.check() == []
    assert desk.find("process development") == ["mab", "tab"]


@pytest.mark.parametrize("damage", ["structure", "pages", "page gone"])
def test_an_edit_over_a_damaged_index_is_kept_and_told(copy: Path, damage: str) -> None:
    spoil(copy, DAMAGES[damage])
    desk = Desk(copy, who="Ann")
    with desk.library() as library, library.change("Set title", "mab", "Ann", NOON) as change:
        change.put_brief("mab", case("mab", title="Kept all the same")["case"])
    assert desk.document("mab")["case"]["title"] == "Kept all the same"
    if desk.check():  # what the request did not touch may still be damaged
        desk.index()
    else:
        assert any("made anew" in notice for notice in desk.take_notices())
    assert desk.check() == []
    assert desk.find("kept all") == ["mab"]


def test_finding_over_a_damaged_index_makes_it_anew_or_says_how(copy: Path) -> None:
    spoil(copy, DAMAGES["structure"])
    reader = Desk(copy, who="Ben")
    reader.look_only()
    with pytest.raises(search.Damaged, match="library index"):
        reader.find("zeta")
    desk = Desk(copy, who="Ann")
    assert desk.find("zeta") == ["mab"]
    assert any("made anew" in notice for notice in desk.take_notices())
    assert desk.check() == []


def test_what_tests_the_index_is_made_as_the_index_itself() -> None:
    made = shape.wanted(opening.version())["table search"]
    assert made is not None
    own = made.partition("USING")[2].replace("content='words'", "content='probed'").split()
    assert sql.MAKE_PROBE[1].partition("USING")[2].split() == own


def used(path: Path, *objects: str) -> list[int]:
    """Return where the pages of tables and indexes hold something."""
    with closing(sqlite3.connect(path)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        pages = [page for name, page in connection.execute("SELECT name, pageno FROM dbstat") if name in objects]
    content = path.read_bytes()
    return [at for page in pages for at in range((page - 1) * size, page * size) if content[at]]


def flipped(path: Path, content: bytes, places: list[int]) -> Iterator[int]:
    """Flip one bit after the other, and give each place while the file stands so."""
    for number, at in enumerate(places):
        spoilt = bytearray(content)
        spoilt[at] ^= 1 << (7 - number % 8)
        path.write_bytes(spoilt)
        yield at
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def test_a_spoilt_schema_is_said_to_be_damage(sound: Path, path: Path) -> None:
    places = [at for at in used(sound, "sqlite_schema") if at > 100]
    refused = 0
    for at in flipped(path, sound.read_bytes(), places[::101]):
        try:
            with Library.open(path) as library:
                assert library.check() or at
                use(library)
        except Refused:
            refused += 1
    assert refused > 10


def test_damage_that_shows_only_when_the_look_ends_is_said(sound: Path, path: Path) -> None:
    # The last bytes of an index hold its first keys; what SQLite finds wrong there it says again at the COMMIT.
    late = 0
    for _ in flipped(path, sound.read_bytes(), used(sound, "sqlite_autoindex_lines_1")[-24:]):
        report = Desk(path).examine()
        assert report.problems
        late += [part.looked_at for part in report.parts].count("the file as SQLite sees it") > 1
    assert late > 0


def test_of_a_library_too_damaged_to_open_the_check_says_what_is_sound(copy: Path) -> None:
    places = used(copy, "lines")
    content = bytearray(copy.read_bytes())
    content[places[40] : places[-40]] = b"\xee" * (places[-40] - places[40])
    copy.write_bytes(content)
    with pytest.raises(Refused, match="damaged"):
        Library.open(copy)
    report = Desk(copy).examine()
    looked_at = {part.looked_at: bool(part.problems) for part in report.parts}
    assert looked_at["the file as SQLite sees it"]
    assert not looked_at["the chain of 13 entries of the journal"]
    assert not looked_at["2 source files"]
    assert copy.read_bytes() == bytes(content)
    done = CliRunner().invoke(main, ["--library", str(copy), "library", "check"])
    assert done.exit_code == 1
    assert "The rows cannot be read to the end" in done.stdout
    assert "Still sound: the shape of the tables, the chain of 13 entries of the journal" in done.stdout
    copy.write_bytes(content[:5000])
    with pytest.raises(Refused, match="damaged"):
        Desk(copy).examine()
