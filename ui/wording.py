"""A comparison in the window's words: its sheets, its sentences, and the records its charts are drawn from."""

from dataclasses import replace
from datetime import datetime

from cdmo_desk.contract.dossier import Line
from cdmo_desk.contract.offer import Offer
from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.sheets import (
    EN,
    Cell,
    Column,
    Figures,
    Row,
    Sheet,
    bridge,
    cautions,
    cost,
    decision,
    matrix,
    measures,
    offer_parts,
    sources,
    terms,
)
from cdmo_desk.sheets import ranking as ranked
from cdmo_desk.sheets.figures import DASH
from cdmo_desk.sheets.naming import Key, first_gate, keys, last_year, listed, scope_title, years
from cdmo_desk.speech import counted, say, within
from ui.charted import bars, curves, points, stacks, steps
from ui.figured import MILLION, Figured, Lazily, OfferWords


def figured(case: Case, comparison: Comparison, at: datetime, seconds: float, figures: Figures = EN) -> Figured:
    """Return all that the window shows of a case."""
    span = years(case)
    when = span[0] if len(span) == 1 else say("{first} to {last}", first=span[0], last=span[-1])
    return Figured(
        case=case,
        comparison=comparison,
        at=at,
        seconds=seconds,
        trials=comparison.trials,
        unit=f"M {comparison.currency}",
        ranking=_ranked(ranked.ranking(case, comparison, figures), case, comparison),
        matrix=matrix.matrix(case, comparison, figures),
        gaps=_named_shorter(matrix.gaps(case, comparison, figures)),
        bridge=bridge.bridge(case, comparison, figures),
        owed=owed(case, comparison, figures),
        warnings=cautions.cautions(case, comparison, figures),
        offers=offers(case, comparison, figures),
        by_year=cost.by_year(case, comparison, figures),
        verdict=verdict(case, comparison, figures),
        levelled=levelled(case, comparison, figures),
        quoted=quoted(case, figures),
        chosen=measures.chosen(comparison) or "",
        words=_offers(case, comparison, figures),
        stacks=stacks(case, comparison, figures),
        curves=curves(case, comparison),
        points=points(case, comparison),
        bars=bars(case, comparison, figures),
        budget=None
        if case.brief.budget is None
        else (case.brief.budget / MILLION, say("Budget {sum}", sum=figures.short(case.brief.budget / MILLION, 1))),
        span=when,
        items=tuple(
            (item.title if item.required else say("{item} (not required)", item=item.title), item.id)
            for item in case.brief.scope
        ),
        status=_status(case, comparison, at, seconds, when=when, figures=figures),
    )


def verdict(case: Case, comparison: Comparison, figures: Figures = EN) -> tuple[str, ...]:
    """Return what the rule gives, and then what must be known before it is believed."""
    found = comparison.recommendation
    lead, first = decision.verdict(case, comparison, figures)
    if found.offer and found.runner_up and found.margin is not None and found.rule != "weighted":
        error = f" {figures.error(found.margin_error)}" if found.margin_error is not None else ""
        lead = say(
            "{verdict}: {cost}, {by} M below {other}.",
            verdict=lead.rstrip("."),
            cost=figures.money(measures.present_cost(comparison.offers[found.offer]), comparison.currency),
            by=f"{figures.millions(found.margin)}{error}",
            other=keys(case)[found.runner_up].name,
        )
    return (lead, *first)


def levelled(case: Case, comparison: Comparison, figures: Figures = EN) -> tuple[str, ...]:
    """Return how many gaps there are and how much rests on what stands in for them."""
    gaps = [(offer, plug) for offer in comparison.offers.values() for plug in offer.gaps.values()]
    if not gaps:
        return (say("No offer leaves out what is required."),)
    share = max(
        (
            offer.base.by_category.get("scope_gap", 0.0) / offer.base.cost
            for offer in comparison.offers.values()
            if offer.base.cost
        ),
        default=0.0,
    )
    total = sum(offer.base.by_category.get("scope_gap", 0.0) for offer in comparison.offers.values())
    first = say(
        "{gaps}, plugged with {sum} of ours; at most {share} of any total rests on plugs.",
        gaps=counted("{n} gap", "{n} gaps", len(gaps)),
        sum=figures.money(total, comparison.currency),
        share=figures.percent(share),
    )
    everywhere = [
        scope_title(case, item.id)
        for item in case.brief.scope
        if item.required
        and all(item.id in comparison.offers[offer.id].gaps for offer in case.offers if offer.is_ranked_kind)
    ]
    return (first, say("No offer prices {items}.", items=listed(everywhere)) if everywhere else "")


