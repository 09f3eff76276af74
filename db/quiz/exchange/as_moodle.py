"""Questions as Moodle XML (docs.moodle.org, Moodle XML format): with reasons, explanation, tags.

Ordering is Moodle's own type of that name (in Moodle since 4.5, a plugin before); a cloze is one
question with embedded answers.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.quiz.exchange.as_anki import html, sources
from db.quiz.exchange.choice import Outgoing, by_document
from db.quiz.exchange.faces import faces, shuffled
from db.quiz.models import Question
from db.quiz.questions import CHOICE_KINDS, VERDICTS, gaps

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_EMBEDDED = str.maketrans({sign: f"\\{sign}" for sign in '\\}#~/"'})


def document(outgoing: Sequence[Outgoing]) -> bytes:
    """Write a `quiz` element with the questions, those of each document in a category."""
    from lxml import etree

    root = etree.Element("quiz")
    for title, members in by_document(outgoing):
        category = etree.SubElement(root, "question", type="category")
        path = "$course$/top/Resolute/" + title.replace("/", "//")
        _text(category, "category", path)
        for one in members:
            _write(root, one)
    etree.indent(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _write(root: "Element", one: Outgoing) -> None:
    from lxml import etree

    question = shuffled(one.question)
    kind = _type(question)
    made = etree.SubElement(root, "question", type=kind)
    _text(made, "name", " ".join(question.prompt.split())[:120])
    _html(made, "questiontext", _asked(question))
    said = [html(question.explanation), sources(one.places)]
    _html(made, "generalfeedback", "<br>".join(filter(None, said)))
    _plain(made, "defaultgrade", "1")
    _plain(made, "idnumber", question.id)
    _answers(made, kind, question)
    tags = etree.SubElement(made, "tags")
    for tag in (*question.topics, *question.evidence):
        _text(tags, "tag", tag)


def _type(question: Question) -> str:
    if question.kind in CHOICE_KINDS:
        return "multichoice"
    return {
        "true-false": "truefalse", "count-correct": "numerical", "short-answer": "shortanswer",
        "find-in-text": "shortanswer", "matching": "matching", "ordering": "ordering",
        "cloze": "cloze", "flashcard": "essay",
    }[question.kind]  # fmt: skip


def _asked(question: Question) -> str:
    if question.kind == "cloze":
        said = [piece if isinstance(piece, str) else _gap(piece.answer, piece.variants, question)
                for piece in gaps(question.text)]  # fmt: skip
        return f"{html(question.prompt)}<br>{html(''.join(said))}"
    asked = "<br>".join(map(html, faces(question).asked))
    if question.kind == "count-correct":
        asked += "".join(f"<br>– {html(choice.text)}" for choice in question.choices)
    return asked


def _gap(answer: str, variants: Sequence[str], question: Question) -> str:
    """Write an embedded answer: typed, or chosen where there are words to choose from."""
    accepted = "~".join(f"={said.translate(_EMBEDDED)}" for said in (answer, *variants))
    if not question.others:
        return f"{{1:SHORTANSWER:{accepted}}}"
    wrong = "".join(f"~{said.translate(_EMBEDDED)}" for said in question.others)
    return f"{{1:MULTICHOICE:={answer.translate(_EMBEDDED)}{wrong}}}"


def _answers(made: "Element", kind: str, question: Question) -> None:
    if kind == "multichoice":
        _choices(made, question)
    elif kind == "truefalse":
        for truth in (True, False):
            _answer(made, "100" if truth is question.answer else "0", str(truth).lower())
    elif kind == "numerical":
        _answer(made, "100", str(sum(one.correct for one in question.choices)))
    elif kind == "shortanswer":
        _plain(made, "usecase", "0")
        for said in question.answers or question.targets:
            _answer(made, "100", said)
    elif kind == "matching":
        _plain(made, "shuffleanswers", "true")
        for pair in question.pairs:
            _pair(made, pair.left, pair.right)
        for other in question.others:
            _pair(made, "", other)
    elif kind == "ordering":
        for item in question.items:
            _answer(made, "100", html(item.text), form="html")
    elif kind == "essay":
        _html(made, "graderinfo", html(question.back))


def _choices(made: "Element", question: Question) -> None:
    right = sum(one.correct for one in question.choices)
    wrong = max(1, len(question.choices) - right)
    _plain(made, "single", str(right == 1).lower())
    _plain(made, "shuffleanswers", "true")
    _plain(made, "answernumbering", "abc")
    for one in question.choices:
        loss = 0.0 if right == 1 else -100 / wrong
        share = f"{100 / right if one.correct else loss:.5f}".rstrip("0").rstrip(".")
        said = html(VERDICTS.get(one.text, one.text))
        _answer(made, share, said, form="html", feedback=html(one.why))


def _answer(
    made: "Element", share: str, said: str, *, form: str = "moodle_auto_format", feedback: str = ""
) -> None:
    from lxml import etree

    answer = etree.SubElement(made, "answer", fraction=share, format=form)
    etree.SubElement(answer, "text").text = said
    _html(answer, "feedback", feedback)


def _pair(made: "Element", left: str, right: str) -> None:
    from lxml import etree

    pair = etree.SubElement(made, "subquestion", format="html")
    etree.SubElement(pair, "text").text = html(left)
    _text(pair, "answer", right)


def _text(parent: "Element", name: str, words: str) -> None:
    from lxml import etree

    etree.SubElement(etree.SubElement(parent, name), "text").text = words


def _html(parent: "Element", name: str, markup: str) -> None:
    from lxml import etree

    within = etree.SubElement(parent, name, format="html")
    etree.SubElement(within, "text").text = etree.CDATA(markup) if markup else ""


def _plain(parent: "Element", name: str, words: str) -> None:
    from lxml import etree

    etree.SubElement(parent, name).text = words
