"""A file that cannot be opened is refused in one sentence and stays as it is, byte for byte."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from cdmo_desk.library import Library, opening
from cdmo_desk.problem import Refused
from tests.library.documents import NOON, case, offer

NOBODY = 65534


def import_case(library: Library, name: str = "mab") -> None:
    with library.change("Import", name, "Ann", NOON) as change:
        change.put_case(case(name, offer("A", lines=200)))


def stamped(path: Path, application_id: int, version: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS other (x)")
        connection.execute(f"PRAGMA application_id = {application_id}")
        connection.execute(f"PRAGMA user_version = {version}")


def ours(path: Path) -> bytearray:
    with Library.open(path) as library:
        import_case(library)
    return bytearray(path.read_bytes())


def newer(path: Path) -> None:
    ours(path)
    stamped(path, opening.APPLICATION_ID, 99)


def truncated(path: Path) -> None:
    content = ours(path)
    path.write_bytes(content[: len(content) // 2])


def cut_in_the_header(path: Path) -> None:
    path.write_bytes(ours(path)[:60])


def garbled(path: Path) -> None:
    content = ours(path)
    content[100:4096] = os.urandom(3996)
    path.write_bytes(content)


def page_wiped(path: Path) -> None:
    content = ours(path)
    content[-4096:] = bytes(4096)
    content[4096 * 3 : 4096 * 4] = bytes(4096)
    path.write_bytes(content)


def without_tables(path: Path) -> None:
    stamped(path, opening.APPLICATION_ID, opening.version())


REFUSED: list[tuple[Callable[[Path], object], str]] = [
    (newer, "newer version of CDMO Desk.*install the newer"),
    (lambda path: stamped(path, 0, 0), "another program.*choose another file"),
    (lambda path: stamped(path, 0x12345678, 1), "another program.*choose another file"),
    (lambda path: stamped(path, opening.APPLICATION_ID, 0), "damaged.*backup"),
    (lambda path: path.write_bytes(b"PK\3\4" + bytes(200)), "not a library.*choose another"),
    (lambda path: path.write_bytes(b"id;price\n"), "not a library.*choose another"),
    (lambda path: path.write_bytes(b""), "empty.*restore a backup, or delete"),
    (truncated, "damaged.*backup"),
    (cut_in_the_header, "damaged.*backup"),
    (garbled, "damaged.*backup"),
    (page_wiped, "damaged.*backup"),
    (without_tables, "damaged.*backup"),
]


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(("make", "says"), REFUSED)
def test_a_refused_file_stays_as_it_is(path: Path, make: Callable[[Path], object], says: str, read_only: bool) -> None:
    make(path)
    before = path.read_bytes()
    with pytest.raises(Refused, match=says) as refused:
        Library.open(path, read_only=read_only)
    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_no_folder_and_no_file(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"folder .* does not exist; create it"):
        Library.open(tmp_path / "none" / "library.sqlite")
    with pytest.raises(Refused, match="is not a file"):
        Library.open(tmp_path)
    for create, read_only in ((False, False), (True, True)):
        with pytest.raises(Refused, match="no library at"):
            Library.open(tmp_path / "library.sqlite", create=create, read_only=read_only)
    assert list(tmp_path.iterdir()) == []


@contextmanager
def as_nobody() -> Iterator[None]:
    """Be an account that file modes hold for: root passes over them."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Path]:
    """Return a folder that others may enter but not write."""
    parents = [folder for folder in tmp_path.parents if any("pytest" in part for part in folder.parts)]
    modes = {folder: folder.stat().st_mode for folder in (tmp_path, *parents)}
    for folder in modes:
        folder.chmod(0o755)
    yield tmp_path
    for folder, mode in modes.items():
        folder.chmod(mode)


@pytest.mark.skipif(sys.platform == "win32", reason="file modes are of POSIX")
def test_a_file_or_folder_that_may_not_be_written(shared: Path) -> None:
    path = shared / "library.sqlite"
    ours(path)
    before = path.read_bytes()
    for file_mode, folder_mode in ((0o444, 0o755), (0o666, 0o555), (0o444, 0o555)):
        path.chmod(file_mode)
        shared.chmod(folder_mode)
        with as_nobody():
            with pytest.raises(Refused, match="no permission to write"):
                Library.open(path)
            with Library.open(path, read_only=True) as library:
                assert library.load("mab") == case("mab", offer("A", lines=200))
                with pytest.raises(Refused, match="reading only"), library.change("Edit", "mab", "Ann", NOON):
                    pass
        assert path.read_bytes() == before
    path.chmod(0o000)
    with as_nobody(), pytest.raises(Refused, match="no permission to read"):
        Library.open(path, read_only=True)
    with as_nobody(), pytest.raises(Refused, match="no permission to write"):
        Library.open(shared / "new.sqlite")
    shared.chmod(0o755)
    assert [file.name for file in shared.iterdir()] == [path.name]