def quoted(case: Case, figures: Figures = EN) -> tuple[str, ...]:
    """Return how many offers there are and which expires first."""
    if not case.offers:
        return (say("No offers yet."), "")
    suppliers = {offer.supplier for offer in case.offers if offer.is_ranked_kind}
    ours = len(case.offers) - sum(offer.is_ranked_kind for offer in case.offers)
    count = counted("{n} offer", "{n} offers", len(case.offers))
    them = counted("{n} supplier", "{n} suppliers", len(suppliers))
    first = say("{offers}, from {suppliers}.", offers=count, suppliers=them)
    if ours:
        first = say("{offers}, from {suppliers} and the own plant.", offers=count, suppliers=them)
    dated = sorted(
        (offer.valid_until, offer.supplier)
        for offer in case.offers
        if offer.valid_until and not offer.expired(case.brief.as_of)
    )
    gone = [keys(case)[offer.id].name for offer in case.offers if offer.expired(case.brief.as_of)]
    second = ""
    if gone:
        second = say("No longer valid: {offers}.", offers=listed(gone))
    elif dated:
        day, supplier = dated[0]
        second = counted(
            "First to expire: {supplier}, {day}, in {n} day.",
            "First to expire: {supplier}, {day}, in {n} days.",
            (day - case.brief.as_of).days,
            supplier=supplier,
            day=figures.date(day),
        )
    return (first, second)


def offers(case: Case, comparison: Comparison, figures: Figures = EN) -> Sheet:
    """Return the list of the offers: who, kind, contract value, state and validity."""
    rows = []
    for key in keys(case).values():
        offer, found = case.offer(key.offer), comparison.offers[key.offer]
        gaps = len(found.gaps)
        state = counted("{n} gap", "{n} gaps", gaps) if gaps else say("complete")
        if not offer.is_ranked_kind:
            state = say("reference")
        until = say("to {day}", day=figures.date(offer.valid_until)) if offer.valid_until else ""
        if offer.expired(case.brief.as_of):
            until = say("expired {day}", day=figures.date(offer.valid_until))
        rows.append(
            Row(
                (
                    Cell(
                        f"{key.letter} {key.supplier}\n{key.kind}, {offer.currency or case.brief.currency}",
                        key.letter,
                        "offer",
                    ),
                    Cell(figures.millions(found.base.contract), found.base.contract),
                    Cell(f"{state}\n{until}" if until else state, gaps),
                ),
                "",
                key.offer,
            )
        )
    return Sheet(
        id="offers",
        title=say("Offers"),
        note=say("At our volumes, base case."),
        columns=(
            Column("offer", say("Offer")),
            Column("contract", f"M {comparison.currency}", "", "right"),
            Column("state", say("State")),
        ),
        rows=tuple(rows),
    )


def owed(case: Case, comparison: Comparison, figures: Figures = EN) -> Sheet:
    """Return what each offer is still owed if the programme stops at a gate, and what it asks after the horizon."""
    known = keys(case)
    gates = case.brief.gates_in_order()
    rows = []
    for name in measures.in_order(comparison):
        offer = comparison.offers[name]
        beyond = offer.risk.beyond_horizon if offer.risk else offer.base.beyond_horizon
        amounts = [*(measures.still_owed(case, offer, gate.name) for gate in gates), beyond]
        cells = (
            Cell(DASH, None, "muted")
            if value is None
            else Cell(figures.millions(value), value, "" if value else "muted")
            for value in amounts
        )
        rows.append(Row((known[name].cell, *cells), "", name))
    unit = f"M {comparison.currency}"
    return Sheet(
        id="owed",
        title=say("Still owed"),
        columns=(
            Column("offer", say("Offer")),
            *(
                Column(f"gate {number}", say("{gate} fails", gate=gate.name), unit, "right")
                for number, gate in enumerate(gates)
            ),
            Column("beyond", say("After {year}", year=last_year(case)), unit, "right"),
        ),
        rows=tuple(rows),
    )


def _offers(case: Case, comparison: Comparison, figures: Figures) -> Lazily:
    """Return each offer in words, made when it is looked at."""
    known = keys(case)
    return Lazily(known, lambda offer: _offer(case, comparison, known[offer], figures=figures))


