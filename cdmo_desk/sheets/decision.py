"""The words of the page that is signed: what is asked, why, what would change it, and what it rests on."""

from dataclasses import dataclass

from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import Comparison, Recommendation
from cdmo_desk.sheets import measures
from cdmo_desk.sheets.changes import Change, changes, changes_note
from cdmo_desk.sheets.figures import EN, Figures
from cdmo_desk.sheets.footing import open_points, others, rests_on
from cdmo_desk.sheets.naming import Key, capability, keys, listed, within, years
from cdmo_desk.sheets.ranking import RULES
from cdmo_desk.sheets.reasons import Reason, reasons
from cdmo_desk.sheets.sheet import Sentence, Span, sentence
from cdmo_desk.speech import counted, say


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


def verdict(case: Case, comparison: Comparison, figures: Figures = EN) -> tuple[str, tuple[str, ...]]:
    """Return what the rule gives and what must be known first, without what takes longer to find."""
    return _rule(case, comparison, figures), tuple(_first(case, comparison, figures))


def _asks(case: Case, comparison: Comparison, figures: Figures) -> Sentence:
    """Return what the reader is asked to approve."""
    name = measures.chosen(comparison)
    span = years(case)
    when = span[0] if len(span) == 1 else say("{first} to {last}", first=span[0], last=span[-1])
    product = case.brief.product or case.brief.title
    if name is None:
        return sentence(Span(say("Nothing can be awarded yet."), strong=True), f" {_why_none(case, comparison)}")
    offer, key = comparison.offers[name], keys(case)[name]
    currency = comparison.currency
    parts: list[str | Span] = [
        say("Approve the award of {product}, {when}, to ", product=product, when=when),
        Span(f"{key.supplier} ({key.letter})", strong=True),
        f": {_contract(key)}. ",
    ]
    cash = figures.money(measures.expected_cash(offer), currency, 1)
    parts += [say("Expected cash ") if offer.risk else say("Cash in the base case "), Span(cash, strong=True)]
    bad = measures.bad_cash(offer)
    if bad is not None:
        parts.append(say(", in a bad case {bad}", bad=figures.money(bad, currency, 1)))
    if case.brief.budget is not None:
        parts.append(say(", budget {budget}", budget=figures.money(case.brief.budget, currency, 1)))
    return sentence(*parts, ".")


def _contract(key: Key) -> str:
    """Return kind and title of a contract, once where the title says the kind."""
    kind, title = within(key.kind), _lowered(key.title)
    if not title:
        return kind
    return title if title.lower().startswith(kind) else f"{kind}, {title}"


def _lowered(title: str) -> str:
    """Return a title as it stands within a sentence: lower case unless it starts with a name or an abbreviation."""
    word = title.split(" ", 1)[0]
    return title[:1].lower() + title[1:] if word[1:].islower() and word[:1].isupper() else title


def _why_none(case: Case, comparison: Comparison) -> str:
    if not case.offers:
        return say("No offer has been received.")
    known = keys(case)
    lacking: dict[str, list[str]] = {}
    parts = []
    for name, offer in comparison.offers.items():
        if not case.offer(name).is_ranked_kind:
            parts.append(say("{name} is an in-house reference", name=known[name].name))
        elif offer.missing_must_haves:
            lacks = listed([capability(case, item) for item in offer.missing_must_haves])
            lacking.setdefault(lacks, []).append(known[name].name)
    said = [
        counted("{names} lacks: {lacks}", "{names} lack: {lacks}", len(names), names=listed(names), lacks=lacks)
        for lacks, names in lacking.items()
    ]
    number = len(case.offers)
    head = (
        say("The only offer cannot be ranked")
        if number == 1
        else say("None of {number} offers can be ranked", number=number)
    )
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
        said.append(say("No simulation was run: all figures are those of the base case, and nothing is said of risk."))
    unknown = [known[name].name for name in comparison.ranking if comparison.offers[name].unknown_gaps]
    if unknown:
        said.append(
            say("Totals of {names} leave out work that nobody has priced; they are marked >.", names=listed(unknown))
        )
    if len(comparison.ranking) == 1:
        said.append(say("Only one offer is ranked: nothing is compared with it."))
    return said


def _disagreement(comparison: Comparison, known: dict[str, Key], by_cash: str, by_cost: str, figures: Figures) -> str:
    cash, cost = comparison.offers[by_cash], comparison.offers[by_cost]
    currency = comparison.currency
    less_cash = measures.expected_cash(cost) - measures.expected_cash(cash)
    less_cost = measures.present_cost(cash) - measures.present_cost(cost)
    return say(
        "Cash and cost disagree: {name} takes {less_cash} less cash than {name2}, and costs "
        "{less_cost} more in present cost, which counts time, delay and shortfall.",
        name=known[by_cash].name,
        less_cash=figures.money(less_cash, currency),
        name2=known[by_cost].name,
        less_cost=figures.money(less_cost, currency),
    )


def _otherwise(comparison: Comparison, known: dict[str, Key], figures: Figures) -> str:
    found = comparison.recommendation
    awarded = known[found.awarded or ""]
    rule = say("The rule gives {name}", name=known[found.offer].name) if found.offer else say("The rule gives no offer")
    text = say("{rule}; a person decided for {name}", rule=rule, name=awarded.name)
    if found.offer:
        dearer = measures.present_cost(comparison.offers[awarded.offer]) - measures.present_cost(
            comparison.offers[found.offer]
        )
        money = figures.money(abs(dearer), comparison.currency)
        text += (
            say(", which costs {money} more in present cost", money=money)
            if dearer >= 0
            else say(", which costs {money} less in present cost", money=money)
        )
    if not comparison.offers[awarded.offer].ranked:
        text += say(" and is not ranked")
    return (
        say("{text}. Reason given: {reason}", text=text, reason=_ended(found.reason))
        if found.reason
        else say("{text}. No reason is given.", text=text)
    )


def _rule(case: Case, comparison: Comparison, figures: Figures) -> str:
    """Return which rule holds and what it gives."""
    rule = case.brief.rule
    fixed = say(", was fixed on {fixed_on}", fixed_on=figures.long_date(rule.fixed_on)) if rule.fixed_on else ""
    words = say(RULES[rule.rule])
    if rule.rule == "weighted":
        words += say(" (price {price_weight})", price_weight=figures.share(rule.price_weight))
    found = comparison.recommendation
    if found.offer is None:
        return say("The award rule, {words}{fixed}, gives no offer.", words=words, fixed=fixed)
    name = keys(case)[found.offer].name
    gives = say("and gives {name}", name=name) if fixed else say("gives {name}", name=name)
    reason = (
        say(" Reason given for the award: {reason}", reason=_ended(found.reason))
        if found.reason and not _differs(found)
        else ""
    )
    return say(
        "The award rule, {words}{fixed}, {gives}.{reason}",
        words=words,
        fixed=fixed,
        gives=gives,
        reason=reason,
    )


def _differs(found: Recommendation) -> bool:
    """Say whether a person decided for another offer than the rule gives."""
    return found.awarded is not None and found.awarded != found.offer


def _ended(text: str) -> str:
    """Return a person's sentence with a stop at its end."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
