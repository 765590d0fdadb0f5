"""Signature fields: one for each step of the route, all made before the first signature."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import ceil, floor
from typing import TYPE_CHECKING

from cdmo_desk.problem import Refused
from cdmo_desk.speech import say

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

ROLES = ("prepared", "reviewed", "approved")
NAME = re.compile(r"(\d+) (prepared|reviewed|approved)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A place for a signature: its number in the route, the role, its page (both from 1) and rectangle in points."""

    number: int
    role: str
    page: int
    box: tuple[float, float, float, float]
    is_signed: bool = False

    @property
    def name(self) -> str:
        """Return what the field is called in the file."""
        return f"{self.number} {self.role}"


def usual(page: int, wide: float) -> tuple[Field, ...]:
    """Return three fields at the foot of a page of a width, for a document that has no panels of ours."""
    side, gap, high = 36.0, 9.0, 62.0
    room = (wide - 2 * side - 2 * gap) / 3
    return tuple(
        Field(
            number=number + 1,
            role=role,
            page=page,
            box=(side + number * (room + gap), 24, side + number * (room + gap) + room, 24 + high),
        )
        for number, role in enumerate(ROLES)
    )


def prepare(pdf: bytes, fields: Sequence[Field]) -> bytes:
    """Return the document with empty signature fields; one that has some already is refused."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415 - takes a second to load
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field  # noqa: PLC0415 - as above

    with reading(pdf) as reader:
        if found(reader):
            raise Refused(say("The document has signature fields already."))
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    for field in fields:
        left, low, right, high = field.box
        spec = SigFieldSpec(
            field.name,
            on_page=field.page - 1,
            box=(floor(left), floor(low), ceil(right), ceil(high)),
            readable_field_name=say("Signature: {role}", role=field.role),
        )
        append_signature_field(writer, spec)
    target = BytesIO()
    writer.write(target)  # type: ignore[no-untyped-call]
    return target.getvalue()


def found(reader: "PdfFileReader") -> tuple[Field, ...]:
    """Return the signature fields of a document in the order of the route."""
    from pyhanko.sign.fields import enumerate_sig_fields  # noqa: PLC0415 - takes a second to load

    pages = {}
    for number in range(int(reader.root["/Pages"]["/Count"])):
        page = reader.find_page_for_modification(number)[0]  # type: ignore[no-untyped-call]
        for annotation in page.get_object().get("/Annots", ()):
            pages[getattr(annotation, "reference", None)] = number + 1
    made = []
    for place, (name, value, reference) in enumerate(enumerate_sig_fields(reader), start=1):
        match = NAME.fullmatch(name)
        box = tuple(float(edge) for edge in reference.get_object().get("/Rect", (0, 0, 0, 0)))
        number, role = (int(match.group(1)), match.group(2)) if match else (place, name)
        page = pages.get(reference.reference, 1)
        made.append(Field(number=number, role=role, page=page, box=box, is_signed=value is not None))  # type: ignore[arg-type]
    return tuple(sorted(made, key=lambda field: field.number))


class reading:  # noqa: N801 - used as a block
    """Open a PDF for a block; what cannot be read is refused in a sentence."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf

    def __enter__(self) -> "PdfFileReader":
        from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415 - takes a second to load
        from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 - as above

        if b"%PDF-" not in self._pdf[:1024]:
            raise Refused(say("This is not a PDF."))
        try:
            reader = PdfFileReader(BytesIO(self._pdf), strict=True)
            if reader.encrypted:
                raise Refused(say("The PDF is protected with a password. Remove it, and try again."))
            reader.root["/Pages"]
        except (PdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError):
            raise Refused(say("The PDF is damaged and cannot be read.")) from None
        return reader

    def __exit__(self, *_: object) -> None:
        """End the block."""