def _offer(case: Case, comparison: Comparison, key: Key, *, figures: Figures) -> OfferWords:
    offer, base = case.offer(key.offer), comparison.offers[key.offer].base
    held = sources.files(case, comparison, figures)
    files = Sheet(
        id="files",
        title=say("Files"),
        note=held.note,
        columns=held.columns[1:],
        rows=tuple(Row(row.cells[1:], row.tone, row.offer) for row in held.rows if row.offer == key.offer),
    )
    return OfferWords(
        offer=key.offer,
        letter=key.letter,
        name=key.name,
        supplier=key.supplier,
        title=key.title,
        terms=bridge.why(case, comparison, key.offer, figures),
        priced=terms.terms(case, comparison, key.offer, figures),
        risks=offer_parts.risks(case, comparison, key.offer, figures),
        capabilities=offer_parts.capabilities(case, key.offer),
        topics=offer_parts.clauses(case, key.offer),
        lines=sources.lines(case, comparison, key.offer, figures, short=True),
        files=files,
        steps=steps(base, figures),
        origins=_origins(case, offer),
    )


def _origins(case: Case, offer: Offer) -> dict[str, tuple[str, ...]]:
    """Return for each item of the scope the lines that became its terms, with their cells."""
    made = {}
    for item in case.brief.scope:
        terms = {term.id for term in offer.terms if term.id and getattr(term, "scope", None) == item.id}
        made[item.id] = tuple(
            f"{_cell_of(line)}  {line.description}" for line in offer.lines if line.becomes.term in terms
        )
    return made


def _cell_of(line: Line) -> str:
    """Return sheet and cell of a line's price."""
    cell = next((line.cells[name] for name in ("amount", "unit_price", "description") if name in line.cells), "")
    return " ".join(part for part in (line.sheet, cell) if part) or line.file or ""


def _named_shorter(sheet: Sheet) -> Sheet:
    """Return the gaps with a short head for what the offer says."""
    names = {"state": say("State")}
    columns = tuple(replace(column, title=names.get(column.id, column.title)) for column in sheet.columns)
    return replace(sheet, columns=columns)


def _ranked(sheet: Sheet, case: Case, comparison: Comparison) -> Sheet:
    """Return the ranking as the window reads it: rank first, the offer with its kind, columns under shared heads."""
    titles = {column.id: column.title for column in sheet.columns}
    ids = [name for name in titles if name != "measure" or titles[name] != titles.get("present")]
    found = sheet.pick("rank", *(name for name in ids if name != "rank"))
    unit, gate = f"M {comparison.currency}", first_gate(case)
    base, present = say("Base case, {unit}", unit=unit), say("Present cost, {unit}", unit=unit)
    heads = {
        "stated": (say("Stated"), base),
        "contract": (say("Our volumes"), base),
        "cash": (say("Cash"), base),
        "cost": (say("Cost"), base),
        "likely": (say("Likely"), say("If it succeeds")),
        "bad": (say("1 in 10"), say("If it succeeds")),
        "present": (say("Mean"), present),
        "error": ("±", present),
        "worst": (say("Worst 5 %"), present),
        "cheapest": (say("Cheapest"), say("Chance, %")),
        "budget": (say("> budget"), say("Chance, %")),
        "score": (say("Score"), ""),
    }
    if gate:
        fails = say("If it stops")
        heads |= {"stops": (say("Cash"), fails), "owed": (say("Still owed"), fails)}
    columns = tuple(
        replace(column, title=heads[column.id][0], unit=heads[column.id][1]) if column.id in heads else column
        for column in found.columns
    )
    place = next(number for number, column in enumerate(columns) if column.id == "offer")
    known = keys(case)

    def kinded(row: Row) -> Row:
        cell = row.cells[place]
        named = replace(cell, text=f"{cell.text}\t{within(known[row.offer].kind)}")
        return replace(row, cells=(*row.cells[:place], named, *row.cells[place + 1 :]))

    return replace(found, columns=columns, rows=tuple(kinded(row) for row in found.rows))


def _status(
    case: Case, comparison: Comparison, at: datetime, seconds: float, *, when: str, figures: Figures
) -> tuple[str, ...]:
    trials = say("base case")
    if comparison.trials:
        trials = say("{n} trials, seed {seed}", n=figures.full(comparison.trials), seed=comparison.seed)
    return (
        f"{comparison.currency}, {when}",
        say("Present cost at {rate}", rate=figures.share(case.brief.discount_rate)),
        say(
            "{trials}, computed {time} in {seconds} s",
            trials=trials,
            time=f"{at:%H:%M}",
            seconds=figures.number(seconds, 1),
        ),
    )
