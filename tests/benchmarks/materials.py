"""Real texts in data folders, and the application as it was before: what benchmarks are made of."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QTextBrowser

from db import connection
from db.library import bundled, documents
from db.library.official import add_official
from db.models import EditionKey
from db.places import Places

CORPORA = bundled.CHECKOUT.parent / "shared" / "corpora"
LONGEST = "A/RES/79/243"


def corpus(name: str) -> Path:
    """A file of the reference material; the benchmark is skipped where it is absent."""
    path = CORPORA / name
    if not path.is_file():
        pytest.skip(f"the reference material has no {path.parent.name}/{name}")
    return path


def imported(folder: Path, source: Path, symbols: list[str] | None = None) -> Places:
    """A data folder with the official texts of `source`, beside the bundled library."""
    places = Places(folder, library_override=bundled.ensure())
    with closing(connection.open_study(places)) as study:
        results = add_official(study, symbols, source)
        study.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert {result.outcome for result in results} <= {"added", "updated", "skipped", "unchanged"}
    return places


def words_of(places: Places, key: EditionKey) -> str:
    """The whole text of an edition, a paragraph a line."""
    with closing(connection.open_reader(places)) as opened:
        found = documents.edition(opened, key)
    return "\n".join(passage.text for passage in found.passages)


class BarePage(QTextBrowser):
    """A plain page that says when it is painted."""

    def __init__(self, painted: Callable[[], None]) -> None:
        super().__init__()
        self._painted = painted

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._painted()


def undress(application: QApplication) -> None:
    """Leave the application as it was before a desk or a theme."""
    application.setStyleSheet("")
    application.setPalette(application.style().standardPalette())
