"""Before anything imports Qt: no screen is needed, unless one is asked for.

No test fails because a machine is busy: what is awaited may take long, if it comes at all.
"""

import os
import sys
from pathlib import Path

from hypothesis import HealthCheck, settings

PATIENCE = 20_000
"""Milliseconds for which a test waits for what must come."""

if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
    # The plugin's own screen has 800x800 pixels, and no window comes back larger than its screen.
    screen = Path(__file__).parent / "journeys" / "screen.json"
    larger = screen.is_file() and sys.platform != "win32"
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}" if larger else "offscreen"

settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")


def pytest_configure() -> None:
    """Wait longer than pytest-qt does by itself, which takes 5 seconds."""
    from pytestqt.qtbot import QtBot  # only now: it imports Qt

    for wait in (
        QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitCallback,
        QtBot.waitExposed, QtBot.waitActive,
    ):  # fmt: skip
        assert wait.__kwdefaults__["timeout"] == 5000
        wait.__kwdefaults__["timeout"] = PATIENCE


def pytest_sessionfinish() -> None:
    """Empty the clipboard: what Python put there must not outlive Python."""
    if (gui := sys.modules.get("PySide6.QtGui")) and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()
