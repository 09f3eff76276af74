"""A text with gaps to type into, the gaps standing within the running words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from desktop import theme as themes
from desktop.theme import Theme

_NARROWEST, _WIDEST, _SIGN = 128, 280, 22


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words, or a gap by its number; `apart`: white space stands before it."""

    words: str
    gap: int | None
    apart: bool


def runs(text: str, marker: str) -> list[Run]:
    """Cut a text in which each gap is `marker` into words and gaps, in order."""
    found: list[Run] = []
    gap = 0
    for match in re.finditer(rf"(\s*)({re.escape(marker)}|(?:(?!{re.escape(marker)})\S)+)", text):
        is_gap = match[2] == marker
        found.append(Run("" if is_gap else match[2], gap if is_gap else None, bool(match[1])))
        gap += is_gap
    return found


class ClozeText(QWidget):
    """The words are painted, each gap is a line edit among them; it wraps as text does.

    All gaps are of one width, in which each of the words `fitting` has room.
    """

    def __init__(
        self, text: str, marker: str, fitting: Iterable[str], theme: Theme, size: int,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._runs = runs(text, marker)
        self._fitting, self._theme, self._size = tuple(fitting), theme, size
        self._spots: list[tuple[Run, QRect]] = []
        self._marks: list[bool] = []
        count = sum(run.gap is not None for run in self._runs)
        said = text.replace(marker, "gap")
        self.setAccessibleName(said)
        self.edits = [self._edit(number, count, said) for number in range(count)]
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.restyle(theme, size)

    def _edit(self, number: int, count: int, said: str) -> QLineEdit:
        edit = QLineEdit(self)
        edit.setObjectName("gap")
        edit.setAccessibleName(f"Gap {number + 1} of {count}" if count > 1 else "Gap")
        edit.setAccessibleDescription(said)
        edit.setToolTip("Type the missing words (Enter goes on)")
        return edit

    @property
    def typed(self) -> tuple[str, ...]:
        """What stands in the gaps."""
        return tuple(edit.text() for edit in self.edits)

    def next_empty(self) -> QLineEdit | None:
        """Return the gap to fill next, from where the person is; None where all are filled."""
        here = next((n for n, edit in enumerate(self.edits) if edit.hasFocus()), -1)
        order = [*self.edits[here + 1 :], *self.edits[: here + 1]]
        return next((edit for edit in order if not edit.text().strip()), None)

    def fill(self, typed: tuple[str, ...]) -> None:
        """Put words into the gaps."""
        for edit, words in zip(self.edits, typed, strict=False):
            edit.setText(words)

    def settle(self, marks: list[bool]) -> None:
        """Show which gaps are right; nothing can be typed any more."""
        self._marks = marks
        self._fitting = (*self._fitting, *self.typed)
        for edit, right in zip(self.edits, marks, strict=True):
            edit.setReadOnly(True)
            edit.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            edit.setProperty("mark", "right" if right else "wrong")
            edit.setAccessibleDescription("Right" if right else "Not right")
            edit.style().unpolish(edit)
            edit.style().polish(edit)
            edit.setCursorPosition(0)
        self._arrange()

    def restyle(self, theme: Theme, size: int) -> None:
        """Take other colours and another size."""
        self._theme, self._size = theme, size
        for edit in self.edits:
            edit.setFont(self._font())
        self._arrange()

    def _font(self) -> QFont:
        return themes.reader_font("en", self._size)

    def _arrange(self) -> None:
        self._spots = self._lay(self.width())
        for run, spot in self._spots:
            if run.gap is not None:
                width = spot.width() - (_SIGN if self._marks else 0)
                self.edits[run.gap].setGeometry(QRect(spot.topLeft(), QSize(width, spot.height())))
        self.updateGeometry()
        self.update()

    def _lay(self, width: int) -> list[tuple[Run, QRect]]:
        """Place the runs in lines of this width; what stands without white space stays together."""
        metrics = QFontMetrics(self._font())
        space, line = metrics.horizontalAdvance(" "), round(self._size * 2)
        longest = max(map(metrics.horizontalAdvance, self._fitting), default=0)
        gap = min(max(longest + self._size + 12, _NARROWEST), _WIDEST)
        gap = min(gap + (_SIGN if self._marks else 0), max(width, 40))
        spots: list[tuple[Run, QRect]] = []
        x = y = 0
        for word in self._words():
            sizes = [
                gap if run.gap is not None else metrics.horizontalAdvance(run.words) for run in word
            ]
            if x and x + space + sum(sizes) > width:
                x, y = 0, y + line + 4
            elif x:
                x += space
            for run, size in zip(word, sizes, strict=True):
                spots.append((run, QRect(QPoint(x, y), QSize(size, line))))
                x += size
        return spots

    def _words(self) -> list[list[Run]]:
        words: list[list[Run]] = []
        for run in self._runs:
            if words and not run.apart:
                words[-1].append(run)
            else:
                words.append([run])
        return words

    def hasHeightForWidth(self) -> bool:
        """Return that it wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at this width."""
        return max((spot.bottom() + 1 for _, spot in self._lay(width)), default=0)

    def sizeHint(self) -> QSize:
        """Return a comfortable size; the width is the page's to give."""
        return QSize(320, self.heightForWidth(320))

    def minimumSizeHint(self) -> QSize:
        """Return the least that can be used."""
        return QSize(160, self.heightForWidth(max(160, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the lines anew."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, and a sign behind each marked gap."""
        painter = QPainter(self)
        painter.setFont(self._font())
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        for run, spot in self._spots:
            if run.gap is None:
                painter.setPen(self._theme.color("text"))
                painter.drawText(spot, middle, run.words)
            elif self._marks:
                right = self._marks[run.gap]
                painter.setPen(self._theme.color("ok" if right else "danger"))
                sign = spot.adjusted(spot.width() - _SIGN + 4, 0, 0, 0)
                painter.drawText(sign, middle, "✓" if right else "✗")
        painter.end()
