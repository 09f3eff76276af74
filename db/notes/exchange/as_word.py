"""Notes as a Word document: headings, quotations in their direction, bodies, live links."""

import io
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from db.cite.citation import Italic
from db.models import Note
from db.notes.exchange.entries import Entry, by_document, legend
from db.notes.exchange.marked import tokens
from db.notes.exchange.tints import LIGHT

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph
    from markdown_it.token import Token

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold (section 2.2)."""


def document(entries: Sequence[Entry]) -> bytes:
    """Write a .docx file (ECMA-376)."""
    from docx import Document

    made = Document()
    made.core_properties.title = "Notes"
    made.core_properties.author = ""
    made.core_properties.comments = ""
    made.add_heading("Notes", 0)
    for color, name, meaning in legend(entries):
        line = made.add_paragraph()
        _shade(line.add_run(_legal(name)), LIGHT[color].lstrip("#").upper())
        line.add_run(_legal(f": {meaning}" if meaning else ""))
    for title, members in by_document(entries):
        made.add_heading(_legal(title), 1)
        for entry in members:
            _write(made, entry)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _legal(words: str) -> str:
    return _ILLEGAL.sub("\ufffd", words)


def _write(made: Any, entry: Entry) -> None:
    if entry.words:
        quoted = made.add_paragraph(style="Quote")
        run = quoted.add_run(_legal(entry.words))
        run.italic = False
        if entry.tells_color:
            _dress(run, entry.note)
        if entry.is_right_to_left:
            _run_from_right(quoted, run)
        quoted.paragraph_format.keep_with_next = True
    _body(made, entry.note.body)
    _reference(made.add_paragraph(), entry)


def _reference(below: "Paragraph", entry: Entry) -> None:
    """Write the citation as a link, then voice, colour, style, tags and day, small and grey."""
    from docx.shared import Pt, RGBColor

    if entry.link:
        _link(below, entry)
    note = entry.note
    said = [entry.voice, *entry.looks, ", ".join(note.tags), note.created[:10],
            "" if note.standing == "anchored" else note.standing]  # fmt: skip
    words = " · ".join(filter(None, ["" if not entry.link else " ", *said])).replace("  ·", " ·")
    below.add_run(_legal(words))
    for run in below.runs:
        run.font.size = Pt(9)
        run.font.color.rgb = RGBColor(0x58, 0x5D, 0x64)
    below.paragraph_format.space_after = Pt(18)


def _link(below: "Paragraph", entry: Entry) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor
    from docx.text.run import Run

    target = below.part.relate_to(entry.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), target)
    for piece in entry.citation.pieces:
        element = OxmlElement("w:r")
        link.append(element)
        run = Run(element, below)  # type: ignore[arg-type]  # the stubs know elements only
        run.text = _legal(piece)
        run.italic = isinstance(piece, Italic) or None
        run.font.size = Pt(9)
        run.font.color.rgb = RGBColor(0x0B, 0x66, 0xA8)
    below._p.append(link)


def _dress(run: Any, note: Note) -> None:
    """Give the words the note's style; Word knows no squiggle but a wavy underline."""
    from docx.enum.text import WD_UNDERLINE

    match note.style:
        case "fill":
            _shade(run, LIGHT[note.color].lstrip("#").upper())
        case "underline":
            run.underline = True
        case "squiggle":
            run.underline = WD_UNDERLINE.WAVY
        case "strike":
            run.font.strike = True


def _shade(run: Any, fill: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shading.set(qn(f"w:{name}"), value)
    run._r.get_or_add_rPr().append(shading)


def _run_from_right(paragraph: "Paragraph", run: Any) -> None:
    from docx.oxml import OxmlElement

    paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))


# a body: Markdown's blocks as paragraphs, its emphasis as bold and italic ----------------------

_STYLES = {"bullet_list_open": "List Bullet", "ordered_list_open": "List Number",
           "blockquote_open": "Quote"}  # fmt: skip


def _body(made: Any, body: str) -> None:
    styles: list[str] = []
    heading = False
    for token in tokens(body):
        if style := _STYLES.get(token.type):
            styles.append(style)
        elif token.type.replace("_close", "_open") in _STYLES:
            styles.pop()
        elif token.type in {"heading_open", "heading_close"}:
            heading = token.type == "heading_open"
        elif token.type in {"fence", "code_block", "html_block"}:
            made.add_paragraph(_legal(token.content.rstrip("\n")))
        elif token.type == "inline":
            paragraph = made.add_paragraph(style=styles[-1] if styles else None)
            for words, bold, italic in _runs(token):
                run = paragraph.add_run(_legal(words))
                run.bold, run.italic = bold or heading or None, italic or None


def _runs(token: "Token") -> Iterator[tuple[str, bool, bool]]:
    bold = italic = 0
    for child in token.children or ():
        match child.type:
            case "strong_open" | "strong_close":
                bold += child.nesting
            case "em_open" | "em_close":
                italic += child.nesting
            case "softbreak" | "hardbreak":
                yield "\n", False, False
            case "link_close" | "link_open":
                continue
            case _:
                yield child.content, bold > 0, italic > 0
