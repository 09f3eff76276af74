"""Official texts got in the window: chosen, on their way, stopped, tried again, shown."""

import hashlib
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from db.models import EditionKey
from db.official import catalogue, transport
from db.official.browsing import Offer, Offers
from db.official.transport import Answer, Broken, Stopped
from desktop import network
from desktop.app import Desk
from desktop.network import Line, Network
from desktop.shelf.official_page import OfficialPage
from desktop.theme import Theme
from tests import served as acts
from tests.served import Served

HOME = "A/RES/78/311"
Key = Qt.Key
Open = Callable[..., Desk]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    made = Served()
    monkeypatch.setenv(catalogue.MIRROR, made.address)
    yield made
    made.close()


@pytest.fixture
def texts(server: Served, shared: Path) -> Served:
    """The repository with the real texts of the resolution in all six languages."""
    with zipfile.ZipFile(shared / "corpora" / "ga-six-languages.zip") as archive:
        found = [archive.read(name) for name in archive.namelist() if "78_311" in name]
    by_sum = {hashlib.sha256(data).hexdigest(): data for data in found}
    for text in catalogue.known().of(HOME, ["en", "fr", "es", "ru", "ar", "zh"]):
        server.put_known(HOME, text.language, by_sum[text.sha256])
    return server


def opened(qtbot: QtBot, desk: Desk) -> OfficialPage:
    """Open the page as a person does, once the document in front is there."""
    qtbot.waitUntil(lambda: desk.navigator.reader().edition is not None)
    QTest.keyClick(desk.window, Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    page = desk.window.tabs.page("official")
    assert isinstance(page, OfficialPage)
    qtbot.waitUntil(lambda: page.detail.rows.words_of("en") != "")
    return page


def path_of(server: Served, language: str) -> str:
    (text,) = catalogue.known().of(HOME, [language])
    return f"/{server.name}/{text.commit}/{text.path}"


# the page in the window -----------------------------------------------------------------------


def test_return_gets_the_text_and_return_opens_it(
    open_desk: Open, texts: Served, qtbot: QtBot
) -> None:
    desk = open_desk(HOME)
    page = opened(qtbot, desk)
    assert page.detail.rows.chosen() == ["en"]
    assert page.detail.rows.words_of("en") == "31 KB"
    page.detail.all.click()
    QTest.keyClick(page.offers.list, Key.Key_Return)
    qtbot.waitUntil(lambda: page.detail.message.text().startswith(f"{HOME} is here in English"))
    qtbot.waitUntil(lambda: page.detail.rows.words_of("zh") == "in the library")
    qtbot.waitUntil(page.detail.open.isVisible)
    reader = desk.navigator.readers()[0]
    qtbot.waitUntil(lambda: len(reader.loaded_document.editions) == 7)
    QTest.keyClick(page.offers.list, Key.Key_Return)
    qtbot.waitUntil(lambda: reader.key is not None and reader.key.kind == "official")
    assert desk.navigator.reader() is reader
    assert desk.settings.data("official_languages") == ["en", "fr", "es", "ru", "ar", "zh"]


def test_a_text_that_comes_while_one_reads_is_shown_at_its_edition(
    open_desk: Open, texts: Served, qtbot: QtBot
) -> None:
    desk = open_desk(HOME)
    page = opened(qtbot, desk)
    page.detail.rows.choose(["fr"])
    desk.navigator.open_document("fu-cong")
    with qtbot.waitSignal(desk.features.fetching.arrived) as arrived:
        desk.features.fetching.get(HOME, ["fr"])
    french = EditionKey(HOME, "official", "fr")
    assert arrived.args == [french]
    banner = desk.window.banner
    assert banner.words == f"{HOME} is here in Français\u200e."
    banner._button.click()
    qtbot.waitUntil(lambda: desk.navigator.reader().key == french)


def test_what_stalls_is_stopped_at_once_and_gone_on_with(
    open_desk: Open, texts: Served, qtbot: QtBot
) -> None:
    where = path_of(texts, "fr")
    texts.behave(where, acts.stalled)
    desk = open_desk(HOME)
    page = opened(qtbot, desk)
    page.detail.rows.choose(["en", "fr", "ar"])
    page.detail.get.click()
    qtbot.waitUntil(lambda: page.detail.rows.words_of("fr") == "18 KB of 35 KB")
    assert page.detail.get.isHidden()
    assert page.detail.rows.words_of("en") == "in the library"
    assert page.detail.rows.words_of("ar") == "waiting"
    page.detail.stop.click()
    qtbot.waitUntil(lambda: "Stopped." in page.detail.message.text())
    assert "is here in English" in page.detail.message.text()
    assert page.detail.get.text() == "Try again"
    texts.behave(where, acts.well)
    QTest.keyClick(page.offers.list, Key.Key_Return)
    qtbot.waitUntil(lambda: "is here in Français" in page.detail.message.text())
    ranges = [headers.get("Range") for path, headers in texts.asked if path == where]
    assert ranges == [None, f"bytes={len(texts.files[where]) // 2}-"]


def test_without_a_network_there_is_a_sentence_and_another_way(
    open_desk: Open, server: Served, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.close()
    desk = open_desk(HOME)
    page = opened(qtbot, desk)
    QTest.keyClick(page.offers.list, Key.Key_Return)
    qtbot.waitUntil(lambda: "cannot be reached" in page.detail.message.text())
    chosen: list[str] = []
    asked: list[str] = []
    monkeypatch.setattr(desk.features.adding, "choose", chosen.append)
    page.file_requested.disconnect()
    page.file_requested.connect(chosen.append)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url.toString()))
    page.detail.file.click()
    page.detail.browse.click()
    assert (chosen, asked) == ([HOME], [f"https://undocs.org/en/{HOME}"])


