"""Questions going out: each format read by somebody else's rules, and what they must not do."""

import csv
import io
import json
import re
import sqlite3
import zipfile
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from lxml import etree
from quiz_bank import KIND_BANK

from db.errors import UsageError
from db.quiz import own
from db.quiz.exchange import as_anki, choice, formats, from_csv, from_gift, from_moodle
from db.quiz.exchange.choice import Choice, Outgoing
from db.quiz.grade import grade
from db.quiz.models import Question
from db.quiz.questions import KINDS

_HOSTILE = "=1+1 {x} ~ # :\n<script>alert(1)</script>"
CARD = Question("", "flashcard", "What <b>is</b> it?", "A note & more.", ("A/RES/78/311 op6",),
                topics=("own things",), back=_HOSTILE)  # fmt: skip


@pytest.fixture
def outgoing(study: sqlite3.Connection) -> list[Outgoing]:
    """All of the bank, and a hostile card of one's own at the end."""
    own.add(study, CARD)
    return choice.gather(study, [*KIND_BANK, *choice.chosen(study, Choice())])


def test_the_choice_narrows(study: sqlite3.Connection) -> None:
    own.add(study, CARD)
    every = choice.chosen(study, Choice())
    bank, mine = (choice.chosen(study, Choice(home=home)) for home in ("bank", "own"))  # type: ignore[arg-type]
    assert [one.prompt for one in mine] == [CARD.prompt]
    assert len(bank) + 1 == len(every)
    clozes = choice.chosen(study, Choice("A/RES/78/311", kind="cloze"))
    assert clozes
    assert {(one.kind, one.document) for one in clozes} == {("cloze", "A/RES/78/311")}
    topic = choice.chosen(study, Choice(topic="Own Things"))
    assert topic == mine
    with pytest.raises(UsageError, match="Widen it"):
        choice.gather(study, choice.chosen(study, Choice(topic="nothing at all")))
    with pytest.raises(UsageError, match="Choose one of: anki"):
        formats.written("qti", choice.gather(study, mine))


def test_there_is_every_kind_to_prove_with(outgoing: list[Outgoing]) -> None:
    assert {one.question.kind for one in outgoing} == set(KINDS)


@pytest.mark.parametrize("form", formats.FORMATS)
def test_the_same_questions_give_the_same_bytes(outgoing: list[Outgoing], form: str) -> None:
    assert formats.written(form, outgoing[-30:]) == formats.written(form, outgoing[-30:])


# GIFT by a grammar written here from Moodle's page, without the program's own reader ------------

_TOKEN = re.compile(r"(?:\\.|[^\\{}])*", re.DOTALL)


def gift_shape(block: str) -> tuple[str, int]:
    """Return the kind of a block and how many answers it has; fails where braces do not fit."""
    lines = [line for line in block.split("\n") if not line.startswith("//")]
    text = "\n".join(lines)
    title = re.match(r"::((?:\\.|[^\\:])*)::\[plain\]", text)
    assert title, block
    text = text[title.end() :]
    before = _TOKEN.match(text)
    assert before
    assert text[before.end()] == "{", block
    inside = _TOKEN.match(text, before.end() + 1)
    assert inside
    assert text[inside.end()] == "}", block
    after = _TOKEN.match(text, inside.end() + 1)
    assert after
    assert after.end() == len(text), block
    body = inside[0].split("####")[0]
    answers = re.findall(r"(?<!\\)[=~](?:%-?[\d.]+%)?((?:\\.|[^\\=~])*)", body)
    if body.strip() in ("TRUE", "FALSE"):
        return "truth", 1
    if body.startswith("#"):
        return "number", int(body[1:].strip() or -1)
    if answers and all(re.search(r"(?<!\\)->", one) for one in answers):
        return "pairs", len(answers)
    return ("choice" if re.search(r"(?<!\\)~", body) else "words" if answers else "essay",
            len(answers))  # fmt: skip


def test_gift_fits_an_independent_grammar(outgoing: list[Outgoing]) -> None:
    written = formats.written("gift", outgoing).decode()
    blocks = [one for one in written.strip().split("\n\n") if not one.startswith("$CATEGORY")]
    for one in outgoing:
        question = one.question
        mine = [block for block in blocks if f"[id:{question.id}]" in block
                or f"[id:{question.id} " in block]  # fmt: skip
        shapes = [gift_shape(block) for block in mine]
        expected = {
            "true-false": ("truth", 1), "count-correct":
                ("number", sum(c.correct for c in question.choices)),
            "matching": ("pairs", len(question.pairs) + len(question.others)),
            "ordering": ("pairs", len(question.items)), "flashcard": ("essay", 0),
            "short-answer": ("words", len(question.answers)),
            "find-in-text": ("words", len(question.targets)),
        }.get(question.kind, ("choice", len(question.choices)))  # fmt: skip
        if question.kind == "cloze":
            assert {kind for kind, _ in shapes} == {"words"}
        else:
            assert shapes == [expected], question.id


