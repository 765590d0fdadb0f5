"""The checklist before sign-off: what is there, what is missing, and on which step of the way it is put right."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.sheets.figures import EN, Figures
from cdmo_desk.sheets.naming import keys
from cdmo_desk.speech import counted, say

State = Literal["ok", "warning", "error", "info"]
SOON = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A point of the checklist: its state, the sentence, the figure beside it, and the page that it leads to."""

    id: str
    state: State
    says: str
    figure: str = ""
    page: str = ""


def checklist(
    case: Case, comparison: Comparison, figures: Figures = EN, *, is_stale: bool = False
) -> tuple[Check, ...]:
    """Return all points in the order of the steps."""
    found = (
        _lines(case),
        _gaps(case, comparison, figures),
        _current(comparison, figures, is_stale=is_stale),
        _award(case, comparison),
        _budget(case, comparison, figures),
        _scores(case, comparison),
        _must_haves(case, comparison),
        _sources(comparison),
        _validity(case, comparison, figures),
        _route(case),
    )
    return tuple(check for check in found if check is not None)


def is_ready(checks: tuple[Check, ...]) -> bool:
    """Say whether nothing stands in the way of a signature."""
    return all(check.state != "error" for check in checks)


def summary(checks: tuple[Check, ...]) -> str:
    """Return the phrase at the head of the list: `no error, 2 warnings`."""
    errors = sum(check.state == "error" for check in checks)
    warnings = sum(check.state == "warning" for check in checks)
    first = counted("1 error", "{n} errors", errors) if errors else say("no error")
    return f"{first}, {counted('1 warning', '{n} warnings', warnings) if warnings else say('no warning')}"


def _lines(case: Case) -> Check | None:
    lines = [line for offer in case.offers for line in offer.lines]
    if not lines:
        return None
    open_ = sum(line.becomes.term is None and line.becomes.set_aside is None for line in lines)
    number = counted("1 line", "{n} lines", len(lines))
    if open_:
        says = counted("1 line is not decided", "{n} lines are not decided", open_)
        return Check(id="lines", state="warning", says=says, figure=number, page="quotes")
    return Check(id="lines", state="ok", says=say("Every line is decided"), figure=number, page="quotes")


def _gaps(case: Case, comparison: Comparison, figures: Figures) -> Check:
    ranked = [comparison.offers[name] for name in comparison.ranking]
    unknown = sum(len(offer.unknown_gaps) for offer in ranked)
    plugs = [
        plug.value for offer in comparison.offers.values() for plug in offer.gaps.values() if plug.value is not None
    ]
    if unknown:
        says = counted("1 gap has no figure", "{n} gaps have no figure", unknown)
        return Check(id="gaps", state="error", says=says, figure=say("unknown"), page="level")
    if plugs:
        says = counted("1 gap is plugged", "{n} gaps are plugged", len(plugs))
        figure = figures.money(sum(plugs), case.brief.currency)
        return Check(id="gaps", state="warning", says=says, figure=figure, page="level")
    return Check(id="gaps", state="ok", says=say("No gap in any offer"), page="level")


def _current(comparison: Comparison, figures: Figures, *, is_stale: bool) -> Check:
    if is_stale:
        return Check(id="current", state="error", says=say("Figures are older than the case"), page="compare")
    if not comparison.trials:
        says = say("Figures are those of the base case")
        return Check(id="current", state="warning", says=says, figure=say("no simulation"), page="compare")
    trials = counted("{n} trial", "{n} trials", comparison.trials, n=figures.full(comparison.trials))
    return Check(id="current", state="ok", says=say("Figures are current"), figure=trials, page="compare")


def _award(case: Case, comparison: Comparison) -> Check:
    found, names = comparison.recommendation, keys(case)
    if found.offer is None:
        return Check(id="award", state="error", says=say("No offer can be recommended"), page="compare")
    if found.awarded is not None and found.awarded != found.offer:
        says = (
            say("A person decided otherwise than the rule") if found.reason else say("No reason for the award is given")
        )
        state: State = "warning" if found.reason else "error"
        return Check(id="award", state=state, says=says, figure=names[found.awarded].name, page="compare")
    return Check(
        id="award", state="ok", says=say("The award follows the rule"), figure=names[found.offer].name, page="compare"
    )


def _budget(case: Case, comparison: Comparison, figures: Figures) -> Check | None:
    chosen = comparison.recommendation.awarded or comparison.recommendation.offer
    if case.brief.budget is None or chosen is None:
        return None
    risk = comparison.offers[chosen].risk
    over = risk.over_budget if risk is not None else None
    if over is None:
        return None
    says = say("Budget may be exceeded") if over > 0 else say("Within the budget in every case")
    return Check(
        id="budget", state="warning" if over > 0 else "ok", says=says, figure=figures.percent(over), page="compare"
    )


def _scores(case: Case, comparison: Comparison) -> Check | None:
    if not case.brief.criteria:
        return None
    names = [offer.id for offer in case.offers if offer.is_ranked_kind]
    wanted = len(names) * len(case.brief.criteria)
    missing = sum(len(comparison.offers[name].unscored) for name in names)
    figure = say("{given} of {wanted}", given=wanted - missing, wanted=wanted)
    if missing:
        says = counted("1 score is missing", "{n} scores are missing", missing)
        return Check(id="scores", state="warning", says=says, figure=figure, page="score")
    return Check(id="scores", state="ok", says=say("Scores complete"), figure=figure, page="score")


def _must_haves(case: Case, comparison: Comparison) -> Check | None:
    chosen = comparison.recommendation.awarded or comparison.recommendation.offer
    if not case.brief.must_haves or chosen is None:
        return None
    lacking = comparison.offers[chosen].missing_must_haves
    if lacking:
        says = say("The recommended offer lacks a must-have")
        return Check(id="must", state="error", says=says, figure=str(len(lacking)), page="score")
    figure = counted("1 of 1", "{n} of {n}", len(case.brief.must_haves))
    return Check(id="must", state="ok", says=say("Must-haves met"), figure=figure, page="score")


def _sources(comparison: Comparison) -> Check:
    count = len(comparison.unsourced)
    if count:
        says = counted("1 assumption has no source", "{n} assumptions have no source", count)
        return Check(id="sources", state="warning", says=says, figure=str(count), page="brief")
    return Check(id="sources", state="ok", says=say("Every assumption has a source"), page="brief")


def _validity(case: Case, comparison: Comparison, figures: Figures) -> Check | None:
    """Return the quote that ends first among the ranked ones, if it ends soon."""
    names = keys(case)
    dated = [
        (offer.valid_until, offer.id) for offer in case.offers if offer.valid_until and offer.id in comparison.ranking
    ]
    if not dated:
        return None
    until, offer = min(dated)
    left = (until - case.brief.as_of).days
    if left > SOON.days:
        return None
    says = say("The quote of {name} ends {day}", name=names[offer].short, day=figures.date(until))
    if left < 0:
        return Check(id="valid", state="warning", says=says, figure=say("expired"), page="quotes")
    return Check(id="valid", state="info", says=says, figure=counted("1 day", "{n} days", left), page="quotes")


def _route(case: Case) -> Check:
    if case.brief.route:
        figure = counted("1 person", "{n} people", len(case.brief.route))
        return Check(id="route", state="ok", says=say("The route of signatures is set"), figure=figure)
    return Check(id="route", state="info", says=say("No route is set: anybody may sign"), figure="")
