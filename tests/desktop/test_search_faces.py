"""Faces loaded before hits are painted in them, and who speaks, said as there is room."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFont, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from db.models import EditionKey, Hit
from desktop.search import delegate, wording
from desktop.search.delegate import HitDelegate
from desktop.search.faces import loading
from desktop.search.hit_list import HitList
from desktop.search.hits import HitModel
from desktop.theme import Theme


def hit(kind: str, language: str) -> Hit:
    key = EditionKey("A/RES/78/311", kind, language)
    return Hit(key, "op6", "A title", "official", "words", (), (), 1.0)


def test_a_face_is_loaded_a_step_and_only_for_languages_there_are(qapp: QApplication) -> None:
    assert len(list(loading(QFont(), ["en", "fr", "xx"]))) == 0
    assert len(list(loading(QFont(), ["en", "ar"]))) == 3
    assert len(list(loading(QFont(), {"ru", "zh", "ar"}))) == 9


def test_the_language_is_named_where_a_document_has_several() -> None:
    assert wording.voice(hit("official", "fr")) == ("official · Français", "official fr")
    assert wording.voice(hit("import", "de")) == ("official · de", "official de")
    assert wording.voice(hit("digest", "en")._replace(voice="digest")) == ("digest",)


@pytest.mark.parametrize(("width", "said"), [(2000, "official · Français"), (40, "official fr")])
def test_it_is_said_as_there_is_room(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch, width: int, said: str
) -> None:
    heard: list[str] = []
    whole: Callable[..., str] = delegate._head

    def listening(document: str, where: str, right: str, *rest: object) -> str:
        heard.append(right)
        return whole(document, where, right, *rest)

    monkeypatch.setattr(delegate, "_head", listening)
    model = HitModel()
    model.show((hit("official", "fr"),), more=False)
    hits = HitList(model, theme, None)  # type: ignore[arg-type]  # a window of its own
    qtbot.addWidget(hits)
    option = QStyleOptionViewItem()
    option.rect.setRect(0, 0, width, 80)
    option.font = hits.font()
    pixmap = QPixmap(width, 80)
    painter = QPainter(pixmap)
    paints = hits.itemDelegate()
    assert isinstance(paints, HitDelegate)
    paints.paint(painter, option, model.index(0, 0))
    painter.end()
    assert heard == [said]
