"""How a library came to its present shape: literal history, never edited, only added to."""

from sqlite_utils import Database, Migrations

history = Migrations("cdmo_desk.library")


@history()
def m001_cases_sources_and_journal(db: Database) -> None:
    """Lay the first tables."""
    db.table("suppliers").create({"name": str}, pk="name", not_null={"name"}, strict=True)
    db.table("sources").create(
        {"sha256": str, "name": str, "kind": str, "size": int, "bytes": bytes},
        pk="sha256",
        not_null={"sha256", "name", "kind", "size", "bytes"},
        strict=True,
    )
    db.table("cases").create(
        {"id": str, "title": str, "product": str, "stage": str, "envelope": str, "brief": str},
        pk="id",
        not_null={"id", "envelope", "brief"},
        strict=True,
    )
    _lay_offers(db)
    db.table("attachments").create(
        {"case_id": str, "sha256": str, "name": str, "kind": str},
        pk=("case_id", "sha256"),
        not_null={"case_id", "sha256", "name", "kind"},
        foreign_keys=[("case_id", "cases", "id"), ("sha256", "sources", "sha256")],
        strict=True,
    )
    db.table("attachments").create_index(["sha256"])
    db.table("journal").create(
        {
            "sequence": int,
            "time": str,
            "who": str,
            "request": str,
            "case_id": str,
            "why": str,
            "undoes": int,
            "redoes": int,
            "previous": str,
            "hash": str,
            "before": str,
            "after": str,
        },
        pk="sequence",
        not_null={"time", "who", "request", "why", "previous", "hash", "before", "after"},
        strict=True,
    )
    db.table("journal").create_index(["case_id", "sequence", "undoes", "redoes"])


def _lay_offers(db: Database) -> None:
    db.table("offers").create(
        {
            "case_id": str,
            "id": str,
            "supplier": str,
            "title": str,
            "kind": str,
            "data": str,
            "position": int,
        },
        pk=("case_id", "id"),
        not_null={"case_id", "id", "data", "position"},
        foreign_keys=[("case_id", "cases", "id"), ("supplier", "suppliers", "name")],
        strict=True,
    )
    db.table("offers").create_index(["supplier"])
    db.table("terms").create(
        {"case_id": str, "offer_id": str, "key": str, "type": str, "data": str, "position": int},
        pk=("case_id", "offer_id", "key"),
        not_null={"case_id", "offer_id", "key", "data", "position"},
        foreign_keys=[(("case_id", "offer_id"), "offers", ("case_id", "id"))],
        strict=True,
    )
    db.table("lines").create(
        {
            **dict.fromkeys(("case_id", "offer_id", "key", "id", "file", "sha256", "sheet", "section"), str),
            **dict.fromkeys(("description", "quantity", "unit", "unit_price", "amount", "currency", "basis"), str),
            **dict.fromkeys(("note", "scope", "cells", "becomes", "rest", "fields"), str),
            "position": int,
            "row": int,
        },
        pk=("case_id", "offer_id", "key"),
        not_null={"case_id", "offer_id", "key", "position"},
        foreign_keys=[(("case_id", "offer_id"), "offers", ("case_id", "id"))],
        strict=True,
    )
    db.table("lines").create_index(["sha256"])


@history()
def m002_search_marks_and_barriers(db: Database) -> None:
    """Let cases be found by their words, marked, and closed to undo."""
    db.table("marks").create(
        {"case_id": str, "name": str, "value": str},
        pk=("case_id", "name"),
        not_null={"case_id", "name", "value"},
        foreign_keys=[("case_id", "cases", "id")],
        strict=True,
    )
    db.table("barriers").create(
        {"sequence": int, "case_id": str, "says": str}, pk="sequence", not_null={"says"}, strict=True
    )
    db.table("barriers").create_index(["case_id"])
    db.table("words").create(
        {"id": int, "case_id": str, "offer_id": str, "names": str, "lines": str, "notes": str},
        pk="id",
        not_null={"case_id", "offer_id", "names", "lines", "notes"},
        strict=True,
    )
    db.table("words").create_index(["case_id", "offer_id"], unique=True)
    db.execute(
        "CREATE VIRTUAL TABLE search USING fts5(names, lines, notes, content='words', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
    )


@history()
def m003_identities_and_sign_offs(db: Database) -> None:
    """Keep who may sign, the tries of passphrases, the steps of sign-off, and the documents they made."""
    db.table("identities").create(
        dict.fromkeys(("fingerprint", "name", "origin", "certificate", "sealed"), str),
        pk="fingerprint",
        not_null={"fingerprint", "name", "origin", "certificate"},
        strict=True,
    )
    db.table("tries").create(
        {"name": str, "wrong": int, "turned_away": int, "since": str, "ticks": int},
        pk="name",
        not_null={"name", "wrong", "turned_away", "since", "ticks"},
        strict=True,
    )
    db.table("sign_offs").create(
        {
            "case_id": str,
            "number": int,
            "act": str,
            "revision": int,
            **dict.fromkeys(("role", "person", "meaning", "reason", "time", "record", "file", "fingerprint"), str),
            "decision": str,
        },
        pk=("case_id", "number"),
        not_null={"case_id", "number", "act", "revision", "time"},
        foreign_keys=[("case_id", "cases", "id")],
        strict=True,
    )
    db.table("papers").create(
        {"sha256": str, "base": str, "size": int, "record": str, "case_id": str, "signatures": int, "number": int},
        pk="sha256",
        not_null={"sha256", "base", "size", "signatures", "number"},
        strict=True,
    )


@history()
def m004_profiles_and_reviews(db: Database) -> None:
    """Keep how suppliers' files are read, and reviews of files that are not finished."""
    db.table("profiles").create({"id": str, "data": str}, pk="id", not_null={"id"}, strict=True)
    db.table("reviews").create(
        {**dict.fromkeys(("case_id", "sha256", "name", "offer", "corrections", "time"), str), "bytes": bytes},
        pk=("case_id", "sha256"),
        not_null={"case_id", "sha256", "name", "offer", "corrections", "time", "bytes"},
        strict=True,
    )


@history()
def m005_lines_by_scope(db: Database) -> None:
    """Let the lines of a scope item be found in all cases, and a case by its words without reading these."""
    db.table("lines").create_index(["scope"])
    db.table("words").create_index(["id", "case_id"])


@history()
def m006_prices_by_scope(db: Database) -> None:
    """Let the prices of a scope item be read from an index, without the lines that count for nothing."""
    db.execute("DROP INDEX idx_lines_scope")
    db.execute(
        "CREATE INDEX idx_lines_prices ON lines (scope, case_id, offer_id, amount, quantity, unit_price, currency, "
        "basis, file) WHERE coalesce(instr(becomes, 'set_aside'), 0) = 0"
    )
