"""Before anything imports Qt: no screen is needed, unless one is asked for."""

import os
import sys
from pathlib import Path

if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
    # The plugin's own screen has 800x800 pixels, and no window comes back larger than its screen.
    screen = Path(__file__).parent / "journeys" / "screen.json"
    larger = screen.is_file() and sys.platform != "win32"
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}" if larger else "offscreen"


def pytest_sessionfinish() -> None:
    """Empty the clipboard: what Python put there must not outlive Python."""
    if (gui := sys.modules.get("PySide6.QtGui")) and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()
