"""Notes on their way: into a paper one writes, to somebody else, and back again."""

import json
from pathlib import Path

from person import Person

RESOLUTION = "A/RES/78/311"


def _highlights(person: Person) -> None:
    person.opens_the_desk(f"{RESOLUTION} op6")
    person.stands_at(f"{RESOLUTION}, para. 6")
    person.selects("life cycle")
    person.presses("3")
    person.waits(lambda: person.marked() == ["life cycle"])


def test_quoting_one_s_notes_in_a_paper(person: Person, tmp_path: Path) -> None:
    _highlights(person)
    person.presses("Ctrl+Alt+E")
    person.sees("Notes out", "1 note", "> life cycle")
    person.takes_a_picture("1-markdown")
    person.clicks("Copy as quotations")
    person.sees("1 note copied as quotations")
    assert person.clipboard() == f"life cycle (study digest of {RESOLUTION}, para. 6)"
    path = tmp_path / "notes.md"
    person.chooses_the_file(path, lambda: person.clicks("Save…"))
    person.sees(f"1 note saved as {path}")
    assert "> life cycle" in path.read_text(encoding="utf-8")
    sheet = tmp_path / "sheet.pdf"
    person.chooses_the_file(sheet, lambda: person.clicks("Save as PDF…"))
    person.sees(f"1 page saved as {sheet}")
    person.takes_a_picture("2-saved")


def test_bringing_in_what_a_colleague_marked(person: Person, tmp_path: Path) -> None:
    person.opens_the_desk(f"{RESOLUTION} op6")
    person.stands_at(f"{RESOLUTION}, para. 6")
    selector = {"type": "TextQuoteSelector", "exact": "life cycle", "prefix": "the whole “"}
    url = f"https://undocs.org/en/{RESOLUTION}"
    row = {"id": "x", "uri": url, "text": "See here", "tags": ["read"],
           "target": [{"source": url, "selector": [selector]}]}  # fmt: skip
    path = tmp_path / "colleague.json"
    path.write_text(json.dumps({"rows": [row]}), encoding="utf-8")
    person.chooses_the_file(path, lambda: person.chooses("Note", "Import notes…"))
    person.sees("1 note would be added.", "Found in the text: 1", "Nothing is changed yet.")
    person.takes_a_picture("1-preview")
    person.presses("Space")
    person.sees("1 note was added.")
    person.takes_a_picture("2-added")
    person.presses("Ctrl+PgUp")
    person.stands_at(f"{RESOLUTION}, para. 6")
    person.waits(lambda: person.marked() == ["life cycle"])
    person.presses("Ctrl+Z")
    person.waits(lambda: person.marked() == [])


def test_a_colleague_s_names_of_colours_come_and_go_with_the_notes(
    person: Person, tmp_path: Path
) -> None:
    person.opens_the_desk(f"{RESOLUTION} op6")
    person.stands_at(f"{RESOLUTION}, para. 6")
    selector = {"type": "TextQuoteSelector", "exact": "life cycle", "prefix": "the whole “"}
    target = {"source": f"resolute:{RESOLUTION}", "styleClass": ["green"], "selector": [selector]}
    sheet = {"type": "CssStylesheet", "label": "Evidence"}
    path = tmp_path / "colleague.jsonld"
    path.write_text(json.dumps([{"id": "urn:x:1", "target": target, "stylesheet": sheet}]))
    assert person.desk.features is not None
    names = person.desk.features.panels.color_names
    person.chooses_the_file(path, lambda: person.chooses("Note", "Import notes…"))
    person.sees("names for colours that have none here: green “Evidence”")
    person.takes_a_picture("1-preview")
    person.presses("Space")
    person.sees("1 note was added.")
    person.waits(lambda: names.name("green") == "Evidence")
    person.presses("Ctrl+PgUp")
    person.waits(lambda: person.marked() == ["life cycle"])
    person.takes_a_picture("2-added")
    person.presses("Ctrl+Z")
    person.waits(lambda: person.marked() == [] and names.name("green") == "Green")
