"""Signatures as other programs see them: three, each valid and over what it should; stamps; order; validity."""

import re
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from cdmo_desk.problem import Refused
from cdmo_desk.signing import fields, sign
from cdmo_desk.signing.contents import page_texts
from cdmo_desk.signing.identity import Key
from cdmo_desk.signing.stamp import Stamp, drawn
from cdmo_desk.signing.verify import verify
from tests.signing.conftest import PEOPLE, WHEN, add, paper


def test_each_of_three_signatures_is_valid_by_pyhanko(states: list[bytes], keys: dict[str, Key]) -> None:
    with fields.reading(states[3]) as reader:
        found = reader.embedded_signatures
        assert [signature.field_name for signature in found] == ["1 prepared", "2 reviewed", "3 approved"]
        for signature, key in zip(found, keys.values(), strict=True):
            trusted = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
            status = validate_pdf_signature(signature, trusted)
            assert status.bottom_line
            assert status.docmdp_ok
            assert signature.signer_cert.sha256.hex() == key.certificate.fingerprint
        assert found[0].docmdp_level is not None
        assert found[0].docmdp_level.name == "FILL_FORMS"
        assert [signature.coverage.name for signature in found] == ["ENTIRE_REVISION", "ENTIRE_REVISION", "ENTIRE_FILE"]


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler's pdfsig is not installed")
def test_poppler_finds_three_valid_signatures(states: list[bytes], tmp_path: Path) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(states[3])
    said = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False).stdout  # noqa: S607
    assert said.count("Signature Validation: Signature is Valid.") == 3
    assert said.count("ETSI.CAdES.detached") == 3
    assert re.findall(r"Common Name: (.+)", said) == list(PEOPLE.values())
    assert said.count("Total document signed") == 1


def test_the_strict_rule_finds_nothing_wrong(states: list[bytes], known: dict[str, str]) -> None:
    for count, pdf in enumerate(states[1:], start=1):
        verdict = verify(pdf, "signed.pdf", known)
        assert verdict.status == 0
        assert verdict.is_unaltered
        assert [found.name for found in verdict.signatures] == list(PEOPLE.values())[:count]
        assert [found.when for found in verdict.signatures] == [WHEN] * count
        assert verdict.missing == tuple(PEOPLE)[count:]


def test_without_knowing_the_signers_it_is_unaltered_and_yet_not_well(states: list[bytes]) -> None:
    verdict = verify(states[3], "signed.pdf", {})
    assert verdict.is_unaltered
    assert verdict.status == 1
    assert len(verdict.doubts) == 3


def test_the_stamp_shows_name_meaning_date_time_and_zone(states: list[bytes]) -> None:
    import pypdfium2  # type: ignore[import-untyped]

    document = pypdfium2.PdfDocument(states[3])
    document.init_forms()
    page = document[0]
    flat = pypdfium2.raw.FPDFPage_Flatten(page.raw, pypdfium2.raw.FLAT_NORMALDISPLAY)
    assert flat == 1
    page.close()
    words = document[0].get_textpage().get_text_bounded()
    for role, name in PEOPLE.items():
        assert name in words
        assert role.capitalize() in words
        assert sign.MEANINGS[role] in words
    assert words.count("20 Nov 2026, 14:52:07 +00:00") == 3
    document.close()


@pytest.mark.parametrize("meaning", ["word " * 24, "x" * 120, "薬" * 120])
def test_a_long_meaning_is_printed_whole(meaning: str) -> None:
    stamp = Stamp(name="Marta", role="prepared", meaning=meaning.strip(), when=WHEN, fingerprint="ab" * 32)
    words = "".join(page_texts(drawn(stamp, 160, 80))[0].split())
    assert "".join(meaning.split()) in words
    assert "20Nov2026,14:52:07+00:00" in words


def test_a_signature_alters_no_page(states: list[bytes]) -> None:
    assert page_texts(states[0]) == page_texts(states[3])
    assert states[3].startswith(states[2])
    assert states[2].startswith(states[1])
    assert states[1].startswith(states[0])


def test_the_route_is_kept(states: list[bytes], keys: dict[str, Key]) -> None:
    with pytest.raises(Refused, match="Next in the route"):
        add(states[0], keys["approved"], "approved")
    with pytest.raises(Refused, match="Next in the route"):
        add(states[1], keys["prepared"], "prepared")
    with pytest.raises(Refused, match="nothing is left to sign"):
        add(states[3], keys["approved"], "approved")


def test_a_certificate_out_of_its_time_signs_nothing(states: list[bytes], keys: dict[str, Key]) -> None:
    for when in (WHEN - timedelta(days=1), WHEN + timedelta(days=365 * 4)):
        with pytest.raises(Refused, match="is valid from"):
            add(states[0], keys["prepared"], "prepared", when)


@pytest.mark.parametrize("meaning", ["", "  \n ", "x" * 121])
def test_a_meaning_is_asked_for(states: list[bytes], keys: dict[str, Key], meaning: str) -> None:
    with pytest.raises(Refused, match="Say what the signature means"):
        sign.sign(states[0], keys["prepared"], sign.Signing(role="prepared", meaning=meaning, when=WHEN))


def test_hostile_words_are_printed_as_they_are(keys: dict[str, Key]) -> None:
    meaning = "<b>I</b> approve\u202e &amp; <img src='/etc/passwd'/>"
    made = sign.sign(paper(), keys["prepared"], sign.Signing(role="prepared", meaning=meaning, when=WHEN))
    (found,) = verify(made, "signed.pdf", {}).signatures
    assert found.meaning == meaning
    assert found.is_sound


def test_fields_are_made_once(states: list[bytes]) -> None:
    with pytest.raises(Refused, match="has signature fields already"):
        fields.prepare(states[0], fields.usual(1, 595))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n%%EOF", b"PK\x03\x04 not a pdf", b"%PDF-1.4\n" + b"\0" * 500])
def test_what_is_no_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(Refused):
        verify(content, "broken.pdf", {})
