"""The choices of a question as large buttons that wrap, and the one or several that are taken."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.quiz.reading import interface_size
from desktop.theme import Theme

_SIDE, _TOP, _CAP = 16, 12, 28
_WRAP = Qt.TextFlag.TextWordWrap


class ChoiceButton(QPushButton):
    """One choice, its key before it; after marking it says in words what became of it."""

    def __init__(
        self, text: str, cap: str, theme: Theme, size: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words, self._cap, self._theme, self._size = text, cap, theme, size
        self._mark, self._tag = "", ""
        self.setCheckable(True)
        self.setAccessibleName(f"{cap}: {text}")
        self.setToolTip(f"Choose this ({cap})")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def words(self) -> str:
        """The choice's text."""
        return self._words

    @property
    def cap(self) -> str:
        """The key that chooses it."""
        return self._cap

    @property
    def tag(self) -> str:
        """What became of it, in words; empty before marking and for what was rightly left."""
        return self._tag

    def mark(self, mark: str, tag: str) -> None:
        """Show that it is `right`, `wrong` or neither (''), with a few words; it is settled."""
        self._mark, self._tag = mark, tag
        self.setEnabled(False)
        self.setToolTip("")
        self.unsetCursor()
        self.setAccessibleDescription(tag)
        self.updateGeometry()
        self.update()

    def say(self, tag: str) -> None:
        """Put a few words at its end while it can still be chosen: its place."""
        self._tag = tag
        self.setAccessibleDescription(tag)
        self.updateGeometry()
        self.update()

    def restyle(self, theme: Theme, size: int) -> None:
        """Take other colours and another size."""
        self._theme, self._size = theme, size
        self.updateGeometry()
        self.update()

    def _font(self, *, bold: bool = False, step: int = 0) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(interface_size(self._size) + step)
        font.setBold(bold)
        return font

    def _tag_width(self) -> int:
        if not self._tag:
            return 0
        return QFontMetrics(self._font(bold=True, step=-1)).horizontalAdvance(self._tag) + _TOP

    def _text_width(self, width: int) -> int:
        return max(40, width - 2 * _SIDE - _CAP - self._tag_width())

    def hasHeightForWidth(self) -> bool:
        """Return that its text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped text with its margins."""
        room = QRect(0, 0, self._text_width(width), 10_000)
        needed = QFontMetrics(self._font()).boundingRect(room, int(_WRAP), self._words)
        return needed.height() + 2 * _TOP

    def sizeHint(self) -> QSize:
        """Return a comfortable size; the width is the page's to give."""
        return QSize(320, self.heightForWidth(320))

    def minimumSizeHint(self) -> QSize:
        """Return the least that can be read."""
        return QSize(160, self.heightForWidth(max(160, self.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint frame, key, words and what became of it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        color = self._theme.color
        inner = self.rect().adjusted(_SIDE, 0, -_SIDE, 0)
        top = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(self._font(bold=self.isChecked()))
        painter.setPen(color("text" if self.isChecked() else "muted"))
        painter.drawText(inner, top | Qt.AlignmentFlag.AlignLeft, self._cap)
        painter.setFont(self._font())
        painter.setPen(color("text"))
        width = self._text_width(self.width())
        words = QRect(inner.x() + _CAP, 0, width, self.height())
        painter.drawText(words, top | int(_WRAP), self._words)
        if self._tag:
            painter.setFont(self._font(bold=True, step=-1))
            token = {"right": "ok", "wrong": "danger"}.get(self._mark, "muted")
            painter.setPen(color(token))
            painter.drawText(inner, top | int(Qt.AlignmentFlag.AlignRight), self._tag)
        painter.end()

    def _paint_frame(self, painter: QPainter) -> None:
        theme = self._theme
        token = {"right": "ok", "wrong": "danger"}.get(self._mark)
        strong = token or ("accent" if self.isChecked() else None)
        width = 2.0 if strong else 1.0
        frame = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        tinted = self.isEnabled() and (self.isChecked() or self.underMouse())
        painter.setBrush(theme.tint if tinted else theme.color("page"))
        painter.setPen(QPen(theme.color(strong or "border"), width))
        painter.drawRoundedRect(frame, 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 1.5, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(frame.adjusted(3, 3, -3, -3), 4, 4)


class ChoiceList(QWidget):
    """Choices one under the other; a single one replaces the one before, `several` add up."""

    changed = Signal()

    def __init__(
        self,
        texts: Sequence[str],
        caps: Sequence[str],
        theme: Theme,
        size: int,
        *,
        several: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._several = several
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.buttons = [
            ChoiceButton(text, cap, theme, size, self)
            for text, cap in zip(texts, caps, strict=True)
        ]
        for button in self.buttons:
            column.addWidget(button)
            button.clicked.connect(self._clicked)

    @property
    def chosen(self) -> tuple[int, ...]:
        """The indices of the choices taken."""
        return tuple(n for n, button in enumerate(self.buttons) if button.isChecked())

    def choose(self, index: int) -> bool:
        """Take a choice, or give it back where several may be taken; tell whether there is one."""
        if not (0 <= index < len(self.buttons) and self.buttons[index].isEnabled()):
            return False
        self.buttons[index].click()
        if self.isVisible():  # the click may have led on to something else
            self.buttons[index].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def put(self, chosen: Sequence[object]) -> None:
        """Take just these, without telling of it."""
        for index, button in enumerate(self.buttons):
            button.setChecked(index in chosen)

    def _clicked(self) -> None:
        sender = self.sender()
        if not self._several:
            for button in self.buttons:
                button.setChecked(button is sender)
        self.changed.emit()

    def settle(self, right: Sequence[int], chosen: Sequence[int]) -> None:
        """Show which choices are right and which were taken; nothing can be changed any more."""
        for index, button in enumerate(self.buttons):
            button.setChecked(index in chosen)
            if index in right:
                button.mark("right", "✓ your answer" if index in chosen else "✓ right answer")
            elif index in chosen:
                button.mark("wrong", "✗ your answer")
            else:
                button.mark("", "")
