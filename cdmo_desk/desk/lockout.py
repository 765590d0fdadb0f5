"""Lock-out: after five wrong tries an identity rests for a while, whatever the clock is set to."""

from dataclasses import dataclass
from datetime import datetime, timedelta

LIMIT = 5
FIRST = 300.0
LONGEST = 24 * 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tries:
    """Wrong tries since the last right one; when the last was, by the clock and by the seconds since the start."""

    wrong: int = 0
    turned_away: int = 0
    since: datetime | None = None
    ticks: float = 0.0

    @property
    def rest(self) -> float:
        """Return for how many seconds nothing may be tried after the last wrong try."""
        if self.wrong < LIMIT:
            return 0.0
        return float(min(LONGEST, FIRST * 2 ** min(self.wrong - LIMIT, 12)))

    def waits(self, now: datetime, ticks: float) -> float:
        """Return for how many seconds more nothing may be tried.

        The computer's running time decides: it cannot be set. After a restart it begins anew, and the wait with it.
        The clock can only make the wait longer, within its length, as where the library went to another computer.
        """
        if not self.rest or self.since is None:
            return 0.0
        run = ticks - self.ticks if ticks >= self.ticks else ticks
        passed = now - self.since
        by_clock = self.rest - passed.total_seconds() if timedelta(0) <= passed else 0.0
        return max(0.0, self.rest - run, by_clock)
