"""The method in sentences, and the words of the trade that the pages use."""

from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.sheets import measures
from cdmo_desk.sheets.figures import EN, Figures
from cdmo_desk.sheets.naming import keys
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet

GLOSSARY = (
    ("Stated", "The total of the accepted lines as it stands in the supplier's files."),
    ("At our volumes", "What the supplier asks for under the contract at our demand, scope and dates; base case."),
    ("Supplier cash", "What is invoiced: the contract, change orders and cancelled slots included."),
    ("Cash", "Supplier cash and what we spend around it. Budgets are about cash."),
    ("Cost", "Cash and economic loss: delay, shortfall, equity given up."),
    ("Present cost", "Cost discounted to the start of the case; lower is better."),
    ("Still owed", "Supplier cash in the quarters after a gate that fails."),
    ("Gap, plug", "A required item that an offer leaves out, and the value of ours that stands in for it."),
    ("Base case", "Every estimate at its likely value, all gates passed, no risk, no failed batch."),
    ("If it succeeds", "The middle (P50) of cash where no gate fails."),
    ("Good case, bad case", "One case in ten is lower (P10), one in ten is higher (P90), where no gate fails."),
    ("Worst 5 %", "The mean of the worst twentieth of all cases (CVaR95)."),
    ("What better information is worth", "How much lower expected present cost would be if all were known (EVPI)."),
    ("Cheapest in % of cases", "How often a ranked offer has the lowest present cost; a tie counts for each."),
    ("Regret", "Mean present cost above that of the offer that turns out cheapest."),
    ("Must-have", "A capability without which an offer is shown but not ranked."),
    ("Gate", "A decision at which the programme goes on or ends."),
    ("Take-or-pay", "A minimum of batches a year, paid for whether ordered or not."),
    ("Reservation", "Capacity paid for each quarter, used or not."),
)


def method(case: Case, comparison: Comparison, figures: Figures = EN) -> tuple[str, ...]:
    """Return how the figures were made, in paragraphs."""
    brief = case.brief
    start, rate = figures.date(brief.start), figures.share(brief.discount_rate)
    said = [
        (
            f"All money is in {comparison.currency}, without taxes, undiscounted unless called present. "
            f"The case starts on {start} and runs {brief.horizon_years} years in quarters; what a contract still asks "
            f"after that is shown apart. Present cost discounts at {rate} a year from the middle of each quarter, "
            "supplier cash later by the days of payment."
        ),
        (
            "An estimate of low, likely and high is a PERT distribution. Prices grow by each offer's own escalation; "
            "our own costs, plugs and losses by our inflation."
        ),
    ]
    if comparison.trials:
        said.append(
            f"{figures.full(comparison.trials)} trials with seed {comparison.seed}. In each trial all offers meet the "
            "same programme: the same gates, slip, demand, sales, inflation and rates of exchange. A difference "
            "between two offers is thus the offers' doing. The same seed gives the same figures."
        )
        said += _sampling(case, comparison, figures)
    else:
        said.append("No simulation was run: nothing is said of risk.")
    said.append(f"CDMO Desk {comparison.version}.")
    return tuple(said)


def _sampling(case: Case, comparison: Comparison, figures: Figures) -> list[str]:
    known = keys(case)
    errors = [
        f"{known[name].name} {figures.error(error)}"
        for name in comparison.ranking
        if (error := measures.present_error(comparison.offers[name])) is not None
    ]
    if not errors:
        return []
    text = f"Standard error of expected present cost, in {figures.unit(comparison.currency)}: {', '.join(errors)}."
    found = comparison.recommendation
    if found.offer and found.runner_up and found.margin is not None and found.margin_error:
        text += (
            f" The lead of {known[found.offer].name} over {known[found.runner_up].name} is "
            f"{figures.money(found.margin, comparison.currency)} {figures.error(found.margin_error)}, "
            f"{figures.number(found.margin / found.margin_error, 0)} times its error."
        )
    return [text]


def glossary(figures: Figures = EN) -> Sheet:
    """Return the words the pages use."""
    del figures
    return Sheet(
        id="glossary",
        title="Words used",
        columns=(Column("word", "Word"), Column("means", "Means")),
        rows=tuple(Row((Cell(word, word, "strong"), Cell(means))) for word, means in GLOSSARY),
    )
