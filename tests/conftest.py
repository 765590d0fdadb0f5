"""What all tests share: no network, and the public worked examples."""

import json
import os
import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

LONGEST_FIRST = ("ui", "signing", "reports", "intake", "library")
EXAMPLES = Path(__file__).parent / "worked_examples"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the folders whose files take longest, so that no core waits for a long file at the end."""

    def place(item: pytest.Item) -> int:
        folder = item.path.relative_to(EXAMPLES.parent).parts[0]
        return LONGEST_FIRST.index(folder) if folder in LONGEST_FIRST else len(LONGEST_FIRST)

    items.sort(key=place)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test speak to anybody: the program never does."""

    def refuse(*_args: object, **_kwargs: object) -> NoReturn:
        raise AssertionError("the program tried to use the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def example(name: str) -> dict[str, Any]:
    """Return a worked example's case document as plain JSON."""
    made: dict[str, Any] = json.loads((EXAMPLES / f"{name}.json").read_text("utf-8"))
    return made


def expected(name: str) -> dict[str, Any]:
    """Return the figures a worked example must give."""
    made: dict[str, Any] = json.loads((EXAMPLES / f"{name}.expected.json").read_text("utf-8"))
    return made
