"""The words of the page that is signed: what is asked, why, what would change it, and what it rests on."""

from dataclasses import dataclass

from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import Comparison, Recommendation
from cdmo_desk.sheets import measures
from cdmo_desk.sheets.changes import Change, changes, changes_note
from cdmo_desk.sheets.figures import EN, Figures
from cdmo_desk.sheets.footing import open_points, others, rests_on
from cdmo_desk.sheets.naming import Key, capability, keys, listed, years
from cdmo_desk.sheets.ranking import RULES
from cdmo_desk.sheets.reasons import Reason, reasons
from cdmo_desk.sheets.sheet import Sentence, Span, sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the first page says, in the order in which it says it.

    `first` is what must be known before anything else (cash and cost disagree, a person decided otherwise, nothing
    was simulated); `offer` the id of the offer it is about, None where there is none.
    """

    offer: str | None
    asks: Sentence
    first: tuple[str, ...]
    reasons: tuple[Reason, ...]
    rule: str
    others: tuple[str, ...]
    changes: tuple[Change, ...]
    changes_note: str
    rests_on: tuple[str, ...]
    open_points: tuple[str, ...]


def decision(case: Case, comparison: Comparison, figures: Figures = EN) -> Decision:
    """Return the words of the first page."""
    offer = measures.chosen(comparison)
    return Decision(
        offer=offer,
        asks=_asks(case, comparison, figures),
        first=tuple(_first(case, comparison, figures)),
        reasons=reasons(case, comparison, figures),
        rule=_rule(case, comparison, figures),
        others=others(case, comparison, figures),
        changes=changes(case, comparison, figures),
        changes_note=changes_note(case, comparison, figures),
        rests_on=rests_on(case, comparison, figures),
        open_points=open_points(case, comparison, figures),
    )


def _asks(case: Case, comparison: Comparison, figures: Figures) -> Sentence:
    """Return what the reader is asked to approve."""
    name = measures.chosen(comparison)
    span = years(case)
    when = span[0] if len(span) == 1 else f"{span[0]} to {span[-1]}"
    product = case.brief.product or case.brief.title
    if name is None:
        return sentence(Span("Nothing can be awarded yet.", strong=True), f" {_why_none(case, comparison)}")
    offer, key = comparison.offers[name], keys(case)[name]
    currency = comparison.currency
    parts: list[str | Span] = [
        f"Approve the award of {product}, {when}, to ",
        Span(f"{key.supplier} ({key.letter})", strong=True),
        f": {_contract(key)}. ",
    ]
    cash = figures.money(measures.expected_cash(offer), currency, 1)
    parts += ["Expected cash " if offer.risk else "Cash in the base case ", Span(cash, strong=True)]
    bad = measures.bad_cash(offer)
    if bad is not None:
        parts.append(f", in a bad case {figures.money(bad, currency, 1)}")
    if case.brief.budget is not None:
        parts.append(f", budget {figures.money(case.brief.budget, currency, 1)}")
    return sentence(*parts, ".")


def _contract(key: Key) -> str:
    """Return kind and title of a contract, once where the title says the kind."""
    kind, title = key.kind.lower(), _lowered(key.title)
    if not title:
        return kind
    return title if title.lower().startswith(kind) else f"{kind}, {title}"


def _lowered(title: str) -> str:
    """Return a title as it stands within a sentence: lower case unless it starts with a name or an abbreviation."""
    word = title.split(" ", 1)[0]
    return title[:1].lower() + title[1:] if word[1:].islower() and word[:1].isupper() else title


def _why_none(case: Case, comparison: Comparison) -> str:
    if not case.offers:
        return "No offer has been received."
    known = keys(case)
    lacking: dict[str, list[str]] = {}
    parts = []
    for name, offer in comparison.offers.items():
        if not case.offer(name).is_ranked_kind:
            parts.append(f"{known[name].name} is an in-house reference")
        elif offer.missing_must_haves:
            lacks = listed([capability(case, item) for item in offer.missing_must_haves])
            lacking.setdefault(lacks, []).append(known[name].name)
    said = [f"{listed(names)} {'lack' if len(names) > 1 else 'lacks'}: {lacks}" for lacks, names in lacking.items()]
    number = len(case.offers)
    head = "The only offer cannot be ranked" if number == 1 else f"None of {number} offers can be ranked"
    return f"{head}. {'; '.join([*said, *parts])}."


def _first(case: Case, comparison: Comparison, figures: Figures) -> list[str]:
    """Return what must be known before the reasons are read."""
    said = []
    known = keys(case)
    found = comparison.recommendation
    by_cost = min(comparison.ranking, key=lambda name: measures.present_cost(comparison.offers[name]), default=None)
    if found.by_cash and by_cost and found.by_cash != by_cost:
        said.append(_disagreement(comparison, known, found.by_cash, by_cost, figures))
    if _differs(found):
        said.append(_otherwise(comparison, known, figures))
    if not comparison.trials:
        said.append("No simulation was run: all figures are those of the base case, and nothing is said of risk.")
    unknown = [known[name].name for name in comparison.ranking if comparison.offers[name].unknown_gaps]
    if unknown:
        said.append(f"Totals of {listed(unknown)} leave out work that nobody has priced; they are marked >.")
    if len(comparison.ranking) == 1:
        said.append("Only one offer is ranked: nothing is compared with it.")
    return said


def _disagreement(comparison: Comparison, known: dict[str, Key], by_cash: str, by_cost: str, figures: Figures) -> str:
    cash, cost = comparison.offers[by_cash], comparison.offers[by_cost]
    currency = comparison.currency
    less_cash = measures.expected_cash(cost) - measures.expected_cash(cash)
    less_cost = measures.present_cost(cash) - measures.present_cost(cost)
    return (
        f"Cash and cost disagree: {known[by_cash].name} takes {figures.money(less_cash, currency)} less cash than "
        f"{known[by_cost].name}, and costs {figures.money(less_cost, currency)} more in present cost, "
        "which counts time, delay and shortfall."
    )


def _otherwise(comparison: Comparison, known: dict[str, Key], figures: Figures) -> str:
    found = comparison.recommendation
    awarded = known[found.awarded or ""]
    rule = f"The rule gives {known[found.offer].name}" if found.offer else "The rule gives no offer"
    text = f"{rule}; a person decided for {awarded.name}"
    if found.offer:
        dearer = measures.present_cost(comparison.offers[awarded.offer]) - measures.present_cost(
            comparison.offers[found.offer]
        )
        word = "more" if dearer >= 0 else "less"
        text += f", which costs {figures.money(abs(dearer), comparison.currency)} {word} in present cost"
    if not comparison.offers[awarded.offer].ranked:
        text += " and is not ranked"
    return f"{text}. Reason given: {_ended(found.reason)}" if found.reason else f"{text}. No reason is given."


def _rule(case: Case, comparison: Comparison, figures: Figures) -> str:
    """Return which rule holds and what it gives."""
    rule = case.brief.rule
    fixed = f", was fixed on {figures.long_date(rule.fixed_on)}" if rule.fixed_on else ""
    words = RULES[rule.rule]
    if rule.rule == "weighted":
        words += f" (price {figures.share(rule.price_weight)})"
    found = comparison.recommendation
    if found.offer is None:
        return f"The award rule, {words}{fixed}, gives no offer."
    gives = f"gives {keys(case)[found.offer].name}"
    reason = f" Reason given for the award: {_ended(found.reason)}" if found.reason and not _differs(found) else ""
    return f"The award rule, {words}{fixed}, {'and ' if fixed else ''}{gives}.{reason}"


def _differs(found: Recommendation) -> bool:
    """Say whether a person decided for another offer than the rule gives."""
    return found.awarded is not None and found.awarded != found.offer


def _ended(text: str) -> str:
    """Return a person's sentence with a stop at its end."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
