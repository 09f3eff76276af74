"""Questions made from twenty real resolutions, for a reader to judge and for a test to compare.

The resolutions are of `../shared/corpora`, of six sessions, from a page to an annex of forty; some
stand beside the text of the year before. Words are weighed against those of the other nineteen.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from db.formats import akn
from db.models import Edition
from db.quiz.generate import generate
from db.quiz.generate.material import Material, folded
from db.quiz.models import Question

ARCHIVE = Path(__file__).parents[3] / "shared" / "corpora" / "ga-english-75-80.zip"
SEED, EACH = 7, 10
"""The seed, and how many questions of each resolution are judged."""


def materials(members: dict[str, str]) -> Iterator[Material]:
    """Read the resolutions: `members` are their files, each with that of the earlier year or ``."""
    with ZipFile(ARCHIVE) as opened:
        texts = {name: akn.parse(opened.read(name)).edition for name in members}
        earlier = {one: akn.parse(opened.read(one)).edition for one in members.values() if one}
    words = {name: _words(text) for name, text in texts.items()}
    for name, text in texts.items():
        rest = [one for other, found in words.items() if other != name for one in found]
        common = {word: count / len(rest) for word, count in Counter(
            word for one in rest for word in one).items()}  # fmt: skip
        yield Material(text, earlier=earlier.get(members[name]), common=common)


def _words(edition: Edition) -> list[set[str]]:
    return [set(folded(one.text).split()) for one in edition.passages]


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
