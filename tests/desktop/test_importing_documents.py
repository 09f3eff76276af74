"""Documents of any kind brought in from the window: what came of them, and what is there then."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from db import connection
from db.library import documents
from db.library.importing import import_paths
from db.models import Anchor, EditionKey
from db.notes import store
from db.places import Places
from desktop import theme as themes
from desktop.app import Desk
from desktop.desk.importing import Importing
from desktop.shelf.documents import RowRole
from desktop.theme import Theme
from desktop.widgets.banner import Banner
from desktop.widgets.tabs import TabArea

OpenDesk = Callable[..., Desk]
INK = (
    "<html><body><h1>Notes on ink</h1><p>First, ink is wet.</p><p>Then it dries.</p></body></html>"
)


@pytest.fixture
def importing(qtbot: QtBot, places: Places, theme: Theme) -> Iterator[Importing]:
    window = QWidget()
    qtbot.addWidget(window)
    tabs, banner = TabArea(QWidget(), theme, window), Banner(window)
    made = Importing(places, tabs, themes.Themes("light", window), banner, window)
    yield made
    made.close()


def files(folder: Path, **contents: str | bytes) -> list[Path]:
    paths = []
    for name, content in contents.items():
        path = folder / name.replace("_", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        paths.append(path)
    return paths


def test_it_says_what_came_of_each_kind_of_file(
    qtbot: QtBot, importing: Importing, tmp_path: Path
) -> None:
    paths = files(
        tmp_path, ink_html=INK, pens_txt="Pens.\n\nPens are long.", bad_pdf=b"%PDF-1.7 no"
    )
    with (
        qtbot.waitSignal(importing.imported) as imported,
        qtbot.waitSignal(importing.said) as told,
    ):
        importing.start(paths)
    assert told.args[0].startswith("Import done: 2 added, 1 failed. bad.pdf: ")
    assert len(imported.args[0]) == 2
    with qtbot.waitSignal(importing.said) as told:
        importing.start(paths[:2])
    assert told.args == ["Import done: 2 unchanged."]


def test_it_runs_once_at_a_time_and_stops_when_wished(
    qtbot: QtBot, importing: Importing, tmp_path: Path
) -> None:
    paths = files(tmp_path, **{f"n{n}_txt": f"Text {n}.\n\nMore of {n}." for n in range(20)})
    with qtbot.waitSignal(importing.said) as said:
        importing.start(paths)
        importing.stop()
        with qtbot.waitSignal(importing.told) as told:
            importing.start(paths)
        assert "under way" in told.args[0]
    assert said.args[0].startswith("Import stopped: ")
    assert importing.running is False


def test_a_file_that_is_gone_is_a_sentence(
    qtbot: QtBot, importing: Importing, tmp_path: Path
) -> None:
    with qtbot.waitSignal(importing.said) as said:
        importing.start([tmp_path / "nowhere.docx"])
    assert "nowhere.docx" in said.args[0]


def test_of_a_single_file_is_said_what_there_is_to_say(
    qtbot: QtBot, importing: Importing, tmp_path: Path
) -> None:
    path = tmp_path / "words.pdf"
    path.write_text("Only words.\n\nAnd more of them.\n")
    with qtbot.waitSignal(importing.said) as said:
        importing.start([path])
    remark = "words.pdf: It is called .pdf but is plain text, and was read as that."
    assert said.args == [f"Import done: 1 added. {remark}"]


def test_what_is_imported_is_in_the_library_and_opens(
    open_desk: OpenDesk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk()
    (path,) = files(tmp_path, ink_html=INK)
    chosen = lambda *_given: ([str(path)], "")  # noqa: E731
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", chosen)
    stop = desk.window.actions_by_name["stop_import"]
    assert not stop.isEnabled()
    with qtbot.waitSignal(desk.features.importing.imported) as imported:
        desk.window.actions_by_name["import"].trigger()
        assert stop.isEnabled()
    assert not stop.isEnabled()
    (document,) = imported.args[0]
    model = desk.features.panels.shelf.model
    qtbot.waitUntil(
        lambda: (
            document
            in {model.index(row, 0).data(RowRole).document.id for row in range(model.rowCount())}
        )
    )
    desk.navigator.open_address(f"{document} p1")
    qtbot.waitUntil(lambda: desk.navigator.reader().document == document)
    qtbot.waitUntil(lambda: desk.navigator.reader().edition is not None)
    texts = [one.text for one in desk.navigator.reader().edition.passages]
    assert "Then it dries." in texts


def test_what_came_is_shown_by_the_banner_and_by_its_key(
    open_desk: OpenDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = open_desk()
    last = desk.window.actions_by_name["show_added"]
    last.trigger()
    assert desk.window.statusBar().currentMessage().startswith("Nothing has been added")
    (path,) = files(tmp_path, ink_html=INK)
    with qtbot.waitSignal(desk.features.importing.arrived) as arrived:
        desk.features.importing.start([path])
    (key,) = arrived.args
    assert key.kind == "import"
    banner = desk.window.banner
    assert banner._button.text() == "Show it"
    banner._button.click()
    assert banner.isHidden()
    qtbot.waitUntil(lambda: desk.navigator.reader().key == key)
    desk.navigator.open_document("A/RES/78/311")
    assert desk.navigator.reader().document == "A/RES/78/311"
    last.trigger()
    qtbot.waitUntil(lambda: desk.navigator.reader().key == key)


def test_the_window_closes_while_an_import_runs(
    open_desk: OpenDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = open_desk()
    paths = files(tmp_path, **{f"n{n}_txt": f"Text {n}.\n\nMore of {n}." for n in range(20)})
    desk.features.importing.start(paths)
    desk.window.close()
    assert desk.features.importing._work()._thread.is_alive() is False


def test_a_changed_file_tells_what_became_of_the_notes_and_leads_to_them(
    qtbot: QtBot, open_desk: OpenDesk, places: Places, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("A letter.\n\nThe harbour ferry leaves at noon.\n\nIt comes back at one.")
    with closing(connection.open_study(places)) as study:
        import_paths(study, [letter])
        key = EditionKey("letter", "import", "en")
        passages = documents.edition(study, key).passages
        words = "harbour ferry leaves"
        home = next(p for p in passages if words in p.text)
        start = home.text.index(words)
        note = store.add(study, Anchor(key, home.label, start, start + len(words), words))
    letter.write_text("A letter.\n\nThe last bus has gone.\n\nIt comes back at one.")
    desk = open_desk()
    with qtbot.waitSignal(desk.features.importing.said) as told:
        desk.features.importing.start([letter])
    assert told.args[0].startswith("Import done: 1 updated. 1 note(s) no longer find their words")
    banner = desk.window.banner
    assert "1 updated" in banner.words
    banner._other.click()
    notes = desk.features.panels.notes
    assert notes.filter.text() == "is:orphan"
    qtbot.waitUntil(lambda: notes.cards.notes_model.row_of(note.id) >= 0)
