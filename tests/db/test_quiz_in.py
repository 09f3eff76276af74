"""Questions coming in: what is taken, what is not and why, and that nothing changes unasked."""

import json
import sqlite3
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.errors import NotADocument
from db.quiz import own, own_changes, schedule, store
from db.quiz.exchange import anki_file, choice, formats, from_anki, from_csv, incoming
from db.quiz.exchange.choice import Choice
from db.quiz.grade import grade
from db.quiz.questions import questions

Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def put(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return put


GIFT = r"""// [id:q-1] [tag:rivers] [tag:A/RES/78/311 op6]
::One right::Which river\: \{the\} longest?{
=The Nile#Yes. ~The Rhine#Far shorter.
~The Po####Measured by the source.}

Two of them {~%50%red ~%50%blue ~%-100%left}

The sky is blue.{T}

Grant is {~buried =entombed ~living} in a tomb.

Two plus {=two =2} is four.

Two plus two{#4}

About pi{#3.14:0.01}

Match {=cat -> small
=whale -> large = -> huge}

What do you think?{####It depends.}

$CATEGORY: top/Colours

::Names:: [html]<p>A <b>colour</b></p><script>alert(1)</script>{=red}

This has { no end
=right

and }this closes nothing

This {=one} has {=two}

Just words that say something.

Nothing right {~a ~b}
"""


def test_gift_is_read_by_its_grammar(study: sqlite3.Connection, write: Write) -> None:
    found = incoming.preview(study, write("quiz.gift", GIFT))
    asked = [one.question for one in found.new]
    first = asked[0]
    assert first.prompt == "Which river: {the} longest?"
    assert [(c.text, c.correct, c.why) for c in first.choices] == [
        ("The Nile", True, "Yes."), ("The Rhine", False, "Far shorter."), ("The Po", False, ""),
    ]  # fmt: skip
    assert (first.explanation, first.topics) == ("Measured by the source.", ("rivers",))
    assert first.evidence == ("A/RES/78/311 op6",)
    assert [c.correct for c in asked[1].choices] == [True, True, False]
    assert (asked[2].kind, asked[2].answer) == ("true-false", True)
    assert asked[3].prompt == "Grant is _____ in a tomb."
    assert asked[4].text == "Two plus {{two|2}} is four."
    assert grade(asked[4], ("2",)).correct
    assert asked[5].answers == ("4",)
    assert [p.right for p in asked[6].pairs] == ["small", "large"]
    assert asked[6].others == ("huge",)
    assert asked[7].back == "It depends."
    assert (asked[8].prompt, asked[8].topics) == ("A colour", ("Colours",))


def test_gift_says_the_line_of_what_is_wrong(study: sqlite3.Connection, write: Write) -> None:
    found = incoming.preview(study, write("quiz.gift", GIFT))
    lines = GIFT.splitlines()
    told = {one.why.split(".")[0]: one.where for one in found.refused}
    for why, begins in (
        ("A brace is not closed", "This has { no end"),
        ("A brace closes that was not opened", "and }this"),
        ("There is more than one pair of braces", "This {=one}"),
        ("It is a description, not a question", "Just words"),
        ("No choice is correct", "Nothing right"),
        ("It asks for a number within a range; only one number can be asked for", "About pi"),
    ):
        line = next(n for n, words in enumerate(lines, 1) if words.startswith(begins))
        assert told[why] == f"line {line}"
    assert len(found.refused) == 6


def test_nothing_changes_until_it_is_asked_for_and_one_undo_takes_all_back(
    study: sqlite3.Connection, write: Write
) -> None:
    path = write("quiz.gift", GIFT)
    before = len(questions(study))
    changes = study.total_changes
    found = incoming.preview(study, path)
    assert study.total_changes == changes
    ids = incoming.bring_in(study, found)
    assert len(ids) == len(found.new) == len(questions(study)) - before == 9
    assert {one.origin for one in own.own_questions(study)} == {"import"}
    again = incoming.preview(study, path)
    assert (len(again.new), len(again.duplicates)) == (0, 9)
    assert incoming.sentence(again) == "0 questions would be added; 9 already here; 6 left out."
    assert own_changes.undo(study)
    assert len(questions(study)) == before
    assert own_changes.redo(study)
    assert len(questions(study)) == before + 9


def test_a_question_without_evidence_can_be_studied(
    study: sqlite3.Connection, write: Write
) -> None:

    found = incoming.preview(study, write("a.csv", "question,answer\nWho?,Me\nWhat?,This\n"))
    first, second = incoming.bring_in(study, found)
    now = datetime(2026, 3, 3, 12, tzinfo=UTC)
    schedule.review(study, first, 3, milliseconds=900, now=now)
    card = store.card(study, first)
    assert card is not None
    assert card.phase == "learning"
    assert store.row(study, second).buried == ""  # what has no paragraph has no siblings


# tables ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "kinds"),
    [
        ("question,answer\nWho?,Me\n", {"flashcard": 1}),
        ("Who?;Me\nWhat?;That\n", {"flashcard": 2}),
        ("Front\tBack\tTags\nWho?\tMe\ta b\n", {"flashcard": 1}),
        ("question,right,wrong 1,wrong 2\nWho?,Me,You,They\n", {"multiple-choice": 1}),
        ("question,answer\nIt rains.,True\n", {"true-false": 1}),
        ("text\nThe {{c1::sky}} is {{c2::blue::hue}}\n", {"cloze": 1}),
        ("#separator:Tab\n#html:true\n<b>Who?</b>\tMe &amp; you\n", {"flashcard": 1}),
        ('\ufeff"a ""b""\nc",d\n', {"flashcard": 1}),
    ],
)
def test_columns_are_guessed(
    study: sqlite3.Connection, write: Write, content: str, kinds: dict[str, int]
) -> None:
    found = incoming.preview(study, write("a.csv", content))
    assert not found.refused
    assert found.kinds == kinds


