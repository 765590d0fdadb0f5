"""What changed between two evaluations: of two revisions of a case, of a case and a what-if, of before and after."""

from dataclasses import dataclass

from cdmo_desk.evaluation.results import Comparison, OfferFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A figure before and after; None where there was or is none."""

    before: float | None
    after: float | None

    @property
    def by(self) -> float | None:
        """Return by how much it moved, None where it stands on one side only."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferMoved:
    """An offer in both evaluations, or in one of them.

    `rank` counts from 1, None where it is not ranked; `mean` is mean present cost (of the base case without a
    simulation), `p90` that of present cost; `gaps` the number of scope gaps; `terms` what each place of the contract
    asks for in the base case, where it moved (place -> before, after).
    """

    rank: Moved
    contract: Moved
    cash: Moved
    mean: Moved
    p90: Moved
    bad_cash: Moved
    score: Moved
    gaps: Moved
    terms: dict[str, Moved]

    @property
    def state(self) -> str:
        """Return `new`, `gone` or `kept`."""
        return "new" if self.cash.before is None else "gone" if self.cash.after is None else "kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changed from one evaluation to another: every offer, the ranking, and what the award rule gives."""

    offers: dict[str, OfferMoved]
    ranking_before: tuple[str, ...]
    ranking_after: tuple[str, ...]
    recommended_before: str | None
    recommended_after: str | None
    margin: Moved
    evpi: Moved
    currencies: tuple[str, str]
    rules: tuple[str, str]

    @property
    def choice_changes(self) -> bool:
        """Say whether the rule gives another offer."""
        return self.recommended_before != self.recommended_after


def difference(before: Comparison, after: Comparison) -> Difference:
    """Return what changed; offers go by their ids."""
    names = dict.fromkeys((*before.offers, *after.offers))
    return Difference(
        offers={name: _offer(name, before, after) for name in names},
        ranking_before=before.ranking,
        ranking_after=after.ranking,
        recommended_before=before.recommendation.offer,
        recommended_after=after.recommendation.offer,
        margin=Moved(before=before.recommendation.margin, after=after.recommendation.margin),
        evpi=Moved(before=before.evpi, after=after.evpi),
        currencies=(before.currency, after.currency),
        rules=(before.recommendation.rule, after.recommendation.rule),
    )


def _offer(name: str, before: Comparison, after: Comparison) -> OfferMoved:
    old, new = before.offers.get(name), after.offers.get(name)

    def moved(figure: str) -> Moved:
        return Moved(before=_figure(old, figure), after=_figure(new, figure))

    return OfferMoved(
        rank=Moved(before=_rank(name, before), after=_rank(name, after)),
        contract=moved("contract"),
        cash=moved("cash"),
        mean=moved("mean"),
        p90=moved("p90"),
        bad_cash=moved("bad_cash"),
        score=moved("score"),
        gaps=moved("gaps"),
        terms=_terms(old, new),
    )


def _rank(name: str, found: Comparison) -> float | None:
    return float(found.ranking.index(name) + 1) if name in found.ranking else None


def _figure(offer: OfferFigures | None, figure: str) -> float | None:
    if offer is None:
        return None
    risk = offer.risk
    found = {
        "contract": offer.base.contract,
        "cash": offer.base.cash if risk is None else risk.cash.mean,
        "mean": offer.base.present_cost if risk is None else risk.present_cost.mean,
        "p90": None if risk is None else risk.present_cost.p90,
        "bad_cash": None if risk is None or risk.succeeds is None else risk.succeeds["cash"].p90,
        "score": offer.score,
        "gaps": float(len(offer.gaps)),
    }
    return found[figure]


def _terms(old: OfferFigures | None, new: OfferFigures | None) -> dict[str, Moved]:
    """Return what each place asks for in the base case, where it moved by half a unit of money or more."""
    if old is None or new is None:
        return {}
    before = {place: sum(amounts.values()) for place, amounts in old.base.by_term.items()}
    after = {place: sum(amounts.values()) for place, amounts in new.base.by_term.items()}
    return {
        place: Moved(before=before.get(place), after=after.get(place))
        for place in dict.fromkeys((*before, *after))
        if abs(before.get(place, 0.0) - after.get(place, 0.0)) >= 0.5  # noqa: PLR2004 - half a unit of money
    }
