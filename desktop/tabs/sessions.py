"""Sessions with a name: the open tabs kept under it, to be opened again in their stead."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, QTimer
from PySide6.QtWidgets import QWidget

from desktop.actions import Actions
from desktop.hub import Hub
from desktop.settings import Settings
from desktop.tabs import session
from desktop.tabs.navigator import Navigator
from desktop.tabs.sessions_box import Asked, SessionsBox

_KEPT, _LAST = "sessions", "session_last"
_EVERY = 60_000
"""Milliseconds after which the open tabs are kept again, whether or not anybody asks for it."""


class Sessions(QObject):
    """Keeps sessions in the settings; the tabs that make room for one are kept as the last."""

    def __init__(
        self,
        navigator: Navigator,
        settings: Settings,
        hub: Hub,
        actions: Actions,
        host: QWidget,
    ) -> None:
        super().__init__(host)
        self._navigator, self._settings, self._hub, self._host = navigator, settings, hub, host
        self._box: SessionsBox | None = None
        self._deleted: tuple[str, Any] | None = None
        actions.connect_to({"sessions": self.choose})
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.keep_open_tabs)
        self._timer.start()

    def choose(self) -> None:
        """Show the sessions: to open one, or to keep what is open."""
        if self._box is None:
            self._box = SessionsBox(self._host)
            self._box.chosen.connect(self._asked)
            self._box.closed.connect(self._navigator.focus)
        self._deleted = None
        self._tell()
        page = self._navigator.spread() or self._host
        self._box.open_over(QRect(page.mapTo(self._host, QPoint()), page.size()))

    def keep_open_tabs(self) -> None:
        """Keep what is open for the next start, in case this one does not end as it should."""
        now = session.write(self._navigator.open_tabs.session())
        if now != self._settings.data("session"):
            self._settings.keep("session", now)

    def tab_changed(self) -> None:
        """Another tab is in front: the list goes."""
        if self._box is not None:
            self._box.dismiss()

    def _tell(self) -> None:
        if self._box is not None:
            deleted = self._deleted[0] if self._deleted else ""
            has_last = self._settings.data(_LAST) is not None
            self._box.show_sessions(sorted(self._kept(), key=str.casefold), deleted, has_last)

    def _kept(self) -> dict[str, Any]:
        kept = self._settings.data(_KEPT)
        return dict(kept) if isinstance(kept, dict) else {}

    def _keep(self, kept: Mapping[str, Any]) -> None:
        self._settings.keep(_KEPT, kept)
        self._tell()

    def _asked(self, asked: Asked) -> None:
        acts = {
            "open": self.open,
            "save": self.save,
            "delete": self.delete,
            "bring back": self.bring_back,
            "last": self.open_last,
        }
        if asked.act == "rename":
            self.rename(asked.name, asked.new)
        else:
            acts[asked.act](asked.name)

    # what can be done with them -----------------------------------------------------------------

    def save(self, name: str) -> None:
        """Keep the open tabs under a name; what was kept under it before is replaced."""
        self._keep({**self._kept(), name: session.write(self._navigator.open_tabs.session())})
        self._navigator.focus()

    def open(self, name: str) -> None:
        """Open the tabs of a session in place of those that are open."""
        self._open(self._kept().get(name), name)

    def open_last(self, name: str) -> None:
        """Open again the tabs that made room for a session."""
        self._open(self._settings.data(_LAST), name)

    def _open(self, data: Any, name: str) -> None:
        found = session.read(data)
        if not found.tabs:
            self._hub.trouble_met.emit(
                f"Nothing can be read of the session “{name}”; your tabs stay as they are."
            )
            self._navigator.focus()
            return
        self._settings.keep(_LAST, session.write(self._navigator.open_tabs.session()))
        self._navigator.replace(found)

    def rename(self, name: str, new: str) -> None:
        """Give a session another name; one that has it already is not replaced."""
        kept = self._kept()
        if name in kept and new not in kept:
            kept[new] = kept.pop(name)
        elif name != new:
            self._hub.trouble_met.emit(f"There is a session “{new}” already.")
        self._keep(kept)

    def delete(self, name: str) -> None:
        """Delete a session; as long as the list is open it can be brought back."""
        kept = self._kept()
        if name in kept:
            self._deleted = name, kept.pop(name)
            self._keep(kept)

    def bring_back(self, _name: str) -> None:
        """Undo the last deletion."""
        if self._deleted is not None:
            (name, data), self._deleted = self._deleted, None
            self._keep({**self._kept(), name: data})
