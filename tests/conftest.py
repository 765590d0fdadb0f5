"""What all tests share: no network, and the public worked examples."""

import json
import os
import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

EXAMPLES = Path(__file__).parent / "worked_examples"


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