def test_a_wrong_guess_is_put_right_by_the_mapping(study: sqlite3.Connection, write: Write) -> None:
    path = write("a.csv", "Antwort,Frage\nBerlin,Hauptstadt?\n,Leer?\n")
    found = incoming.preview(study, path)
    assert found.table is not None
    assert found.table.columns == ["Column 1", "Column 2"]
    found = incoming.preview(study, path, mapping=("right", "question"))
    assert [one.question.prompt for one in found.new] == ["Frage", "Hauptstadt?"]
    assert [(one.where, one.why) for one in found.refused] == [("line 3", "The answer is empty.")]


def test_lines_are_counted_through_cells_of_several(
    study: sqlite3.Connection, write: Write
) -> None:
    path = write("a.csv", 'question,answer,kind\n"a\nb\nc",x,\nq,,\nz,y,riddle\n')
    found = incoming.preview(study, path)
    assert [one.where for one in found.refused] == ["line 6", "line 5"] or [
        one.where for one in found.refused
    ] == ["line 5", "line 6"]


def test_anki_s_tags_become_topics_and_ours_do_not() -> None:
    content = b"#separator:tab\n#html:true\n#tags column:3\nWho?\tMe\tworld_history resolute::x\n"
    (taken,) = from_csv.parse(content).taken
    assert taken.question.topics == ("world history",)


# Moodle ------------------------------------------------------------------------------------------

MOODLE = """<?xml version="1.0"?>
<quiz>
<question type="category"><category><text>$course$/top/Birds</text></category></question>
<question type="multichoice"><questiontext format="html"><text><![CDATA[<p>Which <i>bird</i>?</p>
<script>alert(1)</script>]]></text></questiontext><single>false</single>
<answer fraction="50"><text>owl</text><feedback><text>night</text></feedback></answer>
<answer fraction="50"><text>crow</text></answer><answer fraction="-100"><text>cat</text></answer>
</question>
<question type="cloze"><questiontext><text>Fill in.
The {1:SHORTANSWER:=owl~%100%Owl~%0%cat#no} sees at {2:MC:=night~day}.</text></questiontext>
</question>
<question type="ddwtos"><questiontext><text>Drag</text></questiontext></question>
<question type="shortanswer"><questiontext><text>Any</text></questiontext>
<answer fraction="100"><text>*</text></answer></question>
</quiz>
"""


