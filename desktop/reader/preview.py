"""The popup over a page that shows what a link leads to, or what a term means.

It takes no focus by itself; asked for a second time by key it does, for its buttons.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.address import describe
from db.library.lookup import Looked
from db.library.reference import Claim, GlossaryTerm
from db.models import RIGHT_TO_LEFT
from desktop.reader.bar import edition_name
from desktop.reader.claims import VERDICTS
from desktop.reader.gutter import VOICE_WORDS
from desktop.theme import Theme, reader_font

_WIDTH, _SIDE, _GAP = 440, 8, 6
_LONGEST = 600
"""So many characters of a paragraph are shown; the rest is behind the link."""
_STRENGTH = 5


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a popup shows: a line above, words, a line below, and what may be done."""

    head: str
    words: str
    foot: str = ""
    language: str = "en"
    actions: tuple[tuple[str, str], ...] = ()
    """(name, label) of each button; the name is what `action_requested` carries."""


def sheet_of(looked: Looked) -> Sheet:
    """Say what an address leads to."""
    where = f"{looked.target.document} {looked.target.label}".strip()
    if looked.key is None:
        return _missing(looked)
    edition = edition_name(looked.key)
    if looked.passage is None and looked.target.label:
        place = describe(looked.target.label)
        words = f"There is no {place} in the editions of {looked.target.document} that are here."
        return Sheet(where, words, actions=(("open:" + looked.target.document, "Open it"),))
    if looked.passage is None:
        words = f"{looked.title}\n{looked.summary}".strip()
        return Sheet(
            looked.target.document, _cut(words), edition, looked.key.language,
            (("open:" + where, "Open"),),
        )  # fmt: skip
    passage = looked.passage
    head = f"{looked.target.document}, {describe(passage.label)}"
    voice = VOICE_WORDS[passage.voice]
    said = edition if voice.startswith(edition.partition(" · ")[0]) else f"{voice} · {edition}"
    foot = " · ".join(filter(None, (passage.speaker, said)))
    return Sheet(head, _cut(passage.text), foot, looked.key.language, (("open:" + where, "Open"),))


def _missing(looked: Looked) -> Sheet:
    document = looked.target.document
    if not (official := looked.official_address):
        return Sheet(document, f"There is no document “{document}” in the library.")
    actions = [("browse:" + official, "Open the official address in the browser")]
    if document.startswith("A/RES/"):
        actions.append(("official:" + document, "Get the official text…"))
    return Sheet(
        str(looked.target), "It is not in the library.", f"Official address: {official}",
        actions=tuple(actions),
    )  # fmt: skip


def sheet_of_term(term: GlossaryTerm) -> Sheet:
    """Say what a term means, and whose words that is."""
    rests = _cited_together(term.evidence[:4])
    foot = "Resolute's glossary" + (f", after {rests}" if rests else "")
    if term.strength:
        foot += f" · strength {term.strength} of {_STRENGTH}"
    if term.teaching_aid:
        foot += " · a teaching aid, not law"
    return Sheet(term.term, term.definition, foot, actions=(("glossary:" + term.term, "Glossary"),))


def sheet_of_claim(claim: Claim) -> Sheet:
    """Say what a report says beside what the text says, and how the two agree."""
    reported = f"Reported: {_quoted(claim.wording, claim.quoted)}"
    text = f"Text: {_quoted(claim.text_wording, True)}" if claim.text_wording else "Text: nothing"
    words = f"{reported}\n{text}\n{claim.comment}"
    actions = tuple(("open:" + where, _cited(where)) for where in claim.paragraphs[:3])
    return Sheet(f"Verdict: {VERDICTS.get(claim.verdict, claim.verdict)}", words, actions=actions)


def _quoted(words: str, verbatim: bool) -> str:
    return f"“{words}”" if verbatim else words


def _cited(where: str) -> str:
    document, _, label = where.partition(" ")
    return f"{document}, {describe(label)}" if label else document


def _cited_together(addresses: Sequence[str]) -> str:
    """Cite paragraphs, each document once: `A/RES/78/311, para. 1, PP15; fu-cong, para. 2`."""
    places: dict[str, list[str]] = {}
    for where in addresses:
        document, _, label = where.partition(" ")
        places.setdefault(document, []).append(describe(label) if label else "")
    return "; ".join(", ".join(filter(None, (one, *found))) for one, found in places.items())


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"


