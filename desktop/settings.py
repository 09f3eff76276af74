"""The window's settings, in one INI file of the data folder; the only home of QSettings."""

import json
import logging
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

log = logging.getLogger(__name__)


class Settings:
    """Named settings with defaults; whatever cannot be read counts as not set."""

    def __init__(self, path: Path) -> None:
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    def text(self, name: str, default: str = "") -> str:
        """Return a setting as text."""
        value = self._store.value(name, default)
        return value if isinstance(value, str) else default

    def number(self, name: str, default: int, within: tuple[int, int] | None = None) -> int:
        """Return a setting as a whole number; one that is not `within` its bounds is not set."""
        try:
            found = int(str(self._store.value(name, default)))
        except ValueError:
            return default
        return found if within is None or within[0] <= found <= within[1] else default

    def flag(self, name: str, default: bool) -> bool:
        """Return a setting that is on or off."""
        return self.text(name, "true" if default else "false") == "true"

    def data(self, name: str) -> Any:
        """Return a structured setting, None where there is none or it is damaged."""
        try:
            return json.loads(self.text(name, "null"))
        except (ValueError, RecursionError):
            log.warning("the setting %s is damaged and is left aside", name)
            return None

    def bytes(self, name: str) -> QByteArray:
        """Return a binary setting (a window's geometry), empty where there is none."""
        return QByteArray.fromBase64(self.text(name).encode("ascii", "replace"))

    def keep(self, name: str, value: Any) -> None:
        """Store a setting."""
        if isinstance(value, bool):
            value = "true" if value else "false"
        elif isinstance(value, QByteArray):
            value = bytes(value.toBase64().data()).decode("ascii")
        elif not isinstance(value, str | int):
            value = json.dumps(value, ensure_ascii=True)
        self._store.setValue(name, str(value))

    def flush(self) -> None:
        """Write what is not written yet."""
        self._store.sync()
