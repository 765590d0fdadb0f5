"""A process of its own that makes requests and says so after each, until it is killed."""

import json
import os
import sys
from itertools import count
from pathlib import Path

from sqlite_utils import Database

from cdmo_desk.desk import Desk
from cdmo_desk.library import Library, migrations
from tests.library import documents
from tests.library.documents import Json, case, line, offer

LINES = 40


def numbered(number: int) -> Json:
    """Return a document that says its number in every one of its rows."""
    document = case(
        "mab", offer("A", lines=0), offer("B", supplier=f"Supplier {number % 3}", lines=0), title=f"{number}"
    )
    for one in document["offers"]:
        one["title"] = f"{number}"
        one["terms"][0]["title"] = f"{number}"
        one["lines"] = [line(row, f"{number}") for row in range(LINES)]
    return document


def number_of(document: Json) -> int:
    """Return the number of a document, which all its rows must say."""
    number = int(document["case"]["title"])
    assert document == numbered(number)
    return number


def write(path: Path, first: int) -> None:
    """Import, import again, undo and redo, and say each request's number, state and hash once it is made."""
    time = documents.clock()
    with Library.open(path) as library:
        say(first - 1, None, library.head())
        for number in count(first):
            if number % 4 == 3:
                done = library.undo("mab", "Ann", next(time))
            elif number % 4 == 0 and library.can_redo("mab"):
                done = library.redo("mab", "Ann", next(time))
            else:
                with library.change("Import", "mab", "Ann", next(time)) as change:
                    change.put_source(b"%d" % number, "offer.csv", "csv")
                    change.put_case(numbered(number))
                done = change.changed
            assert done.entry is not None
            say(number, number_of(library.load("mab")), done.entry.hash)


def export(path: Path, first: int) -> None:
    """Edit, and export the case to one and the same file each time."""
    desk = Desk(path, who="Ann")
    say(first - 1, None, "")
    for number in count(first):
        with desk.library(create=True) as library, library.change("Import", "mab", "Ann", documents.NOON) as change:
            change.put_case(numbered(number))
        desk.export_parcel("mab", path.with_suffix(".cdmo"))
        say(number, number, "")


def back_up(path: Path, first: int) -> None:
    """Edit and back up each time."""
    desk = Desk(path, who="Ann")
    say(first - 1, None, "")
    for number in count(first):
        with desk.library(create=True) as library, library.change("Import", "mab", "Ann", documents.NOON) as change:
            change.put_case(numbered(number))
        say(number, number, desk.backup().head)


def sign_off(path: Path, first: int) -> None:
    """Reject a revision and begin the next, each a step of sign-off with its backup, by turns."""
    desk = Desk(path, who="Ann")
    say(first - 1, None, "")
    for number in count(first):
        if number % 2:
            desk.reject("mab", f"Not yet, {number}")
        else:
            desk.new_revision("mab")
        say(number, number, "")


def put_back(path: Path, first: int) -> None:
    """Restore one of two backups and the other, again and again."""
    desk = Desk(path, who="Ann")
    sources = [path.with_name("one.sqlite"), path.with_name("two.sqlite")]
    say(first - 1, None, "")
    for number in count(first):
        desk.restore(sources[number % 2])
        say(number, number, "")


def migrate(path: Path, first: int) -> None:
    """Bring copies of an older library up to date, one after the other."""
    one_more()
    say(first - 1, None, "")
    for number in count(first):
        copy = path.with_name(f"{number}.sqlite")
        copy.write_bytes(path.read_bytes())
        Library.open(copy).close()
        say(number, number, "")


def one_more() -> None:
    """Let the program know one migration more than it does."""

    @migrations.history()
    def m999_notes(db: Database) -> None:
        db.table("notes").create({"id": int, "says": str}, pk="id", strict=True)
        db.table("offers").add_column("note", str)


WORK = {"write": write, "export": export, "back_up": back_up, "put_back": put_back, "migrate": migrate}
WORK["sign_off"] = sign_off


def say(*words: int | str | None) -> None:
    """Write one line in one piece."""
    os.write(sys.stdout.fileno(), f"{json.dumps(words)}\n".encode())


def serve() -> None:
    """Fork a writer for each line of path and first number, and say its process number at birth and -1 at death."""
    for told in sys.stdin:
        path, first, work = json.loads(told)
        child = os.fork()
        if child == 0:
            say(os.getpid())
            WORK[work](Path(path), first)
        os.waitpid(child, 0)
        say(-1)


if __name__ == "__main__":
    serve()
