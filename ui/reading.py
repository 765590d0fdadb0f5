"""A supplier's file before it is kept: what it was taken for, what each line would become, what is doubtful."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cdmo_desk.desk import Desk
from cdmo_desk.problem import Refused
from cdmo_desk.sheets import EN, Cell, Column, Row, Sheet, sources
from cdmo_desk.sheets.naming import counted, keys
from cdmo_desk.sheets.quotes import reading

if TYPE_CHECKING:
    from cdmo_desk.desk import Imported
    from cdmo_desk.document import Case
    from cdmo_desk.intake.quote import Message, Quote

TONES = {"error": "bad", "warning": "warning", "info": "muted"}
RANK = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a person looks at before a file is accepted. `offers` are those it could go into, `into` the likely one."""

    path: Path
    quote: "Quote"
    case: str
    title: str
    facts: tuple[tuple[str, str], ...]
    lines: Sheet
    problems: Sheet
    doubts: int
    says: str
    comes_to: str
    offers: tuple[tuple[str, str], ...]
    into: str
    refused: tuple[str, ...] = ()


def review(desk: Desk, path: Path, case_id: str, into: str | None = None, quote: "Quote | None" = None) -> Review:
    """Read a file and try it on a copy of the case; the case itself is not touched."""
    case = desk.case(case_id)
    found = quote if quote is not None else desk.read_quote(path, as_of=case.brief.as_of)
    known = keys(case)
    if into is None:
        into = _likely(case, found)
    offers = tuple((key.offer, f"{key.name}: {key.title}" if key.title else key.name) for key in known.values())
    sheets = {sheet.id: sheet for sheet in reading(found)}
    facts = tuple((row.cells[0].text, row.cells[1].text) for row in sheets["facts"].rows) if "facts" in sheets else ()
    try:
        lines, done, comes_to = _tried(desk, path, case_id, into or None, found)
    except Refused as fault:
        messages = found.messages
        lines = sheets.get("lines") or sheets.get("terms") or Sheet(id="lines", title="Lines", columns=(), rows=())
        refused = tuple(str(problem) for problem in fault.problems)
        chosen, comes_to = into or "", ""
    else:
        messages, refused, chosen = done.messages, (), done.offer
    doubts = sum(message.severity != "info" for message in messages)
    return Review(
        path=path,
        quote=found,
        case=case_id,
        title=path.name,
        facts=facts,
        lines=lines,
        problems=_problems(messages),
        doubts=doubts,
        says=_says(found, doubts),
        comes_to=comes_to,
        offers=offers,
        into=chosen if chosen in known else "",
        refused=refused,
    )


def _likely(case: "Case", quote: "Quote") -> str | None:
    """Return the one offer that a file seems to belong to: it has lines of that file, or the supplier's name."""
    held = [offer.id for offer in case.offers if any(line.file == quote.file for line in offer.lines)]
    first = (quote.supplier or "").casefold().split()[:1]
    named = [offer.id for offer in case.offers if first and offer.supplier.casefold().split()[:1] == first]
    found = held or named
    return found[0] if len(found) == 1 else None


def _tried(desk: Desk, path: Path, case_id: str, into: str | None, quote: "Quote") -> "tuple[Sheet, Imported, str]":
    """Import a file into a copy of the case that is thrown away; returns the offer's lines and what it comes to."""
    with tempfile.TemporaryDirectory(prefix="cdmo-desk-") as folder:
        trial = Desk(Path(folder) / "trial.sqlite", who=desk.who, clock=desk.clock)
        trial.store(desk.document(case_id), request="Trial")
        done = trial.import_quote(path, case_id, offer_id=into, accept="Trial", quote=quote)
        case = trial.case(case_id)
        comparison = trial.compare(case, trials=0)
        sheet = sources.lines(case, comparison, done.offer)
        contract = EN.money(comparison.offers[done.offer].base.contract, comparison.currency)
        title = f"{keys(case)[done.offer].name} would ask {contract} at our volumes."
        return sheet, done, title


def _problems(messages: "tuple[Message, ...]") -> Sheet:
    ordered = sorted(messages, key=lambda message: RANK[message.severity])
    return Sheet(
        id="problems",
        title="Problems",
        columns=(Column("severity", "State"), Column("cell", "Cell"), Column("text", "What is doubtful")),
        rows=tuple(
            Row((Cell(message.severity, RANK[message.severity]), Cell(message.cell), Cell(message.text)))
            for message in ordered
        ),
    )


def _says(quote: "Quote", doubts: int) -> str:
    parts = []
    if quote.lines:
        parts.append(counted(len(quote.lines), "line", "lines"))
    if quote.terms_rows:
        parts.append(counted(len(quote.terms_rows), "row of terms", "rows of terms"))
    agreed = sum(total.agrees for total in quote.totals)
    if quote.totals:
        parts.append(f"{agreed} of {counted(len(quote.totals), 'stated total', 'stated totals')} agree")
    parts.append(counted(doubts, "doubt", "doubts") if doubts else "no doubts")
    return ", ".join(parts) + "."
