"""A person for every journey, with a data folder of their own and the bundled library."""

import gc
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hands import Screen
from person import Person
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.library import bundled
from db.places import Places

ALBUM = Path(__file__).with_name("screenshots")
SHARED = bundled.CHECKOUT.parent / "shared"
LARGE, MIDDLE = Screen("light", 1600, 1000), Screen("dark", 1024, 700)

if os.environ.get("QT_QPA_PLATFORM") == "offscreen" and sys.platform != "win32":
    # The plugin's own screen has 800x800 pixels, and no window comes back larger than its screen.
    config = Path(__file__).with_name("screen.json")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={config}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Menus ask for what the offscreen plugin cannot do, and it says so in the log."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(scope="package", autouse=True)
def _collected_in_this_thread() -> Iterator[None]:
    """Collect garbage where the desk does: in the thread of the windows, between two journeys."""
    gc.collect()
    gc.freeze()
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(params=[LARGE, MIDDLE], ids=str)
def screen(request: pytest.FixtureRequest) -> Screen:
    """The look and size of a journey's window."""
    found: Screen = request.param
    return found


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "data", library_override=bundled.ensure())


@pytest.fixture
def person(
    qtbot: QtBot,
    qapp: QApplication,
    places: Places,
    screen: Screen,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Person]:
    """Somebody whose rounds are always the same, and who leaves no window open."""
    monkeypatch.setattr("secrets.randbelow", lambda _: 311)
    journey = re.sub(r"^test_|\[.*", "", request.node.name).replace("_", "-")
    somebody = Person(qtbot, places, screen, ALBUM / journey)
    yield somebody
    somebody.leaves()
    qapp.setStyleSheet("")
    qapp.setPalette(qapp.style().standardPalette())
    assert not [one for one in qapp.topLevelWidgets() if one.isVisible()]
    gc.collect()


@pytest.fixture(scope="session")
def six_languages() -> Path:
    """Official texts in six languages; the journey is skipped where they are absent."""
    found = SHARED / "corpora" / "ga-six-languages.zip"
    if not found.is_file():
        pytest.skip(
            f"the official texts {SHARED.name}/corpora/{found.name} are not beside this checkout"
        )
    return found
