"""Questions made from twenty real resolutions, for a reader to judge and for a test to compare.

The resolutions are of `../shared/corpora`, drawn by lot from six sessions; those on a matter of an
earlier one stand beside its text. Words are weighed as in the program: against some two thousand
paragraphs of other resolutions.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from db.formats import akn
from db.quiz.generate import generate
from db.quiz.generate.material import Material, common_words, words_beside
from db.quiz.models import Question

ARCHIVE = Path(__file__).parents[3] / "shared" / "corpora" / "ga-english-75-80.zip"
APART = 40
"""Every fortieth file of the archive is the library that words are weighed against."""

SEED, EACH = 101, 10
"""The seed, and how many questions of each resolution are judged."""


def materials(members: dict[str, str]) -> Iterator[Material]:
    """Read the resolutions: `members` are their files, each with that of the earlier year or ``."""
    with ZipFile(ARCHIVE) as opened:
        texts = {name: akn.parse(opened.read(name)).edition for name in members}
        library = [_paragraphs(opened, one) for one in sorted(opened.namelist())[::APART]]
        earlier = {one: akn.parse(opened.read(one)).edition for one in members.values() if one}
    for name, text in texts.items():
        rest = [words for title, found in library if title != text.title for words in found]
        yield Material(
            text, earlier=earlier.get(members[name]), common=common_words(rest),
            beside=words_beside(rest),
        )  # fmt: skip


def _paragraphs(opened: ZipFile, name: str) -> tuple[str, list[str]]:
    """Return a resolution's title and paragraphs; of several in a file those of the first."""
    edition = akn.parse_all(opened.read(name))[0].edition
    return edition.title, [one.text for one in edition.passages]


def questions(members: dict[str, str]) -> Iterator[tuple[Material, Question]]:
    """Make the questions that are judged."""
    for material in materials(members):
        for one in generate(material, seed=SEED, count=EACH):
            yield material, one


def digest(question: Question) -> str:
    """Tell a question from any other wording of it: its prompt, what it shows, and every answer."""
    said = [question.prompt, question.text, question.quote, *question.others, *question.targets]
    said += [f"{choice.correct} {choice.text}" for choice in question.choices]
    said += [item.text for item in question.items] + list(question.within)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:10]
