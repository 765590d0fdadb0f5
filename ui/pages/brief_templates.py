"""Templates of a brief, by modality or of one's own: what a new case starts from."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal

from annotated_types import Ge, Le

from cdmo_desk import resource
from cdmo_desk.field import Says
from cdmo_desk.money import Currency
from cdmo_desk.programme.brief import CAPABILITIES, STAGES
from cdmo_desk.speech import say
from cdmo_desk.values import Day, Name, Period

FOLDER = "templates"
QUARTERS = 4
LONGEST_ID = 40
OWN = "case:"
WORDS = ("title", "unit", "name", "demand_unit")
LEFT_BEHIND = ("award", "assumptions_signed")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCase:
    """What a person types to begin a case."""

    title: Annotated[Name, Says("Title", help="The decision to be made, as page 1 of the paper will say it.")]
    product: Annotated[Name, Says("Product")]
    template: Annotated[Name, Says("Modality", help="Brings scope, gates and criteria; all can be changed.")]
    stage: Annotated[
        Literal["preclinical", "phase_1", "phase_2", "phase_3", "commercial"],
        Says("Stage", help="Gates from this stage on stand in the case."),
    ]
    currency: Annotated[Currency, Says("Currency", help="Results are in it.")]
    start: Annotated[Day, Says("Start", help="First day of quarter 0.")]
    years: Annotated[Period, Ge(1), Le(60), Says("Horizon", "years", "How long the offers are compared over.")]


@dataclass(frozen=True, slots=True)
class Template:
    """A template: its name, the modality and stage it is for, what its numbers rest on, and the brief it gives.

    Its words are spoken where they are shown, and in the case that is made of it. `usual` are the must-haves that
    cases of its modality usually have; none is set, for an offer that nobody said to meet them would not be ranked.
    """

    key: str
    title: str
    modality: str
    stage: str
    says: str
    gates: tuple[dict[str, Any], ...]
    brief: dict[str, Any]
    usual: tuple[str, ...] = ()

    @property
    def is_own(self) -> bool:
        """Return whether the template is a case of the library, whose currency and horizon stay as they are."""
        return False

    def must_haves(self) -> str:
        """Return in words which must-haves a case starts with."""
        usual = ", ".join(say(CAPABILITIES[name]) for name in self.usual)
        return say(
            "none yet; usual is: {names}. Once one is set, offers that are not said to meet it are not ranked.",
            names=usual,
        )

    def made(self, new: dict[str, Any], case_id: str, as_of: str) -> dict[str, Any]:
        """Return the brief of a new case."""
        years = int(new["years"])
        return {
            "id": case_id,
            "title": new["title"],
            "product": new["product"],
            "modality": say(self.modality),
            "stage": new["stage"],
            "currency": new["currency"],
            "as_of": as_of,
            "start": new["start"],
            "horizon_years": years,
            **_spoken(json.loads(json.dumps(self.brief))),
            "scope": self.scope(years),
            "gates": self.gates_from(str(new["stage"]), years),
        }

    def gates_from(self, stage: str, years: int) -> list[dict[str, Any]]:
        """Return the gates still to come from a stage on, those of the horizon, each after the one before."""
        quarter = -1
        made = []
        for gate in self.gates:
            if STAGES.index(gate["stage"]) >= STAGES.index(stage):
                quarter += int(gate["quarters"])
                made.append({"name": say(gate["name"]), "quarter": quarter, "probability": gate["probability"]})
        return [gate for gate in made if gate["quarter"] < QUARTERS * years]

    def scope(self, years: int) -> list[dict[str, Any]]:
        """Return the scope, all due within the horizon."""
        last = QUARTERS * years - 1
        return [_said(item) | {"quarter": min(item.get("quarter", 0), last)} for item in self.brief["scope"]]


@dataclass(frozen=True, slots=True)
class OwnTemplate(Template):
    """A case of the library that a person keeps as a template: all of its brief but what is asked for anew."""

    @property
    def is_own(self) -> bool:
        """Return true."""
        return True

    def must_haves(self) -> str:
        """Return in words which must-haves a case starts with."""
        return ", ".join(say(CAPABILITIES.get(name, name)) for name in self.brief.get("must_haves") or ()) or say(
            "none"
        )

    def made(self, new: dict[str, Any], case_id: str, as_of: str) -> dict[str, Any]:
        """Return the brief of a new case."""
        kept = {name: value for name, value in self.brief.items() if name not in LEFT_BEHIND}
        return kept | {
            "id": case_id,
            "title": new["title"],
            "product": new["product"],
            "as_of": as_of,
            "start": new["start"],
        }

    def gates_from(self, stage: str, years: int) -> list[dict[str, Any]]:
        """Return the gates of the case."""
        del stage, years
        return list(self.brief.get("gates") or ())

    def scope(self, years: int) -> list[dict[str, Any]]:
        """Return the scope of the case."""
        del years
        return list(self.brief.get("scope") or ())


def _said(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record with its words spoken."""
    return {name: say(value) if name in WORDS and isinstance(value, str) else value for name, value in record.items()}


def _spoken(brief: dict[str, Any]) -> dict[str, Any]:
    """Return a brief with its words and those of its records spoken."""
    made = _said(brief)
    return {
        name: [_said(one) for one in value] if name in ("criteria", "stresses") else value
        for name, value in made.items()
    }


@cache
def templates() -> tuple[Template, ...]:
    """Return the templates that come with the program, in their order."""
    found = []
    for path in resource.path(FOLDER).glob("*.json"):
        plain = json.loads(path.read_text("utf-8"))
        made = Template(
            path.stem,
            plain["title"],
            plain["modality"],
            plain["stage"],
            plain["says"],
            tuple(plain["gates"]),
            plain["brief"],
            tuple(plain["usual"]),
        )
        found.append((plain["order"], made))
    return tuple(made for _order, made in sorted(found, key=lambda pair: pair[0]))


def own_template(brief: dict[str, Any]) -> OwnTemplate:
    """Return a case of the library as a template, by its brief."""
    return OwnTemplate(
        f"{OWN}{brief['id']}",
        str(brief["title"]),
        str(brief.get("modality") or ""),
        str(brief.get("stage") or "phase_3"),
        say("Your own case: its brief with all sources, without its offers."),
        (),
        brief,
    )


def new_id(title: str, taken: Iterable[str]) -> str:
    """Return an id made from a title that no case has yet."""
    words = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in title.casefold()).split()
    base = "-".join(words)[:LONGEST_ID].strip("-") or "case"
    known = set(taken)
    number, made = 1, base
    while made in known:
        number += 1
        made = f"{base}-{number}"
    return made
