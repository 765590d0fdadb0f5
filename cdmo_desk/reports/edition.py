"""An edition of a case's document: all that decides its bytes beside the case and its results."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from cdmo_desk.reports.panels import TypedSignOff
from cdmo_desk.sheets.journal import Step

State = Literal["draft", "final"]
Travel = Literal["everything", "recommended", "hashes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """How a document is made.

    `state` is `draft` (a watermark on every page) or `final`, as it goes to signature; `travel` says what is attached;
    `committee` names suppliers by their letters. `made_by` names the company or person at the head of each page,
    `revision` the case's revision in words; `steps` are the case's journal; `typed` sign-offs typed in the program, by
    place in the route.
    """

    paper: str = "A4"
    language: str = "en"
    state: State = "draft"
    travel: Travel = "everything"
    committee: bool = False
    made_by: str = ""
    revision: str = ""
    steps: tuple[Step, ...] = ()
    typed: Mapping[int, TypedSignOff] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """Return what of it the record keeps, as plain JSON."""
        last = self.steps[-1] if self.steps else None
        typed = [
            {"place": place, "name": found.name, "meaning": found.meaning, "at": found.at}
            for place, found in sorted(self.typed.items())
        ]
        return ({"typed": typed} if typed else {}) | {
            "paper": self.paper,
            "language": self.language,
            "state": self.state,
            "travel": self.travel,
            "committee": self.committee,
            "made_by": self.made_by,
            "revision": self.revision,
            "journal": None
            if last is None
            else {"entry": last.number, "time": last.time.isoformat(), "hash": last.hash},
            "steps": [asdict(step) | {"time": step.time.isoformat()} for step in self.steps],
        }
