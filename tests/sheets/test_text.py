"""Sheets in a terminal: aligned, figures right and never cut."""

from hypothesis import given
from hypothesis import strategies as st

from cdmo_desk.sheets import Cell, Column, Row, Sheet, as_text
from cdmo_desk.sheets.ranking import ranking
from tests.sheets.samples import sample


def sheet(*rows: tuple[str, str]) -> Sheet:
    """Return a sheet of names and figures."""
    return Sheet(
        id="s",
        title="Title",
        columns=(Column("name", "Name"), Column("figure", "Figure", "M USD", "right")),
        rows=tuple(Row((Cell(name), Cell(figure))) for name, figure in rows),
    )


def test_figures_stand_right_and_the_unit_in_the_title() -> None:
    lines = as_text(sheet(("Acme", "1.00"), ("Borough", "12.50"))).splitlines()
    assert lines[0] == "Title, in M USD"
    assert lines[2] == "Name     Figure"
    assert lines[4] == "Acme       1.00"
    assert lines[5] == "Borough   12.50"


def test_long_words_wrap_within_the_width() -> None:
    text = as_text(sheet(("a name of many words " * 8, "1.00")), 40)
    assert max(len(line) for line in text.splitlines()) <= 40
    assert text.count("name") == 8


def test_nothing_moves_the_cursor_of_a_terminal() -> None:
    text = as_text(sheet(("\x1b[2Jred\x07\r\u202egnp", "1")))
    assert not any(ord(sign) < 32 and sign != "\n" for sign in text)
    assert "\u202e" not in text


def test_the_ranking_fits_a_wide_terminal() -> None:
    made = ranking(*sample()).pick("offer", "kind", "contract", "cash", "present", "rank")
    assert max(len(line) for line in as_text(made, 90).splitlines()) <= 90


@given(st.lists(st.tuples(st.text(max_size=40), st.from_regex(r"[0-9]{1,9}\.[0-9]{2}", fullmatch=True)), max_size=5))
def test_every_figure_is_whole(rows: list[tuple[str, str]]) -> None:
    text = as_text(sheet(*rows), 30)
    assert all(figure in text for _, figure in rows)
