"""A case whose route names three people, each with a key, and how they sign it."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from cdmo_desk.desk import Desk
from cdmo_desk.desk.approval import Done, Ready
from cdmo_desk.signing import seal
from tests.conftest import EXAMPLES
from tests.signing.conftest import CHEAP, PASSPHRASE, WHEN

CASE = "tablet-certain"
ROUTE = [
    {"role": "prepared", "name": "Marta Lindqvist"},
    {"role": "reviewed", "name": "Jonas Weber"},
    {"role": "approved", "name": "Priya Raman"},
]
PEOPLE = {entry["role"]: entry["name"] for entry in ROUTE}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library with a case, its route, and the identities of its people, made once."""
    kept, seal.COST = seal.COST, CHEAP
    path = tmp_path_factory.mktemp("sign-off") / "library.sqlite"
    desk = Desk(path, who="tester", clock=lambda: WHEN)
    desk.import_case(EXAMPLES / f"{CASE}.json")
    brief = desk.document(CASE)["case"] | {"route": ROUTE, "materiality": 0.02}
    desk.put_brief(CASE, brief, request="Set the route")
    for name in PEOPLE.values():
        desk.new_identity(name, PASSPHRASE)
    seal.COST = kept
    return path


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Desk:
    """Return a desk over a copy of it."""
    shutil.copy(made, tmp_path / "library.sqlite")
    return Desk(tmp_path / "library.sqlite", who="tester", clock=lambda: WHEN)


PRINTED: dict[str, Ready] = {}
"""Documents for signature by the last entry of the case's journal, which tells all that they rest on."""


def ready(desk: Desk) -> Ready:
    """Return what is to be signed, without a simulation where it is not frozen; printed once for the same journal."""
    found = desk.approval(CASE)
    if found.is_frozen:
        return desk.approval_paper(CASE)
    last = desk.audit(CASE)[-1].hash
    if last not in PRINTED:
        case = desk.case(CASE)
        PRINTED[last] = desk.ready(case, desk.compare(case, trials=0))
    return PRINTED[last]


def sign(desk: Desk, role: str, seen: Ready | None = None, name: str = "") -> Done:
    """Sign as the person of a role."""
    identity = name or PEOPLE[role]
    return desk.sign_case(seen or ready(desk), PASSPHRASE, role=role, meaning="I agree", identity=identity)


def edit(desk: Desk, **changes: Any) -> None:
    """Change the brief of the case."""
    desk.put_brief(CASE, desk.document(CASE)["case"] | changes, request="Change the brief")
