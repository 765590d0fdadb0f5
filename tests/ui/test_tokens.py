"""Colours: text can be read on every ground it stands on, in light and in dark."""

import pytest
from PySide6.QtGui import QColor, QPalette

from ui.theme import style_sheet
from ui.tokens import DARK, LIGHT, Tokens, from_palette, palette, place_of

GROUNDS = ("window", "chrome", "nav", "base", "field", "alternate", "header", "selection", "hover")


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    found = QColor(colour)
    return 0.2126 * linear(found.redF()) + 0.7152 * linear(found.greenF()) + 0.0722 * linear(found.blueF())


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_text_reaches_its_contrast(tokens: Tokens) -> None:
    for ink in ("text", "second"):
        for ground in GROUNDS:
            assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5, (ink, ground)
    for tone in ("ok", "warning", "error", "info"):
        for ground in ("base", f"{tone}_ground"):
            assert contrast(getattr(tokens, tone), getattr(tokens, ground)) >= 4.5, (tone, ground)
        assert contrast(tokens.text, getattr(tokens, f"{tone}_ground")) >= 4.5
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    assert contrast(tokens.third, tokens.base) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_marks_and_edges_reach_theirs(tokens: Tokens) -> None:
    for ground in ("base", "window"):
        assert contrast(tokens.edge, getattr(tokens, ground)) >= 3.0
        assert contrast(tokens.accent, getattr(tokens, ground)) >= 3.0
    for ground, ink in zip(tokens.offers, tokens.on_offers, strict=True):
        assert contrast(ground, tokens.base) >= 2.9, ground
        assert contrast(ground, ink) >= 4.2, ground


def test_the_palette_takes_its_roles_from_the_table() -> None:
    made = palette(DARK)
    assert made.color(QPalette.ColorRole.Window).name().upper() == DARK.window
    assert made.color(QPalette.ColorRole.Highlight).name().upper() == DARK.selection
    off = made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert off.name().upper() == DARK.off


def test_high_contrast_uses_the_systems_colours() -> None:
    system = QPalette()
    system.setColor(QPalette.ColorRole.Text, QColor("#ffff00"))
    system.setColor(QPalette.ColorRole.Base, QColor("#000000"))
    made = from_palette(system)
    assert (made.text, made.base, made.border, made.second) == ("#ffff00", "#000000", "#ffff00", "#ffff00")


def test_every_name_in_the_style_sheet_is_known() -> None:
    made = style_sheet(LIGHT, lambda name: f"/{name}.svg")
    assert "@" not in made
    assert "url(/chevron-down.svg)" in made


def test_the_ninth_offer_starts_over() -> None:
    assert [place_of(letter) for letter in ("A", "H", "I", "Z", "AA")] == [0, 7, 8, 25, 26]
    assert LIGHT.offer("I") == LIGHT.offer("A")
