"""The lists of words: written as texts are compared, and found in what suppliers write."""

import pytest

from cdmo_desk.intake import basis, fact_words, words
from cdmo_desk.intake.phrases import plain, whole

LISTS = {
    "total": words.TOTAL, "tax": words.TAX, "gross": words.GROSS, "credit": words.CREDIT, "remarks": words.REMARKS,
    "information": words.INFORMATION, "carried": words.CARRIED, "document": fact_words.DOCUMENT,
    "company": fact_words.COMPANY, **words.BASIS, **{f"fact {name}": known for name, known in fact_words.FACTS.items()},
}  # fmt: skip
SAID = {
    "inbegrepen": "included", "op aanvraag": "tbd", "tegen kostprijs": "pass_through", "niet inbegrepen": "excluded",
    "ingår ej": "excluded", "enligt överenskommelse": "tbd", "efter regning": "pass_through", "incluído": "included",
    "sob consulta": "tbd", "do uzgodnienia": "tbd", "po kosztach": "pass_through", "w cenie": "included",
    "実費": "pass_through", "別途見積": "tbd", "貴社支給": "excluded", "無償": "included", "オプション": "optional",
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_phrases_are_plain(name: str) -> None:
    odd = [phrase for phrase in LISTS[name] if plain(phrase.replace("*", "x")) != phrase.replace("*", "x")]
    assert [phrase for phrase in odd if " *" not in phrase and "* " not in phrase] == []


@pytest.mark.parametrize(("text", "state"), SAID.items())
def test_states_of_prices(text: str, state: str) -> None:
    assert basis.price_state(text) == state


def test_first_languages_go_before_others() -> None:
    assert whole("Transport", words.CARRIED) is False
    assert words.TOTAL.index("total") < words.TOTAL.index("totaal")