def test_gift_is_read_back_as_it_was(outgoing: list[Outgoing]) -> None:
    back = from_gift.parse(formats.written("gift", outgoing))
    assert not back.refused
    found = {one.question.id: one.question for one in back.taken}
    for one in outgoing:
        if one.question.kind in ("multiple-choice", "true-false", "short-answer", "matching"):
            same_answers(one.question, found[one.question.id])
    card = next(one for one in found.values() if one.kind == "flashcard" and "<b>" in one.prompt)
    assert card.prompt == CARD.prompt
    assert card.back.startswith(CARD.back)


def same_answers(asked: Question, back: Question) -> None:
    assert (back.kind, back.evidence, back.topics) == (asked.kind, asked.evidence, asked.topics)
    assert back.prompt.startswith(asked.prompt)
    assert {(c.text, c.correct, c.why) for c in back.choices} == {
        (c.text, c.correct, c.why) for c in asked.choices
    }
    assert (back.answer, back.answers, back.others) == (asked.answer, asked.answers, asked.others)
    assert [(p.left, p.right) for p in back.pairs] == [(p.left, p.right) for p in asked.pairs]
    assert [i.text for i in back.items] == [i.text for i in asked.items]


# Moodle XML by the schema of Moodle's page ------------------------------------------------------

_SCHEMA = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<start><element name="quiz"><zeroOrMore><ref name="question"/></zeroOrMore></element></start>
<define name="text"><element name="text"><text/></element></define>
<define name="html"><attribute name="format"><value>html</value></attribute><ref name="text"/>
</define>
<define name="answer"><element name="answer">
  <attribute name="fraction"><data type="decimal">
    <param name="minInclusive">-100</param><param name="maxInclusive">100</param></data></attribute>
  <attribute name="format"><choice><value>html</value><value>moodle_auto_format</value></choice>
  </attribute><ref name="text"/>
  <element name="feedback"><ref name="html"/></element></element></define>
<define name="flag"><choice><value>true</value><value>false</value></choice></define>
<define name="question"><element name="question"><choice>
  <group><attribute name="type"><value>category</value></attribute>
    <element name="category"><ref name="text"/></element></group>
  <group><attribute name="type"><choice><value>multichoice</value><value>truefalse</value>
    <value>shortanswer</value><value>numerical</value><value>matching</value><value>ordering</value>
    <value>cloze</value><value>essay</value></choice></attribute>
    <element name="name"><ref name="text"/></element>
    <element name="questiontext"><ref name="html"/></element>
    <element name="generalfeedback"><ref name="html"/></element>
    <element name="defaultgrade"><data type="decimal"/></element>
    <element name="idnumber"><data type="string"><param name="maxLength">100</param></data>
    </element>
    <interleave>
      <optional><element name="single"><ref name="flag"/></element></optional>
      <optional><element name="shuffleanswers"><ref name="flag"/></element></optional>
      <optional><element name="answernumbering"><value>abc</value></element></optional>
      <optional><element name="usecase"><value>0</value></element></optional>
      <optional><element name="graderinfo"><ref name="html"/></element></optional>
      <zeroOrMore><ref name="answer"/></zeroOrMore>
      <zeroOrMore><element name="subquestion"><ref name="html"/>
        <element name="answer"><ref name="text"/></element></element></zeroOrMore>
    </interleave>
    <element name="tags"><zeroOrMore><element name="tag"><ref name="text"/></element></zeroOrMore>
    </element></group>
