"""Markdown, where it is not the reader's own: plain words made safe, and a body as HTML.

A body is CommonMark (spec.commonmark.org, 0.31). HTML in it is shown as the text it is, and
pictures are not fetched: a note may come from anywhere.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_SIGNS = re.compile(r"([\\`*_\[\]<>&~|])")
_AT_START = re.compile(r"^(\s*)([#+\-=]|\d{1,9}(?=[.)]))", re.MULTILINE)
_CODE_OR_TAG = re.compile(r"(```.*?(?:```|\Z)|`[^`\n]*`)|<(?=[A-Za-z/!?])(?![a-z]+://)", re.DOTALL)


def escaped(words: str) -> str:
    """Write plain words so that Markdown shows them as they are."""
    lines = _SIGNS.sub(r"\\\1", words.replace("\r\n", "\n"))
    return _AT_START.sub(_escape_start, lines)


def _escape_start(found: re.Match[str]) -> str:
    sign = found[2]
    return f"{found[1]}{sign if sign.isdigit() else chr(92) + sign}" + (
        chr(92) if sign.isdigit() else ""
    )


def safe_body(body: str) -> str:
    """Return the reader's Markdown with HTML, outside of code, shown as the text it is."""
    return _CODE_OR_TAG.sub(lambda found: found[1] or "\\<", body.replace("\r\n", "\n"))


@cache
def _reader() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).disable("image")


def as_html(body: str) -> str:
    """Return a body as HTML: no element in it but Markdown's own, no link but a harmless one."""
    return str(_reader().render(body)) if body.strip() else ""


def tokens(body: str) -> "list[Token]":
    """Return a body as the tokens of markdown-it."""
    return _reader().parse(body)
