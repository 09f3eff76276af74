"""What must be true of the library's sources: each check has an example that fails it."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from db.errors import SourceError
from db.library import build, bundled, checks, sources
from db.library.shape import Problem
from db.quiz.questions import KINDS

Alter = Callable[[str, str, str], int]
RECORD, RESOLUTION = "questions/record.toml", "a-res-78-311.toml"


def problems_of(folder: Path) -> list[Problem]:
    library, problems = sources.read(folder)
    assert problems == []
    return checks.check(library)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        # documents
        ("hrc-56.toml", 'id = "hrc-56"', 'id = "fu-cong"', "“fu-cong” is there twice, first on"),
        ("hrc-56.toml", 'kind = "statement"', 'kind = "speech"', "unknown kind “speech”"),
        ("hrc-56.toml", "date = 2024-07-01", 'date = "1 July"', "1 July is no date"),
        ("hrc-56.toml", 'short_title = "', 'short_title = "A much longer ', "too long for a tab"),
        # passages
        ("fu-cong.toml", 'label = "p2"', 'label = "second"', "“second” is not a label"),
        ("fu-cong.toml", 'label = "p2"', 'label = "p02"', "“p02” is not a label"),
        ("fu-cong.toml", 'label = "p8"', 'label = "p1.a"', "label p1.a is out of order after p7"),
        ("fu-cong.toml", 'label = "p8"', 'label = "p9"', "there is no p8 before p9"),
        ("fu-cong.toml", 'kind = "paragraph"', 'kind = "clause"', "unknown kind “clause”"),
        ("fu-cong.toml", 'voice = "reported"', 'voice = "official"', "cannot have the voice “offi"),
        ("fu-cong.toml", 'voice = "reported"', 'voice = "own"', "cannot have the voice “own”"),
        ("fu-cong.toml", 'themes = ["art', 'themes = ["the art', "unknown theme “the artificial"),
        (RESOLUTION, 'addressees = ["dev', 'addressees = ["the dev', "unknown addressee “the dev"),
        (RESOLUTION, 'opener = "Supports"', 'opener = "Endorses"', "not begin with “Endorses”"),
        ("fu-cong.toml", 'form = "Four', 'form = "" # "Four', "record.form has no text"),
        # references
        (RESOLUTION, 'refs = ["A/RES/217', 'refs = ["fu-cong p9", "A/RES/217', "“fu-cong p9” is"),
        (RESOLUTION, 'refs = ["A/RES/217', 'refs = ["A/RES/78/311 op16", "A', "78/311 op16”"),
        (RESOLUTION, 'refs = ["A/RES/217', 'refs = ["op6", "A/RES/217', "“op6” is not in the libr"),
        (RESOLUTION, 'refs = ["A/RES/217', 'refs = ["78/311 op6", "A/R', "“78/311 op6” is not in"),
        (RESOLUTION, 'refs = ["A/RES/217', 'refs = ["", "A/RES/217', "“” is not in the library"),
        ("claims.toml", 'passage = "press-', 'passage = "the press-', "“the press-report p1”"),
        ("claims.toml", 'paragraphs = ["A/RES/78/311 pp6"', 'paragraphs = ["pp6"', "“pp6” is not"),
        ("glossary.toml", 'evidence = ["A/RES/78/311 pp12', 'evidence = ["A/RES/78/311 pp16',
         "“A/RES/78/311 pp16” is not in the library"),
        ("timeline.toml", 'addresses = ["A/RES/78/311 pp1"', 'addresses = ["initiatives p99"',
         "“initiatives p99” is not in the library"),
        ("register.toml", 'documents = ["fu-cong"', 'documents = ["fu-kong"', "“fu-kong” is not"),
        (RECORD, 'evidence = ["A/RES/78/311 record.vote"]\ntopics',
         'evidence = ["A/RES/78/311 record.votes"]\ntopics', "record.votes” is not in the library"),
        # tables
        ("claims.toml", 'id = "voice"', 'id = "representation"', "“representation” is there twice"),
        ("claims.toml", 'verdict = "near"', 'verdict = "nearly"', "unknown verdict “nearly”"),
        ("register.toml", 'state = "Burundi"', 'state = "Algeria"', "“Algeria” is there twice"),
        ("register.toml", 'id = "chen-xu"', 'id = "fu-cong"', "“fu-cong” is there twice"),
        ("register.toml", 'role = "draft"', 'role = "sponsor"', "unknown role “sponsor”"),
        # glossary
        ("glossary.toml", 'term = "AI divide"', 'term = "action-oriented"', "“action-oriented” is"),
        ("glossary.toml", 'kind = "term"', 'kind = "word"', "unknown kind “word”"),
        ("glossary.toml", 'see = ["means', 'see = ["no means', "“no means of implementation”"),
        # timeline
        ("timeline.toml", 'date = "1995-09"', 'date = "1995-13"', "1995-13 is no date"),
        ("timeline.toml", 'date = "2015-07-27"', 'date = "2015-02-29"', "2015-02-29 is no date"),
        ("timeline.toml", 'date = "2015-07-27"', 'date = "20150727"', "20150727 is no date"),
        ("timeline.toml", 'date = "2015-07-27"', 'date = "2015-W30"', "2015-W30 is no date"),
        ("timeline.toml", 'date = "2015-07-27"', 'date = "1994"', "1994 stands after 1995-09"),
        ("timeline.toml", 'date = "2023-10-18"', 'date = "2023-08"', "2023-08 stands after"),
        # questions
        (RECORD, 'id = "record-no-tally"', 'id = "record-vote"', "“record-vote” is there twice"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_file_and_line(
    sources_folder: Path, alter: Alter, file: str, old: str, new: str, message: str
) -> None:
    line = alter(file, old, new)
    found = problems_of(sources_folder)
    assert any(p.file == file and p.line == line and message in p.message for p in found), found


@pytest.mark.parametrize(
    ("file", "old", "new", "table", "message"),
    [
        ("fu-cong.toml", "lines = [5]\nthemes", "themes", "[[passage]]", "what it rests on"),
        (RESOLUTION, 'themes = ["international law", "human rights"]', "", "[[passage]]", "opener"),
        (RESOLUTION, 'opener = "Noting"\n', "", "[[passage]]", "an opener and themes"),
        (RESOLUTION, 'opener = "Resolves"\naddressees = []', 'opener = "Resolves"', "[[passage]]",
         "or say that there are none: addressees = []"),
        ("glossary.toml", "teaching_aid = true\n", "", "[[term]]", "a verb has a strength from 1"),
        ("glossary.toml", "strength = 5\n", "strength = 6\n", "[[term]]", "a verb has a strength"),
        (RECORD, "{ text = \"Without a vote\", correct = true },\n", "", "[[question]]",
         "No choice is correct"),
        (RECORD, 'correct = true },\n  { text = "By a show of hands", why',
         'correct = true },\n  { text = "without a VOTE", why', "[[question]]",
         "Two choices say the same"),
        (RECORD, "difficulty = 1", "difficulty = 4", "[[question]]", "The difficulty is 4"),
        (RECORD, "answer = false\n", "", "[[question]]", "answer = true or answer = false"),
        (RECORD, "{{1 July|", "{1 July|", "[[question]]", "braces of a gap do not close"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_whole_entry_is_named_at_its_table(
    sources_folder: Path, alter: Alter, file: str, old: str, new: str, table: str, message: str
) -> None:
    touched = alter(file, old, new)
    words = (sources_folder / file).read_text(encoding="utf-8").splitlines()
    head = max(n for n, text in enumerate(words[:touched], 1) if text == table)
    found = problems_of(sources_folder)
    assert [p.line for p in found if p.file == file and message in p.message] == [head], found


def test_a_quoted_passage_names_its_speaker(sources_folder: Path, alter: Alter) -> None:
    start = alter("fu-cong.toml", 'label = "p3"', 'label = "p3"')
    words = (sources_folder / "fu-cong.toml").read_text(encoding="utf-8").splitlines()
    del words[words.index('speaker = "Fu Cong"', start)]
    (sources_folder / "fu-cong.toml").write_text("\n".join(words), encoding="utf-8")
    voice = words.index('voice = "quoted"', start) + 1
    assert problems_of(sources_folder) == [
        Problem("fu-cong.toml", voice, "a quoted passage names its speaker")
    ]


def test_the_same_question_under_two_names_is_ambiguous(sources_folder: Path) -> None:
    path = sources_folder / RECORD
    words = path.read_text(encoding="utf-8")
    first = words[: words.index("[[question]]", 1)].replace("record-vote", "record-vote-again", 1)
    path.write_text(f"{words}\n{first}", encoding="utf-8")
    (problem,) = problems_of(sources_folder)
    prompt = "How did the General Assembly adopt resolution 78/311?"
    again = (words + "\n").count("\n") + first[: first.index("prompt")].count("\n") + 1
    assert problem == Problem(RECORD, again, f"“{prompt}” is there twice, first on line 1")


def test_problems_stand_in_the_order_of_files_and_lines(sources_folder: Path, alter: Alter) -> None:
    alter("timeline.toml", 'date = "1995-09"', 'date = "1995-00"')
    alter("fu-cong.toml", 'label = "p8"', 'label = "p9"')
    alter("fu-cong.toml", "date = 2024-07-01", 'date = "x"')
    found = problems_of(sources_folder)
    assert len(found) >= 3
    assert found == sorted(found)
    with pytest.raises(SourceError, match=r"have \d+ problem\(s\):\nfu-cong\.toml:7: x is no date"):
        build.load(sources_folder)


def test_shape_is_told_before_what_follows_from_it(sources_folder: Path, alter: Alter) -> None:
    line = alter("fu-cong.toml", "heading =", "headding =")
    with pytest.raises(SourceError) as caught:
        build.load(sources_folder)
    assert str(caught.value) == (
        f"The library's sources have 1 problem(s):\nfu-cong.toml:{line}: unknown key “headding”"
    )


def test_the_bundled_content_is_all_there() -> None:
    library = build.load(bundled.SOURCES)
    labels = [passage.label for passage in library.documents[0].edition.passages]
    for head in ("pp", "op"):
        numbered = [label for label in labels if label.removeprefix(head).isdigit()]
        assert numbered == [f"{head}{n}" for n in range(1, 16)]
    assert Counter(sponsor.role for sponsor, _ in library.sponsors) == {
        "draft": 28, "additional": 115,
    }  # fmt: skip
    assert len(library.glossary) >= 40
    assert len(library.timeline) >= 12
    assert len(library.questions) >= 220
    assert {claim.verdict for claim, _ in library.claims} == {"same", "near", "narrower", "absent"}


def test_the_bank_has_every_kind_of_question_and_every_document_in_it() -> None:
    library = build.load(bundled.SOURCES)
    bank = [question for question, _ in library.questions]
    kinds = Counter(question.kind for question in bank)
    assert set(kinds) == set(KINDS)
    assert min(kinds.values()) >= 8
    assert {question.document for question in bank} == {s.document.id for s in library.documents}
    assert sum(bool(q.others) for q in bank if q.kind == "cloze") >= 8, "gaps filled by choosing"


def test_the_bank_says_what_shows_a_wrong_choice_to_be_wrong() -> None:
    library = build.load(bundled.SOURCES)
    silent = [
        (question.id, choice.text)
        for question, _ in library.questions
        for choice in question.choices
        if not choice.correct and not (choice.why and choice.evidence)
    ]
    parts = [
        (question.id, part)
        for question, _ in library.questions
        for part in (*question.pairs, *question.items)
        if not part.evidence
    ]
    assert (silent, parts) == ([], [])
    assert all(question.topics for question, _ in library.questions)


def test_the_length_of_a_choice_does_not_tell_that_it_is_right() -> None:
    """The right choice is the longest of all, or the shortest, no more often than by chance."""
    longest = shortest = asked = 0
    for question, _ in build.load(bundled.SOURCES).questions:
        right = [len(choice.text) for choice in question.choices if choice.correct]
        wrong = [len(choice.text) for choice in question.choices if not choice.correct]
        if question.kind in {"multiple-choice", "who-said-it"} and len(right) == 1:
            asked += 1
            longest += right[0] > max(wrong)
            shortest += right[0] < min(wrong)
    assert asked >= 80
    assert max(longest, shortest) <= 0.28 * asked


def test_every_paragraph_of_the_resolution_is_asked_about() -> None:
    library = build.load(bundled.SOURCES)
    asked = {address for question, _ in library.questions for address in question.evidence}
    paragraphs = {f"A/RES/78/311 {head}{n}" for head in ("pp", "op") for n in range(1, 16)}
    assert paragraphs <= asked


def test_only_three_operative_paragraphs_address_nobody() -> None:
    library = build.load(bundled.SOURCES)
    silent = [
        passage.label
        for passage in library.documents[0].edition.passages
        if passage.kind == "operative" and not passage.addressees
    ]
    assert silent == ["op1", "op12", "op14"]


def test_only_the_report_to_the_secretary_general_has_a_deadline() -> None:
    library = build.load(bundled.SOURCES)
    deadlines = {
        passage.label: passage.deadline
        for source in library.documents
        for passage in source.edition.passages
        if passage.deadline
    }
    assert deadlines == {"op15": "eightieth session"}
