"""A paper to print: the questions with room to answer, then the key on a page of its own."""

from collections.abc import Container, Sequence
from html import escape

from db.quiz.exchange.as_anki import LETTERS
from db.quiz.exchange.choice import Outgoing
from db.quiz.exchange.faces import faces, shuffled
from db.quiz.models import Question

_STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:16px/1.5 'Source Serif 4','Noto Serif',Georgia,serif;max-width:42em;"
    "margin:2em auto;padding:0 1em}"
    "h2{margin-top:2em}.key{break-before:page;page-break-before:always}"
    ".q{break-inside:avoid;margin:1.4em 0}blockquote{margin:.4em 0 .4em 1em;font-style:italic}"
    "p{margin:.3em 0}.source{font-size:85%}"
)
_CLOSE = '<p style="margin-top:2px; margin-bottom:2px">'
"""A paragraph close to the one before it; Qt's rich text knows margins only where they stand."""
_FIRST = '<p style="margin-top:14px; margin-bottom:2px">'
_QUOTE = '<blockquote style="margin:2px 0 2px 18px">'
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(outgoing: Sequence[Outgoing]) -> str:
    """Write an HTML 5 document that fetches and runs nothing."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Questions</title>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<style>{_STYLE}</style></head>\n<body>\n"
        f"<section><h1>Questions</h1>\n{questions(outgoing)}</section>\n"
        f'<section class="key"><h1>Key</h1>\n{key(outgoing)}</section>\n</body>\n</html>\n'
    )


def questions(outgoing: Sequence[Outgoing]) -> str:
    """Return the questions, numbered, in HTML that browsers and Qt's rich text both know."""
    return "\n".join(_question(number, one) for number, one in enumerate(outgoing, 1))


def key(outgoing: Sequence[Outgoing]) -> str:
    """Return the answers, each clause in full where it first decides one."""
    told: set[str] = set()
    answers = []
    for number, one in enumerate(outgoing, 1):
        answers.append(_answer(number, one, told))
        told.update(place.address for place in one.places[:1])
    return "\n".join(answers)


def _question(number: int, one: Outgoing) -> str:
    question = shuffled(one.question)
    shown = faces(question)
    prompt, *rest = shown.asked
    parts = [f"{_FIRST}<b>{number}.</b> {_html(prompt)}</p>"]
    parts += [f"{_QUOTE}{_html(line)}</blockquote>" for line in rest]
    parts += [f"{_CLOSE}____ {_html(pair.left)}</p>" for pair in question.pairs]
    parts += _offered(question, shown.offered)
    if question.kind == "true-false":
        parts.append(f"{_CLOSE}☐ True &nbsp; ☐ False</p>")
    elif not shown.offered and question.kind != "cloze":
        parts.append(f"{_CLOSE}______________________________________</p>")
    return f'<div class="q">{"".join(parts)}</div>'


def _offered(question: Question, offered: Sequence[str]) -> list[str]:
    mark = "____ " if question.kind == "ordering" else ""
    letters = [f"{letter}." for letter in LETTERS]
    signs = ["–"] * len(offered) if mark else [*letters, *["–"] * len(offered)]
    return [f"{_CLOSE}{mark or '☐ '}{sign if not mark else ''} {_html(said)}</p>"
            for sign, said in zip(signs, offered, strict=False)]  # fmt: skip


def _answer(number: int, one: Outgoing, told: Container[str]) -> str:
    question = shuffled(one.question)
    shown = faces(question)
    answer = "<br>".join(_html(_lettered(line, shown.offered)) for line in shown.answer)
    parts = [f"{_FIRST}<b>{number}.</b> {answer}</p>"]
    if question.explanation:
        parts.append(f"{_CLOSE}{_html(question.explanation)}</p>")
    for place in one.places[:1]:
        words = "" if place.address in told or not place.words else f": {_html(place.words)}"
        parts.append(f'{_CLOSE}<span class="source">{_html(place.citation)}{words}</span></p>')
    return f'<div class="q">{"".join(parts)}</div>'


def _lettered(line: str, offered: Sequence[str]) -> str:
    if line in offered[: len(LETTERS)]:
        return f"{LETTERS[offered.index(line)]}. {line}"
    return line


def _html(words: str) -> str:
    return escape(words).replace("\n", "<br>")