</choice></element></define></grammar>
"""


def test_moodle_xml_fits_the_format(outgoing: list[Outgoing]) -> None:
    written = formats.written("moodle", outgoing)
    assert written.startswith(b"<?xml")
    root = etree.fromstring(written)
    schema = etree.RelaxNG(etree.fromstring(_SCHEMA))
    schema.assertValid(root)
    for one in root.iterfind("question[@type='multichoice']"):
        shares = [float(answer.get("fraction", "")) for answer in one.iterfind("answer")]
        assert sum(share for share in shares if share > 0) == pytest.approx(100, abs=0.01)
    assert not root.xpath("//script")


def test_moodle_xml_is_read_back_as_it_was(outgoing: list[Outgoing]) -> None:
    back = from_moodle.parse(formats.written("moodle", outgoing))
    assert not back.refused
    found = {one.question.id: one.question for one in back.taken}
    assert len(found) == len(outgoing)
    for one in outgoing:
        kinds = ("multiple-choice", "true-false", "short-answer", "matching", "ordering")
        if one.question.kind in kinds:
            same_answers(one.question, found[one.question.id])
        if one.question.kind == "cloze":
            assert grade(found[one.question.id], _right(one.question)).correct
    card = next(one for one in found.values() if one.kind == "flashcard" and "<b>" in one.prompt)
    assert (card.prompt, card.back) == (CARD.prompt, CARD.back)


def _right(question: Question) -> tuple[str, ...]:
    return tuple(found.split("|")[0] for found in re.findall(r"\{\{(.*?)\}\}", question.text))


# tables and paper --------------------------------------------------------------------------------


def test_the_table_runs_nothing_and_is_read_back(outgoing: list[Outgoing]) -> None:
    content = formats.written("csv", outgoing)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[-1]["right"].startswith("'=1+1")
    back = from_csv.parse(content)
    assert not back.refused
    for one, taken in zip(outgoing, back.taken, strict=True):
        asked, found = one.question, taken.question
        same_answers(asked, found)
        assert (found.prompt, found.quote, found.text) == (asked.prompt, asked.quote, asked.text)
        assert (found.targets, found.within) == (asked.targets, asked.within)


def test_text_for_anki_has_its_header_and_five_columns_at_most(outgoing: list[Outgoing]) -> None:
    lines = formats.written("anki-text", outgoing).decode().splitlines()
    head = [line for line in lines if line.startswith("#")]
    assert head[:2] == ["#separator:tab", "#html:true"]
    rows = list(csv.reader(lines[len(head) :], delimiter="\t"))
    assert len(rows) == len(outgoing)
    assert {len(row) for row in rows} == {4}
    assert "&lt;script&gt;" in rows[-1][2]
    assert "resolute:A/RES/78/311#op6" in rows[-1][2]


def test_the_paper_has_questions_then_the_key(outgoing: list[Outgoing]) -> None:
    page = formats.written("paper", outgoing).decode()
    asked, _, key = page.partition('<section class="key">')
    for one in outgoing:
        assert asked.count(f"<b>{outgoing.index(one) + 1}.</b>") == 1
    assert key.count('<div class="q">') == asked.count('<div class="q">') == len(outgoing)
    assert "<script>" not in page
    card = next(one.question for one in outgoing if one.question.kind == "flashcard")
    told = escape(" ".join(card.explanation.split()))
    assert told in " ".join(key.split())
    assert told not in " ".join(asked.split())


# the package without Anki ------------------------------------------------------------------------


def test_a_package_s_ids_never_change(outgoing: list[Outgoing], tmp_path: Path) -> None:
    assert as_anki.guid("beijing-conference") == "cz9tt|r{?u"
    assert as_anki.deck_id("A/RES/78/311") == 1_937_876_791
    path = tmp_path / "out.apkg"
    path.write_bytes(formats.written("anki", outgoing))
    with zipfile.ZipFile(path) as package:
        package.extract("collection.anki2", tmp_path)
        assert json.loads(package.read("media")) == {}
    connection = sqlite3.connect(tmp_path / "collection.anki2")
    models = json.loads(connection.execute("SELECT models FROM col").fetchone()[0])
    assert {int(number) for number in models} == set(as_anki.FIELDS)
    for model in models.values():
        shown = json.dumps(model["tmpls"])
        assert "<img" not in shown
        assert "script" not in shown.lower()
    stamps = dict(connection.execute("SELECT guid, mod FROM notes"))
    connection.close()
    mine = stamps.pop(as_anki.guid(outgoing[-1].question.id))
    assert mine == outgoing[-1].stamp > choice.BANK_STAMP
    assert set(stamps.values()) == {choice.BANK_STAMP}


def test_a_reworded_question_is_younger_and_keeps_its_guid(outgoing: list[Outgoing]) -> None:
    one = outgoing[-1]
    again = replace(one, question=replace(one.question, prompt="Reworded?"), stamp=one.stamp + 5)
    assert as_anki.guid(again.question.id) == as_anki.guid(one.question.id)
    assert as_anki.fields_of(again)[1][0] == "Reworded?"
