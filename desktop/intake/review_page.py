"""A text under review before it is stored: its paragraphs, put right by key or mouse, in a tab."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from db.errors import UsageError
from db.review import labels, steps
from db.review.draft import Draft
from db.review.proposal import Proposal
from db.review.revision import Revision
from db.review.steps import Step
from db.text import collapse
from desktop.intake.page_pictures import PagePictures
from desktop.intake.paragraph_editor import ParagraphEditor
from desktop.intake.paragraph_list import ParagraphList
from desktop.intake.paragraphs import ParagraphModel
from desktop.intake.review_head import ReviewHead
from desktop.tasks import Worker
from desktop.theme import Theme

_NARROW = 760
"""Below this width, in pixels, the picture of the page stands over the paragraphs."""
_BESIDE, _OVER = (560, 440), (290, 710)
"""How the room is shared by the paragraphs and the page, and by the page over the paragraphs."""


class ReviewPage(QWidget):
    """Lets a person put a proposal right; it stores nothing itself."""

    accepted = Signal()
    """The text as it is now is to be stored."""
    cancelled = Signal()
    """Nothing is to be stored."""

    def __init__(
        self, proposal: Proposal, worker: Worker, theme: Theme, revision: Revision | None = None
    ) -> None:
        super().__init__()
        self.proposal = proposal
        self.revision = revision or Revision(proposal.draft)
        language = proposal.draft.key.language
        self.setAccessibleName(f"Review of {proposal.draft.title}")
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.model = ParagraphModel(self)
        self.list = ParagraphList(self.model, theme, language, self)
        self.editor = ParagraphEditor(language, self)
        self.pictures = PagePictures(worker, proposal.data, theme, self)
        self.pictures.setVisible(proposal.is_pdf)
        self.head = ReviewHead(proposal.is_again, self)
        self._lay_out()
        self._wire()
        self.setFocusProxy(self.list)
        self._show(0)

    def _lay_out(self) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.list, 3)
        column.addWidget(self.editor, 1)
        self._splitter = QSplitter(self)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(left)
        self._splitter.addWidget(self.pictures)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addWidget(self.head)
        whole.addWidget(self._splitter, 1)

    def _wire(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._show_current)
        self.list.doubleClicked.connect(self._enter_words)
        self.editor.merge_requested.connect(self._merge)
        self.editor.split_requested.connect(self._split)
        self.editor.drop_requested.connect(self._drop)
        self.editor.count_requested.connect(self._count)
        self.editor.label_typed.connect(self._relabel)
        self.editor.kind_chosen.connect(self._change_kind)
        self.editor.words_changed.connect(self._reword)
        self.editor.left.connect(self._back_to_list)
        self.head.record_typed.connect(self._record)
        self.head.store_requested.connect(self._accept)
        self.head.cancel_requested.connect(self.cancelled)
        self.head.undo_requested.connect(self._undo)
        self.head.redo_requested.connect(self._redo)

    def set_theme(self, theme: Theme) -> None:
        """Paint with this theme from now on."""
        self.list.set_theme(theme)
        self.pictures.set_theme(theme)

    # what is shown ----------------------------------------------------------------------------

    @property
    def draft(self) -> Draft:
        """The text as it is now."""
        return self.revision.draft

    def has_work(self) -> bool:
        """Tell whether there is something to lose; words that were being typed are taken over."""
        self.editor.commit()
        return self.revision.is_changed or self.proposal.was_left

    @property
    def place(self) -> int:
        """Where one is among the paragraphs."""
        return max(0, self.list.currentIndex().row())

    def _show(self, place: int) -> None:
        self.model.show(self.draft)
        self.head.show_revision(self.revision)
        self.list.go_to(min(place, len(self.draft.passages) - 1))

    def _show_current(self, index: QModelIndex, _before: object = None) -> None:
        if not index.isValid():
            return
        one = self.draft.passages[index.row()]
        self.editor.show_paragraph(one, first=index.row() == 0)
        self.pictures.show_place(self.draft.pages[index.row()], one.text)

    def _summary(self) -> str:
        count = len(self.draft.passages)
        words = f"{count:,} paragraphs" if count != 1 else "1 paragraph"
        before = self.proposal.stored
        return f"{words}; they replace the {before:,} that are stored" if before else words

    # what is done -----------------------------------------------------------------------------

    def _take(self, step: Callable[[Draft], Step], done: str) -> bool:
        """Take a step and say so, or say why it cannot be taken."""
        try:
            place = self.revision.take(step)
        except UsageError as error:
            self.head.say(str(error))
            self._show_current(self.list.currentIndex())
            return False
        self._show(place)
        self.head.say(f"{done}. {self._summary()}.")
        return True

    def _merge(self) -> None:
        self.editor.commit()
        self._take(partial(steps.merge, place=self.place), "Joined to the previous")

    def _split(self, at: int) -> None:
        place = self.place
        at = min(at, len(self.draft.passages[place].text))
        self._take(partial(steps.split, place=place, at=at), "Split")

    def _drop(self) -> None:
        self._take(partial(steps.drop, place=self.place), "Left out")

    def _count(self) -> None:
        self._take(partial(labels.count_anew, place=self.place), "Counted anew")

    def _relabel(self, typed: str) -> None:
        self._take(partial(labels.relabel, place=self.place, typed=typed), "Label changed")

    def _change_kind(self, kind: str) -> None:
        self._take(partial(labels.change_kind, place=self.place, kind=kind), "Kind changed")

    def _reword(self, text: str) -> None:
        caret = self.editor.caret()
        if self._take(partial(steps.reword, place=self.place, text=text), "Words changed"):
            self.editor.put_caret(min(len(collapse(text[:caret])), len(self.editor.typed())))

    def _record(self) -> None:
        draft, symbol, title = self.draft, self.head.symbol.text(), self.head.title.text()
        if (symbol.strip(), title.strip()) == (draft.document.id, draft.title):
            return
        place = self.place

        def step(now: Draft) -> Step:
            return labels.record(now, title=title, symbol=symbol), place

        if not self._take(step, "Changed"):
            self.head.show_record(self.revision)

    def _undo(self) -> None:
        if (place := self.revision.undo()) is not None:
            self._show(place)
            self.head.say(f"Undone. {self._summary()}.")

    def _redo(self) -> None:
        if (place := self.revision.redo()) is not None:
            self._show(place)
            self.head.say(f"Done again. {self._summary()}.")

    def _accept(self) -> None:
        self.editor.commit()
        self._record()
        self.accepted.emit()

    # keys -------------------------------------------------------------------------------------

    def _back_to_list(self) -> None:
        self.editor.commit()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter_words(self, *_index: object) -> None:
        self.editor.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter_label(self) -> None:
        self.editor.label.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.label.selectAll()

    def _enter_kind(self) -> None:
        self.editor.kind.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.kind.showPopup()

    def event(self, event: QEvent) -> bool:
        """Take undo, redo and Ctrl+S before the window's shortcuts do."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            ours = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            if any(map(event.matches, ours)) or self._is_store(event):
                event.accept()
                return True
        return super().event(event)

    @staticmethod
    def _is_store(event: QKeyEvent) -> bool:
        return event.matches(QKeySequence.StandardKey.Save)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are the buttons' while one is in the list; see the line above it."""
        keys: dict[int, Callable[[], None]] = {
            Qt.Key.Key_M: self._merge,
            Qt.Key.Key_Return: self._enter_words, Qt.Key.Key_Enter: self._enter_words,
            Qt.Key.Key_L: self._enter_label, Qt.Key.Key_F2: self._enter_label,
            Qt.Key.Key_K: self._enter_kind, Qt.Key.Key_N: self._count,
            Qt.Key.Key_Delete: self._drop,
        }  # fmt: skip
        if event.matches(QKeySequence.StandardKey.Undo):
            self._undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._redo()
        elif self._is_store(event):
            self._accept()
        elif self.list.hasFocus() and not event.modifiers() and event.key() in keys:
            keys[event.key()]()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the page beside the paragraphs, or over them where there is no room."""
        super().resizeEvent(event)
        wide = self.width() >= _NARROW
        way = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self._splitter.orientation() != way or not event.oldSize().isValid():
            self._splitter.setOrientation(way)
            self._splitter.insertWidget(1 if wide else 0, self.pictures)
            self._splitter.setSizes(_BESIDE if wide else _OVER)
