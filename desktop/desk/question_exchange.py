"""Questions out and in: the tabs for both."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from desktop.desk.out_and_in import OutAndIn

if TYPE_CHECKING:
    from desktop.exchange.question_export_page import QuestionExportPage
    from desktop.exchange.question_import_page import QuestionImportPage
    from desktop.exchange.question_work import Wish

_SETTING = "export_questions"


class QuestionExchange(OutAndIn):
    """Opens the tabs in which questions go out and come in."""

    questions_changed = Signal()
    things = "questions"
    files = (
        "Questions (*.apkg *.colpkg *.gift *.txt *.xml *.csv *.tsv);;"
        "Anki (*.apkg *.colpkg);;GIFT (*.gift *.txt);;Moodle XML (*.xml);;"
        "Tables (*.csv *.tsv *.txt);;All files (*)"
    )

    def _make_export(self) -> "QuestionExportPage":
        from desktop.exchange.question_export_page import QuestionExportPage

        now = self._parts.themes.current
        return QuestionExportPage(self._reading(), self._kept(), now, self._tabs.room)

    def _kept(self) -> "Wish":
        """Return the format that was chosen last."""
        from db.quiz.exchange.formats import FORMATS
        from desktop.exchange.question_work import Wish

        form = self._parts.settings.text(_SETTING)
        return Wish(form=form) if form in FORMATS else Wish()

    def _keep(self, wish: "Wish") -> None:
        self._parts.settings.keep(_SETTING, wish.form)

    def look_at(self, path: Path) -> None:
        """Open the tab that says what a file would bring."""
        self._show_import(path)

    def _make_import(self, _library: Any) -> "QuestionImportPage":
        from desktop.exchange.question_import_page import QuestionImportPage

        now = self._parts.themes.current
        page = QuestionImportPage(self._reading(), self._parts.study, now, self._tabs.room)
        page.questions_changed.connect(self.questions_changed)
        return page
