"""Words that name a key name the one that there is."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.keys.keyed import fill_in, keyed


def test_words_name_the_key_there_is_and_none_where_there_is_none(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    tip, hint, short, sentence, plain = (QLabel("as it was", window) for _ in range(5))
    for label in (tip, hint, short, sentence, plain):
        column.addWidget(label)
    keyed(tip, "Go there ({key})", "go_to", "toolTip", "accessibleName")
    keyed(hint, "{key}  go there", "go_to", "text")
    keyed(short, "{short}  search", "search", "text")
    keyed(sentence, "{key} adds texts.", "official", "text")
    assert tip.toolTip() == tip.accessibleName() == "Go there (Ctrl+L)"
    assert [label.text() for label in (hint, short, sentence, plain)] == [
        "Ctrl+L  go there", "/  search", "Ctrl+O adds texts.", "as it was",
    ]  # fmt: skip
    fill_in(window, lambda name: ["Ctrl+J", "J"] if name == "search" else ["Ctrl+J"])
    assert tip.toolTip() == tip.accessibleName() == "Go there (Ctrl+J)"
    assert [label.text() for label in (hint, short, sentence, plain)] == [
        "Ctrl+J  go there", "J  search", "Ctrl+J adds texts.", "as it was",
    ]  # fmt: skip
    fill_in(window, lambda _name: [])
    assert tip.toolTip() == "Go there"
    assert [label.text() for label in (hint, short, sentence)] == [
        "go there", "search", "The menu adds texts.",
    ]  # fmt: skip
