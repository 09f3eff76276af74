"""The scripts of the six languages: which families have them, and what to do where none has."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QFontDatabase

System = QFontDatabase.WritingSystem
_SYSTEMS = {
    "ar": (System.Arabic,),
    "zh": (System.SimplifiedChinese, System.TraditionalChinese),
    "ru": (System.Cyrillic,),
}
_LATIN = (System.Latin,)
_NAMES = {"ar": "Arabic", "zh": "Chinese", "ru": "Cyrillic"}
PACKAGES = {"ar": "fonts-noto-core", "zh": "fonts-noto-cjk", "ru": "fonts-noto-core"}
"""What Debian and Ubuntu call the packages with a face for a language's script."""
Installed = Callable[[System], Sequence[str]]


def families(language: str, installed: Installed = QFontDatabase.families) -> list[str]:
    """List the installed families that have a language's script, by name."""
    systems = _SYSTEMS.get(language, _LATIN)
    return sorted({family for system in systems for family in installed(system)})


def missing(language: str, installed: Installed = QFontDatabase.families) -> str:
    """Say what to install for a language that no installed font can show; empty if one can."""
    if language not in _SYSTEMS or families(language, installed):
        return ""
    return (
        f"No font for {_NAMES[language]} is installed, so this text shows as boxes. On Debian and "
        f"Ubuntu: apt-get install {PACKAGES[language]}; elsewhere install Noto for "
        f"{_NAMES[language]}. Then start Resolute again."
    )
