"""Text of suppliers and users is text: nothing in it is obeyed, lost, hidden or fetched."""

from pathlib import Path
from typing import Any

import pytest

from cdmo_desk.reports import Edition, write
from cdmo_desk.reports.lettering import Lettering, clean
from tests.reports.test_pdf import pages
from tests.sheets.samples import document, evaluated

NAMES = (
    "Acme <Pharma> GmbH",
    "<b>x",
    "&amp;",
    '<img src="/etc/passwd">',
    '<img src="http://127.0.0.1:9/x.png"/>',
    "</para><para>",
    '<font color="white" size="0.01">hidden</font>',
    '<a href="file:///etc/passwd">link</a>',
    "<onDraw name='x' label='y'/>",
    "<seq id='a'/>",
    "<br/>two<br/>lines",
    "&#x41;&lt;&nbsp;",
    "]]> <![CDATA[x]]>",
    "<!-- comment -->",
    "100 % & more < less > \"quoted\" 'single'",
    "=cmd|' /C calc'!A0",
    "{{7*7}} ${7*7} %s %(x)s {0}",
    "\\(escaped\\) (paren (nested",
    "Łódź Żółć ğüşiöç Čeština",
    "Κωδικός φαρμάκου",
    "Биотех Україна Їжак",
    "薬品株式会社",
    "中国医药集团",
    "한국바이오 주식회사",
    "Smart “quotes” – dashes — … • ™ ® © € £ ¥ ₹",
    "½ ¼ ² ³ µ Ω ± ≤ ≥ ≠ ∞ √ → ★ ☺",
    "Supplier" + "X" * 300,
    '<para><img src="/etc/hostname" width="9"/></para>',
    '<img src="file:///etc/hostname"/>',
    '<img src="//server/share/x.png"/>',
    '<img src="data:image/png;base64,AAAA"/>',
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "<?xml version='1.0'?>",
    "<script>alert(1)</script>",
    "<style>*{display:none}</style>",
    "<u>under</u><strike>gone</strike>",
    "<super>up</super><sub>down</sub>",
    "<greek>a</greek><ondraw/><bullet>x</bullet>",
    '<font name="Helvetica">f</font>',
    '<font color="[[[getattr(pow,Word)]]]">x</font>',
    '<a name="here"/><link href="#inputs">x</link>',
    '<index item="x"/><unichar code="65"/>',
    "&lt;b&gt;not bold&lt;/b&gt;",
    "&amp;amp; &#60; &#x3c;",
    "&unknown; &; &#; &#x;",
    "<<< >>> << >> < >",
    "</b></i></font></para></story>",
    "<b><i><u>",
    "<br><br/><BR/>",
    "'single' \"double\" `back`",
    "\\n \\t \\x00 \\u0041",
    "(Tj) Tj ET BT /F1 12 Tf",
    "endstream endobj 1 0 obj << /JS (app.alert) >>",
    "%PDF-1.7 %%EOF",
    "/OpenAction /Launch /EmbeddedFile",
    "+SUM(A1:A9) -2+3 @SUM =1+1",
    '=HYPERLINK("file:///x";"y")',
    "{name} {0} {} }} {{ %(name)s %d",
    "$(reboot) `reboot` ;|&",
    "../../etc/passwd ..\\..\\x CON NUL",
    "'; DROP TABLE offers; --",
    "Ａｃｍｅ Ｐｈａｒｍａ № 12",
    "Ñandú Ærø Œuvre ßtraße",
    "Ελληνικά ΑΒΓ Ώρα",
    "Ђорђе Љубљана Ғылым",
    "株式会社 ﾊﾝｶｸ ひらがな",
    "제약 바이오 ㈜한국",
)


PLACES = 4
TOGETHER = 12


def named(names: tuple[str, ...]) -> dict[str, Any]:
    """Return the sample with twelve names wherever the text of an offer may stand, each of them on page one too."""
    plain = document()
    for place, name in enumerate(names):
        offer = plain["offers"][place % 4]
        if place < 4:
            offer.update(supplier=name, title=name, risks=[], lines=[], clauses=[])
            offer["terms"][0]["title"] = name
        offer["risks"] += [{"category": "supply_chain", "title": name, "probability": 0.1, "quarter": 1}]
        line = {"id": f"L{place}", "description": name, "section": name, "note": name, "sheet": name, "file": name}
        offer["lines"] += [{**line, "basis": "priced", "amount": "1.00", "becomes": {"set_aside": name}}]
        offer["clauses"] += [{"topic": name, "text": name}]
        plain["case"]["scope"].append({"id": name, "title": name, "category": "api", "unit": name, "required": False})
    plain["case"].update(title=names[0], product=names[1])
    plain["case"]["award"] = {"offer": "acme", "reason": names[2]}
    plain["case"]["route"] = [{"role": "approved", "name": name} for name in names[3:]]
    return plain


def squeezed(text: str) -> str:
    """Return a text without spaces: where lines break is not what is asked here."""
    return "".join(text.split())


@pytest.mark.parametrize("first", range(0, len(NAMES), TOGETHER))
def test_the_text_of_the_pages_is_the_text_that_was_given(tmp_path: Path, first: int) -> None:
    names = (NAMES + NAMES)[first : first + TOGETHER]
    path = tmp_path / "case.pdf"
    notes = write(*evaluated(named(names), 0), path, Edition(travel="hashes"))
    found = [squeezed(page) for page in pages(path)]
    assert notes == ()
    for name in names:
        assert squeezed(name) in found[0]
        assert sum(page.count(squeezed(name)) for page in found) >= PLACES
    content = path.read_bytes()
    assert b"/URI" not in content
    assert b"/Subtype /Image" not in content


def test_control_and_bidi_characters_are_gone() -> None:
    assert clean("a\x00b\x1bc\u202ed\u2066e\ufefff\r\ng\th") == "abcdef\ng h"
    assert clean("\ud800x") == "\ufffdx"


def test_a_glyph_that_no_font_has_is_reported_by_name_and_shown(tmp_path: Path) -> None:
    plain = document()
    plain["offers"] = []
    plain["case"]["title"] = "Acme 𓀀"
    path = tmp_path / "case.pdf"
    notes = write(*evaluated(plain, 0), path)
    assert notes == ("No font of the program has EGYPTIAN HIEROGLYPH A001 (U+13000); [U+13000] stands in its place.",)
    assert "Acme[U+13000]" in squeezed(pages(path)[0])


def test_fallback_fonts_stand_in_only_where_they_must() -> None:
    letters = Lettering()
    assert letters.runs("Łódź → Ω") == [("Inter", "Łódź → Ω")]
    assert [font for font, _ in letters.runs("a薬☺")] == ["Inter", "DroidSansFallback", "DejaVuSans"]
    assert letters.markup("<薬>&") == '&lt;<font name="DroidSansFallback">薬</font>&gt;&amp;'


def test_a_text_longer_than_a_page_goes_on_to_the_next(tmp_path: Path) -> None:
    plain = document()
    plain["offers"] = plain["offers"][:1]
    plain["offers"][0]["lines"][0]["description"] = "word " * 4000
    path = tmp_path / "case.pdf"
    write(*evaluated(plain, 0), path)
    assert sum(page.count("word") for page in pages(path)) >= 4000
