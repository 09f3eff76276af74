"""Reading: to a paragraph by every way of saying it, along links, in six languages."""

import json
from pathlib import Path

import pytest
from person import Person

from db.models import LANGUAGES
from db.places import Places
from desktop.__main__ import main

RESOLUTION = "A/RES/78/311"
FU_CONG = "Fu Cong, 1 July 2024"
PRESS = "Press report, July 2024"
COUNCIL = "Council 56: women and AI"
INITIATIVES = "Initiatives and follow-up"
SPOKESPERSON = "Spokesperson, July 2024"


def test_reading_by_the_paragraph(person: Person) -> None:
    person.opens_the_desk()
    person.sees("Enhancing international cooperation on capacity-building", "General Assembly")
    person.sees("Ctrl+L go to op6, PP3", "PP1 Reaffirming: international law")
    person.stands_at(f"{RESOLUTION}, PP1")
    person.takes_a_picture("1-first-start")
    for words, where in {
        "op6": "para. 6",
        "PP3": "PP3",
        "6": "para. 6",
        "para. 7": "para. 7",
        "¶6": "para. 6",
        "78/311, para. 15": "para. 15",
        "preambular paragraph 2": "PP2",
        "fifth preambular paragraph": "PP5",
        "op 6": "para. 6",
    }.items():
        person.goes_to(words)
        person.stands_at(f"{RESOLUTION}, {where}")
    person.sees("a “business environment” which is “fair, open, inclusive", "70 %")
    person.sees_no("Ctrl+L go to")
    person.takes_a_picture("2-paragraph-6")
    person.presses("Ctrl+Down", "J")
    person.stands_at(f"{RESOLUTION}, para. 8")
    person.presses("Ctrl+Up", "K", "K")
    person.stands_at(f"{RESOLUTION}, para. 5")
    person.goes_to("sixth")
    person.sees("“sixth” is not a paragraph.")
    person.stands_at(f"{RESOLUTION}, para. 5")
    person.takes_a_picture("3-no-paragraph")
    person.goes_to("op99")
    person.sees("There is no paragraph “op99” in this edition.")
    person.takes_a_picture("4-not-in-this-edition")
    person.clicks("Close this message")
    person.sees_no("There is no paragraph")


def test_reading_larger_and_with_the_record(person: Person) -> None:
    person.opens_the_desk()
    person.goes_to("op5")
    person.stands_at(f"{RESOLUTION}, para. 5")
    size = person.letters()
    person.presses("Ctrl++", "Ctrl++", "Ctrl+=", "Ctrl+=", "Ctrl+=", "Ctrl+=")
    assert person.letters() == size + 6
    person.sees("Encourages Member States, the developed countries in particular")
    person.takes_a_picture("1-large")
    person.clicks("Smaller text (Ctrl+-)")
    assert person.letters() == size + 5
    for _ in range(50):
        person.presses("Ctrl+-")
    person.takes_a_picture("2-smallest")
    assert person.letters() < size
    person.presses("Ctrl+0")
    assert person.letters() == size
    person.stands_at(f"{RESOLUTION}, para. 5")
    person.presses("Ctrl+R")
    person.sees("Agenda item: Item 13", "Symbol: A/RES/78/311")
    person.takes_a_picture("3-record")
    person.presses("Ctrl+R")
    person.sees_no("Symbol: A/RES/78/311")
    person.stands_at(f"{RESOLUTION}, para. 5")
    person.presses("Shift+F9")
    person.sees_no("Contents", "cards due", "search everything")
    person.takes_a_picture("4-only-the-page")
    person.presses("Shift+F9", "F1")
    person.types("go to para")
    person.sees("Go to paragraph", "Ctrl+L")
    person.takes_a_picture("5-keys")
    person.chooses("Help", "About Resolute")
    person.sees("Resolute")
    person.takes_a_picture("6-about")


def test_reading_along_links(person: Person) -> None:
    person.opens_the_desk()
    person.turns_to("Library")
    person.sees("Press report on resolution 78/311")
    person.takes_a_picture("1-library")
    person.clicks_row("Press report on resolution 78/311")
    person.stands_at(f"{PRESS}, para. 1")
    person.goes_to("5")
    person.stands_at(f"{PRESS}, para. 5")
    person.takes_a_picture("2-press-report")
    person.clicks_words("A/RES/78/311, para. 6")
    person.stands_at(f"{RESOLUTION}, para. 6")
    person.sees("Calls upon the international community")
    person.takes_a_picture("3-along-the-link")
    person.clicks_words("para. 7")
    person.stands_at(f"{RESOLUTION}, para. 7")
    person.presses("Alt+Left")
    person.stands_at(f"{RESOLUTION}, para. 6")
    person.presses("Alt+Left")
    person.stands_at(f"{PRESS}, para. 5")
    person.presses("Alt+Right", "Alt+Right")
    person.stands_at(f"{RESOLUTION}, para. 7")
    person.goes_to("op6")
    person.stands_at(f"{RESOLUTION}, para. 6")
    person.clicks_before("See PP6")
    person.presses("Ctrl+Right", "Return")
    person.stands_at(f"{RESOLUTION}, PP6")
    person.goes_to("PP2")
    person.clicks_words("69/313")
    person.sees("A/RES/69/313 is not in the library yet.", "Open the official text in the browser")
    person.takes_a_picture("4-not-in-the-library")
    person.stands_at(f"{RESOLUTION}, PP2")


