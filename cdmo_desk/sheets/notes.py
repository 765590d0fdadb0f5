"""The method in sentences, and the words of the trade that the pages use."""

from cdmo_desk.document import Case
from cdmo_desk.evaluation.results import Comparison
from cdmo_desk.sheets import measures
from cdmo_desk.sheets.figures import EN, Figures
from cdmo_desk.sheets.naming import keys
from cdmo_desk.sheets.sheet import Cell, Column, Row, Sheet
from cdmo_desk.speech import marked, say

GLOSSARY = (
    (marked("Stated"), marked("The total of the accepted lines as it stands in the supplier's files.")),
    (
        marked("At our volumes"),
        marked("What the supplier asks for under the contract at our demand, scope and dates; base case."),
    ),
    (marked("Supplier cash"), marked("What is invoiced: the contract, change orders and cancelled slots included.")),
    (marked("Cash"), marked("Supplier cash and what we spend around it. Budgets are about cash.")),
    (marked("Cost"), marked("Cash and economic loss: delay, shortfall, equity given up.")),
    (marked("Present cost"), marked("Cost discounted to the start of the case; lower is better.")),
    (marked("Still owed"), marked("Supplier cash in the quarters after a gate that fails.")),
    (
        marked("Gap, plug"),
        marked("A required item that an offer leaves out, and the value of ours that stands in for it."),
    ),
    (marked("Base case"), marked("Every estimate at its likely value, all gates passed, no risk, no failed batch.")),
    (marked("If it succeeds"), marked("The middle (P50) of cash where no gate fails.")),
    (
        marked("Good case, bad case"),
        marked("One case in ten is lower (P10), one in ten is higher (P90), where no gate fails."),
    ),
    (marked("Worst 5 %"), marked("The mean of the worst twentieth of all cases (CVaR95).")),
    (
        marked("What better information is worth"),
        marked("How much lower expected present cost would be if all were known (EVPI)."),
    ),
    (
        marked("Cheapest in % of cases"),
        marked("How often a ranked offer has the lowest present cost; a tie counts for each."),
    ),
    (marked("Regret"), marked("Mean present cost above that of the offer that turns out cheapest.")),
    (marked("Must-have"), marked("A capability without which an offer is shown but not ranked.")),
    (marked("Gate"), marked("A decision at which the programme goes on or ends.")),
    (marked("Take-or-pay"), marked("A minimum of batches a year, paid for whether ordered or not.")),
    (marked("Reservation"), marked("Capacity paid for each quarter, used or not.")),
)


def method(case: Case, comparison: Comparison, figures: Figures = EN) -> tuple[str, ...]:
    """Return how the figures were made, in paragraphs."""
    brief = case.brief
    start, rate = figures.date(brief.start), figures.share(brief.discount_rate)
    said = [
        (
            say(
                "All money is in {currency}, without taxes, undiscounted unless called present. The case "
                "starts on {start} and runs {horizon_years} years in quarters; what a contract still "
                "asks after that is shown apart. Present cost discounts at {rate} a year from the middle "
                "of each quarter, supplier cash later by the days of payment.",
                currency=comparison.currency,
                start=start,
                horizon_years=brief.horizon_years,
                rate=rate,
            )
        ),
        (
            say(
                "An estimate of low, likely and high is a PERT distribution. Prices grow by each offer's "
                "own escalation; our own costs, plugs and losses by our inflation."
            )
        ),
    ]
    if comparison.trials:
        said.append(
            say(
                "{trials} trials with seed {seed}. In each trial all offers meet the same programme: the "
                "same gates, slip, demand, sales, inflation and rates of exchange. A difference between "
                "two offers is thus the offers' doing. The same seed gives the same figures.",
                trials=figures.full(comparison.trials),
                seed=comparison.seed,
            )
        )
        said += _sampling(case, comparison, figures)
    else:
        said.append(say("No simulation was run: nothing is said of risk."))
    said.append(say("CDMO Desk {version}.", version=comparison.version))
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
    text = say(
        "Standard error of expected present cost, in {currency}: {errors}.",
        currency=figures.unit(comparison.currency),
        errors=", ".join(errors),
    )
    found = comparison.recommendation
    if found.offer and found.runner_up and found.margin is not None and found.margin_error:
        text += say(
            " The lead of {name} over {name2} is {margin} {margin_error}, {times} times its error.",
            name=known[found.offer].name,
            name2=known[found.runner_up].name,
            margin=figures.money(found.margin, comparison.currency),
            margin_error=figures.error(found.margin_error),
            times=figures.number(found.margin / found.margin_error, 0),
        )
    return [text]


def glossary(figures: Figures = EN) -> Sheet:
    """Return the words the pages use."""
    del figures
    return Sheet(
        id="glossary",
        title=say("Words used"),
        columns=(Column("word", say("Word")), Column("means", say("Means"))),
        rows=tuple(Row((Cell(say(word), word, "strong"), Cell(say(means)))) for word, means in GLOSSARY),
    )
