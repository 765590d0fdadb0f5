"""What stands in an offer beside its terms, to be edited: its risks, its capabilities with evidence, its clauses."""

from cdmo_desk.contract.sponsor import STANDING_RISKS
from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import Comparison, RegisterEntry
from cdmo_desk.programme.brief import CAPABILITIES
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.naming import capability, keys
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import marked, say

USUAL_CLAUSES = {
    "liability_cap": marked("Liability cap"),
    "exit": marked("Exit and transfer out"),
    "notice_period": marked("Notice period"),
    "exclusivity": marked("Exclusivity"),
    "ip": marked("Intellectual property"),
    "data_access": marked("Access to data"),
    "quality_agreement": marked("Quality agreement"),
    "audit_rights": marked("Audit rights"),
    "kpis": marked("Performance figures"),
    "governance": marked("Governance"),
    "delay_remedies": marked("Remedies for delay"),
}
"""Topics that a contract should say something of; others can be added."""


def risk_title(category: str) -> str:
    """Return what a category of risks is called."""
    return say(STANDING_RISKS.get(category, category.replace("_", " ").capitalize()))


def clause_title(topic: str) -> str:
    """Return what a topic is called."""
    return say(USUAL_CLAUSES[topic]) if topic in USUAL_CLAUSES else topic.replace("_", " ").capitalize()


def risks(case: Case, comparison: Comparison, name: str, figures: Figures = EN) -> Sheet:
    """Return the risk register of an offer: expected loss before and after mitigation."""
    offer, found = case.offer(name), comparison.offers[name].register
    unit = figures.unit(comparison.currency)
    return Sheet(
        id=f"risks.{name}",
        title=say("{name}: risks", name=keys(case)[name].name),
        note=say(
            "Expected loss and what is left after mitigation, {unit}: probability × mean cost, with delay.",
            unit=unit,
        ),
        columns=(
            Column("risk", say("Risk")),
            Column("chance", say("Chance"), "", "right"),
            Column("expected", unit, "", "right"),
            Column("after", say("After"), "", "right"),
            Column("state", say("Mitigation")),
        ),
        rows=tuple(
            _risk(number, risk.category, entry, figures)
            for number, (risk, entry) in enumerate(zip(offer.risks, found, strict=True))
        ),
    )


def _risk(number: int, category: str, entry: RegisterEntry, figures: Figures) -> Row:
    title = entry.title or risk_title(category)
    after = entry.expected_mitigated
    state = Cell(say("none"), 0, "muted")
    if entry.mitigation is not None:
        state = Cell(say("adopted"), 2, "good") if entry.adopted else Cell(say("not adopted"), 1, "muted")
    return Row(
        (
            Cell(f"{title}\n{figures.share(entry.probability)}, {risk_title(category)}", title),
            Cell(figures.share(entry.probability), entry.probability),
            Cell(figures.amount(entry.expected), entry.expected),
            Cell(DASH if after is None else figures.amount(after), after, "muted" if after is None else ""),
            state,
        ),
        "",
        f"#{number}",
    )


def capabilities(case: Case, name: str) -> Sheet:
    """Return what an offer claims to be able to do, what of it must be, and what supports it."""
    offer, musts = case.offer(name), set(case.brief.must_haves)
    own = [str(entry["id"]) for entry in case.brief.capabilities if entry.get("id")]
    known = dict.fromkeys((*case.brief.must_haves, *offer.capabilities, *own, *CAPABILITIES))
    evidence = {entry.for_: entry for entry in offer.evidence}
    rows = []
    for one in known:
        has, support = one in offer.capabilities, evidence.get(one)
        state = Cell(say("claimed"), 1, "good") if has else Cell(DASH, 2, "muted")
        if one in musts:
            state = Cell(say("met"), 0, "good") if has else Cell(say("missing"), 0, "bad")
        said = "" if support is None else ", ".join(part for part in (support.says, support.source) if part)
        lacks = say("no evidence") if has and not said else ""
        rows.append(
            Row(
                (
                    Cell(capability(case, one), capability(case, one)),
                    Cell(say("must-have") if one in musts else "", None, "strong" if one in musts else ""),
                    state,
                    Cell(said or lacks, None, "" if said else "warning" if one in musts else "muted"),
                ),
                "",
                one,
            )
        )
    return Sheet(
        id=f"capabilities.{name}",
        title=say("Capabilities"),
        columns=(
            Column("capability", say("Capability")),
            Column("must", say("Needed")),
            Column("state", say("State")),
            Column("evidence", say("Evidence")),
        ),
        rows=tuple(rows),
    )


def clauses(case: Case, name: str) -> Sheet:
    """Return what an offer's contract says beside money, and of which topics it says nothing."""
    offer = case.offer(name)
    said = {clause.topic: clause for clause in offer.clauses}
    rows = []
    for topic in dict.fromkeys((*said, *USUAL_CLAUSES)):
        clause = said.get(topic)
        words = "" if clause is None else " ".join(part for part in (clause.position, clause.text) if part)
        rows.append(
            Row(
                (
                    Cell(clause_title(topic)),
                    Cell(words or DASH, None, "" if words else "muted"),
                    Cell((clause.source or "") if clause else ""),
                ),
                "",
                topic,
            )
        )
    return Sheet(
        id=f"clauses.{name}",
        title=say("Clauses"),
        columns=(
            Column("topic", say("Topic")),
            Column("says", say("What the offer says")),
            Column("source", say("Source")),
        ),
        rows=tuple(rows),
    )
