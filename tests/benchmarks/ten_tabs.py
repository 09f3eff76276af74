"""Open the desk at the addresses given, look at every tab, and print the peak of its memory (KiB).

python ten_tabs.py DATA ADDRESS...
"""

import gc
import sys
from pathlib import Path

from peak import peak
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from db.places import Places
from desktop.app import Desk


class Visit(QTimer):
    """Waits until every document is there, laid out to its end, and the panels too."""

    def __init__(self, desk: Desk, count: int) -> None:
        super().__init__(desk, interval=20)
        self._desk, self._count = desk, count
        self.timeout.connect(self._look)
        self.start()

    def _look(self) -> None:
        readers = self._desk.navigator.readers()
        loaded = [reader for reader in readers if reader.edition is not None]
        if self._desk.features is None or len(loaded) < self._count:
            return
        for reader in readers:
            reader.page.document().size()
        self._desk.window.close()


gc.disable()
application = QApplication(["resolute", "-style", "fusion"])
folder, *addresses = sys.argv[1:]
desk = Desk(Places(Path(folder)), addresses)
visit = Visit(desk, len(addresses))
desk.window.show()
code = application.exec()
print(peak())
raise SystemExit(code)
