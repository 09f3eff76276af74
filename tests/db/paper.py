"""Papers set for the tests: a resolution as the UN sets it, in Word and as a PDF."""

import io
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import docx
from docx.shared import Pt

from db.address import gutter
from db.models import Document, Passage

WIDTH = 78
"""Characters of a line of the PDF."""

Words = list[tuple[str, str]]
"""Stretches of a line with the font each is set in: R, I or B."""


@dataclass
class Paper:
    """A resolution to be set."""

    document: Document
    passages: Sequence[Passage]
    session: str = "Seventy-eighth session"
    agenda: str = "Agenda item 13"
    adopted: str = "1 July 2024"

    @property
    def number(self) -> str:
        """The resolution's number, without A/RES."""
        return self.document.id.removeprefix("A/RES/")

    def paragraphs(self) -> list[tuple[str, str, str, str]]:
        """Return kind, number as printed, opener and the rest of each paragraph."""
        made = []
        for p in self.passages:
            if p.kind == "footnote":
                continue
            number = "" if p.kind in {"preambular", "heading"} else gutter(p.label)
            number = f"{number}." if number.isdecimal() else number
            opener = p.opener if p.text.startswith(p.opener) else ""
            made.append((p.kind, number, opener, p.text.removeprefix(opener)))
        return made


def as_word(paper: Paper) -> bytes:
    """Set a resolution as the UN's Word files are: masthead in the first page's header."""
    made = docx.Document()
    section = made.sections[0]
    section.different_first_page_header_footer = True
    table = section.first_page_header.add_table(2, 2, Pt(400))
    table.cell(0, 0).text = "United Nations"
    table.cell(0, 1).text = paper.document.id
    table.cell(1, 0).text = "General Assembly"
    table.cell(1, 1).text = "Distr.: General\n5 July 2024"
    section.first_page_footer.paragraphs[0].text = "24-12313 (E)    080724"
    for line in (paper.session, paper.agenda):
        made.add_paragraph(line)
    made.add_paragraph().add_run(
        f"\t\tResolution adopted by the General Assembly on {paper.adopted}"
    ).bold = True
    made.add_paragraph("\t\t[without reference to a Main Committee (A/78/L.86)]")
    made.add_paragraph().add_run(f"\t{paper.number}.\t{paper.document.title}").bold = True
    made.add_paragraph().add_run("\tThe General Assembly,").italic = True
    for kind, number, opener, rest in paper.paragraphs():
        paragraph = made.add_paragraph()
        if kind == "heading":
            paragraph.add_run(opener + rest).bold = True
            continue
        paragraph.add_run(f"\t{number}\t" if number else "\t")
        paragraph.add_run(opener).italic = True
        paragraph.add_run(rest)
    made.add_paragraph(f"97th plenary meeting\n{paper.adopted}")
    return saved(made)


def saved(document: object) -> bytes:
    """Return a Word document's bytes."""
    target = io.BytesIO()
    document.save(target)  # type: ignore[attr-defined]
    return target.getvalue()


def as_pdf(paper: Paper) -> bytes:
    """Set a resolution as the UN's PDFs are: indented, with running heads and job numbers."""
    lines: list[tuple[int, float, Words]] = []
    for text in (paper.session, paper.agenda):
        lines.append((100, 12, [(text, "B")]))
    adoption = f"Resolution adopted by the General Assembly on {paper.adopted}"
    lines.append((123, 30, [(adoption, "B")]))
    lines.append((123, 18, [("[without reference to a Main Committee (A/78/L.86)]", "I")]))
    for index, line in enumerate(_wrapped([(f"{paper.number}. {paper.document.title}", "B")], 60)):
        lines.append((123, 12 if index else 24, line))
    lines.append((147, 18, [("The General Assembly,", "I")]))
    for kind, number, opener, rest in paper.paragraphs():
        words: Words = [(f"{number} ", "R")] if number else []
        words += [(opener, "I"), (rest, "R")]
        if kind == "heading":
            words = [(opener + rest, "B")]
        for index, line in enumerate(_wrapped(words, WIDTH)):
            lines.append((123 if index else 147, 12 if index else 18, line))
    lines.append((380, 24, [("97th plenary meeting", "I")]))
    lines.append((390, 12, [(paper.adopted, "I")]))
    return pdf_of(_paged(lines, paper))


def _wrapped(words: Words, width: int) -> list[Words]:
    lines: list[Words] = [[]]
    used = 0
    for text, font in words:
        plain = text.replace("\u00a0", " ").replace("\u2011", "-")
        for word in re.findall(r" *[^ ]+| +$", plain):
            if used + len(word) > width and word.startswith(" "):
                lines.append([])
                used = 0
            lines[-1].append((word if used else word.lstrip(), font))
            used += len(word)
    return lines


def _paged(lines: list[tuple[int, float, Words]], paper: Paper) -> list[list[str]]:
    pages: list[list[str]] = []
    height = 0.0
    for left, gap, words in lines:
        height -= gap
        if not pages or height < 90:
            number = len(pages) + 1
            head = paper.document.id if number > 1 else f"United Nations   {paper.document.id}"
            foot = f"{number}/9    24-12313" if number > 1 else "24-12313 (E) 080724"
            pages.append([placed(60, 740, [(head, "R")]), placed(60, 40, [(foot, "R")])])
            height = 690.0
            if number == 1:
                pages[0].append(placed(60, 715, [("General Assembly    Distr.: General", "R")]))
                pages[0].append(placed(380, 702, [("5 July 2024", "R")]))
                height = 660.0
        pages[-1].append(placed(left, height, words))
    return pages


def placed(left: float, height: float, words: Words, size: float = 10) -> str:
    """Write the operators that put words at a place (points from the lower left corner)."""
    parts, last = [f"BT {left} {height} Td"], ""
    for text, font in words:
        if font != last:
            parts.append(f"/{font} {size} Tf")
            last = font
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        parts.append(f"({escaped}) Tj")
    return " ".join([*parts, "ET"])


def pdf_of(pages: Sequence[Sequence[str]]) -> bytes:
    """Make a PDF of pages of operators, set in Times (R, I, B)."""
    fonts = {"R": "Times-Roman", "I": "Times-Italic", "B": "Times-Bold"}
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    for name in fonts.values():
        objects.append(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{name}"
            " /Encoding /WinAnsiEncoding >>".encode()
        )
    resources = " ".join(f"/{font} {3 + index} 0 R" for index, font in enumerate(fonts))
    kids = []
    for page in pages:
        stream = zlib.compress("\n".join(page).encode("cp1252", "replace"))
        objects.append(
            f"<< /Length {len(stream)} /Filter /FlateDecode >> stream\n".encode()
            + stream + b"\nendstream"
        )  # fmt: skip
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects)} 0 R"
            f" /Resources << /Font << {resources} >> >> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return _written(objects)


def _written(objects: Sequence[bytes]) -> bytes:
    made = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(made)
    made += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    made += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    made += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\n".encode()
    return bytes(made) + f"startxref\n{start}\n%%EOF".encode()
