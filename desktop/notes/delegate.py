"""How a note looks in the list: a card with its words on their colour."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QTextCharFormat
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from db.models import COLORS, Note
from db.notes.markup import plain
from desktop.notes.model import Index, NotesModel
from desktop.notes.typeset import Lines
from desktop.notes.wording import STATES, quoted_note, said
from desktop.theme import Theme, underline

GAP = 8
"""Pixels between two cards."""
QUOTE_LINES, BODY_LINES, SMALL_LINES = 4, 6, 2
MOST_SET = 1200
"""Characters of a note's text that are set: more than so many lines can hold."""

_UNDER = {
    "underline": QTextCharFormat.UnderlineStyle.SingleUnderline,
    "squiggle": QTextCharFormat.UnderlineStyle.WaveUnderline,
    "strike": QTextCharFormat.UnderlineStyle.DashUnderline,
}
_SIDE, _TOP, _BETWEEN = 12, 10, 6
_SMALLER = 1
_MOST_KEPT = 2000


@dataclass(frozen=True, slots=True)
class Card:
    """A note set in lines for one width."""

    quote: Lines
    body: Lines | None
    state: Lines | None
    small: Lines

    @property
    def height(self) -> int:
        """The height of the card in pixels, the gap under it included."""
        parts = [part.height for part in (self.quote, self.body, self.state, self.small) if part]
        return round(sum(parts)) + _BETWEEN * (len(parts) - 1) + 2 * _TOP + GAP


class NoteDelegate(QStyledItemDelegate):
    """Paints cards as high as their text; what was set once is kept for its width."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cards: dict[tuple[object, ...], Card] = {}

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._theme = theme
        self._cards.clear()

    def card(self, index: Index, font: QFont, width: int) -> Card:
        """Return a note's card, set for a view of this width."""
        note: Note = index.data(NotesModel.NOTE)
        line: str = index.data(NotesModel.LINE)
        key = (note, line, width, font.key())
        if (card := self._cards.get(key)) is None:
            if len(self._cards) > _MOST_KEPT:
                self._cards.clear()
            card = self._cards[key] = self._set(note, line, font, width - 2 * _SIDE - 2)
        return card

    def _set(self, note: Note, line: str, font: QFont, width: int) -> Card:
        small = QFont(font)
        if font.pixelSize() > 0:
            small.setPixelSize(font.pixelSize() - _SMALLER)
        else:
            small.setPointSizeF(font.pointSizeF() - _SMALLER)
        drawn_under = _UNDER.get(note.style) or underline(note.color, self._theme)
        body = said(note, plain(note.body[:MOST_SET]))
        state = STATES[note.standing]
        return Card(
            Lines(quoted_note(note), font, width, QUOTE_LINES, drawn_under),
            Lines(body, font, width, BODY_LINES) if body else None,
            Lines(state, small, width, SMALL_LINES) if state else None,
            Lines(line, small, width, SMALL_LINES),
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the width of the view and the height of the card."""
        view = option.widget
        width = (
            view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        )
        if index.data(NotesModel.NOTE) is None:
            return QSize(width, option.fontMetrics.height() + 14)
        return QSize(width, self.card(index, option.font, width).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a card; the current one has a strong edge, a doubled one while keys go to it."""
        if heading := index.data(NotesModel.HEADING):
            self._paint_heading(painter, option, heading)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_plate(painter, option)
        card = self.card(index, option.font, option.rect.width())
        note: Note = index.data(NotesModel.NOTE)
        theme = self._theme
        at = QPointF(option.rect.topLeft()) + QPointF(_SIDE + 1, _TOP)
        background = theme.color(note.color if note.color in COLORS else COLORS[0])
        tokens = ("text", "text", "danger" if note.standing == "orphan" else "muted", "muted")
        parts = (card.quote, card.body, card.state, card.small)
        filled = note.style == "fill" and note.kind == "note" and bool(note.anchor.key.document)
        for part, token in zip(parts, tokens, strict=True):
            if part is not None:
                ground = background if part is card.quote and filled else None
                part.draw(painter, at, theme.color(token), ground)
                at += QPointF(0, part.height + _BETWEEN)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, heading: str) -> None:
        painter.save()
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(self._theme.color("muted"))
        box = option.rect.adjusted(2, 4, -2, -4)
        words = option.fontMetrics.elidedText(heading, Qt.TextElideMode.ElideMiddle, box.width())
        side = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignBottom
        painter.drawText(box, side, words)
        painter.restore()

    def _paint_plate(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        states = QStyle.StateFlag
        selected = bool(option.state & states.State_Selected)
        focused = bool(option.state & states.State_HasFocus)
        hovered = bool(option.state & states.State_MouseOver)
        token = "accent" if selected or focused else "muted" if hovered else "border"
        width = 2 if focused else 1
        plate = QRectF(option.rect).adjusted(0, 0, 0, -GAP)
        inset = width / 2
        painter.setPen(QPen(self._theme.color(token), width))
        painter.setBrush(self._theme.color("page"))
        painter.drawRoundedRect(plate.adjusted(inset, inset, -inset, -inset), 8, 8)
        if selected and not focused:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accent"))
            painter.drawRoundedRect(QRectF(plate.left(), plate.top() + 10, 3, plate.height() - 20),
                                    1.5, 1.5)  # fmt: skip
