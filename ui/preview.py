"""The preview of a document: its pages one under the other, drawn by the worker as they come into view."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from cdmo_desk.speech import say
from ui import icons
from ui.paper import Paper, Picture, Spot, drawn, spots
from ui.requests import LATER, Requests

GAP, MARGIN = 12, 16
POINT = 96 / 72
STEPS = (0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 3.0, 4.0)
FIT = 0.0
KEPT = 24


class Preview(QAbstractScrollArea):
    """Shows a paper. `turned` says which page (from 0) is at the top, `found` how often a text was found."""

    turned = Signal(int)
    found = Signal(int)
    zoomed = Signal(float)

    def __init__(self, requests: Requests) -> None:
        super().__init__()
        self._requests = requests
        self._paper: Paper | None = None
        self._zoom = FIT
        self._pictures: dict[tuple[int, float], QImage] = {}
        self._asked: set[tuple[int, float]] = set()
        self._spots: tuple[Spot, ...] = ()
        self._spot = -1
        self._edition = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(say("Document"))
        self.viewport().setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().setSingleStep(40)

    @property
    def page(self) -> int:
        """Return the page in view, from 0."""
        top = self.verticalScrollBar().value() + self.viewport().height() // 3
        found = [number for number, rect in enumerate(self._rects()) if rect.top() <= top]
        return found[-1] if found else 0

    @property
    def pages(self) -> int:
        """Return how many pages there are."""
        return len(self._paper.sizes) if self._paper else 0

    @property
    def is_drawn(self) -> bool:
        """Say whether every page in view is drawn."""
        return self._paper is not None and all((page, self._scale(page)) in self._pictures for page in self._in_view())

    def show_paper(self, paper: Paper | None) -> None:
        """Show a document; one of as many pages stays where it was."""
        same = paper is not None and self.pages == len(paper.sizes)
        place = self.verticalScrollBar().value() if same else 0
        self._paper = paper
        self._edition += 1
        self._pictures.clear()
        self._asked.clear()
        self._spots, self._spot = (), -1
        self._lay_out()
        self.verticalScrollBar().setValue(place)
        self._scrolled()

    def go(self, page: int) -> None:
        """Bring a page to the top."""
        rects = self._rects()
        if rects:
            self.verticalScrollBar().setValue(rects[max(0, min(page, len(rects) - 1))].top() - GAP)

    def zoom(self, factor: float) -> None:
        """Show at a factor; 0 fits the width."""
        page = self.page
        self._zoom = factor
        self._lay_out()
        self.go(page)
        self.zoomed.emit(factor)
        self._scrolled()

    def step(self, direction: int) -> None:
        """Zoom one step in or out."""
        now = self._scale(self.page) / POINT / self.devicePixelRatioF()
        larger = [step for step in STEPS if step > now + 0.02]
        smaller = [step for step in STEPS if step < now - 0.02]
        chosen = (larger or STEPS[-1:])[0] if direction > 0 else (smaller or list(STEPS[:1]))[-1]
        self.zoom(chosen)

    def look_for(self, text: str) -> None:
        """Light a text wherever it stands, and go to the first place."""
        paper, edition = self._paper, self._edition
        if paper is None or not text.strip():
            self._take_spots((), edition)
            return
        self._requests.ask(
            lambda _desk: spots(paper, text.strip()), lambda made: self._take_spots(made, edition), key="paper search"
        )

    def next_spot(self, direction: int = 1) -> None:
        """Go to the next place where the text stands."""
        if self._spots:
            self._spot = (self._spot + direction) % len(self._spots)
            self._go_to_spot()

    # What Qt calls

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the pages in view."""
        del event
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), icons.colour("press"))
        moved = self._moved()
        for page, rect in enumerate(self._rects()):
            shown = rect.translated(-moved)
            if not shown.intersects(self.viewport().rect()):
                continue
            painter.fillRect(shown, QColor("white"))
            image = self._pictures.get((page, self._scale(page)))
            if image is not None:
                painter.drawImage(shown, image)
            painter.setPen(QPen(icons.colour("border"), 1))
            painter.drawRect(shown.adjusted(0, 0, -1, -1))
            self._paint_spots(painter, page, shown)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the pages anew."""
        super().resizeEvent(event)
        page = self.page
        self._lay_out()
        if self._zoom == FIT and self.pages:
            self.go(page)
        self._scrolled()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Turn pages by keys."""
        turns = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.pages - 1}
        key = Qt.Key(event.key())
        if key in turns:
            self.go(self.page + turns[key])
        elif key in ends:
            self.go(ends[key])
        elif key == Qt.Key.Key_F3:
            self.next_spot(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    # Parts

    def _scale(self, page: int) -> float:
        """Return pixels of the screen a point; where the width is fitted, each page has its own."""
        ratio = self.devicePixelRatioF()
        if self._zoom != FIT or self._paper is None:
            return (self._zoom or 1.0) * POINT * ratio
        room = max(120, self.viewport().width() - 2 * MARGIN)
        return room / self._paper.sizes[page][0] * ratio

    def _rects(self) -> list[QRect]:
        """Return where each page lies in the whole of the document."""
        if self._paper is None:
            return []
        whole = max(self.viewport().width(), self._wide())
        rects, top = [], GAP
        for page, (wide, high) in enumerate(self._paper.sizes):
            scale = self._scale(page) / self.devicePixelRatioF()
            size = QSize(round(wide * scale), round(high * scale))
            rects.append(QRect(QPoint((whole - size.width()) // 2, top), size))
            top += size.height() + GAP
        return rects

    def _wide(self) -> int:
        """Return how wide the widest page is with its margins."""
        if self._paper is None or self._zoom == FIT:
            return 0
        return round(max(wide for wide, _ in self._paper.sizes) * self._zoom * POINT) + 2 * MARGIN

    def _moved(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _in_view(self) -> list[int]:
        view = self.viewport().rect().translated(self._moved())
        return [page for page, rect in enumerate(self._rects()) if rect.intersects(view)]

    def _lay_out(self) -> None:
        rects = self._rects()
        room = self.viewport().size()
        high = rects[-1].bottom() + GAP if rects else 0
        wide = self._wide()
        self.verticalScrollBar().setRange(0, max(0, high - room.height()))
        self.verticalScrollBar().setPageStep(room.height())
        self.horizontalScrollBar().setRange(0, 0 if self._zoom == FIT else max(0, wide - room.width()))
        self.horizontalScrollBar().setPageStep(room.width())
        self.viewport().update()

    def _scrolled(self) -> None:
        self.turned.emit(self.page)
        self._draw()
        self.viewport().update()

    def _draw(self) -> None:
        """Ask for the pages in view that are not drawn yet."""
        paper, edition = self._paper, self._edition
        if paper is None or not self.isVisible():
            return
        for page in self._in_view():
            scale = self._scale(page)
            if (page, scale) in self._pictures or (page, scale) in self._asked:
                continue
            self._asked.add((page, scale))
            self._requests.ask(
                lambda _desk, page=page, scale=scale: drawn(paper, page, scale),  # type: ignore[misc]
                lambda picture: self._take(picture, edition),
                urgency=LATER,
            )

    def _take(self, picture: Picture, edition: int) -> None:
        if edition != self._edition:
            return
        size = picture.width * 4
        image = QImage(picture.pixels, picture.width, picture.height, size, QImage.Format.Format_RGB32).copy()
        while len(self._pictures) >= KEPT:
            self._pictures.pop(next(iter(self._pictures)))
        self._pictures[picture.page, picture.scale] = image
        self._asked.discard((picture.page, picture.scale))
        self.viewport().update()

    def _take_spots(self, made: tuple[Spot, ...], edition: int) -> None:
        if edition != self._edition:
            return
        self._spots, self._spot = made, 0 if made else -1
        self.found.emit(len(made))
        if made:
            self._go_to_spot()
        self.viewport().update()

    def _go_to_spot(self) -> None:
        spot = self._spots[self._spot]
        scale = self._scale(spot.page) / self.devicePixelRatioF()
        top = self._rects()[spot.page].top() + round(spot.top * scale)
        self.verticalScrollBar().setValue(top - self.viewport().height() // 3)
        self.viewport().update()

    def _paint_spots(self, painter: QPainter, page: int, shown: QRect) -> None:
        scale = self._scale(page) / self.devicePixelRatioF()
        for number, spot in enumerate(self._spots):
            if spot.page != page:
                continue
            colour = QColor("#174F8F" if number == self._spot else "#E3B04F")
            colour.setAlpha(90)
            left, top = shown.left() + spot.left * scale, shown.top() + spot.top * scale
            painter.fillRect(QRectF(left - 1, top - 1, spot.wide * scale + 2, spot.high * scale + 2), colour)
