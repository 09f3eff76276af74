"""Type and colours: the type of the page, chosen beside the page that shows it at once."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from db.models import RIGHT_TO_LEFT
from desktop import theme as themes
from desktop.reader.look import Look
from desktop.reader.sample import Sample
from desktop.reader.scripts import families
from desktop.reader.typography import BOUNDS, Typography
from desktop.theme import Theme
from desktop.widgets.check_box import CheckBox
from desktop.widgets.choice_box import ChoiceBox
from desktop.widgets.stepper import Stepper

_WIDTH, _GAP, _BAR = 372, 8, 12
_AUTOMATIC = "Automatic"
_FACES = {"latin": ("en", "&Latin, Cyrillic"), "arabic": ("ar", "&Arabic"),
          "chinese": ("zh", "&Chinese")}  # fmt: skip
_NUMBERS = {
    "leading": ("Line &spacing", " %", 5),
    "measure": ("Column &width", " characters", 2),
    "margin": ("&Margins, at least", " px", 4),
    "spacing": ("Between &paragraphs", " px", 2),
}


class TypePanel(QFrame):
    """Lies over the upper corner of a page; every change is told at once, Escape closes it."""

    type_chosen = Signal(object)
    """A Typography."""
    size_chosen = Signal(int)
    theme_chosen = Signal(str)
    closed = Signal()

    def __init__(
        self, look: Look, language: str, choices: Mapping[str, str], sizes: tuple[int, int],
        page: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(page.parentWidget())  # not on the page, whose keys are its own
        self._page = page
        self.setObjectName("typePanel")
        self.setAccessibleName("Type and colours")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._look, self._language = look, language
        self._sample = Sample(self)
        self._theme = ChoiceBox(self)
        for name, words in choices.items():
            self._theme.addItem(words, name)
        self._faces = {name: self._face(language) for name, (language, _) in _FACES.items()}
        self._size = Stepper(*sizes, 1, " px", self)
        self._numbers = {
            name: Stepper(*BOUNDS[name], step, unit, self)
            for name, (_, unit, step) in _NUMBERS.items()
        }
        self._justified = CheckBox("&Justify the lines", self)
        self._lay_out()
        self.show_look(look)
        self._connect()
        page.installEventFilter(self)
        self._place()

    def _face(self, language: str) -> ChoiceBox:
        box = ChoiceBox(self)
        box.addItem(_AUTOMATIC, "")
        for family in families(language):
            box.addItem(family, family)
        return box

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(4)
        rows: list[tuple[str, QWidget]] = [("&Theme", self._theme), ("Si&ze", self._size)]
        rows += [(words, self._faces[name]) for name, (_, words) in _FACES.items()]
        rows += [(words, self._numbers[name]) for name, (words, _, _) in _NUMBERS.items()]
        for words, field in rows:
            name = words.replace("&", "")
            field.set_name(name) if isinstance(field, Stepper) else field.setAccessibleName(name)
            form.addRow(words, field)
        form.addRow("", self._justified)
        self._justified.setAccessibleName("Justify the lines")
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 4, 16, 8)
        column.setSpacing(8)
        column.addWidget(self._sample)
        column.addLayout(form)
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)
        for ground in (self._scroll.viewport(), inner):
            ground.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self._inner = inner
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        self._title_row = self._head()
        whole.addLayout(self._title_row)
        whole.addWidget(self._scroll, 1)

    def _head(self) -> QHBoxLayout:
        title = QLabel("Type and colours", self)
        title.setObjectName("panelTitle")
        self._close = QToolButton(self)
        self._close.setIconSize(QSize(16, 16))
        self._close.setToolTip("Close (Esc)")
        self._close.setAccessibleName("Close type and colours")
        self._reset = QPushButton("&Reset", self)
        self._reset.setObjectName("link")
        self._reset.setAccessibleName("Reset")
        self._reset.setToolTip("Set type and size as they were at first")
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 8, 4)
        row.addWidget(title, 1)
        row.addWidget(self._reset)
        row.addWidget(self._close)
        return row

    def _connect(self) -> None:
        self._theme.activated.connect(self._choose_theme)
        self._size.value_changed.connect(self.size_chosen)
        for name, face in self._faces.items():
            face.currentIndexChanged.connect(partial(self._choose_face, name))
        for name, number in self._numbers.items():
            number.value_changed.connect(partial(self._choose, name))
        self._justified.toggled.connect(partial(self._choose, "justified"))
        self._reset.clicked.connect(self._choose_first)
        self._close.clicked.connect(self.close_panel)

    # what is chosen -------------------------------------------------------------------------

    def _choose_theme(self, index: int) -> None:
        self.theme_chosen.emit(self._theme.itemData(index))

    def _choose_face(self, name: str, index: int) -> None:
        self._choose(name, self._faces[name].itemData(index))

    def _choose(self, name: str, value: object) -> None:
        self.type_chosen.emit(self._look.type._replace(**{name: value}))  # type: ignore[arg-type]

    def _choose_first(self) -> None:
        self.type_chosen.emit(Typography())
        self.size_chosen.emit(Look(self._look.theme).size)

    def show_choice(self, theme: str) -> None:
        """Show which theme is chosen, or that the system is followed."""
        self._theme.setCurrentIndex(max(0, self._theme.findData(theme)))

    def show_look(self, look: Look) -> None:
        """Show a look that was taken, here or elsewhere."""
        self._look = look
        for name, face in self._faces.items():
            family = getattr(look.type, name)
            if (index := face.findData(family)) < 0:
                face.addItem(f"{family} (not installed)", family)
                index = face.count() - 1
            _quietly(face, partial(face.setCurrentIndex, index))
        for name, number in self._numbers.items():
            number.show_value(getattr(look.type, name))
        self._size.show_value(look.size)
        _quietly(self._justified, partial(self._justified.setChecked, look.type.justified))
        self._sample.show_look(look, self._language)
        self.set_theme(look.theme)

    def set_theme(self, theme: Theme) -> None:
        """Tint the icon."""
        self._close.setIcon(themes.icon("close", theme.text, 16))

    # place and life -------------------------------------------------------------------------

    def open_panel(self) -> None:
        """Show it, with the keys in its first field."""
        self._place()
        self.show()
        self.raise_()
        self._theme.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_panel(self) -> None:
        """Go away; whoever opened it is told."""
        self.hide()
        self.closed.emit()

    def _place(self) -> None:
        page = self._page.geometry()
        head = self._title_row.sizeHint().height()
        wanted = self._inner.sizeHint().height() + head + 4
        width = min(_WIDTH, page.width() - 2 * _GAP)
        height = min(wanted, page.height() - 2 * _GAP)
        mirrored = self._language in RIGHT_TO_LEFT  # away from where the lines begin
        left = _GAP if mirrored else page.width() - width - _BAR - _GAP
        self.setGeometry(page.left() + max(_GAP, left), page.top() + _GAP, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the corner of the page."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move} and watched is self._page:
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)


def _quietly(widget: QWidget, act: partial) -> None:
    widget.blockSignals(True)
    act()
    widget.blockSignals(False)