class Preview(QWidget):
    """A plate over the page; whoever shows it says beside which rectangle of its parent."""

    action_requested = Signal(str)
    """The name of the action that was chosen: `open:A/RES/78/311 op6`."""
    entered = Signal()
    left = Signal()
    closed = Signal()
    """Escape was pressed in it: the focus goes back to the page."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._head, self._words, self._foot = QLabel(self), QLabel(self), QLabel(self)
        bold = QFont(self._head.font())
        bold.setWeight(QFont.Weight.DemiBold)
        self._head.setFont(bold)
        self._foot.setObjectName("muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        for label in (self._head, self._words, self._foot):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.RichText)
            column.addWidget(label)
        self._row = QHBoxLayout()
        self._row.setSpacing(12)
        column.addLayout(self._row)
        self._buttons: list[QPushButton] = []
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._theme = theme
        self.update()

    @property
    def words(self) -> str:
        """What it says now, as a screen reader would; '' while it is hidden."""
        return "" if self.isHidden() else self.accessibleDescription()

    def show_sheet(self, sheet: Sheet, beside: QRect, within: QRect) -> None:
        """Show something under a rectangle, or above it where there is no room below.

        It stays `within` another where it fits; both are of the parent's coordinates.
        """
        rtl = sheet.language in RIGHT_TO_LEFT
        direction = "rtl" if rtl else "ltr"
        self._head.setText(escape(sheet.head, quote=False))
        self._words.setFont(reader_font(sheet.language, 15))
        lines = escape(sheet.words, quote=False).replace("\n", "<br>")
        self._words.setText(f'<div dir="{direction}" style="font-size: 15px">{lines}</div>')
        self._foot.setText(escape(sheet.foot, quote=False))
        self._foot.setVisible(bool(sheet.foot))
        self._set_actions(sheet.actions)
        self.setAccessibleName(f"Preview: {sheet.head}")
        self.setAccessibleDescription(". ".join(filter(None, (sheet.words, sheet.foot))))
        self._place(beside, within)
        self.show()
        self.raise_()

    def _set_actions(self, actions: tuple[tuple[str, str], ...]) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        while self._row.count():
            self._row.takeAt(0)
        self._buttons = []
        for name, label in actions:
            button = QPushButton(label, self)
            button.setObjectName("link")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setProperty("action", name)
            button.clicked.connect(self._act)
            self._row.addWidget(button)
            button.show()
            self._buttons.append(button)
        self._row.addStretch(1)

    def _act(self) -> None:
        name = str(self.sender().property("action"))
        self.hide()
        self.action_requested.emit(name)

    def _place(self, beside: QRect, within: QRect) -> None:
        host = self.parentWidget()
        assert host is not None
        width = min(_WIDTH, host.width() - 2 * _SIDE)
        self.setFixedWidth(width)
        layout = self.layout()
        assert layout is not None
        layout.activate()
        height = max(self.heightForWidth(width), layout.minimumSize().height())
        self.setFixedHeight(min(height, host.height() - 2 * _SIDE))
        top = beside.bottom() + _GAP
        if top + self.height() > host.height() - _SIDE:
            top = max(_SIDE, beside.top() - _GAP - self.height())
        area = within if within.width() >= width + 2 * _SIDE else host.rect()
        left = min(beside.left() - 14, area.right() - width - _SIDE)
        left = max(area.left() + _SIDE, left)
        self.move(QPoint(left, top))

    def take_keys(self) -> bool:
        """Give the keys to the first button; tell whether there is one."""
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
        return bool(self._buttons)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it; Left and Right go from button to button."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.hide()
            self.closed.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._buttons:
            at = next((n for n, one in enumerate(self._buttons) if one.hasFocus()), 0)
            step = 1 if key == Qt.Key.Key_Right else -1
            self._buttons[(at + step) % len(self._buttons)].setFocus()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for button in self._buttons:
                if button.hasFocus():
                    button.click()
                    return
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays among the buttons."""
        if not self._buttons:
            return super().focusNextPrevChild(forward)
        at = next((n for n, one in enumerate(self._buttons) if one.hasFocus()), -1)
        self._buttons[(at + (1 if forward else -1)) % len(self._buttons)].setFocus()
        return True

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pointer has come: it stays."""
        super().enterEvent(event)
        self.entered.emit()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer has gone: it goes, too, unless the keys are in it."""
        super().leaveEvent(event)
        if not any(button.hasFocus() for button in self._buttons):
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the plate under the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("muted"), 1))
        painter.setBrush(self._theme.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()
