"""A fresh library, and the file it stands in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cdmo_desk.library import Library

FOLDER = Path(__file__).parent


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the library is."""
    return tmp_path / "library.sqlite"


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    """Return a new library, open for writing."""
    with Library.open(path) as opened:
        yield opened


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long runs out unless marks are asked for by name."""
    if not config.getoption("markexpr"):
        for item in items:
            if item.path.parent == FOLDER and item.get_closest_marker("soak"):
                item.add_marker(pytest.mark.skip(reason="a long run; use make soak"))
