"""What a person can put right: a place and a sentence, and the exception that carries them to the edge."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong with the input: where it stands, and what to do about it.

    `place` is a path (`offers[2].terms[4].unit_price`) or a cell address; it may be empty.
    """

    place: str
    says: str

    def __str__(self) -> str:
        """Return the place and the sentence in one line."""
        return f"{self.place}: {self.says}" if self.place else self.says


@dataclass(frozen=True, slots=True)
class Caution(Problem):
    """Something odd but possible: kept in the results under a code, never in the way."""

    code: str = ""


class Refused(Exception):  # noqa: N818 - an answer to a person, not a fault of the program
    """The input cannot be used; every problem is named at once, and nothing was changed."""

    def __init__(self, *problems: Problem | str) -> None:
        self.problems = tuple(p if isinstance(p, Problem) else Problem("", p) for p in problems)
        super().__init__("\n".join(str(p) for p in self.problems))


def refuse(problems: Iterable[Problem]) -> None:
    """Raise `Refused` with all problems, if there are any."""
    found = tuple(problems)
    if found:
        raise Refused(*found)


def shown(value: object, limit: int = 60) -> str:
    """Return a value as data for a message: quoted, in one line, cut at `limit` characters."""
    text = repr(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"
