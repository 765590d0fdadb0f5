"""A process of its own that makes requests and says so after each, until it is killed."""

import json
import os
import sys
from itertools import count
from pathlib import Path

from cdmo_desk.library import Library
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


def say(*words: int | str | None) -> None:
    """Write one line in one piece."""
    os.write(sys.stdout.fileno(), f"{json.dumps(words)}\n".encode())


def serve() -> None:
    """Fork a writer for each line of path and first number, and say its process number at birth and -1 at death."""
    for told in sys.stdin:
        path, first = json.loads(told)
        child = os.fork()
        if child == 0:
            say(os.getpid())
            write(Path(path), first)
        os.waitpid(child, 0)
        say(-1)


if __name__ == "__main__":
    serve()
