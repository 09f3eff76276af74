"""Documents in: a PDF seen and put right before it is kept, a folder with a page of its own."""

import sys
from pathlib import Path

from person import Person
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication

from db.models import Document, Passage

sys.path.append(str(Path(__file__).parent.parent / "db"))
from paper import Paper, as_pdf

SYMBOL = "A/RES/78/903"
PAPER = Paper(
    Document(SYMBOL, "resolution", "Reeds and herons", SYMBOL),
    (
        Passage("pp1", "preambular", "official", "Recalling its work,", opener="Recalling"),
        Passage("pp2", "preambular", "official", "Mindful of herons,", opener="Mindful"),
        Passage("op1", "operative", "official", "Decides to go on; and to wait;", opener="Decides"),
        Passage("op2", "operative", "official", "Requests a long report.", opener="Requests"),
    ),
)


def test_a_pdf_is_put_right_before_it_is_kept(person: Person, tmp_path: Path) -> None:
    path = tmp_path / "reeds.pdf"
    path.write_bytes(as_pdf(PAPER))
    person.opens_the_desk()
    person.chooses_the_file(path, lambda: person.presses("Ctrl+Shift+O"))
    person.sees("Recalling its work,", "Mindful of herons,", "Store", "Page 1")
    person.takes_a_picture("1-review")
    person.presses("Down", "M")
    person.sees("Recalling its work, Mindful of herons,", "Joined to the previous. 3 paragraphs.")
    person.presses("Return", "Home", *["Right"] * len("Recalling its work, "), "Ctrl+Return")
    person.sees("Split. 4 paragraphs.", "pp2")
    person.presses("Escape", "Down", "Down", "M")
    person.sees("Decides to go on; and to wait; Requests a long report.")
    person.sees("Joined to the previous. 3 paragraphs.")
    person.presses("Delete", "Ctrl+Z")
    person.sees("Undone. 3 paragraphs.", "Decides to go on; and to wait;")
    person.presses("L")
    person.types("7")
    person.presses("Return", "Escape")
    person.sees("op7", "Label changed.")
    person.takes_a_picture("2-put-right")
    person.presses("Ctrl+S")
    person.sees(f"{SYMBOL} is stored: 3 paragraphs.")
    person.stands_at(f"{SYMBOL}, PP1")
    assert "Decides to go on; and to wait; Requests a long report." in person.text_on_the_page()
    person.takes_a_picture("3-stored")
    person.clicks("Undo")
    person.has_tabs(["A/RES/78/311"])


def test_a_folder_pasted_has_its_page(person: Person, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for number in range(1, 5):
        (folder / f"paper {number}.txt").write_text(f"Paper {number}\n\nOf reed number {number}.")
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    person.opens_the_desk()
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(folder))])
    QGuiApplication.clipboard().setMimeData(copied)
    person.presses("Ctrl+V")
    person.sees("Import of papers", "Import done: 4 added, 1 failed.", "paper 4.txt")
    person.takes_a_picture("1-outcomes")
    person.types("office")
    person.sees("old.doc", "It is an old Word or Office file (.doc).")
    person.sees_no("paper 4.txt")
    person.presses("Escape")
    person.sees("paper 4.txt")
    person.presses("Alt+3")
    person.types("number 3")
    person.sees("Of reed number 3.")
