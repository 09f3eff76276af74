"""Garbage is collected in the thread of the windows, and only there."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import garbage


class Cycle:
    """Something that only the collector can take away; it tells in which thread that was."""

    def __init__(self, seen: list[str]) -> None:
        self.itself, self._seen = self, seen

    def __del__(self) -> None:
        self._seen.append(threading.current_thread().name)


@pytest.fixture
def parent() -> Iterator[QObject]:
    made = QObject()
    yield made
    made.deleteLater()


def test_workers_collect_nothing_and_the_window_does(
    qtbot: QtBot, parent: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(garbage, "INTERVAL", 1)
    seen: list[str] = []

    def litter() -> None:
        Cycle(seen)
        kept = [[n] for n in range(5000)]
        kept.append(kept)

    garbage.Collector(parent)
    assert not gc.isenabled()
    worker = threading.Thread(target=litter, name="worker")
    worker.start()
    worker.join()
    assert seen == []
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [threading.main_thread().name]


def test_collecting_waits_for_a_rest_but_not_for_ever(
    qapp: QApplication, parent: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []
    monkeypatch.setattr(gc, "collect", lambda generation=-1: looked.append(generation))
    monkeypatch.setattr(gc, "get_count", lambda: (0, 99, 99))
    monkeypatch.setattr(garbage, "MOST_PUT_OFF", 3)
    collector = garbage.Collector(parent)
    monkeypatch.setattr(garbage, "AT_REST", 0.0)  # always at work
    for _ in range(6):
        collector.collect()
    assert looked == [-1, 2]


def test_all_that_lives_is_looked_through_in_a_long_rest_only(
    qapp: QApplication, parent: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []
    monkeypatch.setattr(gc, "collect", lambda generation=-1: looked.append(generation))
    monkeypatch.setattr(gc, "get_count", lambda: (0, 99, 99))
    monkeypatch.setattr(garbage, "LONG_REST", 3)
    collector = garbage.Collector(parent)
    collector.collect()
    assert looked == [-1]
    monkeypatch.setattr(garbage, "AT_REST", 1e9)
    for _ in range(3):
        collector.collect()
    assert looked == [-1, 1, 1, 2]
    monkeypatch.setattr(garbage, "AT_REST", 0.0)
    collector.collect()
    assert looked == [-1, 1, 1, 2], "somebody is at work"
    monkeypatch.setattr(garbage, "AT_REST", 1e9)
    collector.collect()
    assert looked == [-1, 1, 1, 2, 1], "the rest has begun anew"
