"""Finding cases by words: an index over cases, products, suppliers, lines and notes, kept within each request.

The index is made of the tables and can be made of them again; the journal does not hold it.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from cdmo_desk.library import sql
from cdmo_desk.library.rows import Touched, named, one
from cdmo_desk.library.schema import CASES, LINES, OFFERS, TERMS, Row
from cdmo_desk.library.transaction import Transaction
from cdmo_desk.problem import Refused
from cdmo_desk.speech import say

MOST_WORDS = 12
OPEN, SHUT = "\x02", "\x03"
"""What stands before and after a word that was found, in a `Place`."""
_NOTES = {"note", "notes", "why", "reason", "text", "says", "evidence", "comment", "comments", "source", "answer"}
_NAMES = ("id", "title", "product", "modality", "stage")
_PLACES = 3

Words = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text was found: in a case or in an offer of it, with the words around; `OPEN` and `SHUT` mark it."""

    case: str
    offer: str
    around: str


class Damaged(Refused):
    """The index cannot be read; it can be made anew of the tables."""


def refresh(transaction: Transaction, touched: Sequence[Touched]) -> bool:
    """Bring the index up to what a request touched; one found damaged is made anew, and False returned."""
    with transaction.attempt(_is_its_own) as done:
        _renew_all(transaction, touched)
    if not done():
        rebuild(transaction.db)
    return done()


def _renew_all(transaction: Transaction, touched: Sequence[Touched]) -> None:
    places: dict[tuple[str, str], None] = {}
    for row in touched:
        if row.table == CASES.name:
            places[str(row.key[0]), ""] = None
        elif row.table == OFFERS.name or row.table in (TERMS.name, LINES.name):
            places[str(row.key[0]), str(row.key[1])] = None
    for case_id, offer_id in places:
        _renew(transaction, case_id, offer_id)


def rebuild(db: Database) -> None:
    """Make the whole index anew of the tables, however damaged it is; belongs into a transaction."""
    db.execute(sql.CLEAR_WORDS)
    for case_id, offer_id, words in _all_words(db):
        db.execute(sql.PUT_WORDS, (case_id, offer_id, *words))
    with _probe(db):
        for statement in sql.EMPTY_SEARCH:
            db.execute(statement)
    db.execute(sql.REBUILD_SEARCH)


@contextmanager
def _probe(db: Database) -> Iterator[None]:
    """Have an empty index of the same kind beside, which goes with the connection."""
    try:
        for statement in sql.MAKE_PROBE:
            db.execute(statement)
        yield
    finally:
        for statement in sql.DROP_PROBE:
            db.execute(statement)


def cases_with(db: Database, text: str) -> set[str] | None:
    """Return the ids of the cases that hold every word of a text, each word begun; None for a text without words."""
    found: set[str] | None = None
    for term in _terms(text):
        here = {str(case_id) for (case_id,) in db.execute(sql.CASES_WITH, (term,))}
        found = here if found is None else found & here
        if not found:
            break
    return found


def places(db: Database, text: str, case_id: str) -> list[Place]:
    """Return where in a case words of a text stand, the best places first."""
    terms = _terms(text)
    if not terms:
        return []
    return [Place(*row) for row in db.execute(sql.PLACES_WITH, (" OR ".join(terms), case_id, _PLACES))]


def faults(db: Database) -> Iterator[str]:
    """Yield in a sentence that the index is not what the tables give."""
    kept = {(case, offer): tuple(words) for case, offer, *words in db.execute(sql.ALL_WORDS)}
    wrong = 0
    for case_id, offer_id, words in _all_words(db):
        wrong += kept.pop((case_id, offer_id), None) != words
    (astray,) = db.execute(sql.ASTRAY).fetchone()
    if wrong or kept or astray or not _is_whole(db):
        yield say(
            "The search index is not what the cases give, so finding may miss some; make it anew with: "
            "cdmo-desk library index"
        )


def _is_whole(db: Database) -> bool:
    """Let FTS5 compare its index with the words it was made of; SQLite's own check does not look into it."""
    try:
        with _probe(db):
            if db.execute(sql.SETTINGS_APART).fetchone() != (0,):
                return False
            for statement in (*sql.COPY_TO_PROBE, sql.TEST_PROBE):
                db.execute(statement)
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        return False
    return True


