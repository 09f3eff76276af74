"""Citing and printing: words with where they are from, and the document on paper."""

from pathlib import Path

import pypdfium2
from person import Person

RESOLUTION = "A/RES/78/311"


def test_citing_in_a_house_style(person: Person) -> None:
    person.opens_the_desk(f"{RESOLUTION} op6")
    person.stands_at(f"{RESOLUTION}, para. 6")
    person.presses("Ctrl+Alt+C")
    person.sees("Copied the citation in UN")
    assert person.clipboard() == "A/RES/78/311, para. 6"
    person.chooses("Note", "Citation style", "OSCOLA")
    person.sees("Citations are written in this style from now on: OSCOLA")
    person.presses("Ctrl+Alt+C")
    person.sees("Copied the citation in OSCOLA")
    assert person.clipboard() == "UNGA Res 78/311 (1 July 2024) UN Doc A/RES/78/311, para 6"
    person.takes_a_picture("1-oscola")
    person.presses("Shift+Down", "Shift+Down", "Shift+Down", "Shift+Down", "Shift+Down")
    person.presses("Shift+Down", "Shift+Down", "Shift+Down", "Ctrl+Shift+C")
    person.sees("Copied, cited in OSCOLA")
    first, *_, last = person.clipboard().splitlines()
    assert first.startswith("6. Calls upon the international community")
    assert last.startswith("— study digest of UNGA Res 78/311")
    assert last.endswith("paras 6–7")
    person.closes()
    person.comes_back(f"{RESOLUTION} op7")
    person.stands_at(f"{RESOLUTION}, para. 7")
    person.presses("Ctrl+Alt+C")
    person.sees("Copied the citation in OSCOLA")


def test_citing_a_speaker(person: Person) -> None:
    person.opens_the_desk("fu-cong p5")
    person.stands_at("Fu Cong, 1 July 2024, para. 5")
    person.selects("bridge the digital divide")
    person.presses("Ctrl+Shift+C")
    person.sees("Copied, cited in UN")
    assert person.clipboard() == (
        "“bridge the digital divide” (Fu Cong (Permanent Representative of China to the United "
        "Nations), “Statement introducing the draft resolution”, General Assembly, seventy-eighth "
        "session, 97th plenary meeting, 1 July 2024, A/78/PV.97, study edition, para. 5)"
    )


def test_printing_with_highlights_and_notes(person: Person, tmp_path: Path) -> None:
    person.opens_the_desk(f"{RESOLUTION} op6")
    person.stands_at(f"{RESOLUTION}, para. 6")
    person.selects("life cycle")
    person.presses("3")
    person.waits(lambda: person.marked() == ["life cycle"])
    person.presses("N")
    person.types("From design to retirement.")
    person.clicks("Done")
    person.presses("Ctrl+P")
    person.sees("On paper", "My highlights", "Preview, page 1 of 7")
    person.takes_a_picture("1-preview")
    person.clicks("My notes")
    person.sees("6 pages")
    person.clicks("My notes")
    person.sees("7 pages")
    path = tmp_path / "resolution.pdf"
    person.chooses_the_file(path, lambda: person.clicks("Save as PDF…"))
    person.sees(f"Saved as {path}")
    person.takes_a_picture("2-saved")
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path)]
    assert all(
        "Resolute study digest: retold for study, not the official text." in p for p in pages
    )
    assert "From design to retirement." in " ".join(pages[-1].split())
