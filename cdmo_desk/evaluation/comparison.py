"""The whole evaluation of a case: base case, stresses, crossovers, simulation, scorecard, award rule, warnings."""

from collections.abc import Mapping
from importlib.metadata import version

from cdmo_desk.contract.offer import Offer
from cdmo_desk.document import Case
from cdmo_desk.evaluation.award import pareto, ranking, recommendation
from cdmo_desk.evaluation.basecase import base_figures, stress_figures
from cdmo_desk.evaluation.cautions import cautions, unsourced
from cdmo_desk.evaluation.crossover import crossovers
from cdmo_desk.evaluation.exposure import foreign_share, register, uncapped
from cdmo_desk.evaluation.levelling import plugs
from cdmo_desk.evaluation.results import Comparison, OfferFigures, Plug, RiskFigures
from cdmo_desk.evaluation.scorecard import is_ranked, missing_must_haves, score, unscored
from cdmo_desk.evaluation.simulation import SEED, TRIALS, contest, risk_figures, simulate
from cdmo_desk.evaluation.valuation import value
from cdmo_desk.programme.brief import Brief
from cdmo_desk.programme.likely import likely

Known = dict[str, tuple[Brief, Offer, Mapping[str, Plug], OfferFigures]]
"""The base case of each offer as it was last reckoned, with all that it rested on."""


def compare(
    case: Case, *, trials: int = TRIALS, seed: int = SEED, traced: bool = True, known: Known | None = None
) -> Comparison:
    """Evaluate a case. Without trials there are no risk figures and the rule goes by the base case.

    Without `traced` there are no crossovers. `known` keeps the base case of offers between evaluations without
    trials: an offer that rests on what it rested on before is not reckoned again.
    """
    brief, offers = case.brief, case.offers
    gaps = plugs(brief, offers)
    simulation = simulate(brief, offers, gaps, trials, seed) if trials > 0 else None
    ranked = tuple(offer.id for offer in offers if is_ranked(brief, offer))
    against = None if simulation is None else contest(simulation, ranked)
    risks: dict[str, RiskFigures] = {}
    if simulation is not None and against is not None:
        risks = {offer.id: risk_figures(brief, simulation, offer.id, against) for offer in offers}
    kept = known if known is not None and simulation is None else {}
    figures = {offer.id: _known(kept, brief, offer, gaps[offer.id], risks.get(offer.id)) for offer in offers}
    found, jumps = crossovers(brief, offers, gaps) if traced else ({}, {})
    bare = unsourced(case)
    return Comparison(
        version=version("cdmo-desk"),
        trials=trials,
        seed=None if simulation is None else seed,
        currency=brief.currency,
        offers=figures,
        ranking=ranking(brief, figures),
        crossovers=found,
        jumps=jumps,
        evpi=None if against is None else against.evpi,
        pareto=pareto(figures),
        recommendation=recommendation(brief, figures, simulation),
        warnings=cautions(case, gaps, bare),
        unsourced=bare,
    )


def _known(kept: Known, brief: Brief, offer: Offer, gaps: Mapping[str, Plug], risk: RiskFigures | None) -> OfferFigures:
    """Return the figures of an offer: those known where nothing changed that they rest on."""
    before = kept.get(offer.id)
    if before is not None and before[:3] == (brief, offer, gaps):
        return before[3]
    made = _figures(brief, offer, gaps, risk)
    kept[offer.id] = (brief, offer, gaps, made)
    return made


def _figures(brief: Brief, offer: Offer, gaps: Mapping[str, Plug], risk: RiskFigures | None) -> OfferFigures:
    base = likely(brief)
    return OfferFigures(
        base=base_figures(brief, offer, gaps, base),
        gaps=dict(gaps),
        score=score(brief, offer),
        unscored=unscored(brief, offer),
        missing_must_haves=missing_must_haves(brief, offer),
        ranked=is_ranked(brief, offer),
        stress={stress.name: stress_figures(brief, offer, gaps, stress) for stress in brief.stresses},
        risk=risk,
        register=register(brief, offer),
        uncapped=uncapped(offer),
        foreign_share=foreign_share(brief, offer, value(brief, offer, gaps, base)),
    )