def test_moodle_xml_of_others_is_read(study: sqlite3.Connection, write: Write) -> None:
    found = incoming.preview(study, write("birds.xml", MOODLE))
    choosing, cloze = (one.question for one in found.new)
    assert (choosing.prompt, choosing.topics) == ("Which bird?", ("Birds",))
    assert [(c.text, c.correct) for c in choosing.choices] == [
        ("owl", True), ("crow", True), ("cat", False)
    ]  # fmt: skip
    assert cloze.text == "The {{owl|Owl}} sees at {{night}}."
    assert cloze.others == ("day",)
    assert [(one.where, one.why) for one in found.refused] == [
        ("line 12", "Questions of the type “ddwtos” are not asked here."),
        ("line 13", "Its answer has * for any words; only words themselves can be compared."),
    ]


# what is damaged, hostile or too large -----------------------------------------------------------


@pytest.fixture
def package(study: sqlite3.Connection, write: Write) -> Path:
    outgoing = choice.gather(study, choice.chosen(study, Choice()))
    return write("out.apkg", formats.written("anki", outgoing))


def _zip(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name.replace("_", "."), content)
    return path


def _database(tmp_path: Path, script: str) -> bytes:
    path = tmp_path / "made.db"
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.executescript(script)
    connection.close()
    return path.read_bytes()


def refused(study: sqlite3.Connection, path: Path) -> str:
    changes = study.total_changes
    with pytest.raises(NotADocument) as error:
        incoming.preview(study, path)
    assert study.total_changes == changes
    return str(error.value)


def outcome(study: sqlite3.Connection, path: Path) -> str:
    """Say what came of a file; whatever is no NotADocument fails the test."""
    try:
        return incoming.sentence(incoming.preview(study, path))
    except NotADocument as error:
        return str(error)


