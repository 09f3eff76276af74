"""An afternoon with many tabs: pinned, doubled, walked through, closed and brought back; and links
that lead out of the window and in again."""

import os
import sys
from pathlib import Path

import pytest
from person import Person
from PySide6.QtCore import QProcess, QProcessEnvironment
from pytestqt.qtbot import QtBot

from db.library.bundled import CHECKOUT
from db.places import Places
from desktop import instance

RESOLUTION = "A/RES/78/311"
FU_CONG = "Fu Cong, 1 July 2024"
PRESS = "Press report, July 2024"
COUNCIL = "Council 56: women and AI"
SPOKESPERSON = "Spokesperson, July 2024"
ALL = [RESOLUTION, FU_CONG, PRESS, COUNCIL, SPOKESPERSON]


def opens_five(person: Person) -> None:
    person.opens_the_desk()
    for words, where in {
        "fu-cong p3": f"{FU_CONG}, para. 3",
        "press-report p5": f"{PRESS}, para. 5",
        "hrc-56 p2": f"{COUNCIL}, para. 2",
        "spokesperson p1": f"{SPOKESPERSON}, para. 1",
    }.items():
        person.goes_to(words)
        person.stands_at(where)
    person.has_tabs(ALL)


def test_tabs(person: Person) -> None:
    opens_five(person)
    person.presses("Ctrl+Shift+PgUp", "Ctrl+Shift+PgUp")
    person.has_tabs([RESOLUTION, FU_CONG, SPOKESPERSON, PRESS, COUNCIL])
    person.sees("Tab 3 of 5")
    person.presses("Ctrl+1", "Ctrl+Shift+I")
    person.sees("Pinned: it stays open.")
    person.presses("Ctrl+W")
    person.sees("This tab is pinned. Unpin it first, then close it.")
    person.drags_tab(COUNCIL, onto=RESOLUTION)
    person.has_tabs([RESOLUTION, COUNCIL, FU_CONG, SPOKESPERSON, PRESS])
    person.takes_a_picture("1-pinned")

    person.holds_and_presses("Ctrl", "Tab", "Tab")
    person.sees(f"{SPOKESPERSON}, para. 1")
    person.takes_a_picture("2-walking")
    person.lets_go_of("Ctrl")
    person.stands_at(f"{SPOKESPERSON}, para. 1")
    person.presses("Ctrl+Tab")
    person.stands_at(f"{COUNCIL}, para. 2")

    person.presses("Ctrl+Shift+K")
    person.waits(lambda: person.tabs().count(COUNCIL) == 2)
    person.goes_to("p7")
    person.stands_at(f"{COUNCIL}, para. 7")
    person.presses("Ctrl+PgUp")
    person.stands_at(f"{COUNCIL}, para. 2")
    person.takes_a_picture("3-the-same-twice")

    person.chooses("Tab", "Close other tabs")
    person.has_tabs([RESOLUTION, COUNCIL])
    person.sees("4 tabs closed.")
    person.presses(*["Ctrl+Shift+T"] * 4)
    back = [RESOLUTION, COUNCIL, COUNCIL, FU_CONG, SPOKESPERSON, PRESS]
    person.has_tabs(back)
    person.presses("Ctrl+3")
    person.stands_at(f"{COUNCIL}, para. 7")
    person.clicks_tab_with_the_wheel(PRESS)
    assert PRESS not in person.tabs()
    person.picks_from_list_of_tabs(f"{FU_CONG}, para. 3")
    person.stands_at(f"{FU_CONG}, para. 3")


def test_ways_back(person: Person) -> None:
    person.opens_the_desk()
    person.goes_to("op7")
    person.stands_at(f"{RESOLUTION}, para. 7")
    person.presses("PgDown")
    before = person.text_on_the_page()
    person.goes_to("fu-cong p3")
    person.stands_at(f"{FU_CONG}, para. 3")
    person.presses("Ctrl+1", "Ctrl+W")
    person.has_tabs([FU_CONG])
    person.clicks_the_side_button("back")
    person.waits(lambda: sorted(person.tabs()) == [RESOLUTION, FU_CONG])
    person.waits(lambda: person.text_on_the_page() == before)
    person.clicks_the_side_button("forward")
    person.stands_at(f"{FU_CONG}, para. 3")
    person.takes_a_picture("1-and-forward")


def test_links(person: Person) -> None:
    person.opens_the_desk()
    person.goes_to("op6")
    person.stands_at(f"{RESOLUTION}, para. 6")
    person.presses("Ctrl+Shift+Y")
    person.sees("Link copied: A/RES/78/311, para. 6")
    link = person.clipboard()
    assert link == "resolute:A/RES/78/311#op6"
    person.goes_to("fu-cong p3")
    person.stands_at(f"{FU_CONG}, para. 3")
    person.presses("Ctrl+L", "Ctrl+V", "Return")
    person.stands_at(f"{RESOLUTION}, para. 6")
    person.presses("Alt+Left")
    person.stands_at(f"{FU_CONG}, para. 3")
    person.presses("Ctrl+Shift+F", "Ctrl+V")
    person.sees("A link to a paragraph. Press Enter to open it.")
    person.takes_a_picture("1-pasted")
    person.presses("Return")
    person.stands_at(f"{RESOLUTION}, para. 6")
    person.goes_to("resolute:A/RES/78/311?edition=official&lang=fr#op7")
    person.sees("“Official text · Français” of A/RES/78/311 is not here. This is “Study digest”.")
    person.goes_to("resolute:no-such-thing#p1")
    person.sees("There is no document “no-such-thing” in the library.")
    person.takes_a_picture("2-stale")


@pytest.mark.skipif(sys.platform == "win32", reason="the socket is looked for in a folder")
def test_a_second_start(
    person: Person, places: Places, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "run").mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    person.opens_the_desk()
    person.stands_at(f"{RESOLUTION}, PP1")
    person.waits(lambda: os.path.exists(instance.channel(places.data)))
    words = ["fu-cong", "p2", "resolute:press-report#p4"]
    program = QProcess()
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    program.setProcessEnvironment(environment)
    program.setWorkingDirectory(str(CHECKOUT))
    with qtbot.waitSignal(program.finished, timeout=30_000):
        program.start(sys.executable, ["-m", "desktop", "--data-dir", str(places.data), *words])
    assert program.exitCode() == 0
    person.stands_at(f"{PRESS}, para. 4")
    person.presses("Ctrl+Tab")
    person.stands_at(f"{FU_CONG}, para. 2")
    person.takes_a_picture("1-handed-over")
