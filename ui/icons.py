"""Icons: Lucide's drawings, recoloured from the tokens at the moment they are painted, sharp at every scale."""

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from cdmo_desk import resource
from ui.tokens import LIGHT, Tokens


class _Worn:
    """The tokens that hold now."""

    tokens: Tokens = LIGHT


def use(tokens: Tokens) -> None:
    """Paint from now on in these tokens."""
    _Worn.tokens = tokens
    _renderer.cache_clear()
    colour.cache_clear()


def tokens() -> Tokens:
    """Return the tokens that hold now."""
    return _Worn.tokens


@cache
def colour(name: str) -> QColor:
    """Return a token as a colour; the one returned is shared and not to be changed."""
    return QColor(getattr(_Worn.tokens, name))


def icon(name: str, tone: str = "text") -> QIcon:
    """Return an icon by its Lucide name, in the colour of a token."""
    return QIcon(_Drawing(name, tone))


def paint(painter: QPainter, name: str, rect: QRect | QRectF, tone: str = "text") -> None:
    """Paint an icon into a rectangle in the colour of a token."""
    _renderer(name, getattr(_Worn.tokens, tone)).render(painter, QRectF(rect))


def pixmap(name: str, size: int, tone: str, ratio: float) -> QPixmap:
    """Return an icon as a picture for a screen's ratio of pixels."""
    made = QPixmap(QSize(size, size) * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint(painter, name, QRectF(0, 0, size, size), tone)
    painter.end()
    return made


def svg(name: str, colour_name: str) -> str:
    """Return an icon's drawing in a colour."""
    return _drawing(name).replace("currentColor", colour_name)


@cache
def _drawing(name: str) -> str:
    return resource.path(f"icons/{name}.svg").read_text("utf-8")


@cache
def _renderer(name: str, colour_name: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(svg(name, colour_name).encode()))


class _Drawing(QIconEngine):
    """Paints an icon anew each time, so that it follows the theme."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name = name
        self._tone = tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Paint the icon, disabled ones in the token for it; on a disabled primary button that is the ground's."""
        del state
        side = min(rect.width(), rect.height())
        square = QRect(rect.left(), rect.top() + (rect.height() - side) // 2, side, side)
        off = "base" if self._tone == "on_accent" and tokens().name != "contrast" else "off"
        paint(painter, self._name, square, off if mode == QIcon.Mode.Disabled else self._tone)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon as a picture."""
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        """Return another of the same."""
        return _Drawing(self._name, self._tone)
