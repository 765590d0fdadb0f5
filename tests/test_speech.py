"""Words in the reader's language."""

from cdmo_desk.speech import counted, language, say, speaking


def test_english_stands_in_the_code() -> None:
    assert say("From {start} on", start="Q4 2027") == "From Q4 2027 on"
    assert counted("{n} offer", "{n} offers", 1) == "1 offer"
    assert counted("{n} offer", "{n} offers", 3) == "3 offers"


def test_german_for_the_length_of_a_block() -> None:
    with speaking("de_CH"):
        assert language() == "de"
        assert counted("{n} offer", "{n} offers", 3) == "3 Angebote"
        assert say("Words nobody translated {n}", n=2) == "Words nobody translated 2"
    assert language() == "en"


def test_braces_of_suppliers_are_data() -> None:
    assert say("Read from {name}", name="{evil!r}") == "Read from {evil!r}"
