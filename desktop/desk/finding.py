"""Find in document, on the whole desk: the document in front, and what is remembered of it."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from db.search.finding import Options
from desktop.reader.find_bar import FindBar
from desktop.reader.finding import Finding
from desktop.reader.reader import Reader
from desktop.settings import Settings
from desktop.tabs.navigator import Navigator
from desktop.theme import Theme

_SETTING = "find_options"


class FindInDocument(QObject):
    """Gives each document a find bar when it is first wanted; how to find is one for all."""

    told = Signal(str)
    bar_made = Signal()
    """A find bar is there that was not there before."""

    def __init__(
        self, navigator: Navigator, settings: Settings, theme: Theme, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._navigator, self._settings, self._theme = navigator, settings, theme
        self._options = _read(settings.data(_SETTING))
        self._words = ""

    def open(self) -> None:
        """Open the find bar of the document in front."""
        if (finding := self._in_front()) is not None:
            finding.open(self._words)

    def next(self) -> None:
        """Go to the next match in the document in front."""
        self._step(1)

    def previous(self) -> None:
        """Go to the previous match in the document in front."""
        self._step(-1)

    def set_theme(self, theme: Theme) -> None:
        """Dress the bars that are there."""
        self._theme = theme
        for finding in self._all():
            finding.set_theme(theme)

    def _step(self, by: int) -> None:
        finding = self._in_front()
        if finding is None:
            return
        if finding.bar.words:
            finding.step(by)
        else:
            finding.open(self._words)

    def _all(self) -> list[Finding]:
        found = (reader.findChild(Finding) for reader in self._navigator.readers())
        return [finding for finding in found if isinstance(finding, Finding)]

    def _in_front(self) -> Finding | None:
        reader = self._navigator.reader()
        if reader is None:
            self.told.emit("No document is in front in which to find words.")
            return None
        found = reader.findChild(Finding)
        return found if isinstance(found, Finding) else self._make(reader)

    def _make(self, reader: Reader) -> Finding:
        bar = FindBar(self._theme, self._options, reader)
        reader.put_below(bar)
        bar.options_changed.connect(self._keep_options)
        bar.box.textChanged.connect(self._keep_words)
        self.bar_made.emit()
        return Finding(reader.page, bar, self._theme, reader)

    def _keep_words(self, words: str) -> None:
        self._words = words or self._words

    def _keep_options(self, options: Options) -> None:
        self._options = options
        kept = {name: getattr(options, name) for name in Options.__slots__}
        self._settings.keep(_SETTING, kept)
        for finding in self._all():
            finding.bar.take_options(options)


def _read(kept: Any) -> Options:
    """Read the options from the settings; whatever is not understood is off."""
    given = kept if isinstance(kept, dict) else {}
    return Options(**{name: given.get(name) is True for name in Options.__slots__})
