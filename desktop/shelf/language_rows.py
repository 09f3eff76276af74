"""The six languages of a text: which are wanted, which are here, and how far each one is."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QWidget

from db.languages import language_name
from db.models import LANGUAGES
from db.official.getting import Step
from db.official.paths import SIX
from desktop.widgets.check_box import CheckBox

HERE = "in the library"
_WORDS = {
    "waiting": "waiting",
    "storing": "storing",
    "done": HERE,
    "failed": "not got",
    "stopped": "stopped",
}


def kilobytes(size: int) -> str:
    """Say a size in bytes as people do: `30 KB`."""
    return f"{max(1, round(size / 1000)):,} KB"


class LanguageRows(QWidget):
    """A box, a word and a bar for each language."""

    chosen_changed = Signal()

    def __init__(self, chosen: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        self.boxes: dict[str, CheckBox] = {}
        self._words: dict[str, QLabel] = {}
        self._bars: dict[str, QProgressBar] = {}
        for row, language in enumerate(SIX):
            box = self.boxes[language] = CheckBox(LANGUAGES[language], self)
            box.setAccessibleName(language_name(language))
            box.setChecked(language in chosen)
            box.toggled.connect(self.chosen_changed)
            words = self._words[language] = QLabel(self)
            words.setObjectName("muted")
            bar = self._bars[language] = QProgressBar(self)
            bar.setTextVisible(False)
            bar.setFixedHeight(6)
            bar.setAccessibleName(f"How far the {language_name(language)} text is")
            kept = bar.sizePolicy()
            kept.setRetainSizeWhenHidden(True)
            bar.setSizePolicy(kept)
            grid.addWidget(box, row, 0)
            grid.addWidget(words, row, 1)
            grid.addWidget(bar, row, 2, Qt.AlignmentFlag.AlignVCenter)
            bar.hide()

    def chosen(self) -> list[str]:
        """Return the languages that are wanted."""
        return [language for language, box in self.boxes.items() if box.isChecked()]

    def choose(self, languages: Sequence[str]) -> None:
        """Want these languages."""
        for language, box in self.boxes.items():
            box.setChecked(language in languages)

    def words_of(self, language: str) -> str:
        """Return what is said of a language."""
        return self._words[language].text()

    def show_state(self, sizes: Mapping[str, int] | None, here: frozenset[str]) -> None:
        """Show what is here and how large the rest is; `sizes` is None where nobody knows."""
        for language in SIX:
            self._bars[language].hide()
            if language in here:
                said = HERE
            elif sizes is None:
                said = ""
            else:
                size = sizes.get(language)
                said = "not in the repository" if size is None else kilobytes(size) if size else ""
            self._say(language, said)

    def show_step(self, step: Step) -> None:
        """Show how far the text of one language is."""
        if (bar := self._bars.get(step.language)) is None:
            return
        fetching = step.stage in {"fetching", "pausing", "storing"}
        bar.setVisible(fetching)
        bar.setRange(0, step.size)  # 0 to 0 is a bar that only says that something happens
        bar.setValue(min(step.come, step.size))
        if step.stage == "pausing":
            self._say(step.language, step.words)
        elif step.stage == "fetching":
            of = f" of {kilobytes(step.size)}" if step.size else ""
            self._say(step.language, f"{kilobytes(step.come)}{of}" if step.come else "asked for")
        else:
            self._say(step.language, _WORDS.get(step.stage, ""))

    def _say(self, language: str, words: str) -> None:
        self._words[language].setText(words)
        self.boxes[language].setAccessibleDescription(words)
