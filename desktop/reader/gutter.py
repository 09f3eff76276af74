"""The gutter beside the text: labels, whose words they are, and notes that have no words here."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QPolygonF

from db import address
from db.models import Passage, Voice
from desktop.reader.page import Page, Place
from desktop.theme import Theme, ink

WIDTH = 60
VOICE_WORDS: dict[Voice, str] = {
    "official": "Official text",
    "quoted": "Quoted: the speaker's own words",
    "reported": "Reported: retold in other words",
    "digest": "Study digest: restated in our own words",
}
_RULES: dict[Voice, Qt.PenStyle] = {
    "official": Qt.PenStyle.SolidLine,
    "reported": Qt.PenStyle.DashLine,
    "digest": Qt.PenStyle.DotLine,
}
BEYOND = 32
"""So many pixels above and below a passage what is said of it in the margin may reach."""
_NAMED = frozenset({"reported", "digest"})
_SILENT = frozenset({"record", "heading", "footnote"})


class Mismatch(NamedTuple):
    """Where the page beside this one does not answer a paragraph one to one.

    `alone` and `more` stand in the margin: this paragraph is only here, and so many more are only
    there; `sentence` says it in full.
    """

    alone: str
    more: str
    sentence: str


class Noted(NamedTuple):
    """A note in the gutter: its colour, whether it is of another edition, or a bookmark."""

    color: str
    elsewhere: bool = False
    bookmark: bool = False


class Gutter(NamedTuple):
    """How the gutter of a page is painted: `edge` is where its rule runs, in the viewport.

    The voice is told by the rule's pattern and by a word or a quotation mark, never by colour
    alone. Right-to-left pages have their gutter on the right. On paper labels or voices may be
    left out.
    """

    page: Page
    theme: Theme
    font: QFont
    edge: float
    right_to_left: bool
    labels: bool = True
    voices: bool = True

    def paint(
        self,
        painter: QPainter,
        visible: Iterable[tuple[Place, QRectF]],
        current: str,
        noted: Mapping[str, Noted],
        opposite: Mapping[str, Mismatch] | None = None,
        exposed: QRectF | None = None,
    ) -> None:
        """Paint the gutter of the passages that can be seen, or of those in what is `exposed`.

        `noted` gives colours by label, `opposite` where the page beside this one differs.
        """
        voice = ""
        for place, rect in visible:
            passage = place.passage
            if exposed is not None and not _reaches(rect, exposed):
                voice = passage.voice
                continue
            if passage.kind not in _SILENT and self.labels:
                self._paint_label(painter, place, rect, passage.label == current)
            if passage.kind not in _SILENT and self.voices:
                if passage.voice != voice:
                    self._paint_voice(painter, place, rect)
                self._paint_rule(painter, passage, rect, passage.label == current)
            if opposite and (mismatch := opposite.get(passage.label)):
                self._paint_mismatch(painter, place, rect, mismatch, passage.voice != voice)
            if passage.label in noted:
                self._paint_note(painter, rect, noted[passage.label])
            voice = passage.voice

    def _set_font(self, painter: QPainter, size: int, *, bold: bool = False) -> None:
        font = QFont(self.font)
        font.setPixelSize(size)
        font.setBold(bold)
        painter.setFont(font)

    @property
    def _side(self) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag.AlignLeft if self.right_to_left else Qt.AlignmentFlag.AlignRight

    def _box(self, place: Place, rect: QRectF) -> QRectF:
        left = self.edge + 8 if self.right_to_left else self.edge - 8 - WIDTH
        return QRectF(left, rect.top() + self.baseline(place) - 14, WIDTH, 18)

    def baseline(self, place: Place) -> float:
        """Return how far below the top of its block a passage's first line stands."""
        line = self.page.document.findBlockByNumber(place.block).layout().lineAt(0)
        return line.y() + line.ascent() if line.isValid() else 16

    def _paint_label(self, painter: QPainter, place: Place, rect: QRectF, current: bool) -> None:
        size = self.font.pixelSize() if self.font.pixelSize() > 0 else 13
        self._set_font(painter, max(11, size - 1), bold=current)
        painter.setPen(self.theme.color("accent" if current else "muted"))
        box = self._box(place, rect).adjusted(0, -4, 0, 0)
        label = address.gutter(place.passage.label)
        painter.drawText(box, self._side | Qt.AlignmentFlag.AlignBottom, label)

    def _paint_voice(self, painter: QPainter, place: Place, rect: QRectF) -> None:
        if place.passage.voice in _NAMED:
            self._set_font(painter, 10)
            painter.setPen(self.theme.color("muted"))
            box = self._box(place, rect).translated(0, 16)
            painter.drawText(box, self._side, place.passage.voice)

    def _paint_mismatch(
        self, painter: QPainter, place: Place, rect: QRectF, mismatch: Mismatch, below_voice: bool
    ) -> None:
        """Write below the label that it is alone, and at the paragraph's end that more follow."""
        self._set_font(painter, 10)
        painter.setPen(self.theme.color("accent"))
        box = self._box(place, rect)
        if place.passage.kind not in _SILENT:
            box.translate(0, 28 if below_voice and place.passage.voice in _NAMED else 16)
        for words in filter(None, (mismatch.alone, mismatch.more)):
            if words == mismatch.more:
                box.moveTop(max(box.top(), rect.bottom() - 16))
            painter.drawText(box, self._side, words)
            box.translate(0, 12)

    def _paint_rule(self, painter: QPainter, passage: Passage, rect: QRectF, current: bool) -> None:
        top = rect.top() + 5
        color = self.theme.color("accent" if current else "muted")
        if passage.voice == "quoted":
            painter.setPen(color)
            self._set_font(painter, 26)
            painter.drawText(QPointF(self.edge - 4, top + 20), "“")
            return
        pen = QPen(color, 1.6 if current else 0.9)
        if passage.voice == "official" and not current:
            pen = QPen(self.theme.color("border"), 1.2)
        pen.setStyle(_RULES[passage.voice])
        painter.setPen(pen)
        painter.drawLine(QPointF(self.edge, top), QPointF(self.edge, rect.bottom() - 2))

    def _paint_note(self, painter: QPainter, rect: QRectF, noted: Noted) -> None:
        """Paint a square in the note's colour; an outline for one made on another edition."""
        color, muted = self.theme.color(noted.color), self.theme.color("muted")
        middle = self.edge + 20 if self.right_to_left else self.edge - 20
        box = QRectF(middle - 5, rect.top() + 38, 10, 10)
        painter.setPen(QPen(ink(noted.color, self.theme) if noted.elsewhere else muted,
                            2 if noted.elsewhere else 1))  # fmt: skip
        painter.setBrush(self.theme.color("page") if noted.elsewhere else color)
        if noted.bookmark:
            painter.drawPolygon(_ribbon(box))
        else:
            painter.drawRoundedRect(box, 2, 2)


def _ribbon(box: QRectF) -> QPolygonF:
    """Return a bookmark's shape: a ribbon with a notch at its end."""
    notch = QPointF(box.center().x(), box.bottom() - 2)
    below = QRectF(box.left(), box.top() - 2, box.width(), box.height() + 5)
    return QPolygonF(
        [below.topLeft(), below.topRight(), below.bottomRight(), notch, below.bottomLeft()]
    )


def _reaches(rect: QRectF, exposed: QRectF) -> bool:
    """Tell whether a passage, with what stands in the margin of it, is in a part of the view."""
    return rect.top() - BEYOND < exposed.bottom() and rect.bottom() + BEYOND > exposed.top()
