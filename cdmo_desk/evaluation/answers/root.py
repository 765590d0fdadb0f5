"""Where a function crosses zero between two places: exact at once where it is straight."""

from collections.abc import Callable

STEPS = 40


def root(
    of: Callable[[float], float], start: float, at_start: float, end: float, at_end: float, *, near: float
) -> float:
    """Return a place between `start` and `end` at which a function that changes sign there is within `near` of zero.

    Regula falsi after Illinois; where the function jumps across zero, the place of the jump.
    """
    x0, y0, x1, y1 = start, at_start, end, at_end
    middle = x0
    width = abs(end - start)
    for _ in range(STEPS):
        middle = x1 - y1 * (x1 - x0) / (y1 - y0)
        found = of(middle)
        if abs(found) <= near or abs(x1 - x0) <= 1e-10 * width:
            break
        if (found > 0) != (y1 > 0):
            x0, y0 = x1, y1
        else:
            y0 /= 2
        x1, y1 = middle, found
    return middle
