"""Nothing that was changed after signing reads as fine: flips, appended updates, truncation, copies, other keys."""

import random
import re
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import Any

import pytest
from pyhanko.pdf_utils import generic as objects
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from cdmo_desk.problem import Refused
from cdmo_desk.programme.brief import Signatory
from cdmo_desk.signing import der
from cdmo_desk.signing.identity import Key
from cdmo_desk.signing.verdict import OTHER_KEY
from cdmo_desk.signing.verify import verify
from tests.signing.conftest import PEOPLE, add, key_of, paper

Edit = Callable[[Any], None]
generic: Any = objects


def is_seen(pdf: bytes, known: dict[str, str]) -> bool:
    """Say whether a document is taken for altered, or for not readable."""
    try:
        return not verify(pdf, "signed.pdf", known).is_unaltered
    except Refused:
        return True


def flipped(pdf: bytes, number: int) -> Iterator[tuple[int, bytes]]:
    """Yield copies with one bit flipped, half of them anywhere, half within the signatures themselves."""
    draws = random.Random(20261120)  # noqa: S311 - the same flips each time
    holes = [match.span() for match in re.finditer(rb"<[0-9a-fA-F]{400,}>", pdf)]
    assert holes
    for count in range(number):
        start, end = draws.choice(holes) if count % 2 else (0, len(pdf))
        place = draws.randrange(start, end)
        copy = bytearray(pdf)
        copy[place] ^= 1 << draws.randrange(8)
        yield place, bytes(copy)


def test_two_hundred_flips_are_all_seen(states: list[bytes], known: dict[str, str]) -> None:
    assert [place for place, copy in flipped(states[1], 200) if not is_seen(copy, known)] == []


@pytest.mark.soak
def test_two_thousand_flips_are_all_seen(states: list[bytes], known: dict[str, str]) -> None:
    assert [place for place, copy in flipped(states[3], 2000) if not is_seen(copy, known)] == []


def turned(pdf: bytes, bits: Iterable[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], bytes]]:
    """Yield copies with a bit of the signature's own value turned: its byte, and its place in the byte."""
    hole = re.search(rb"<([0-9a-fA-F]{400,})>", pdf)
    assert hole is not None
    value = bytes.fromhex(hole.group(1).decode())
    for place, bit in bits:
        copy = bytearray(value)
        copy[place] ^= 1 << bit
        yield (place, bit), pdf[: hole.start() + 1] + bytes(copy).hex().encode() + pdf[hole.end() - 1 :]


def value_in(pdf: bytes) -> bytes:
    """Return the value of the first signature."""
    hole = re.search(rb"<([0-9a-fA-F]{400,})>", pdf)
    assert hole is not None
    content = bytes.fromhex(hole.group(1).decode())
    return content[: der.length(content)[1]]


def test_bits_that_no_key_covers_are_seen(states: list[bytes], known: dict[str, str]) -> None:
    """Parameters that mean nothing, and the case of letters in the issuer's name: a lenient reader passes both over."""
    value = value_in(states[1])
    empty = [match.start() for match in re.finditer(rb"\x05\x00", value)]
    names = [match.start() for match in re.finditer(PEOPLE["prepared"].encode(), value)]
    assert len(empty) >= 2
    assert len(names) >= 3
    bits = [(place, bit) for place in empty for bit in range(8)]
    bits += [(names[-1] + place, 5) for place, sign in enumerate(PEOPLE["prepared"]) if sign.isalpha()]
    assert [bit for bit, copy in turned(states[1], bits) if not is_seen(copy, known)] == []


@pytest.mark.soak
def test_no_bit_of_a_signature_is_spare(states: list[bytes], known: dict[str, str]) -> None:
    bits = [(place, bit) for place in range(len(value_in(states[1]))) for bit in range(8)]
    assert [bit for bit, copy in turned(states[1], bits) if not is_seen(copy, known)] == []


def _page(pdf: Any) -> None:
    page = pdf.root["/Pages"]["/Kids"][0]
    more = pdf.add_object(generic.StreamObject(stream_data=b"BT /F1 20 Tf 60 600 Td (12 M) Tj ET"))
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), more])
    pdf.update_container(page)


