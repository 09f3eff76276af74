"""What was read to its end is told once, and nothing is told of what was taken back."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from desktop.desk.questioning import Questioning
from desktop.quiz.lookup import PartsRead

DOCUMENT, PART = "A/RES/78/311", {"The operative part": ("op1", "op2")}


class Asked:
    """Stands for a worker whose answers come when the test wants them."""

    def __init__(self) -> None:
        self.answers: list[Callable[[Any], None]] = []

    def ask(self, _owner: QObject, _work: object, done: Callable[[Any], None], **_: str) -> None:
        self.answers.append(done)


def made(parent: QObject) -> tuple[Questioning, Asked, list[str]]:
    worker, told = Asked(), []
    questioning = Questioning(None, None, worker, lambda: (), parent)  # type: ignore[arg-type]
    questioning.told.connect(told.append)
    return questioning, worker, told


def test_a_part_read_to_its_end_is_told_once() -> None:
    parent = QObject()
    questioning, worker, told = made(parent)
    questioning.read_changed(DOCUMENT, ())
    assert worker.answers == []
    for _ in range(2):
        questioning.read_changed(DOCUMENT, ("op1", "op2"))
        worker.answers[-1](PartsRead(DOCUMENT, PART))
    assert told == ["The operative part is read. Quiz > Check what I read asks three questions."]


def test_what_was_read_before_the_start_is_not_told() -> None:
    parent = QObject()
    questioning, worker, told = made(parent)
    questioning.read_changed(DOCUMENT, ("op1", "op2"))
    worker.answers[-1](PartsRead(DOCUMENT, PART))
    assert told == []


def test_an_answer_on_what_was_taken_back_is_dropped() -> None:
    parent = QObject()
    questioning, worker, told = made(parent)
    questioning.read_changed(DOCUMENT, ())
    questioning.read_changed(DOCUMENT, ("op1", "op2"))
    questioning.read_changed(DOCUMENT, ())
    worker.answers[-1](PartsRead(DOCUMENT, PART))
    assert told == []
    questioning.read_changed(DOCUMENT, ("op1", "op2"))
    worker.answers[-1](PartsRead(DOCUMENT, PART))
    assert len(told) == 1
