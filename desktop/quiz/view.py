"""What a quiz page shows at one time: a question, a card, a summary, an empty state."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget


class View(QWidget):
    """What a page shows at one time; it knows which keys mean something to it now.

    What is to be in sight however long the view is stands in its `footer`, which the page shows.
    """

    def __init__(self) -> None:
        super().__init__()
        self.footer: QWidget | None = None

    def add_to_footer(self, part: QWidget) -> None:
        """Put a part below the page, where it is always in sight; the page has the footer.

        The first part makes the footer: the keys come to it after what stands above.
        """
        if self.footer is None:
            self.footer = QWidget(self)
            column = QVBoxLayout(self.footer)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(8)
        layout = self.footer.layout()
        assert layout is not None
        layout.addWidget(part)
        part.show()

    def keys(self) -> frozenset[str]:
        """Return the names of the keys it answers to now."""
        return frozenset()

    def press(self, key: str) -> None:
        """Do what a key of `keys` means."""

    def start(self) -> QWidget | None:
        """Return what is to have the focus when the view is shown; None for the page."""
        return None


class Message(View):
    """A heading, a sentence, and buttons: an empty state."""

    acted = Signal(str)
    """The name of the action whose button was pressed."""

    def __init__(self, heading: str, words: str, actions: dict[str, str]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        title = QLabel(heading, self)
        title.setObjectName("heading")
        said = QLabel(words, self)
        said.setObjectName("muted")
        row = QHBoxLayout()
        for label in (title, said):
            label.setWordWrap(True)
            column.addWidget(label)
        self.buttons: dict[str, QPushButton] = {}
        for name, words_on_it in actions.items():
            button = QPushButton(words_on_it, self)
            button.setProperty("action", name)
            button.clicked.connect(self._act)
            row.addWidget(button)
            self.buttons[name] = button
        row.addStretch(1)
        column.addLayout(row)
        self.setAccessibleName(f"{heading}. {words}")

    def start(self) -> QWidget | None:
        """Return the first button."""
        return next(iter(self.buttons.values()), None)

    def _act(self) -> None:
        self.acted.emit(self.sender().property("action"))