def _replaced(pdf: Any) -> None:
    content = pdf.root["/Pages"]["/Kids"][0]["/Contents"]
    content._data = content.data.replace(b"33.37", b"12.37")
    content._encoded_data = None
    pdf.update_container(content)


def _info(pdf: Any) -> None:
    info = pdf.trailer["/Info"]
    info[pdf_name("/Title")] = pdf_string("Another title")
    pdf.update_container(info)


def _action(pdf: Any) -> None:
    pdf.root[pdf_name("/OpenAction")] = generic.DictionaryObject(
        {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): pdf_string("app.alert(1)")}
    )
    pdf.update_root()


def _annotation(pdf: Any) -> None:
    page = pdf.root["/Pages"]["/Kids"][0]
    made = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): generic.ArrayObject([generic.NumberObject(edge) for edge in (50, 650, 400, 720)]),
            pdf_name("/Contents"): pdf_string("Award to Orchard"),
        }
    )
    page["/Annots"] = generic.ArrayObject([*page["/Annots"], pdf.add_object(made)])
    pdf.update_container(page)


def _attachment(pdf: Any) -> None:
    from pyhanko.pdf_utils.embed import EmbeddedFileObject, FileSpec, embed_file

    made = EmbeddedFileObject.from_file_data(pdf, b"{}", mime_type="application/json")
    embed_file(pdf, FileSpec(file_spec_string="case.json", embedded_data=made))


def _field(pdf: Any) -> None:
    append_signature_field(pdf, SigFieldSpec("4 approved", box=(10, 500, 300, 800)))


def _moved(pdf: Any) -> None:
    """Let the next field, and with it the next stamp, cover the page."""
    field = pdf.root["/AcroForm"]["/Fields"][1].get_object()
    field["/Rect"] = generic.ArrayObject([generic.NumberObject(edge) for edge in (0, 0, 595, 842)])
    pdf.update_container(field)


