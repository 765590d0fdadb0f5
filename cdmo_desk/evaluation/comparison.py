"""The whole evaluation of a case: base case, stresses, crossovers, simulation, scorecard, award rule, warnings."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from importlib.metadata import version

from cdmo_desk.contract.offer import Offer
from cdmo_desk.document import Case
from cdmo_desk.evaluation.award import pareto, ranking, recommendation
from cdmo_desk.evaluation.basecase import Stresses, base_figures
from cdmo_desk.evaluation.cautions import cautions, uncertain, unsourced
from cdmo_desk.evaluation.crossover import Polyline, crossings, crossovers, line
from cdmo_desk.evaluation.exposure import foreign_share, register, uncapped
from cdmo_desk.evaluation.kept import Kept, rests_on
from cdmo_desk.evaluation.levelling import plugs
from cdmo_desk.evaluation.results import Comparison, OfferFigures, Plug, RiskFigures
from cdmo_desk.evaluation.scorecard import is_ranked, missing_must_haves, score, unscored
from cdmo_desk.evaluation.simulation import (
    CORES,
    SEED,
    TRIALS,
    Simulation,
    Unwanted,
    against,
    contest,
    meet,
    programme,
    risk_figures,
    together,
)
from cdmo_desk.evaluation.valuation import value
from cdmo_desk.programme.brief import Brief
from cdmo_desk.programme.likely import likely


def compare(
    case: Case,
    *,
    trials: int = TRIALS,
    seed: int = SEED,
    traced: bool = True,
    kept: Kept | None = None,
    wanted: Callable[[], bool] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Comparison:
    """Evaluate a case. Without trials there are no risk figures and the rule goes by the base case.

    Without `traced` there are no crossovers, and stress tests are reckoned when they are first asked for. `kept` keeps
    what was reckoned for the next evaluation of the case, which then reckons anew only what an edit bears on. `wanted`
    is asked now and then whether to go on, and raises `Unwanted` where it says no; `progress` hears how many trials of
    how many are done.
    """
    brief, offers = case.brief, case.offers
    kept = Kept() if kept is None else kept
    kept.forget(offers)
    gaps = plugs(brief, offers)
    ranked = tuple(offer.id for offer in offers if is_ranked(brief, offer))
    simulation: Simulation | None = None
    risks: dict[str, RiskFigures] = {}
    if trials > 0:
        simulation, risks = _simulated(case, gaps, trials, seed, kept=kept, wanted=wanted, progress=progress)
    among = None if simulation is None else contest(simulation, ranked)
    if among is not None:
        risks = {name: against(among, name, found) for name, found in risks.items()}
    figures: dict[str, OfferFigures] = {}
    for offer in offers:
        _go_on(wanted)
        own = gaps[offer.id]
        base = kept.figures.get(
            offer.id, rests_on(brief, offer, own), partial(_figures, brief, offer, own, lazily=not traced)
        )
        figures[offer.id] = replace(base, risk=risks.get(offer.id))
    lines: dict[str, Polyline] = {}
    for offer in offers if traced else ():
        _go_on(wanted)
        own = gaps[offer.id]
        lines[offer.id] = kept.lines.get(offer.id, rests_on(brief, offer, own), partial(line, brief, offer, own))
    found, jumps = crossovers(
        lines, lambda key, one, other: kept.crossings.get(key, (one, other), partial(crossings, one, other))
    )
    bare = unsourced(case, lambda offer: kept.uncertain.get(offer.id, offer, partial(uncertain, offer)))
    return Comparison(
        version=version("cdmo-desk"),
        trials=trials,
        seed=None if simulation is None else seed,
        currency=brief.currency,
        offers=figures,
        ranking=ranking(brief, figures),
        crossovers=found,
        jumps=jumps,
        evpi=None if among is None else among.evpi,
        pareto=pareto(figures),
        recommendation=recommendation(brief, figures, simulation),
        warnings=cautions(case, gaps, bare),
        unsourced=bare,
    )


def _simulated(
    case: Case,
    gaps: Mapping[str, Mapping[str, Plug]],
    trials: int,
    seed: int,
    *,
    kept: Kept,
    wanted: Callable[[], bool] | None,
    progress: Callable[[int, int], None] | None,
) -> tuple[Simulation, dict[str, RiskFigures]]:
    """Return the simulation and each offer's figures by itself; only offers with a change meet the programme anew."""
    brief, offers = case.brief, case.offers
    met = kept.programme.get("", (brief, trials, seed), lambda: programme(brief, trials, seed))
    keys = {offer.id: rests_on(brief, offer, gaps[offer.id], trials, seed) for offer in offers}
    new = tuple(offer for offer in offers if not kept.trials.knows(offer.id, keys[offer.id]))
    fresh = meet(met, new, gaps, wanted=wanted, progress=progress)
    made = {name: kept.trials.get(name, key, partial(fresh.__getitem__, name)) for name, key in keys.items()}
    simulation = together(met, made)

    def figured(name: str) -> RiskFigures:
        _go_on(wanted)
        return kept.risks.get(name, keys[name], partial(risk_figures, brief, simulation, name))

    with ThreadPoolExecutor(max_workers=CORES) as cores:
        return simulation, dict(zip(keys, cores.map(figured, keys), strict=True))


def _go_on(wanted: Callable[[], bool] | None) -> None:
    """Raise `Unwanted` where nobody wants the answer any more."""
    if wanted is not None and not wanted():
        raise Unwanted


def _figures(brief: Brief, offer: Offer, gaps: Mapping[str, Plug], *, lazily: bool) -> OfferFigures:
    """Return the figures of an offer but for its simulation."""
    base = likely(brief)
    stresses = Stresses(brief, offer, gaps)
    return OfferFigures(
        base=base_figures(brief, offer, gaps, base),
        gaps=dict(gaps),
        score=score(brief, offer),
        unscored=unscored(brief, offer),
        missing_must_haves=missing_must_haves(brief, offer),
        ranked=is_ranked(brief, offer),
        stress=stresses if lazily else dict(stresses),
        risk=None,
        register=register(brief, offer),
        uncapped=uncapped(offer),
        foreign_share=foreign_share(brief, offer, value(brief, offer, gaps, base)),
    )
