"""The key of an offer: its letter on its colour; hollow where the offer is not ranked or its colour starts over."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from ui.tokens import Tokens, place_of


def paint_key(painter: QPainter, rect: QRect | QRectF, letter: str, tokens: Tokens, *, hollow: bool = False) -> None:
    """Paint the key of an offer into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = tokens.offer(letter)
    is_hollow = hollow or place_of(letter) >= len(tokens.offers)
    area = QRectF(rect)
    if is_hollow:
        painter.setPen(QPen(ground, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(0.75, 0.75, -0.75, -0.75), 3, 3)
        painter.setPen(painter.pen().color())
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(area, 3, 3)
        painter.setPen(tokens.on_offer(letter))
    font = QFont(painter.font())
    font.setPixelSize(max(8, int(area.height() * (0.66 if len(letter) == 1 else 0.5))))
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    if is_hollow:
        painter.setPen(QPen(tokens.text))
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), letter)
    painter.restore()
