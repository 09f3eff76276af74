"""The bare baseline of a start: a main window with a QTextBrowser, gone after its first frame.

python bare_window.py TEXTFILE [stay]; with `stay` the peak of its memory (KiB) is printed instead.
"""

import sys
from pathlib import Path

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QTextBrowser


class Page(QTextBrowser):
    """A page that ends the program once it is painted."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QApplication.exit(0)


application = QApplication(["bare"])
window = QMainWindow()
page = Page()
page.setPlainText(Path(sys.argv[1]).read_text(encoding="utf-8"))
window.setCentralWidget(page)
window.resize(1440, 900)
window.show()
code = application.exec()
if "stay" in sys.argv:
    from peak import peak

    print(peak())
raise SystemExit(code)
