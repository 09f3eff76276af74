"""References: looked at in passing, followed and come back from; terms, register, provenance."""

from pathlib import Path

from person import Person

RESOLUTION = "A/RES/78/311"
PRESS = "Press report, July 2024"
FU_CONG = "Fu Cong, 1 July 2024"


def test_looking_before_going(person: Person) -> None:
    person.opens_the_desk()
    person.goes_to("PP2")
    person.stands_at(f"{RESOLUTION}, PP2")
    person.presses("L", "P")
    person.sees("It is not in the library.", "Official address: https://undocs.org/en/A/RES/70/1")
    person.sees("Open the official address in the browser", "Get the official text…")
    person.takes_a_picture("1-not-in-the-library")
    person.presses("Escape")
    person.sees_no("It is not in the library.")
    person.stands_at(f"{RESOLUTION}, PP2")
    person.presses("Return")
    person.sees("A/RES/70/1 is not in the library yet.", "Get the official text…")
    person.clicks("Close this message")
    person.goes_to("op6")
    person.stands_at(f"{RESOLUTION}, para. 6")
    person.presses("L", "P")
    person.sees(f"{RESOLUTION}, PP6", "Open")
    person.takes_a_picture("2-preview")
    person.presses("P", "Return")
    person.stands_at(f"{RESOLUTION}, PP6")
    person.presses("Alt+Left")
    person.stands_at(f"{RESOLUTION}, para. 6")
    person.presses("F")
    person.takes_a_picture("3-letters")
    person.presses("Escape", "Shift+L", "Return")
    person.sees_no(f"{RESOLUTION}, para. 6 ·")


def test_looking_up_terms_and_people(person: Person) -> None:
    person.opens_the_desk(f"{RESOLUTION} op5")
    person.stands_at(f"{RESOLUTION}, para. 5")
    person.clicks_before("lifelong learning")
    person.presses("P")
    person.sees("Education that goes on after school", "Resolute's glossary, after A/RES/78/311")
    person.takes_a_picture("1-term")
    person.presses("P", "Return")
    person.waits(lambda: person.current_row("Glossary") == "lifelong learning")
    person.takes_a_picture("2-glossary")
    person.presses("Alt+T")
    person.sees("Universal Declaration of Human Rights", "10 December 1948")
    person.takes_a_picture("3-timeline")
    person.goes_to("fu-cong p3")
    person.stands_at(f"{FU_CONG}, para. 3")
    person.sees("Many UN member states widely anticipate")
    person.sees_no("Yet most States")
    person.clicks_words("Fu Cong")
    person.waits(lambda: person.current_row("Register") == "Fu Cong")
    person.sees("Permanent Representative of China to the United Nations")
    person.takes_a_picture("4-register")
    person.presses("Return", "Tab", "Return")
    person.stands_at(f"{FU_CONG}, para. 1")
    person.presses("Alt+R")
    person.types("zim")
    person.sees("Zimbabwe", "1 entry")
    person.presses("Ctrl+Tab")


def test_what_a_report_says_beside_what_the_text_says(person: Person) -> None:
    person.opens_the_desk("press-report p4")
    person.stands_at(f"{PRESS}, para. 4")
    person.clicks_before("not in the text")
    person.presses("P")
    person.sees("Verdict: not in the text", "Reported: “representation and voice”", "Text: nothing")
    person.takes_a_picture("1-verdict")


def test_footnotes_and_where_a_text_is_from(person: Person, six_languages: Path) -> None:
    person.opens_the_desk(RESOLUTION)
    person.adds_official_texts(six_languages)
    person.sees("Added", "in Arabic, Chinese, English, French, Russian, Spanish.")
    person.picks("Official text · English", "Edition")
    person.goes_to("PP1")
    person.stands_at(f"{RESOLUTION}, PP1")
    person.presses("L", "P")
    person.sees(f"{RESOLUTION}, footnote 1", "Resolution 217 A (III).")
    person.takes_a_picture("1-footnote")
    person.presses("Return")
    person.stands_at(f"{RESOLUTION}, footnote 1")
    person.presses("L", "L", "Return")
    person.stands_at(f"{RESOLUTION}, PP1")
    person.presses("Alt+P")
    person.sees(f"Provenance of {RESOLUTION}", "Study digest · English", "Checksum")
    person.types("arab")
    person.sees("Nothing here has “arab”.")
    person.presses("Escape", "Down", "Down")
    person.sees("SHA-256")
    person.takes_a_picture("2-provenance")