def _is_its_own(error: sqlite3.Error) -> bool:
    """Tell whether a failure lies in the index, which breaks rules of its own where it is damaged, not in the disk."""
    of_index = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_ERROR)
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
    return code in of_index or "decode to UTF-8" in str(error)


def is_damage(error: sqlite3.Error) -> bool:
    """Tell whether SQLite found its file damaged, or an index within it."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF == sqlite3.SQLITE_CORRUPT


@contextmanager
def looking() -> Iterator[None]:
    """Turn damage met while looking for words into `Damaged`."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        raise Damaged(
            say(
                "The search index of the library is damaged, so nothing can be found by words; the cases are not "
                "touched by that. Make it anew with: cdmo-desk library index"
            )
        ) from error


def _terms(text: str) -> list[str]:
    """Return the words of a text as FTS5 looks for them: literal, and begun rather than whole."""
    words = "".join(sign if sign.isalnum() else " " for sign in text).split()
    return [f'"{word}"*' for word in words[:MOST_WORDS]]


def _renew(transaction: Transaction, case_id: str, offer_id: str) -> None:
    db = transaction.db
    now = db.execute(sql.WORDS, (case_id, offer_id)).fetchone()
    words = _words(db, case_id, offer_id)
    if now is not None and words == tuple(now[1:]):
        return
    if now is not None:
        transaction.write(sql.UNINDEX_WORDS, now)
    if words is None:
        if now is not None:
            transaction.write(sql.DROP_WORDS, now[:1])
        return
    transaction.write(sql.PUT_WORDS, (case_id, offer_id, *words))
    transaction.write(sql.INDEX_WORDS, (case_id, offer_id))


def _words(db: Database, case_id: str, offer_id: str) -> Words | None:
    if not offer_id:
        case = one(db, CASES, (case_id,))
        return None if case is None else _case_words(case)
    offer = one(db, OFFERS, (case_id, offer_id))
    if offer is None:
        return None
    owner = (case_id, offer_id)
    terms = [_read(data) for (data,) in db.execute(sql.TERMS_OF_OFFER, owner)]
    return _offer_words(offer, terms, db.execute(sql.LINES_OF_OFFER, owner).fetchall())


def _all_words(db: Database) -> Iterator[tuple[str, str, Words]]:
    for values in db.execute(sql.ALL["cases"]).fetchall():
        case = named(CASES, values)
        yield str(case["id"]), "", _case_words(case)
    for case_id, offer_id in db.execute(sql.OFFER_IDS).fetchall():
        words = _words(db, case_id, offer_id)
        if words is not None:
            yield case_id, offer_id, words


def _case_words(case: Row) -> Words:
    brief = _read(case["brief"])
    names = [str(case["id"]), *(brief.get(name) for name in _NAMES[1:])]
    scope = brief.get("scope")
    items = [item.get("title") for item in scope if isinstance(item, dict)] if isinstance(scope, list) else []
    return _text(names), _text(items), _text(_notes(brief))


def _offer_words(offer: Row, terms: Sequence[dict[str, Any]], lines: Sequence[tuple[object, ...]]) -> Words:
    data = _read(offer["data"])
    sections: dict[object, None] = dict.fromkeys(section for section, _, _ in lines)
    items = [*sections, *(description for _, description, _ in lines), *(term.get("title") for term in terms)]
    notes = [*(note for _, _, note in lines), *_notes(data)]
    for term in terms:
        notes += _notes(term)
    return _text([offer["id"], offer.get("supplier"), offer.get("title")]), _text(items), _text(notes)


def _notes(value: object, *, under: bool = False) -> list[object]:
    """Return the texts of a document that stand under the name of a note."""
    if isinstance(value, dict):
        return [text for name, inner in value.items() for text in _notes(inner, under=name in _NOTES)]
    if isinstance(value, list):
        return [text for inner in value for text in _notes(inner, under=under)]
    return [value] if under and isinstance(value, str) else []


def _text(parts: Sequence[object]) -> str:
    text = "\n".join([part for part in parts if isinstance(part, str) and part])
    text = text.replace(OPEN, " ").replace(SHUT, " ").replace("\0", " ")
    return text if text.isascii() else text.encode(errors="replace").decode()


def _read(text: object) -> dict[str, Any]:
    try:
        found = json.loads(str(text))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