def test_any_symbol_is_looked_for_and_all_sessions_are_browsed(
    open_desk: Open, server: Served, qtbot: QtBot
) -> None:
    server.put("81session/English/A_RES_81_5-2612345E.xml", b"<akomaNtoso/>")
    server.put("data_extract/81.json", acts.session_list(("A/RES/81/5", "On ink and paper")))
    desk = open_desk(HOME)
    page = opened(qtbot, desk)
    page.offers.box.take_focus()
    page.offers.box.setText("81/5")
    assert page.offers.list.currentIndex().data() == "Look for A/RES/81/5"
    page.offers.box.setText("60 / 1")
    QTest.keyClick(page.offers.box, Key.Key_Return)
    qtbot.waitUntil(lambda: "begins with session 74" in page.detail.message.text())
    page.offers.lists.click()
    qtbot.waitUntil(
        lambda: any(one.title == "On ink and paper" for one in page.offers.offers.offers)
    )
    assert page.offers.status.text().startswith("18 resolutions; list of ")
    page.offers.box.setText("ink paper")
    assert page.detail.head.text() == "On ink and paper"
    assert page.detail.facts.text() == "A/RES/81/5 · 1 July 2024"
    assert page.detail.rows.words_of("fr") == "not in the repository"
    page.detail.rows.choose(["fr"])
    QTest.keyClick(page.offers.box, Key.Key_Return)
    assert "none of these languages" in page.detail.message.text()
    assert page.offers.sessions.findText("Session 81") == 1


def test_closing_the_desk_or_the_page_meanwhile_harms_nothing(
    open_desk: Open, texts: Served, qtbot: QtBot
) -> None:
    texts.behave(path_of(texts, "en"), acts.stalled)
    desk = open_desk(HOME)
    page = opened(qtbot, desk)
    QTest.keyClick(page.offers.list, Key.Key_Return)
    qtbot.waitUntil(lambda: "of 31 KB" in page.detail.rows.words_of("en"))
    desk.navigator.open_tabs.close_current()
    qtbot.waitUntil(lambda: desk.features.fetching._page is None)
    assert desk.window.close()


def test_the_page_says_what_is_missing_in_words(theme: Theme, qtbot: QtBot) -> None:
    page = OfficialPage(theme, ["en"])
    qtbot.addWidget(page)
    page.show_offers(Offers((Offer(HOME, "On AI", "1 July 2024", {"en": 30_506}),), "", ("Bad.",)))
    assert page.offers.status.text() == "Bad."
    page.offers.box.setText("nothing has this")
    assert page.detail.head.text() == "Get an official text"
    assert not page.detail.get.isVisibleTo(page)
    page.offers.box.setText("ai")
    assert page.detail.get.isVisibleTo(page)
    page.detail.rows.choose([])
    assert not page.detail.get.isEnabled()
    names = [button.accessibleName() or button.text() for button in page.findChildren(QPushButton)]
    assert all(names)


# the line ---------------------------------------------------------------------------------------


class Worker(QObject):
    """A thread that asks, and what it got."""

    def __init__(self, line: Line, address: str) -> None:
        super().__init__()
        self.came: list[Any] = []
        self._line, self._address = line, address
        self.thread_ = threading.Thread(target=self._ask)
        self.thread_.start()

    def _ask(self) -> None:
        try:
            with self._line.fetch(self._address, {"Accept-Encoding": "identity"}) as answer:
                self.came.append(self._read(answer))
        except (Broken, Stopped) as error:
            self.came.append(error)

    def _read(self, answer: Answer) -> tuple[int, bytes]:
        return answer.status, b"".join(answer.pieces)


@pytest.mark.parametrize(
    ("behaviour", "came"),
    [
        (acts.well, (200, b"ink" * 1000)),
        (acts.status(404), (404, b"no")),
        (acts.status(503), (503, b"no")),
        (acts.to("https://example.org/"), (302, b"")),
        (acts.half, "cut"),
        (acts.stalled, "stalled"),
    ],
)
def test_a_line_brings_home_what_a_server_says(
    server: Served, qtbot: QtBot, behaviour: acts.Behaviour, came: Any
) -> None:
    server.files["/ink"] = b"ink" * 1000
    server.behave("/ink", behaviour)
    owner = QObject()
    asking = Worker(Line(Network(owner), stall=0.5), f"{server.address}/ink")
    qtbot.waitUntil(lambda: bool(asking.came))
    asking.thread_.join(5)
    (what,) = asking.came
    assert (what.cause if isinstance(what, Broken) else what) == came


def test_a_line_that_leads_nowhere(server: Served, qtbot: QtBot) -> None:
    server.close()
    owner = QObject()
    asking = Worker(Line(Network(owner)), f"{server.address}/ink")
    qtbot.waitUntil(lambda: bool(asking.came))
    assert asking.came[0].cause == "unreachable"


def test_a_line_is_hung_up_at_once(server: Served, qtbot: QtBot) -> None:
    server.files["/ink"] = b"ink" * 1000
    server.behave("/ink", acts.stalled)
    owner = QObject()
    line = Line(Network(owner))
    asking = Worker(line, f"{server.address}/ink")
    qtbot.waitUntil(lambda: server.counts["/ink"] == 1)
    line.hang_up()
    asking.thread_.join(5)
    assert isinstance(asking.came[0], Stopped)
    again = Worker(line, f"{server.address}/ink")
    again.thread_.join(5)
    assert isinstance(again.came[0], Stopped)
    assert network.STALL == transport.STALL
