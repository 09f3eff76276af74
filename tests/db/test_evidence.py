"""The library's words against their sources: quotations to the letter, the rest in our own."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from db.library import bundled, checks, sources
from db.library.evidence import Evidence, compare
from db.library.reference import Claim, GlossaryTerm, Sponsor, TimelineEvent
from db.library.shape import Entry, Problem
from db.library.sources import Library, SourceDocument
from db.models import Document, Edition, EditionKey, Passage
from db.quiz.models import Choice, Question

Alter = Callable[[str, str, str], int]
SOURCE = "000_e9603b08f28c751b.txt"

FERRY = Evidence(
    lines=[
        'The harbour master: "Every ferry must carry a lamp, a bell and a boat\'s hook," he said.',
        "Nobody on the quay had expected the new rule to reach them before the end of winter.",
    ],
    official=[
        "Decides that each ferry shall, by the end of the year, carry a lamp of non\u2011breakable "
        "glass and a bell that can be heard on both banks of the river;",
    ],
    sponsors=[("Utopia", "draft"), ("Erewhon", "additional")],
)
ENTRY = Entry("ferry.toml", 1, {}, {"text": 9, "terms": 8, "lines": 7, "summary": 3})
QUOTED = Passage(
    "p1", "paragraph", "quoted", "Every ferry must carry a lamp, a bell and a boat's hook",
    speaker="Harbour master", lines=(1,),
)  # fmt: skip
REPORTED = Passage("p2", "paragraph", "reported", "It came as a surprise.", lines=(2,))


def library(*passages: Passage, kind: str = "statement", **tables: object) -> Library:
    document = Document("ferry", kind, "On ferries", "Ferries")
    edition = Edition(EditionKey("ferry", "digest", "en"), document.title, passages)
    entries = {passage.label: ENTRY for passage in passages}
    sponsors = tuple((Sponsor(*sponsor), ENTRY) for sponsor in FERRY.sponsors)
    made = Library((SourceDocument(document, edition, ENTRY, entries),), sponsors=sponsors)
    return replace(made, **tables)  # type: ignore[arg-type]


def messages(made: Library, evidence: Evidence = FERRY) -> list[str]:
    return [str(problem) for problem in compare(made, evidence)]


def about(text: str, **more: object) -> list[str]:
    """Say what is wrong when the second passage has this text."""
    return messages(library(QUOTED, REPORTED._replace(text=text, **more)))  # type: ignore[arg-type]


def test_a_faithful_library_has_no_problem() -> None:
    assert messages(library(QUOTED, REPORTED)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Every ferry must carry a lamp, a bell, and a boat's hook",
        "every ferry must carry a lamp, a bell and a boat's hook",
        "Every ferry must carry a lamp, a bell and a boat’s hook",
        "Every ferry must carry a lamp, a bell and a boat's hook.",
        "The harbour master",
        "Nobody on the quay had expected the new rule",
    ],
)
def test_a_quotation_is_letter_for_letter_what_stands_in_quotation_marks(text: str) -> None:
    assert (
        "ferry.toml:9: the quotation is not on its lines of the source document letter for letter"
        in messages(library(QUOTED._replace(text=text), REPORTED))
    )


def test_a_quotation_rests_on_its_own_line() -> None:
    found = messages(library(QUOTED._replace(lines=(2,)), REPORTED._replace(lines=(1,))))
    assert any("the quotation is not on its lines" in message for message in found)


def test_eight_words_may_be_shared_and_nine_may_not() -> None:
    assert about("All hoped for delay, but the new rule to reach them before the deadline.") == []
    assert about("All saw the new rule to reach them before the end of autumn.") == [
        "ferry.toml:9: copied words: “the new rule to reach them before the end”"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The NEW rule to reach them, before the end of autumn.",
        "the new rule — to reach them — before the end; of all",
        "A lamp of non-breakable glass and a bell that can be heard.",
        "A lamp of non\u2011breakable glass and a bell that can be heard.",
    ],
)
def test_case_and_punctuation_do_not_hide_a_copy(text: str) -> None:
    assert len(about(text)) == 1


def test_what_is_quoted_from_the_source_is_no_copy() -> None:
    assert about("He added “Nobody on the quay had expected the new rule” of it.") == [
        "ferry.toml:9: “Nobody on the quay had expected the new rule” is too long for a quotation "
        "of our choice"
    ]
    assert (
        about("He said “Every ferry must carry a lamp, a bell and a boat's hook”.", lines=(1, 2))
        == []
    )
    assert about("They spoke of the “end of winter”.") == []


def test_quoted_words_are_letter_for_letter_in_a_source() -> None:
    assert about("They spoke of the “ends of winter”.") == [
        "ferry.toml:9: “ends of winter” is in neither source letter for letter"
    ]


def test_quoted_words_are_those_of_the_source_that_the_passage_rests_on() -> None:
    assert about("They spoke of “both banks”.") == [
        "ferry.toml:9: “both banks” is not quoted from what the passage rests on"
    ]
    clause = Passage("op1", "operative", "digest", "Decides on “the quay”.", opener="Decides")
    assert messages(library(QUOTED, REPORTED, clause, kind="resolution")) == [
        "ferry.toml:9: “the quay” is not quoted from what the passage rests on"
    ]


def test_a_name_may_be_shared_whole() -> None:
    text = "See the New Rule to Reach Them before the End of All."
    name = "New Rule to Reach Them before the End of All"
    assert about(text)
    passages = (QUOTED, REPORTED._replace(text=text))
    assert messages(library(*passages, names=(name,))) == []
    assert (
        messages(library(*passages, glossary=((GlossaryTerm(name, "name", "A rule."), ENTRY),)))
        == []
    )
    assert messages(library(*passages, glossary=((GlossaryTerm(name, "term", "A rule."), ENTRY),)))


def test_terms_are_short_and_the_texts_own() -> None:
    assert about("It was so.", terms=("non-breakable glass", "boat's hook")) == []
    assert about("It was so.", terms=("Non-breakable glass",)) == [
        "ferry.toml:8: “Non-breakable glass” is in neither source letter for letter"
    ]
    assert about("It was so.", terms=("the new rule to reach them before the end",)) == [
        "ferry.toml:8: “the new rule to reach them before the end” is longer than 8 words"
    ]


COPY = "They saw the new rule to reach them before the end of autumn."


def question(**values: object) -> Question:
    made = Question("q", "true-false", "Is it so?", "It is.", ("ferry p1",), answer=True)
    return replace(made, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("tables", "count"),
    [
        ({"claims": [Claim("c", "ferry p1", "a rule", False, (), "", "near", COPY)]}, 1),
        ({"claims": [Claim("c", "ferry p1", COPY, False, (), "", "near", "So.")]}, 1),
        ({"glossary": [GlossaryTerm("rule", "term", COPY)]}, 1),
        ({"timeline": [TimelineEvent("2024", "A rule", COPY, "x")]}, 1),
        ({"questions": [question(prompt=COPY, explanation=COPY)]}, 2),
        ({"questions": [question(choices=(Choice(COPY, why=COPY),))]}, 2),
        ({"questions": [question(quote=COPY)]}, 1),
        ({"questions": [question(text=COPY.replace("rule", "{{rule}}"))]}, 1),
    ],
)
def test_nothing_of_ours_is_copied(tables: dict[str, Iterable[object]], count: int) -> None:
    made = {name: tuple((value, ENTRY) for value in values) for name, values in tables.items()}
    found = messages(library(QUOTED, REPORTED, **made))
    assert len(found) == count
    assert all("copied words: “the new rule to reach them before the end”" in m for m in found)


def test_a_summary_is_ours_too() -> None:
    made = library(QUOTED, REPORTED)
    (source,) = made.documents
    copied = replace(source, document=source.document._replace(summary=COPY))
    assert messages(replace(made, documents=(copied,))) == [
        "ferry.toml:3: copied words: “the new rule to reach them before the end”"
    ]


def test_a_cloze_takes_its_words_to_the_letter_and_not_too_many() -> None:
    short = "had {{expected}} the new rule to reach them before the end of {{winter|spring}}"
    long = FERRY.official[0].replace("lamp", "{{lamp}}")
    for text, expected in [(short, 0), (short.replace("new", "old"), 1), (long, 1)]:
        asked = question(kind="cloze", text=text)
        assert len(messages(library(QUOTED, REPORTED, questions=((asked, ENTRY),)))) == expected


def test_a_claim_quotes_the_report_and_the_text_to_the_letter() -> None:
    claim = Claim("c", "ferry p1", "a lamp, a bell", True, (), "a lamp; both banks", "near", "So.")

    def wrong(**values: object) -> list[str]:
        altered = replace(claim, **values)  # type: ignore[arg-type]
        return messages(library(QUOTED, REPORTED, claims=((altered, ENTRY),)))

    assert wrong() == []
    assert wrong(wording="a lamp and a bell") == [
        "ferry.toml:1: the quoted wording is not in the source document"
    ]
    assert wrong(text_wording="a lamp, both banks") == [
        "ferry.toml:1: “a lamp, both banks” is not in the official text"
    ]
    assert wrong(text_wording="a bell that can be heard on both banks") == [
        "ferry.toml:1: “a bell that can be heard on both banks” is longer than 8 words"
    ]


def test_every_line_is_covered_and_every_quotation_kept() -> None:
    assert messages(library(QUOTED)) == [
        f"{SOURCE}:2: no passage of the library rests on this line"
    ]
    retold = REPORTED._replace(label="p1", text="A lamp was called for.", lines=(1,))
    assert messages(library(retold, REPORTED)) == [
        f"{SOURCE}:1: no passage keeps the quotation “Every ferry must carry a lamp, a bell and a "
        "boat's hook,”"
    ]


@pytest.mark.parametrize("number", [0, 3, -1])
def test_a_line_that_is_not_there_is_named(number: int) -> None:
    found = messages(library(QUOTED, REPORTED, REPORTED._replace(label="p3", lines=(number,))))
    assert found == [f"ferry.toml:7: the source document has no line {number}"]


def test_the_sponsors_are_those_of_the_record() -> None:
    sponsors = ((Sponsor("Utopia", "additional"), ENTRY), (Sponsor("Erewhon", "additional"), ENTRY))
    assert messages(library(QUOTED, REPORTED, sponsors=sponsors)) == [
        "ferry.toml:1: Utopia is not a sponsor (additional)",
        "register.toml:1: the sponsor Utopia (draft) is missing",
    ]


def test_without_the_material_there_is_nothing_to_compare(tmp_path: Path) -> None:
    assert Evidence.read(tmp_path) is None


# The bundled library itself, where its material is at hand.


@pytest.fixture(scope="module")
def material(shared: Path) -> Evidence:
    evidence = Evidence.read(shared)
    assert evidence is not None
    return evidence


def altered_problems(folder: Path, material: Evidence) -> list[Problem]:
    made, problems = sources.read(folder)
    assert problems == []
    return checks.check(made, material)


def test_the_material_is_whole(material: Evidence) -> None:
    assert len(material.lines) == 27
    assert len([text for text in material.official if len(text.split()) > 10]) == 30
    assert len(material.sponsors) == 143


def test_the_bundled_library_is_faithful_to_its_sources(material: Evidence) -> None:
    assert altered_problems(bundled.SOURCES, material) == []


def test_an_altered_quotation_is_found_in_the_bundled_library(
    sources_folder: Path, alter: Alter, material: Evidence
) -> None:
    line = alter(
        "fu-cong.toml", "especially developing ones, equally", "above all developing ones, equally"
    )
    found = altered_problems(sources_folder, material)
    words = (sources_folder / "fu-cong.toml").read_text(encoding="utf-8").splitlines()
    text = max(n for n, said in enumerate(words[:line], 1) if said == 'text = """')
    message = "the quotation is not on its lines of the source document letter for letter"
    assert Problem("fu-cong.toml", text, message) in found
    assert any(problem.file == SOURCE and problem.line == 9 for problem in found)


def test_nine_copied_words_are_found_in_the_bundled_library(
    sources_folder: Path, alter: Alter, material: Evidence
) -> None:
    copied = " ".join(material.lines[13].split()[3:12])
    line = alter("spokesperson.toml", "In this account", f"In this account {copied}")
    (problem,) = altered_problems(sources_folder, material)
    assert (problem.file, problem.line) == ("spokesperson.toml", line - 1)
    assert problem.message.startswith("copied words: “")


def test_an_uncovered_line_is_found_in_the_bundled_library(
    sources_folder: Path, alter: Alter, material: Evidence
) -> None:
    for file, old in [
        ("press-report.toml", "lines = [27]"),
        ("press-report.toml", "\ncredits = [27]"),
    ]:
        alter(file, old, old.replace("[27]", "[26]"))
    assert altered_problems(sources_folder, material) == [
        Problem(SOURCE, 27, "no passage of the library rests on this line")
    ]
