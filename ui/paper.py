"""A PDF as pictures: opened, drawn and searched by PDFium, all on the worker's thread, signature boxes included."""

from dataclasses import dataclass
from threading import Lock
from typing import Any

_TURN = Lock()
"""PDFium takes one question at a time in the whole program."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading of the document's outline: its title, how deep it is, and its page (from 0)."""

    title: str
    level: int
    page: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A page drawn: width and height in pixels, and the pixels as BGRX."""

    page: int
    scale: float
    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a text was found: the page (from 0) and a rectangle in points from the upper left."""

    page: int
    left: float
    top: float
    wide: float
    high: float


@dataclass(frozen=True, slots=True)
class Paper:
    """A document: its bytes, the sizes of its pages in points, its outline."""

    content: bytes
    sizes: tuple[tuple[float, float], ...]
    chapters: tuple[Chapter, ...]


def opened(content: bytes) -> Paper:
    """Return a document's pages and outline."""
    with _Open(content) as document:
        sizes = tuple(document.get_page_size(number) for number in range(len(document)))
        chapters = []
        for entry in document.get_toc():
            place = entry.get_dest()
            page = None if place is None else place.get_index()
            if page is not None:
                chapters.append(Chapter(entry.get_title(), entry.level, page))
    return Paper(content, sizes, tuple(chapters))


def drawn(paper: Paper, page: int, scale: float) -> Picture:
    """Return a page as a picture; `scale` is pixels a point."""
    with _Open(paper.content) as document:
        document.init_forms()
        found = document[page]
        bitmap = found.render(scale=scale, may_draw_forms=True, force_bitmap_format=3)
        picture = Picture(
            page, scale, bitmap.width, bitmap.height, bytes(bitmap.buffer)[: bitmap.stride * bitmap.height]
        )
        bitmap.close()
        found.close()
    return picture


def spots(paper: Paper, text: str) -> tuple[Spot, ...]:
    """Return where a text stands, in the order of the pages."""
    made: list[Spot] = []
    with _Open(paper.content) as document:
        for number, (_, high) in enumerate(paper.sizes):
            page = document[number]
            words = page.get_textpage()
            search = words.search(text)
            while (found := search.get_next()) is not None:
                start, count = found
                for place in range(words.count_rects(start, count)):
                    left, bottom, right, top = words.get_rect(place)
                    made.append(Spot(number, left, high - top, right - left, top - bottom))
            words.close()
            page.close()
    return tuple(made)


class _Open:
    """A document open for a block."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._document: Any = None

    def __enter__(self) -> Any:  # noqa: ANN401 - of a library without types
        import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415 - on the worker

        _TURN.acquire()
        try:
            self._document = pypdfium2.PdfDocument(self._content)
        except BaseException:
            _TURN.release()
            raise
        return self._document

    def __exit__(self, *_: object) -> None:
        self._document.close()
        _TURN.release()
