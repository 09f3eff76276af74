"""Scripts: which families have them, and the sentence where none has."""

import pytest
from PySide6.QtGui import QFontDatabase

from desktop.reader import scripts

System = QFontDatabase.WritingSystem


def only(*systems: System) -> scripts.Installed:
    """Fonts of some scripts and no other."""
    return lambda system: ["Noto Test"] if system in systems else []


@pytest.mark.parametrize("language", ["ar", "zh", "ru"])
def test_a_script_without_a_font_says_which_package_has_one(language: str) -> None:
    words = scripts.missing(language, only(System.Latin))
    assert scripts.PACKAGES[language] in words
    assert scripts._NAMES[language] in words


@pytest.mark.parametrize(
    ("language", "system"),
    [
        ("ar", System.Arabic), ("zh", System.SimplifiedChinese),
        ("zh", System.TraditionalChinese), ("ru", System.Cyrillic),
    ],
)  # fmt: skip
def test_a_script_with_a_font_says_nothing(language: str, system: System) -> None:
    assert scripts.missing(language, only(system)) == ""


@pytest.mark.parametrize("language", ["en", "fr", "es", "xx"])
def test_latin_is_never_missed(language: str) -> None:
    assert scripts.missing(language, only()) == ""


def test_the_families_of_a_script_are_listed_once_by_name(qapp: object) -> None:
    def installed(system: System) -> list[str]:
        return {
            System.SimplifiedChinese: ["Song", "Hei"], System.TraditionalChinese: ["Hei", "Ming"],
        }.get(system, [])  # fmt: skip

    assert scripts.families("zh", installed) == ["Hei", "Ming", "Song"]


def test_the_installed_fonts_are_asked_for(qapp: object) -> None:
    assert scripts.families("en")
    assert set(scripts.families("ar")) != set(scripts.families("zh"))
