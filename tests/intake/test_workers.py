"""A worker that was started ahead answers one file as a new one does, and is not missed when it is gone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cdmo_desk.intake import read, workers
from cdmo_desk.intake.worker import parse
from tests.intake import doubtful, languages


@pytest.fixture(autouse=True)
def _none_left() -> Iterator[None]:
    workers.dismiss()
    yield
    workers.dismiss()


def test_one_ahead_answers_one_file(tmp_path: Path) -> None:
    path = languages.german_csv().written(tmp_path)
    workers.expect()
    (ahead,) = workers._waiting
    workers.expect()
    assert workers._waiting == [ahead]
    assert read(path) == parse(path)
    assert workers._waiting == []
    assert ahead.returncode is not None


def test_one_that_died_is_not_asked(tmp_path: Path) -> None:
    path = doubtful.broken().written(tmp_path)
    workers.expect()
    (ahead,) = workers._waiting
    ahead.kill()
    ahead.wait()
    assert read(path) == parse(path)


def test_what_a_small_quote_taught_does_not_colour_the_next(tmp_path: Path) -> None:
    path = doubtful.ambiguous().written(tmp_path)
    workers.expect()
    assert read(path).messages == parse(path).messages
