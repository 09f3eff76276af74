"""A page that scrolls by itself, evenly, until somebody takes it back into their hands."""

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTextEdit

SPEEDS = (8, 12, 18, 26, 36, 50, 70, 100, 140, 200)
"""Pixels a second."""
USUAL = 4
"""The number of the speed one begins with."""
_FRAME = 16
"""Milliseconds between two steps."""
_OVERLAP = 60
"""Pixels that stay in view where a whole screen is turned."""
_FASTER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)
_HELD = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)
_STOPS = (QEvent.Type.Wheel, QEvent.Type.MouseButtonPress, QEvent.Type.Hide)


class AutoScroll(QObject):
    """Scrolls one page at a time: Space pauses, + and - change the speed, all else stops it.

    With motion reduced it turns a screen at a time, as often as the speed has it.
    """

    running_changed = Signal(bool)
    speed_changed = Signal(int)
    """The number of the speed that was chosen."""
    told = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.speed = USUAL
        self.still = False
        self._page: QTextEdit | None = None
        self._at, self._shown = 0.0, 0
        self._clock = QElapsedTimer()
        self._timer = QTimer(self, interval=_FRAME, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    @property
    def page(self) -> QTextEdit | None:
        """The page that is under way or paused."""
        return self._page

    @property
    def moving(self) -> bool:
        """Whether it is neither stopped nor paused."""
        return self._timer.isActive()

    def toggle(self, page: QTextEdit | None) -> None:
        """Begin with this page, or stop."""
        if self._page is not None or page is None:
            self.stop()
        else:
            self._begin(page)

    def _begin(self, page: QTextEdit) -> None:
        self._page = page
        page.installEventFilter(self)
        page.viewport().installEventFilter(self)
        page.destroyed.connect(self._gone)
        page.viewport().setCursor(Qt.CursorShape.BlankCursor)  # until the mouse is moved
        page.setFocus()
        self._go()
        self.running_changed.emit(True)
        self._tell("Scrolling")

    def stop(self) -> None:
        """Leave the page where it is."""
        page, self._page = self._page, None
        self._timer.stop()
        if page is not None:
            page.removeEventFilter(self)
            page.viewport().removeEventFilter(self)
            page.destroyed.disconnect(self._gone)
            page.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.running_changed.emit(False)

    def _gone(self) -> None:
        self._page = None
        self._timer.stop()
        self.running_changed.emit(False)

    def _go(self) -> None:
        assert self._page is not None
        self._at = self._shown = self._page.verticalScrollBar().value()
        self._clock.start()
        self._timer.start()

    def _pause(self) -> None:
        if self.moving:
            self._timer.stop()
            self._tell("Paused")
        else:
            self._go()
            self._tell("Scrolling")

    def _change_speed(self, by: int) -> None:
        self.speed = max(0, min(len(SPEEDS) - 1, self.speed + by))
        self.speed_changed.emit(self.speed)
        self._tell("Scrolling" if self.moving else "Paused")

    def _tell(self, doing: str) -> None:
        self.told.emit(
            f"{doing}, speed {self.speed + 1} of {len(SPEEDS)}. Space pauses, + and − change the "
            "speed, any other key stops."
        )

    def _tick(self) -> None:
        """Move by what the time since the last step amounts to; stop at the end."""
        assert self._page is not None
        bar = self._page.verticalScrollBar()
        if bar.value() != self._shown:  # something else scrolled: go on from there
            self._at = bar.value()
        step = SPEEDS[self.speed] * self._clock.elapsed() / 1000
        screen = max(1, bar.pageStep() - _OVERLAP)
        if self.still and step < screen:
            return
        self._clock.restart()
        self._at += screen if self.still else step
        bar.setValue(int(self._at))
        self._shown = bar.value()
        if self._shown >= bar.maximum():
            self.stop()
            self.told.emit("This is the end of the document.")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Space, + and -; let everything else stop the page, and do what it does."""
        if event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return self._key(event)
        if event.type() in _STOPS and (watched is self._page or event.type() != _STOPS[-1]):
            self.stop()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Space:
            self._pause()
        elif key in _FASTER or key == Qt.Key.Key_Minus:
            self._change_speed(-1 if key == Qt.Key.Key_Minus else 1)
        elif key in _HELD:
            return False
        else:
            self.stop()
            return key == Qt.Key.Key_Escape
        return True
