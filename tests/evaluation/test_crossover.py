"""Crossovers: every sign change of a piecewise linear difference, jumps listed, stretches of equality left out."""

from math import e, isclose

import numpy as np

from cdmo_desk.evaluation.crossover import Polyline, crossings, trace
from cdmo_desk.programme.scenario import Array


def flat(height: float) -> Polyline:
    return trace(lambda factors: np.full_like(factors, height))


def test_kinks_and_jumps_are_traced_exactly() -> None:
    def at(factors: Array) -> Array:
        return np.where(factors >= np.pi / 3, 5.0, 0.0) + np.abs(factors - e / 2)

    line = trace(at)

    for factor in np.linspace(0, 3, 977):
        if abs(factor - np.pi / 3) > 1e-8:
            assert isclose(np.interp(factor, line.factors, line.costs), at(np.array([factor]))[0], abs_tol=1e-8)


def test_a_crossing_on_a_slope_at_a_kink_and_at_a_node() -> None:
    roots, jumps = crossings(trace(lambda f: 3 * f), flat(1.0))
    assert len(roots) == 1
    assert isclose(roots[0], 1 / 3, abs_tol=1e-9)
    assert jumps == ()
    roots, _ = crossings(trace(lambda f: np.maximum(f - 1.0, 2 * (f - 1.0))), flat(0.0))
    assert len(roots) == 1
    assert isclose(roots[0], 1.0, abs_tol=1e-9)


def test_two_crossings_close_to_each_other_are_both_found() -> None:
    roots, _ = crossings(trace(lambda f: np.abs(f - 1.23456789)), flat(1e-5))
    assert len(roots) == 2
    assert isclose(roots[0], 1.23455789, abs_tol=1e-8)
    assert isclose(roots[1], 1.23457789, abs_tol=1e-8)


def test_a_jump_across_zero_is_a_crossing_and_listed_as_jump() -> None:
    roots, jumps = crossings(trace(lambda f: np.where(f >= 1.7, 1.0, -1.0)), flat(0.0))
    assert len(roots) == 1
    assert isclose(roots[0], 1.7, abs_tol=1e-8)
    assert jumps == roots


def test_a_touch_and_a_stretch_of_equality_are_no_crossings() -> None:
    assert crossings(trace(lambda f: np.abs(f - 1.0)), flat(0.0)) == ((), ())
    assert crossings(flat(4.0), flat(4.0)) == ((), ())
    stretch = trace(lambda f: np.minimum(f - 1.0, 0.0) + np.maximum(f - 2.0, 0.0))
    assert crossings(stretch, flat(0.0)) == ((), ())
