"""Edits of an offer as requests: what is asked, who hears that it was kept, and what was refused, in words."""

from collections.abc import Callable, Iterable
from re import escape, search

from cdmo_desk.desk import Desk
from cdmo_desk.problem import Problem, Refused
from cdmo_desk.speech import say
from ui.requests import Requests

Ask = Callable[[Desk], object]
Kept = Callable[[object], object]
Failed = Callable[[Refused], object]


class Edits:
    """Asks for edits of the open case's offers; `case` and `offer` are those that are shown."""

    def __init__(self, requests: Requests, refuse: Callable[[str], object]) -> None:
        self._requests = requests
        self._refuse = refuse
        self.case = ""
        self.offer = ""

    def ask(self, request: Ask, then: Kept | None = None, failed: Failed | None = None) -> None:
        """Ask; what is refused and nobody takes care of is said on the page."""
        case = self.case

        def refused(fault: Refused) -> None:
            if failed is not None:
                failed(fault)
            else:
                self._refuse(" ".join(str(problem.says) for problem in fault.problems))

        def kept(answer: object) -> None:
            if then is not None and case == self.case:
                then(answer)

        self._requests.ask(request, kept, refused)


def refusal(problems: Iterable[Problem], name: str) -> str:
    """Return why a field was refused: its own problems, else what it would break elsewhere."""
    found = list(problems)
    own = [problem for problem in found if search(rf"(?:^|[.]){escape(name)}(?:$|[.\[])", problem.place)]
    said = [_sentence(problem, name) for problem in own] or [_elsewhere(problem) for problem in found]
    return " ".join(dict.fromkeys(said[:2]))


def _sentence(problem: Problem, name: str) -> str:
    rest = problem.place.rpartition(name)[2].strip(".")
    row = search(r"\[(\d+)\]\.?(\w*)", rest)
    says = problem.says.rstrip(".")
    if row:
        field = row.group(2).replace("_", " ")
        return say("Row {row} {field}: {says}.", row=int(row.group(1)) + 1, field=field, says=says).replace(" :", ":")
    return f"{says[:1].upper()}{says[1:]}."


def _elsewhere(problem: Problem) -> str:
    field = problem.place.rpartition(".")[2].replace("_", " ")
    says = problem.says.rstrip(".")
    is_list = "[" in field or not field
    return f"{says[:1].upper()}{says[1:]}." if is_list else f"{field[:1].upper()}{field[1:]}: {says}."
