"""What a reader of another program's questions returns, and how it makes plain words of theirs."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser

from db import links
from db.address import is_label
from db.errors import NotADocument
from db.quiz.models import Question
from db.quiz.store import Answer

MOST_BYTES = 20_000_000
"""Bytes of a text file that is read; 100,000 questions are about as many."""
MOST_QUESTIONS = 200_000
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_BLOCKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "ul", "ol", "table",
                     "blockquote", "pre", "hr"})  # fmt: skip
_SILENT = frozenset({"script", "style", "head", "title"})


@dataclass(frozen=True, slots=True)
class Taken:
    """A question from a file: where it stood there, and what its program knew of its schedule.

    `state` is the JSON of an FSRS card, empty where it was never studied; `answers` are those that
    brought it there.
    """

    question: Question
    where: str = ""
    state: str = ""
    lapses: int = 0
    suspended: bool = False
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """What of a file cannot be taken: where it stands, how it begins, and why."""

    where: str
    words: str
    why: str


@dataclass(slots=True)
class Parsed:
    """All of a file; `remarks` say in sentences what of it stays behind without a place."""

    form: str
    taken: list[Taken] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def refuse(self, where: str, words: str, why: str) -> None:
        """Note what cannot be taken."""
        self.refused.append(Refused(where, " ".join(words[:400].split())[:120], why))

    def take(self, taken: Taken) -> None:
        """Note a question; raises NotADocument where a file holds more than anybody learns."""
        if len(self.taken) >= MOST_QUESTIONS:
            raise NotADocument(f"The file has more than {MOST_QUESTIONS:,} questions; divide it.")
        self.taken.append(taken)


def decoded(content: bytes) -> str:
    """Read bytes as text: UTF-8 or UTF-16 by their mark, else UTF-8, else Windows Latin."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def tidy(words: str) -> str:
    """Take out what cannot be shown, spaces at ends of lines, and needless empty lines."""
    lines = [" ".join(line.split()) for line in _UNSEEN.sub("", words).splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def plain(markup: str) -> str:
    """Make plain words of HTML: blocks become lines, scripts and styles go, pictures are named."""
    if "<" not in markup and "&" not in markup:
        return tidy(markup)
    reader = _Plain()
    reader.feed(markup)
    reader.close()
    return tidy("".join(reader.said))


class _Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent = tag
        elif tag in _BLOCKS:
            self.said.append("\n")
        elif tag == "img":
            named = dict(attrs)
            self.said.append(f"[picture: {named.get('alt') or named.get('src') or ''}]")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        elif tag in _BLOCKS and tag != "br":
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(data)


def addresses_in(markup: str) -> tuple[str, ...]:
    """Return the addresses that links of ours in a text lead to, each once."""
    found = re.findall(rf"{links.SCHEME}:[^\s\"'<>)]+", markup)
    read = (links.read(link.replace("&amp;", "&")) for link in found[:50])
    named = (link.words for link in read if link.document and is_label(link.label))
    return tuple(dict.fromkeys(named))


def sorted_tags(tags: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Divide tags into topics and addresses of paragraphs."""
    topics, evidence = [], []
    for tag in list(tags)[:100]:
        words = tidy(tag).replace("\n", " ")[:100]
        document, _, label = words.rpartition(" ")
        if document and is_label(label):
            evidence.append(words)
        elif words:
            topics.append(words)
    return tuple(dict.fromkeys(topics)), tuple(dict.fromkeys(evidence))


def topic_of(category: str) -> tuple[str, ...]:
    """Return the topic that a category of Moodle's stands for: its last part, unless it is ours."""
    parts = [part.strip() for part in re.split(r"(?<!/)/(?!/)", category)]
    if "Resolute" in parts or parts[-1] in ("", "top"):
        return ()
    return (tidy(parts[-1]).replace("//", "/")[:100],)


def gap(answers: Iterable[str]) -> str:
    """Write a gap of a cloze; signs that a gap is written with are taken out of its words."""
    said = [tidy(one).replace("{", "(").replace("}", ")").replace("|", "/") for one in answers]
    return "{{" + "|".join(dict.fromkeys(filter(None, said))) + "}}"
