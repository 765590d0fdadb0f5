"""What a public peer can express of the model: OpenTURNS draws the correlated years of demand and net sales.

Needs `uv sync --group bench`; without it the line is left out, and said so.
"""

from collections.abc import Callable

from cdmo_desk.programme.brief import Brief


def drawing(brief: Brief, trials: int) -> Callable[[], object] | None:
    """Return the drawing of a sample of the years of demand and net sales; None without OpenTURNS."""
    try:
        import openturns as ot  # noqa: PLC0415 - an extra of the benchmark
    except ImportError:
        return None
    years = [year for year in (*brief.demand, *brief.net_sales) if not year.is_certain]
    margins = []
    for year in years:
        width = year.high - year.low
        alpha = 1 + 4 * (year.likely - year.low) / width
        margins.append(ot.Beta(alpha, 6 - alpha, year.low, year.high))
    correlation = ot.CorrelationMatrix(len(years))
    for row in range(len(years)):
        for column in range(row):
            correlation[row, column] = brief.demand_correlation
    joint = ot.JointDistribution(margins, ot.NormalCopula(correlation))
    return lambda: joint.getSample(trials)
