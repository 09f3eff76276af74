"""The shape of the library's sources: what does not fit is named with its file and line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from db.errors import SourceError
from db.library import bundled, sources
from db.library.shape import Problem

Alter = Callable[[str, str, str], int]


def problems_of(folder: Path) -> list[Problem]:
    return sources.read(folder)[1]


def test_the_bundled_sources_have_the_right_shape() -> None:
    library, problems = sources.read(bundled.SOURCES)
    assert problems == []
    assert [source.document.id for source in library.documents] == [
        "A/RES/78/311", "fu-cong", "spokesperson", "hrc-56", "press-report", "initiatives",
    ]  # fmt: skip


def test_every_entry_knows_the_line_of_its_table() -> None:
    library, _ = sources.read(bundled.SOURCES)
    headers = {
        "fu-cong.toml": "[[passage]]",
        "questions/operative.toml": "[[question]]",
        "glossary.toml": "[[term]]",
    }
    entries = [library.documents[1].entries["p3"], library.questions[30][1], library.glossary[5][1]]
    for entry in entries:
        lines = (bundled.SOURCES / entry.file).read_text(encoding="utf-8").splitlines()
        assert lines[entry.line - 1] == headers.get(entry.file, "[[question]]")
        for key, number in entry.key_lines.items():
            assert lines[number - 1].startswith(f"{key} =")


def test_lines_of_a_text_are_joined_with_single_spaces() -> None:
    library, _ = sources.read(bundled.SOURCES)
    for source in library.documents:
        for passage in source.edition.passages:
            assert "\n" not in passage.text
            assert "  " not in passage.text
            assert passage.text == passage.text.strip()


def test_a_record_list_is_one_phrase_and_rests_on_its_lines() -> None:
    library, _ = sources.read(bundled.SOURCES)
    record = {passage.label: passage for passage in library.documents[0].edition.passages}
    assert "; 143 in all" in record["record.sponsors"].text
    assert record["record.agenda_item"].heading == "Agenda item"
    assert record["record.meeting"].lines == (5,)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("fu-cong.toml", "heading =", "headding =", "unknown key “headding”"),
        ("fu-cong.toml", "lines = [5]\nthemes", 'lines = ["5"]\nthemes', "“lines” has the wrong"),
        ("fu-cong.toml", "lines = [5]\nthemes", "lines = [true]\nthemes", "“lines” has the wrong"),
        ("fu-cong.toml", "lines = [5]\nthemes", "lines = 5\nthemes", "“lines” has the wrong type"),
        ("fu-cong.toml", 'themes = ["art', 'themes = [5, "art', "“themes” has the wrong type"),
        ("fu-cong.toml", "date = 2024-07-01", "date = 2024", "“date” has the wrong type"),
        ("fu-cong.toml", 'retrieved = "', 'retreived = "', "unknown key “retreived”"),
        ("fu-cong.toml", 'form = "', 'form = 4 # "', "“form” has the wrong type"),
        ("fu-cong.toml", "form = [5,", 'form = ["5",', "“form” is no key of the record with a"),
        ("fu-cong.toml", "form = [5,", "forme = [5,", "“forme” is no key of the record with a"),
        ("claims.toml", "\nquoted = true", '\nquoted = "true"', "“quoted” has the wrong type"),
        ("claims.toml", "\nquoted = true", "\nquoted = 1", "“quoted” has the wrong type"),
        ("glossary.toml", "see = [", "sees = [", "unknown key “sees”"),
        ("glossary.toml", "strength = ", "strength = true # ", "“strength” has the wrong type"),
        ("timeline.toml", 'source = "', 'source = 1 # "', "“source” has the wrong type"),
        ("register.toml", 'role = "draft"', 'rolle = "draft"', "unknown key “rolle”"),
        ("register.toml", 'for = "China"', 'fore = "China"', "unknown key “fore”"),
        ("questions/press.toml", "difficulty = ", 'difficulty = "1" # ', "“difficulty” has the wr"),
        ("names.toml", "names = [", 'name = [\n  "x",', "unknown table or key “name”"),
    ],
)
def test_a_wrong_key_or_value_is_named_with_file_and_line(
    sources_folder: Path, alter: Alter, file: str, old: str, new: str, message: str
) -> None:
    line = alter(file, old, new) + old.startswith("\n")
    found = problems_of(sources_folder)
    assert any(p.file == file and p.line == line and message in p.message for p in found), found


@pytest.mark.parametrize(
    ("file", "table", "line", "key"),
    [
        ("spokesperson.toml", "[[passage]]", 'voice = "reported"\n', "voice"),
        ("claims.toml", "[[claim]]", 'verdict = "near"\n', "verdict"),
        ("register.toml", "[[sponsor]]", 'role = "draft"\n', "role"),
        ("fu-cong.toml", "[document]", 'short_title = "Fu Cong, 1 July 2024"\n', "short_title"),
    ],
)
def test_a_missing_key_is_named_at_its_table(
    sources_folder: Path, alter: Alter, file: str, table: str, line: str, key: str
) -> None:
    alter(file, line, "")
    words = (sources_folder / file).read_text(encoding="utf-8").splitlines()
    expected = Problem(file, words.index(table) + 1, f"“{key}” is missing")
    assert expected in problems_of(sources_folder)


@pytest.mark.parametrize("empty", ['""', '"  "', '"""\n\n"""'])
def test_an_empty_value_counts_as_missing(sources_folder: Path, alter: Alter, empty: str) -> None:
    line = alter("hrc-56.toml", 'part = "Occasion"', f"part = {empty}")
    assert problems_of(sources_folder) == [Problem("hrc-56.toml", line, "“part” is missing")]


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ('{ txt = "', "unknown key “txt”"),
        ('{ why = 5, text = "', "“why” has the wrong type"),
        ('{ why = "', "“text” is missing"),
    ],
)
def test_a_wrong_choice_is_named_at_its_choices(
    sources_folder: Path, alter: Alter, new: str, message: str
) -> None:
    file = "questions/record.toml"
    line = alter(file, '{ text = "', new)
    words = (sources_folder / file).read_text(encoding="utf-8").splitlines()
    above = max(n for n, text in enumerate(words[:line], 1) if text.startswith("choices ="))
    assert Problem(file, above, message) in problems_of(sources_folder)


@pytest.mark.parametrize(
    ("file", "old", "new", "name"),
    [
        ("fu-cong.toml", "[[passage]]", "[[pasage]]", "pasage"),
        ("fu-cong.toml", "[record_lines]", "[record_line]", "record_line"),
        ("glossary.toml", "[[term]]", "[[terms]]", "terms"),
        ("register.toml", "[[speaker]]", "[[sponsors]]", "sponsors"),
        ("questions/press.toml", "[[question]]", "[[questoin]]", "questoin"),
    ],
)
def test_a_misspelt_table_is_not_passed_over(
    sources_folder: Path, alter: Alter, file: str, old: str, new: str, name: str
) -> None:
    line = alter(file, old, new)
    assert Problem(file, line, f"unknown table or key “{name}”") in problems_of(sources_folder)


def test_tables_without_a_header_of_their_own_are_refused(sources_folder: Path) -> None:
    (sources_folder / "claims.toml").write_text('claim = [{ id = "x" }]\n', encoding="utf-8")
    (problem,) = problems_of(sources_folder)
    assert (problem.file, problem.line) == ("claims.toml", 1)
    assert "a header of its own" in problem.message


def test_a_document_without_its_head_or_provenance_is_named(
    sources_folder: Path, alter: Alter
) -> None:
    text = (sources_folder / "hrc-56.toml").read_text(encoding="utf-8")
    (sources_folder / "hrc-56.toml").write_text(text[text.index("[[passage]]") :], encoding="utf-8")
    text = (sources_folder / "fu-cong.toml").read_text(encoding="utf-8")
    start, end = text.index("[provenance]"), text.index("[[passage]]")
    (sources_folder / "fu-cong.toml").write_text(text[:start] + text[end:], encoding="utf-8")
    assert problems_of(sources_folder) == [
        Problem("fu-cong.toml", 1, "there is no [provenance] table"),
        Problem("hrc-56.toml", 1, "there is no [document] table"),
    ]


def test_a_label_that_is_there_twice_is_named(sources_folder: Path, alter: Alter) -> None:
    line = alter("fu-cong.toml", 'label = "p3"', 'label = "p2"')
    assert problems_of(sources_folder) == [
        Problem("fu-cong.toml", line, "the label p2 is there twice")
    ]


@pytest.mark.parametrize("name", ["fu-cong-2.toml", "questions/deep/more.toml", "drafts/x.toml"])
def test_a_file_that_nothing_reads_is_named(sources_folder: Path, name: str) -> None:
    stray = sources_folder / name
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_text("", encoding="utf-8")
    known = name.startswith("questions/")
    message = "this file has no place in the library"
    assert problems_of(sources_folder) == ([] if known else [Problem(name, 1, message)])


def test_names_are_a_list_of_names(sources_folder: Path) -> None:
    for wrong in ("", "names = 5", "names = [1]", 'names = "x"'):
        (sources_folder / "names.toml").write_text(wrong, encoding="utf-8")
        assert problems_of(sources_folder) == [
            Problem("names.toml", 1, "“names” is not a list of names")
        ]


def test_broken_toml_names_file_and_line(sources_folder: Path, alter: Alter) -> None:
    line = alter("glossary.toml", 'kind = "term"', 'kind = "term')
    with pytest.raises(SourceError, match=rf"glossary\.toml: .*line {line}\b"):
        sources.read(sources_folder)


def test_a_key_given_twice_names_file_and_line(sources_folder: Path, alter: Alter) -> None:
    line = alter("questions/record.toml", "difficulty =", "difficulty = 1\ndifficulty =") + 1
    with pytest.raises(SourceError, match=rf"record\.toml: .*line {line}\b"):
        sources.read(sources_folder)


def test_bytes_that_are_not_utf8_name_file_and_line(sources_folder: Path) -> None:
    path = sources_folder / "timeline.toml"
    path.write_bytes(path.read_bytes().replace(b"[[event]]", b"# caf\xe9\n[[event]]", 1))
    line = path.read_bytes().split(b"\xe9")[0].count(b"\n") + 1
    with pytest.raises(SourceError, match=rf"timeline\.toml: not UTF-8 \(at line {line}\)"):
        sources.read(sources_folder)


@pytest.mark.parametrize("name", [*sources.DOCUMENT_FILES, *sources.OTHER_FILES])
def test_a_missing_file_is_named(sources_folder: Path, name: str) -> None:
    (sources_folder / name).unlink()
    with pytest.raises(SourceError, match=f"{name} is missing"):
        sources.read(sources_folder)


def test_a_folder_in_a_files_place_is_named(sources_folder: Path) -> None:
    (sources_folder / "claims.toml").unlink()
    (sources_folder / "claims.toml").mkdir()
    with pytest.raises(SourceError, match=r"claims\.toml cannot be read"):
        sources.read(sources_folder)


def test_windows_line_ends_keep_the_lines(sources_folder: Path, alter: Alter) -> None:
    line = alter("fu-cong.toml", "heading =", "headding =")
    path = sources_folder / "fu-cong.toml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert problems_of(sources_folder) == [Problem("fu-cong.toml", line, "unknown key “headding”")]