def test_reading_in_tabs(person: Person) -> None:
    person.opens_the_desk()
    person.goes_to("fu-cong p5")
    person.stands_at(f"{FU_CONG}, para. 5")
    person.sees("The goal is to help all countries")
    person.takes_a_picture("1-quoted")
    person.clicks_tab(RESOLUTION)
    person.stands_at(f"{RESOLUTION}, PP1")
    person.clicks_tab(FU_CONG)
    person.stands_at(f"{FU_CONG}, para. 5")
    person.turns_to("Library")
    for title, where in {
        "Press report on resolution": f"{PRESS}, para. 1",
        "Joint statement on AI": f"{COUNCIL}, para. 1",
        "Initiatives around the": f"{INITIATIVES}, para. 1",
        "Statement of the Chinese": f"{SPOKESPERSON}, para. 1",
    }.items():
        person.clicks_row(title)
        person.stands_at(where)
    titles = [RESOLUTION, FU_CONG, PRESS, COUNCIL, INITIATIVES, SPOKESPERSON]
    person.has_tabs(titles)
    person.takes_a_picture("2-six-tabs")
    person.presses("Ctrl+2")
    person.stands_at(f"{FU_CONG}, para. 5")
    person.presses("Ctrl+PgDown")
    person.stands_at(f"{PRESS}, para. 1")
    person.presses("Ctrl+PgUp", "Ctrl+PgUp")
    person.stands_at(f"{RESOLUTION}, PP1")
    person.presses("Ctrl+9")
    person.stands_at(f"{SPOKESPERSON}, para. 1")
    person.presses("Ctrl+2", "Ctrl+W")
    person.has_tabs([title for title in titles if title != FU_CONG])
    person.presses("Ctrl+Shift+T")
    person.stands_at(f"{FU_CONG}, para. 5")
    for _ in titles:
        person.presses("Ctrl+W")
    person.has_tabs([])
    person.sees("Open a document from the library (Alt+1).")
    person.turns_to("Contents")
    person.sees("The outline of the document in front stands here.")
    person.turns_to("Library")
    person.takes_a_picture("3-nothing-open")


def test_reading_in_six_languages(
    person: Person, places: Places, six_languages: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    person.opens_the_desk(f"{RESOLUTION} op6")
    person.stands_at(f"{RESOLUTION}, para. 6")
    person.adds_official_texts(six_languages)
    person.sees("Added", "in Arabic, Chinese, English, French, Russian, Spanish.")
    person.takes_a_picture("1-added")
    for language, name in LANGUAGES.items():
        show = ["show", f"{RESOLUTION} op6", "--lang", language, "--edition", "official", "--json"]
        assert main(["--data-dir", str(places.data), *show]) == 0
        (passage,) = json.loads(capsys.readouterr().out)
        person.picks(f"Official text · {name}", "Edition")
        person.sees(f"para. 6 · Official text · {name}", passage["text"])
        person.takes_a_picture(f"2-{language}")
    person.picks("Study digest", "Edition")
    person.sees("para. 6 · Study digest")
    seen = ["Study digest"]
    for _ in LANGUAGES:
        person.presses("Ctrl+E")
        person.waits(lambda: person.reads_edition() != seen[-1])
        seen.append(person.reads_edition())
        person.stands_at(f"{RESOLUTION}, para. 6")
    assert sorted(seen[1:]) == sorted(f"Official text · {name}" for name in LANGUAGES.values())
    person.turns_to("Library")
    person.takes_a_picture("3-library")


def test_reading_in_every_theme(person: Person) -> None:
    person.opens_the_desk("fu-cong p3")
    person.stands_at(f"{FU_CONG}, para. 3")
    for name, paper in {
        "Dark": "#1B1E21",
        "Sepia": "#F8F0DE",
        "High contrast": "#000000",
        "Light": "#FFFFFF",
    }.items():
        person.chooses("View", "Theme", name)
        person.waits(lambda paper=paper: person.paper() == paper)
        person.stands_at(f"{FU_CONG}, para. 3")
        person.takes_a_picture(name.lower().replace(" ", "-"))