def test_a_library_held_by_another_program(path: Path) -> None:
    ours(path)
    before = path.read_bytes()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        for read_only in (False, True):
            with pytest.raises(Refused, match="in use by another program; close it there"):
                Library.open(path, read_only=read_only)
        other.execute("ROLLBACK")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Refused, match="in use"):
            Library.open(path)
        with Library.open(path, read_only=True) as library:
            assert library.load("mab")
        other.execute("ROLLBACK")
    assert path.read_bytes() == before


def test_what_is_being_written_is_read_beside_it(library: Library) -> None:
    with Library.open(library.path, read_only=True) as reader:
        import_case(library)
        assert [row.id for row in reader.cases()] == ["mab"]
        assert reader.check() == []


def test_reading_only_leaves_the_file_as_it_is(path: Path) -> None:
    ours(path)
    before = path.read_bytes()
    with Library.open(path, read_only=True) as library:
        assert library.check(library.head()) == []
        for request in (library.undo, library.redo):
            with pytest.raises(Refused, match="reading only"):
                request("mab", "Ann", NOON)
    assert path.read_bytes() == before


def test_a_log_left_by_a_crash_is_read(path: Path, tmp_path: Path) -> None:
    crashed = tmp_path / "crashed.sqlite"
    with Library.open(path) as library:
        import_case(library)
        for ending in ("", "-wal"):
            shutil.copy(f"{path}{ending}", f"{crashed}{ending}")
    with Library.open(crashed, read_only=True) as library:
        assert library.load("mab")
    with Library.open(crashed) as library:
        assert library.check() == []
        assert library.load("mab")


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9, 0.999])
def test_a_log_cut_or_garbled_keeps_what_was_there_before(path: Path, tmp_path: Path, cut: float) -> None:
    crashed = tmp_path / "crashed.sqlite"
    with Library.open(path) as library:
        import_case(library)
        kept = Path(f"{path}-wal").stat().st_size
        import_case(library, "tab")
        for ending in ("", "-wal"):
            shutil.copy(f"{path}{ending}", f"{crashed}{ending}")
    log = Path(f"{crashed}-wal")
    content = log.read_bytes()
    end = kept + int((len(content) - kept) * cut)
    for rest in (b"", os.urandom(len(content) - end)):
        log.write_bytes(content[:end] + rest)
        with Library.open(crashed, read_only=True) as library:
            assert [row.id for row in library.cases()] == ["mab"]
            assert library.check() == []


def test_names_with_signs_that_mean_something_elsewhere(tmp_path: Path) -> None:
    for name in ("50%20 ü'\".sqlite", "a?b#c&mode=memory"):
        with Library.open(tmp_path / name) as library:
            import_case(library)
        assert [file.name for file in tmp_path.iterdir()] == [name]
        (tmp_path / name).unlink()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")
def test_a_link_leads_to_its_library(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.sqlite"
    link.symlink_to(path)
    with Library.open(link) as library:
        import_case(library)
        assert library.path == path
    assert link.is_symlink()


def test_a_library_belongs_to_its_thread(library: Library) -> None:
    errors: list[BaseException] = []

    def read() -> None:
        try:
            library.cases()
        except sqlite3.ProgrammingError as error:
            errors.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert len(errors) == 1


def test_threads_that_create_at_once_share_one_library(path: Path) -> None:
    refused: list[str] = []

    def make() -> None:
        try:
            Library.open(path).close()
        except Refused as error:
            refused.append(str(error))

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all("in use" in says for says in refused)
    with Library.open(path) as library:
        assert library.check() == []
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_library_quicker_to_be_there_is_used(path: Path) -> None:
    def other(step: str) -> None:
        if step == "place":
            shutil.copy(made, path)

    made = path.with_name("made.sqlite")
    ours(made)
    with Library.open(path, step=other) as library:
        assert library.load("mab")


def test_opening_it_twice_keeps_the_locks_of_the_first(library: Library) -> None:
    import_case(library)
    for read_only in (False, True):
        Library.open(library.path, read_only=read_only).close()
    # Alone with the file, another program would throw away the log this one writes to.
    code = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], timeout=0); c.execute('PRAGMA journal_mode = DELETE')"
    command = [sys.executable, "-c", code, str(library.path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "database is locked" in done.stderr
