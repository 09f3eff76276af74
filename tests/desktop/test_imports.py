"""Imports without PySide6's hook around them."""

import subprocess
import sys

_SHOWS = """
import builtins, sys
from desktop import imports
imports.unhook()
plain = builtins.__import__
import shibokensupport.feature
import db.address, db.text
assert "db.text" not in shibokensupport.feature.pyside_feature_dict
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel
import PySide6.QtNetwork, PySide6.QtPrintSupport
assert builtins.__import__ is plain
application = QApplication(["x", "-platform", "offscreen"])
label = QLabel("op6")
assert label.text() == "op6" and QColor("red").name() == "#ff0000"
imports.unhook()
assert builtins.__import__ is plain
print("plain")
"""


def test_imports_stay_plain_and_qt_works() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SHOWS], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.strip() == "plain", done.stderr
