"""Exporting a document by the window's menu and by the command line, and what can go wrong."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from db.formats import akn
from db.models import EditionKey
from desktop.cli import run
from desktop.desk.exporting import Chosen

RESOLUTION = "A/RES/78/311"


def test_the_document_in_front_is_saved_in_the_format_that_is_chosen(
    qtbot, open_desk, tmp_path, monkeypatch
):
    desk = open_desk()
    qtbot.waitUntil(lambda: desk.navigator.reader().key is not None)
    target = tmp_path / "out.html"
    asked = []

    def choose(_parent, title, start, kinds):
        asked.append((title, start, kinds))
        return str(target), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    desk.window.actions_by_name["export"].trigger()
    exporting, told = desk.features.exporting, []
    exporting.told.connect(told.append)
    qtbot.waitUntil(lambda: exporting._box is not None and exporting._box.model.rowCount() == 4)
    qtbot.keyClicks(exporting._box.box, "web")
    qtbot.keyClick(exporting._box.box, Qt.Key.Key_Return)
    qtbot.waitUntil(target.exists)
    assert asked == [("Export as Web page", "A_RES_78_311-digest-en.html", "Web page (*.html)")]
    assert "not the official text" in target.read_text(encoding="utf-8")
    qtbot.waitUntil(lambda: told == ["Saved as out.html"])


def test_a_place_that_cannot_be_written_is_said(qtbot, open_desk, tmp_path):
    desk = open_desk()
    chosen = Chosen(EditionKey(RESOLUTION, "digest", "en"), "md")
    with qtbot.waitSignal(desk.features.exporting.told) as told:
        desk.features.exporting.save(chosen, tmp_path / "nowhere" / "x.md")
    assert told.args[0].startswith("x.md could not be written: ")


def resolute(places, *words: str) -> int:
    return run(["--data-dir", str(places.data), *words])


@pytest.fixture
def called(official, capsysbinary):
    """Carry out a command; gives its exit code, its output and what it complained of."""

    def call(*words: str):
        code = resolute(official, *words)
        out = capsysbinary.readouterr()
        return code, out.out, out.err.decode()

    return call


def test_a_document_is_written_by_command(called, tmp_path):
    target = tmp_path / "a.xml"
    code, out, _ = called(
        "export", RESOLUTION, "--format", "akn", "--lang", "fr", "--out", str(target), "--json"
    )
    assert code == 0
    (row,) = json.loads(out)
    assert (row["edition"], row["language"], row["format"]) == ("official", "fr", "akn")
    assert row["bytes"] == target.stat().st_size
    assert len(akn.parse(target.read_bytes()).edition.passages) == row["passages"]


def test_without_a_file_it_is_printed_the_official_text_first(called):
    code, out, _ = called("export", "78/311")
    assert code == 0
    assert "Official text · English" in out.decode()
    _, out, _ = called("export", "78/311", "--edition", "digest")
    assert "not the official text" in out.decode()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("nonsense",), 1, "There is no document"),
        ((RESOLUTION, "--format", "docx"), 2, "--out"),
        ((RESOLUTION, "--json"), 2, "--out"),
        ((RESOLUTION, "--lang", "xx"), 1, "has no"),
        ((RESOLUTION, "--format", "pdf", "--out", "x"), 2, "pdf"),
    ],
)
def test_what_makes_no_sense_is_refused(called, words, code, said):
    got, out, complaint = called("export", *words)
    assert (got, out) == (code, b"")
    assert said in complaint


def test_a_folder_that_is_not_there_is_said(called, tmp_path):
    code, _, complaint = called("export", RESOLUTION, "--out", str(tmp_path / "no" / "x.md"))
    assert code == 3
    assert "No such file" in complaint
