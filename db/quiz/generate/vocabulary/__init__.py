"""The words by which texts of the six languages are taken apart: links, months, units, askings.

Each language is a module of its own, read when a text of it is asked about.
"""

from functools import cache
from importlib import import_module

from db.quiz.generate.vocabulary.words import Vocabulary

__all__ = ["Vocabulary", "vocabulary"]

_MODULES = {
    "en": "english", "fr": "french", "es": "spanish", "ru": "russian", "ar": "arabic",
    "zh": "chinese",
}  # fmt: skip


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return a language's words; those of English for one that has none of its own."""
    module = import_module(f"{__name__}.{_MODULES.get(language, 'english')}")
    found: Vocabulary = module.WORDS
    return found
