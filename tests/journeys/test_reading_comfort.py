"""An evening of long reading: letters, lines, colours to one's liking, and hands off the keys."""

from pathlib import Path

from person import Person

RESOLUTION = "A/RES/78/311"


def test_comfort(person: Person) -> None:
    person.opens_the_desk()
    person.goes_to("op6")
    person.stands_at(f"{RESOLUTION}, para. 6")
    person.presses("Ctrl+,")
    person.sees("Type and colours", "This is how the page is set", "Line spacing")
    person.takes_a_picture("01-type-and-colours")
    person.presses("Tab", "Up", "Up")
    person.waits(lambda: person.letters() == 20)
    person.presses("Tab", "Tab", "Tab", "Tab", "Up", "Up", "Up")
    person.presses("Tab", "Down", "Down", "Down", "Down")
    person.takes_a_picture("02-to-ones-liking")
    person.clicks("Justify the lines")
    person.stands_at(f"{RESOLUTION}, para. 6")
    person.takes_a_picture("03-justified")
    person.presses("Escape")
    person.sees_no("Line spacing")
    person.presses("Down", "Down")
    person.presses("F7")
    person.takes_a_picture("04-ruler")
    person.chooses("View", "Theme", "Sepia")
    person.waits(lambda: person.paper() == "#F8F0DE")
    person.takes_a_picture("05-sepia")
    person.presses("Shift+F9")
    person.sees_no("Study digest", "Contents", "cards due")
    person.takes_a_picture("06-only-the-page")
    person.presses("F8")
    before = person.text_on_the_page()
    person.waits(lambda: person.text_on_the_page() != before)
    person.presses("Space")
    paused = person.text_on_the_page()
    person.presses("+", "-")
    assert person.text_on_the_page() == paused
    person.presses("Escape", "Escape")
    person.sees("Study digest", "cards due")
    person.presses("F7")
    person.closes()
    person.comes_back()
    person.waits(lambda: person.letters() == 20)
    person.takes_a_picture("07-as-it-was-left")
    person.clicks("Type and colours (Ctrl+,)")
    person.clicks("Reset")
    person.waits(lambda: person.letters() == 18)
    person.presses("Ctrl+,")
    person.sees_no("Line spacing")


def test_comfort_in_six_languages(person: Person, six_languages: Path) -> None:
    person.opens_the_desk(f"{RESOLUTION} op6")
    person.stands_at(f"{RESOLUTION}, para. 6")
    person.adds_official_texts(six_languages)
    person.sees("Added", "in Arabic, Chinese, English, French, Russian, Spanish.")
    person.picks("Official text · العربية", "Edition")
    person.sees("para. 6 · Official text · العربية")
    person.clicks("Type and colours (Ctrl+,)")
    person.sees("هكذا تبدو الصفحة")
    person.takes_a_picture("01-arabic")
    person.clicks("Close type and colours")
    person.picks("Official text · 中文", "Edition")
    person.sees("para. 6 · Official text · 中文")
    person.clicks("Type and colours (Ctrl+,)")
    person.sees("页面就是这样排的")
    person.takes_a_picture("02-chinese")
