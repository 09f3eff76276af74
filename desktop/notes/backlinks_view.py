"""Which notes link to the one that is written: their titles, as links."""

import html
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from db.models import Note
from db.notes import markup
from desktop.notes.wording import quoted_note
from desktop.theme import Theme

_MOST = 8


class BacklinksView(QLabel):
    """Hidden while nothing links here; `linkActivated` carries `note:` and an id."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._notes: Sequence[Note] = ()
        self._color = theme.accent
        self.hide()

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Name the notes that link here."""
        self._notes = notes
        links = [
            f'<a style="color: {self._color}" href="{markup.NOTE}{one.id}">'
            f"{html.escape(markup.title(one.body) or quoted_note(one))}</a>"
            for one in notes[:_MOST]
        ]
        more = f" and {len(notes) - _MOST} more" if len(notes) > _MOST else ""
        self.setText(f"Linked from {', '.join(links)}{more}")
        self.setAccessibleName(f"{len(notes)} notes link here")
        self.setVisible(bool(notes))

    def set_theme(self, theme: Theme) -> None:
        """Set the links in another theme's colour."""
        self._color = theme.accent
        self.show_notes(self._notes)
