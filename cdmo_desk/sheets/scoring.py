"""What stands behind the scorecard: who scored what and why, must-haves, answers, clauses and sites side by side."""

from collections.abc import Callable, Iterable

from cdmo_desk.contract.dossier import Evidence
from cdmo_desk.contract.offer import Offer
from cdmo_desk.contract.standing import CLAUSES, QUESTIONS
from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.sheets import measures
from cdmo_desk.sheets.figures import DASH, EN, Figures
from cdmo_desk.sheets.naming import capability, keys, listed
from cdmo_desk.sheets.scorecard import fixing, is_wide
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import counted, say

Words = Callable[[Offer, str], Cell]


def evaluations(case: Case, figures: Figures = EN) -> Sheet:
    """Return every evaluator's score with its note, those that differ far from each other marked."""
    known = keys(case)
    titles = {criterion.id: criterion.title for criterion in case.brief.criteria}
    rows = []
    for criterion, title in titles.items():
        for offer in case.offers:
            differ = is_wide(offer, criterion)
            rows += [
                Row(
                    (
                        Cell(title, criterion),
                        known[offer.id].cell,
                        Cell(entry.evaluator),
                        Cell(figures.short(entry.value), entry.value, "warning" if differ else ""),
                        Cell(say("differs"), 1, "warning") if differ else Cell(""),
                        Cell(entry.note or ""),
                    ),
                    "",
                    offer.id,
                )
                for entry in offer.evaluations
                if entry.criterion == criterion
            ]
    return Sheet(
        id="evaluations",
        title=say("Evaluators"),
        note=say("A score is the mean of its evaluators."),
        columns=(
            Column("criterion", say("Criterion")),
            Column("offer", say("Offer")),
            Column("evaluator", say("Evaluator")),
            Column("score", say("Score"), say("of 5"), "right"),
            Column("spread", say("Spread")),
            Column("note", say("Note")),
        ),
        rows=tuple(rows),
    )


def must_haves(case: Case, comparison: Comparison) -> Sheet:
    """Return must-haves × offers with their evidence."""

    def words(offer: Offer, need: str) -> Cell:
        if need not in offer.capabilities:
            return Cell(say("no"), 0, "bad")
        found = _evidence(offer, need)
        if found is None:
            return Cell(say("claimed, no evidence"), 1, "warning")
        return Cell("\n".join(part for part in (say("yes"), found.says or found.source or "") if part), 2, "good")

    topics = {need: capability(case, need) for need in case.brief.must_haves}
    return _side_by_side(("must_haves", say("Must-haves")), case, comparison, topics, words)


def questions(case: Case, comparison: Comparison) -> Sheet:
    """Return the standing questions × offers with the answers."""

    def words(offer: Offer, topic: str) -> Cell:
        found = _evidence(offer, topic)
        if found is None or not (found.says or found.source):
            return _missing(offer)
        return Cell(found.says or found.source or "")

    topics = {topic: say(title) for topic, title in QUESTIONS.items()}
    return _side_by_side(("questions", say("Standing questions")), case, comparison, topics, words)


def clauses(case: Case, comparison: Comparison) -> Sheet:
    """Return clauses × offers with each one's position, missing ones named; the catalogue comes first."""

    def words(offer: Offer, topic: str) -> Cell:
        said = [clause.position or clause.text or "" for clause in offer.clauses if clause.topic == topic]
        if not any(said):
            return _missing(offer)
        return Cell(" ".join(part for part in said if part))

    topics = {topic: say(title) for topic, title in CLAUSES.items()}
    for offer in case.offers:
        for clause in offer.clauses:
            topics.setdefault(clause.topic, clause.topic.replace("_", " ").capitalize())
    return _side_by_side(("clauses", say("Clauses")), case, comparison, topics, words)


def sites(case: Case, comparison: Comparison) -> Sheet:
    """Return where each offer would be made."""
    known = keys(case)
    rows = []
    for name in measures.in_order(comparison):
        found = case.offer(name).sites
        rows += [
            Row(
                (known[name].cell, *(Cell(part or "") for part in (site.name, site.country, site.region, site.role))),
                "",
                name,
            )
            for site in found
        ]
        if not found:
            rows.append(Row((known[name].cell, _missing(case.offer(name)), Cell(""), Cell(""), Cell("")), "", name))
    heads = (("site", "Site"), ("country", "Country"), ("region", "Region"), ("role", "Role"))
    return Sheet(
        id="sites",
        title=say("Sites"),
        columns=(Column("offer", say("Offer")), *(Column(key, say(title)) for key, title in heads)),
        rows=tuple(rows),
    )


def sentences(case: Case, comparison: Comparison, figures: Figures = EN) -> tuple[str, str]:
    """Return who leads the scorecard and by how much, and what is missing, differs, or was fixed."""
    known = keys(case)
    scored = {
        name: offer.score for name, offer in comparison.offers.items() if offer.score is not None and offer.ranked
    }
    first = say("Nothing is scored yet.") if case.brief.criteria else say("There are no criteria yet.")
    order = sorted(scored, key=lambda name: -(scored[name] or 0))
    if order:
        best = scored[order[0]]
        lead = [known[name].name for name in order if scored[name] == best]
        first = say("{names} leads the scorecard with {points} of 5", names=listed(lead), points=figures.number(best))
        if len(lead) > 1:
            first = say(
                "{names} lead the scorecard with {points} of 5", names=listed(lead), points=figures.number(best)
            )
        after = next((name for name in order if scored[name] != best), None)
        if after is not None:
            first += say(", before {name} with {points}", name=known[after].name, points=figures.number(scored[after]))
        first += "."
    return first, " ".join(part for part in _open(case, comparison, figures) if part)


def _open(case: Case, comparison: Comparison, figures: Figures) -> Iterable[str]:
    ranked = [offer for offer in case.offers if offer.is_ranked_kind]
    wanted = len(case.brief.criteria) * len(ranked)
    given = wanted - sum(len(comparison.offers[offer.id].unscored) for offer in ranked)
    wide = sum(is_wide(offer, criterion.id) for offer in case.offers for criterion in case.brief.criteria)
    yield say("{given} of {wanted} scored.", given=given, wanted=wanted) if wanted else ""
    yield counted("In {n} evaluators differ.", "In {n} evaluators differ.", wide) if wide else ""
    yield fixing(case, figures)


def _side_by_side(
    named: tuple[str, str], case: Case, comparison: Comparison, topics: dict[str, str], words: Words
) -> Sheet:
    id_, title = named
    known = keys(case)
    order = measures.in_order(comparison)
    rows = tuple(
        Row((Cell(named, topic), *(words(case.offer(name), topic) for name in order)))
        for topic, named in topics.items()
    )
    missing = {
        known[name].name: sum(row.cells[place + 1].text == say("missing") for row in rows)
        for place, name in enumerate(order)
        if case.offer(name).is_ranked_kind
    }
    lacking = [f"{name} {number}" for name, number in missing.items() if number]
    return Sheet(
        id=id_,
        title=title,
        note=say("Missing: {offers}.", offers=listed(lacking)) if lacking else "",
        columns=(Column("topic", title), *(known[name].column(figures=False) for name in order)),
        rows=rows,
    )


def _missing(offer: Offer) -> Cell:
    """Return that an offer says nothing; of the own plant nothing is asked."""
    return Cell(say("missing") if offer.is_ranked_kind else DASH, None, "muted")


def _evidence(offer: Offer, for_: str) -> Evidence | None:
    return next((item for item in offer.evidence if item.for_ == for_), None)