def _metadata(pdf: Any) -> None:
    made = generic.StreamObject(stream_data=b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>")
    made[pdf_name("/Type")], made[pdf_name("/Subtype")] = pdf_name("/Metadata"), pdf_name("/XML")
    pdf.root[pdf_name("/Metadata")] = pdf.add_object(made)
    pdf.update_root()


EDITS: dict[str, Edit] = {
    "a second content stream": _page,
    "a figure replaced": _replaced,
    "the title": _info,
    "an action": _action,
    "a remark": _annotation,
    "an attachment": _attachment,
    "a new field": _field,
    "the next field moved": _moved,
    "the description": _metadata,
}


def edited(pdf: bytes, edit: Edit) -> bytes:
    """Return a document with an incremental update."""
    made: Any = IncrementalPdfFileWriter(BytesIO(pdf))
    edit(made)
    target = BytesIO()
    made.write(target)
    return target.getvalue()


@pytest.mark.parametrize("name", EDITS)
def test_an_update_behind_the_last_signature_is_seen(states: list[bytes], known: dict[str, str], name: str) -> None:
    for pdf in (states[1], states[3]):
        made = edited(pdf, EDITS[name])
        assert made.startswith(pdf)
        verdict = verify(made, "signed.pdf", known)
        assert not verdict.is_unaltered
        assert verdict.status == 1
        assert any("after the last signature" in says or "behind it" in says for says in verdict.problems)


@pytest.mark.parametrize("name", EDITS)
def test_an_update_hidden_below_the_next_signature_is_seen(
    states: list[bytes], keys: dict[str, Key], known: dict[str, str], name: str
) -> None:
    """The second signature covers the edit and is itself sound: the rule between signatures must see it."""
    made = add(edited(states[1], EDITS[name]), keys["reviewed"], "reviewed")
    verdict = verify(made, "signed.pdf", known)
    assert not verdict.is_unaltered
    assert verdict.status == 1


@pytest.mark.parametrize("name", EDITS)
def test_an_update_within_the_next_signature_is_seen(
    states: list[bytes], keys: dict[str, Key], known: dict[str, str], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The edit is in the very update that the next signer signs: nothing but what changed tells it."""
    from cdmo_desk.signing import sign

    plain = sign._writer

    def with_edit(pdf: bytes) -> Any:
        made = plain(pdf)
        EDITS[name](made)
        return made

    monkeypatch.setattr(sign, "_writer", with_edit)
    made = add(states[1], keys["reviewed"], "reviewed")
    verdict = verify(made, "signed.pdf", known)
    assert verdict.signatures[1].problems
    assert not verdict.is_unaltered


@pytest.mark.parametrize("tail", [b"\n", b" ", b"%", b"\0" * 64, b"\n%%EOF\n", b"1 0 obj\n<<>>\nendobj\n"])
def test_appended_bytes_are_seen(states: list[bytes], known: dict[str, str], tail: bytes) -> None:
    for pdf in states[1:]:
        assert is_seen(pdf + tail, known)


@pytest.mark.parametrize("head", [b"\n", b"%PDF-1.4\n"])
def test_bytes_put_before_are_seen(states: list[bytes], known: dict[str, str], head: bytes) -> None:
    assert is_seen(head + states[1], known)


def test_truncations_are_seen(states: list[bytes], known: dict[str, str]) -> None:
    draws = random.Random(7)  # noqa: S311 - the same cuts each time
    ends = {len(state) for state in states}
    for _ in range(40):
        end = draws.randrange(1, len(states[3]))
        assert end in ends or is_seen(states[3][:end], known)


def test_signatures_taken_off_never_read_as_fine(states: list[bytes], known: dict[str, str]) -> None:
    verdict = verify(states[0], "signed.pdf", known)
    assert verdict.status == 1
    assert not verdict.is_unaltered
    assert verdict.problems == ("The document is not signed.",)
    route = [Signatory(role=role, name=name) for role, name in PEOPLE.items()]  # type: ignore[arg-type]
    assert verify(states[3], "signed.pdf", known, route).status == 0
    for count in (1, 2):
        verdict = verify(states[count], "signed.pdf", known, route)
        assert verdict.status == 1
        assert any("Not yet signed" in says for says in verdict.doubts)


def test_a_signature_cleared_from_its_field_is_seen(states: list[bytes], known: dict[str, str]) -> None:
    def clear(pdf: Any) -> None:
        field = pdf.root["/AcroForm"]["/Fields"][2].get_object()
        del field["/V"]
        pdf.update_container(field)

    assert is_seen(edited(states[3], clear), known)


def test_a_signature_copied_from_another_document_is_seen(keys: dict[str, Key], known: dict[str, str]) -> None:
    # RSA: its signatures are all of one length.
    mine, other = (add(paper(words), keys["approved"], "prepared") for words in ("33.37 M USD", "12.00 M USD"))
    holes = [re.search(rb"<[0-9a-fA-F]{400,}>", pdf) for pdf in (mine, other)]
    assert holes[0] is not None
    assert holes[1] is not None
    first, second = holes[0], holes[1]
    assert len(first.group()) == len(second.group())
    copied = mine[: first.start()] + second.group() + mine[first.end() :]
    assert is_seen(copied, known)


def test_a_signer_of_the_same_name_with_another_key_is_not_known(known: dict[str, str]) -> None:
    impostor = key_of(PEOPLE["prepared"])
    verdict = verify(add(paper(), impostor, "prepared"), "signed.pdf", known)
    assert verdict.status == 1
    assert verdict.signatures[0].signer == OTHER_KEY
    assert "another certificate" in verdict.doubts[0]


def test_a_person_in_anothers_place_is_seen(keys: dict[str, Key], known: dict[str, str]) -> None:
    route = [Signatory(role="prepared", name="Somebody Else")]
    verdict = verify(add(paper(), keys["prepared"], "prepared"), "signed.pdf", known, route)
    assert not verdict.is_unaltered
    assert "where the route names Somebody Else" in verdict.problems[0]


def test_a_hole_beside_the_signature_is_seen(states: list[bytes], known: dict[str, str]) -> None:
    """The range is moved so that bytes between it and the signature are covered by nothing."""
    match = re.search(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\s*\]", states[1])
    assert match is not None
    first, second, third = (int(number) for number in match.groups())
    text = f"/ByteRange [0 {first - 9} {second} {third}]".encode()
    made = states[1][: match.start()] + text.ljust(len(match.group())) + states[1][match.end() :]
    assert len(made) == len(states[1])
    assert is_seen(made, known)


def test_every_edit_does_change_the_document() -> None:
    """Else the tests that refuse them would prove nothing."""
    base = paper()
    assert all(edited(base, edit) != edited(base, lambda _pdf: None) for edit in EDITS.values())
