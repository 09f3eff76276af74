"""An edition as a Word file (Office Open XML, by python-docx); footnotes stand at its end."""

import io

from db import address
from db.library.exporting import said
from db.library.exporting.akn import fit
from db.models import RIGHT_TO_LEFT, Document, Edition, Passage


def write(document: Document, edition: Edition) -> bytes:
    """Return the edition as the bytes of a .docx."""
    import docx
    from docx.oxml.ns import qn

    made = docx.Document()
    made.core_properties.title = fit(said.title(document, edition))[:255]
    made.core_properties.language = edition.key.language
    made.add_heading(fit(said.title(document, edition)), 0)
    made.add_paragraph(said.head(document, edition))
    if warning := said.WARNINGS.get(edition.key.kind):
        made.add_paragraph().add_run(warning).bold = True
    text, notes = said.text_and_notes(edition)
    unplaced = said.unplaced(edition)
    part = ""
    for passage in text:
        if passage.kind != "record" and passage.part and passage.part != part:
            part = passage.part
            made.add_heading(part, 1)
        _paragraph(made, passage, unplaced.get(passage.label, []))
    if notes:
        made.add_heading("Footnotes", 1)
        for note in notes:
            made.add_paragraph(fit(f"{note.label.removeprefix('fn')}. {note.text}"))
    made.add_heading("Provenance", 1)
    for name, value in said.provenance(edition):
        made.add_paragraph(fit(f"{name}: {value}"))
    if edition.key.language in RIGHT_TO_LEFT:
        for paragraph in made.paragraphs:
            paragraph._p.get_or_add_pPr().append(paragraph._p.makeelement(qn("w:bidi"), {}))
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def _paragraph(made: "docx.document.Document", passage: Passage, unplaced: list[str]) -> None:  # type: ignore[name-defined]  # noqa: F821
    from docx.shared import Cm

    if passage.kind == "heading":
        paragraph = made.add_heading("", 2)
    else:
        paragraph = made.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(said.depth(passage.label))
    if passage.kind == "record":
        paragraph.add_run(f"{fit(passage.heading)}: ").bold = True
    elif passage.kind != "heading":
        voice = said.voice(passage)
        name = address.gutter(passage.label) or passage.label
        paragraph.add_run(f"{name}  " + (f"({fit(voice)})  " if voice else "")).bold = True
    quoted = passage.voice == "quoted"
    opener = len(passage.opener) if passage.text.startswith(passage.opener) else 0
    paragraph.add_run("“" if quoted else "")
    for stretch, label in said.pieces(passage, unplaced):
        paragraph.add_run(fit(stretch[:opener])).italic = True
        paragraph.add_run(fit(stretch[opener:]))
        opener = max(0, opener - len(stretch))
        if label:
            paragraph.add_run(label.removeprefix("fn")).font.superscript = True
    paragraph.add_run("”" if quoted else "")
