"""What offers cost: levelling, base case, stress, simulation, comparison."""

from cdmo_desk.evaluation.as_json import as_json
from cdmo_desk.evaluation.comparison import compare
from cdmo_desk.evaluation.kept import Kept
from cdmo_desk.evaluation.simulation import SEED, TRIALS, Unwanted

__all__ = ["SEED", "TRIALS", "Kept", "Unwanted", "as_json", "compare"]