def test_a_truncated_package_gets_a_sentence(study: sqlite3.Connection, package: Path) -> None:
    content = package.read_bytes()
    for size in (0, 3, 100, len(content) // 2, len(content) - 5):
        package.write_bytes(content[:size])
        assert "Export it once more" in refused(study, package) or size == 0


def test_a_package_damaged_anywhere_is_read_or_refused(
    study: sqlite3.Connection, package: Path
) -> None:
    content = package.read_bytes()
    for at in range(0, len(content), max(1, len(content) // 60)):
        package.write_bytes(content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :])
        assert outcome(study, package).endswith(".")


def test_a_damaged_database_within_a_package_is_read_or_refused(
    study: sqlite3.Connection, package: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(package) as opened:
        content = opened.read("collection.anki2")
    for at in range(0, len(content), len(content) // 20):
        broken = content[:at] + b"\xff\x00\xfe" * 30 + content[at + 90 :]
        path = _zip(tmp_path / "b.apkg", collection_anki2=broken)
        assert outcome(study, path).endswith(".")


def test_other_files_are_told_apart(
    study: sqlite3.Connection, write: Write, tmp_path: Path
) -> None:
    other = _database(tmp_path, "CREATE TABLE places (url TEXT);")
    views = "".join(f"CREATE VIEW {name} AS SELECT 1;" for name in ("notes", "cards", "col"))
    views_only = _database(tmp_path, views)
    tables = "CREATE TABLE notes (a); CREATE TABLE cards (a); CREATE TABLE col (crt, models);"
    empty = _database(tmp_path, tables)
    for content in (other, views_only):
        told = refused(study, _zip(tmp_path / "o.apkg", collection_anki2=content))
        assert "not Anki's" in told
    assert "damaged" in refused(study, _zip(tmp_path / "e.apkg", collection_anki2=empty))
    assert "damaged" in refused(study, _zip(tmp_path / "z.apkg", collection_anki2=b"not SQLite"))
    assert "no Anki collection" in refused(study, _zip(tmp_path / "n.apkg", word_xml=b"<a/>"))
    assert "is no Anki package" in refused(study, write("x.apkg", "hello"))
    assert "database" in refused(study, write("x.db", other))
    assert "begins with <html>" in refused(study, write("x.xml", "<html></html>"))
    assert "line 2" in refused(study, write("x.xml", "<quiz>\n<question>"))
    assert "neither text nor" in refused(study, write("x.png", b"\x89PNG\0\0"))
    assert "is empty" in refused(study, write("x.gift", " \n"))
    assert "cannot be read" in refused(study, tmp_path / "nowhere.gift")
    entity = '<!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/hostname">]><quiz>&a;</quiz>'
    assert incoming.preview(study, write("e.xml", entity)).new == []


def test_a_bomb_is_stopped_before_it_is_unpacked(
    study: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anki_file, "MOST_UNPACKED", 3_000_000)
    path = _zip(tmp_path / "bomb.apkg", collection_anki2=bytes(60_000_000))
    assert path.stat().st_size < 100_000
    tracemalloc.start()
    assert "larger than 3 MB" in refused(study, path)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_a_compressed_bomb_is_stopped_too(
    study: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zstandard = pytest.importorskip("zstandard")
    monkeypatch.setattr(anki_file, "MOST_UNPACKED", 3_000_000)
    bomb = zstandard.compress(bytes(60_000_000))
    assert "larger than" in refused(study, _zip(tmp_path / "b.apkg", collection_anki21b=bomb))
    assert "packed database" in refused(study, _zip(tmp_path / "c.apkg", collection_anki21b=b"no"))


def test_a_hundred_megabytes_are_not_read(study: sqlite3.Connection, tmp_path: Path) -> None:
    path = tmp_path / "huge.gift"
    with path.open("wb") as file:
        file.write(b"Q {=a}\n\n")
        file.truncate(100_000_000)
    assert "too large (100 MB)" in refused(study, path)


def test_five_thousand_questions_come_in(study: sqlite3.Connection, write: Write) -> None:
    content = "question,answer\n" + "".join(f"What is {n}?,It is {n}\n" for n in range(5000))
    steps: list[tuple[int, int]] = []
    found = incoming.preview(
        study, write("a.csv", content), progress=lambda *step: steps.append(step)
    )
    assert len(incoming.bring_in(study, found)) == 5000
    assert steps[-1] == (5000, 5000)


def test_what_is_too_much_is_left_out_with_the_reason(
    study: sqlite3.Connection, write: Write
) -> None:
    wrong = " ".join(f"~w{n}" for n in range(20))
    found = incoming.preview(
        study, write("a.gift", f"Many {{=x {wrong}}}\n\nLong {'x' * 30_000} {{=x}}\n")
    )
    assert [one.why for one in found.refused] == [
        "It has 21 choices; up to 10 can be taken.", "It is longer than 20,000 characters.",
    ]  # fmt: skip


# Anki's templates, without Anki ------------------------------------------------------------------


def test_sections_of_templates_are_filled_as_anki_does() -> None:
    fields = {"A": "a", "B": "", "C": "c[sound:x.mp3]"}
    template = "{{#A}}1{{#B}}2{{/B}}{{^B}}3{{A}}{{/B}}{{/A}}{{^A}}4{{/A}}{{hint:C}}{{type:A}}"
    assert from_anki._rendered(template, fields) == "13ac"


def test_an_ease_is_made_a_difficulty_as_fsrs_does() -> None:
    peer = pytest.importorskip("fsrs_rs_python", reason="fsrs-rs is not installed")
    import fsrs

    engine = peer.FSRS(list(fsrs.Scheduler().parameters))
    for interval, factor in ((1, 2500), (40, 2300), (400, 1300), (9, 3100)):
        theirs = engine.memory_state_from_sm2(factor / 1000, float(interval), 0.9)
        card = anki_file.AnkiCard(0, 2, 2, 40, interval, factor, 6, 0, "")
        stability, difficulty = from_anki._memory(card, {})
        assert stability == pytest.approx(theirs.stability, rel=1e-3)
        assert difficulty == pytest.approx(theirs.difficulty, rel=1e-3)


def test_a_schedule_that_makes_no_sense_leaves_a_new_card() -> None:
    card = anki_file.AnkiCard(0, 2, 2, 10**12, 10**12, 2500, 3, 0, json.dumps({"s": 1, "d": 5}))
    state, problem = from_anki._state(card, 1_600_000_000, "x")
    assert state == ""
    assert "comes as new" in problem
