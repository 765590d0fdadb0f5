"""Answers people ask for: what moves the cost, who wins where, what a term is worth, what would change the choice."""

from cdmo_desk.evaluation.answers.collected import Answers, AtLikely, OverTrials, answers, at_likely
from cdmo_desk.evaluation.answers.plain import plain
from cdmo_desk.evaluation.answers.rehearsal import TRIALS
from cdmo_desk.evaluation.answers.whatif import changed, present_value, scenario

__all__ = [
    "TRIALS",
    "Answers",
    "AtLikely",
    "OverTrials",
    "answers",
    "at_likely",
    "changed",
    "plain",
    "present_value",
    "scenario",
]
