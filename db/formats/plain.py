"""Plain text and Markdown: paragraphs parted by blank lines, or a line each.

Markdown as CommonMark 0.31 has it, as far as documents use it: headings, emphasis, lists, quotes,
footnotes, tables, fenced code.
"""

import re
from collections.abc import Iterator, Sequence

from db.errors import NotADocument
from db.formats import charset
from db.formats.blocks import Block, Footnote, Pieces, joined, letters_in, opener_of
from db.formats.cover import formula
from db.formats.parsed import Parsed, Source
from db.formats.prose import LONGEST, headed, parsed

LARGEST = 16 * 1024 * 1024
"""The largest file of text that is read, in bytes."""

_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+(.*?)[ \t#]*$")
_UNDERLINE = re.compile(r"[ \t]{0,3}(?:={3,}|-{3,})[ \t]*$")
_RULE = re.compile(r"[ \t]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_BULLET = re.compile(r"[ \t]*(?:[*+•▪‣·–-])[ \t\u00a0]+(?=\S)")
_NUMBERED = re.compile(
    r"[ \t]*(?:\d{1,3}[.．)]|\d{1,3}\s?[-–]|[（(]\w{1,6}[)）]|[a-zа-я]{1,4}\))[ \t\u00a0]+(?=\S)"
)
_QUOTE = re.compile(r"[ \t]{0,3}>[ \t]?")
_NOTE = re.compile(r"\[\^([^\]\s]{1,20})\]:[ \t]*(.*)")
_MARKER = re.compile(r"\[\^([^\]\s]{1,20})\](?!:)")
_FENCE = re.compile(r"[ \t]{0,3}(?:```|~~~)")
_TABLE_RULE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*:?-*:?[ \t]*$")
_EMPHASIS = re.compile(r"(?<![\w*])(\*\*\*|\*\*|\*)(?=\S)([^*\n]{1,400}?)(?<=\S)\1(?![\w*])"
                       r"|(?<!\w)(__|_)(?=\S)([^_\n]{1,400}?)(?<=\S)\3(?!\w)")  # fmt: skip
_LINK = re.compile(r"!?\[([^\]\n]{0,400})\]\((?:[^()\n]|\([^()\n]*\)){0,800}\)")
_FRONT = re.compile(r"---[ \t]*\n(.{0,4000}?)\n---[ \t]*\n", re.DOTALL)


def parse(data: bytes, name: str = "") -> Parsed:
    """Read a text or Markdown file; raises NotADocument with what is wrong."""
    words = charset.decode_document(data, LARGEST)
    return parse_text(words, name)


def parse_text(words: str, name: str = "") -> Parsed:
    """Read characters, for example of the clipboard; raises NotADocument."""
    words = words.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    title = ""
    if front := _FRONT.match(words):
        words = words[front.end() :]
        found = re.search(r"^title:\s*(.+)$", front[1], re.MULTILINE)
        title = found[1].strip("\"' ") if found else ""
    lines = words.split("\n")
    if any(len(line) > LONGEST for line in lines):
        raise NotADocument(
            "A line of the file has more than a million characters: that is data, not text."
        )
    notes: dict[str, str] = {}
    groups = list(_groups(lines, notes))
    blocks = [block for group in groups for block in _blocks(group, notes)]
    source = Source("text", name, title)
    if not title and blocks and blocks[0].set_as_heading and not formula(blocks[0].text):
        source = Source("text", name, blocks[0].text)
    return parsed(blocks, source)


def _groups(lines: Sequence[str], notes: dict[str, str]) -> Iterator[list[str]]:
    """Part the lines into paragraphs; Markdown's footnotes are taken out into `notes`."""
    by_line = _is_a_line_each(lines)
    group: list[str] = []
    is_code = False
    for line in lines:
        if _FENCE.match(line):
            is_code = not is_code
            continue
        if note := _NOTE.match(line):
            notes[note[1]] = note[2]
            continue
        if not line.strip() or (_RULE.match(line) and not (group and _UNDERLINE.match(line))):
            yield group
            group = []
            continue
        starts = (
            by_line or _HEADING.match(line) or _BULLET.match(line) or _NUMBERED.match(line)
            or (group and _HEADING.match(group[-1]))
        ) and not _UNDERLINE.match(line)  # fmt: skip
        if starts and not _is_row(line):
            yield group
            group = []
        group.append(line)
    yield group


def _is_a_line_each(lines: Sequence[str]) -> bool:
    """Tell whether each line is a paragraph, or a paragraph is broken into lines.

    Broken ones are nearly equally long, and seldom end where a sentence does.
    """
    full = [line for line in lines if line.strip()]
    if not full:
        return False
    longest = max(map(len, full))
    if longest > 200:
        return True
    ends = sum(
        line.rstrip().endswith((".", ";", ":", ",", "!", "?", "。", "，", "؛")) for line in full
    )
    return ends > 0.8 * len(full)


def _is_row(line: str) -> bool:
    return line.count("|") > 1 and line.strip().startswith("|")


def _blocks(group: list[str], notes: dict[str, str]) -> Iterator[Block]:
    if not group:
        return
    if len(group) > 1 and (_TABLE_RULE.match(group[1]) or all(map(_is_row, group))):
        yield from _table(group, notes)
        return
    if len(group) > 1 and _UNDERLINE.match(group[-1]):
        yield _block(" ".join(group[:-1]), notes, is_heading=True)
    elif heading := _HEADING.match(group[0]):
        yield _block(heading[1], notes, is_heading=True)
    else:
        lines = [_QUOTE.sub("", line) for line in group]
        bullet = _BULLET.match(lines[0])
        if bullet:
            lines[0] = lines[0][bullet.end() :]
        block = _block(_flowing(lines), notes)
        block.set_as_heading = not bullet and block.opener == block.text and headed(block)
        yield block


def _flowing(lines: Sequence[str]) -> str:
    """Join the lines of a paragraph; a word parted at the end of a line is joined."""
    whole = ""
    for line in (line.strip(" \t") for line in lines):
        if re.search(r"[^\W\d_]\u00ad$", whole):
            whole = whole[:-1] + line
        elif whole and re.search(r"[\u3000-\u9fff]$", whole):
            whole += line
        else:
            whole = f"{whole} {line}" if whole else line
    return whole


def _table(group: list[str], notes: dict[str, str]) -> Iterator[Block]:
    yield Block("table")
    for line in group:
        if _TABLE_RULE.match(line):
            continue
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
        if any(cells):
            block = _block(" | ".join(cells), notes)
            block.role = "row"
            yield block


def _block(words: str, notes: dict[str, str], *, is_heading: bool = False) -> Block:
    found = tuple(
        Footnote(mark[1], _bare(notes[mark[1]]), (), _behind(words[mark.end() :]))
        for mark in _MARKER.finditer(words)
        if mark[1] in notes
    )
    pieces = _pieces(_LINK.sub(r"\1", _MARKER.sub("", words)))
    text = joined(pieces)
    return Block("body", text, opener_of(pieces), notes=found, set_as_heading=is_heading,
                 pieces=pieces)  # fmt: skip


def _behind(words: str) -> int:
    return letters_in(_bare(_MARKER.sub("", words)))


def _bare(words: str) -> str:
    return joined(_pieces(_LINK.sub(r"\1", words)))


def _pieces(words: str) -> Pieces:
    pieces: Pieces = []
    last = 0
    for match in _EMPHASIS.finditer(words):
        pieces.append((words[last : match.start()], False))
        pieces.append((match[2] or match[4], True))
        last = match.end()
    pieces.append((words[last:], False))
    return [
        (re.sub(r"\\([*_#\[\]().!`>~|-])", r"\1", part), set_off)
        for part, set_off in pieces
        if part
    ]
