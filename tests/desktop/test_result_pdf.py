"""The result of an exam as a PDF: it is there whole, or nothing is."""

from pathlib import Path

import pypdfium2 as pdfium
from PySide6.QtWidgets import QApplication

from desktop.quiz.result_pdf import save


def test_a_result_is_written_and_can_be_read(qapp: QApplication, tmp_path: Path) -> None:
    target = tmp_path / "result.pdf"
    count = 399  # more than any font sets on one page
    items = "".join(f"<p>Item {n}: what decides it, op{n}.</p>" for n in range(1, count + 1))
    assert save(f"<h1>Exam: 7 of 10</h1>{items}", target) == f"Saved as {target}."
    with pdfium.PdfDocument(target) as written:
        pages = [page.get_textpage().get_text_range() for page in written]
    assert len(pages) > 1
    assert "Exam: 7 of 10" in pages[0]
    assert f"Item {count}" in pages[-1]
    assert [one.name for one in tmp_path.iterdir()] == ["result.pdf"]


def test_where_it_cannot_be_written_a_sentence_says_so(qapp: QApplication, tmp_path: Path) -> None:
    target = tmp_path / "gone" / "result.pdf"
    assert "could not be written" in save("<p>Exam</p>", target)
    assert not target.parent.exists()
