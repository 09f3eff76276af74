"""Taking words out of a clause: the stretch that is shown around a gap, and the wrong options."""

from collections.abc import Iterable, Sequence
from random import Random

from db.models import Passage
from db.quiz.generate.material import Material, folded, made, place, told
from db.quiz.models import Question

_BEFORE, _AFTER = 140, 140
_WORD = 30
"""Characters among which a space is looked for at which to cut; Chinese has none."""
OPTIONS = 3
"""Wrong options beside the right one."""


def window(words: str, start: int, end: int) -> tuple[str, str]:
    """Return what is shown before and after a gap, with an ellipsis where it is cut.

    It is cut at spaces if there are any.
    """
    before, after = words[max(0, start - _BEFORE) : start], words[end : end + _AFTER]
    if start > _BEFORE:
        before = "… " + (before.partition(" ")[2] if " " in before[:_WORD] else before)
    if end + _AFTER < len(words):
        after = (after.rpartition(" ")[0] if " " in after[-_WORD:] else after) + " …"
    return before, after


def gapped(
    material: Material,
    passage: Passage,
    span: tuple[int, int],
    others: Sequence[str],
    *,
    sort: str,
    asks: str,
    difficulty: int = 1,
) -> Question | None:
    """Make a cloze of a clause with words taken out; None where there are too few wrong options."""
    start, end = span
    answer = passage.text[start:end]
    if len(others) < OPTIONS or set("{}|") & set(answer):
        return None
    before, after = window(passage.text.replace("{", "(").replace("}", ")"), start, end)
    return made(
        Question(
            id="", kind="cloze", prompt=f"{asks} {place(passage)}?",
            explanation=told(passage), evidence=(material.where(passage),),
            topics=(sort, material.document), difficulty=difficulty,
            text=f"{before}{{{{{answer}}}}}{after}", others=tuple(others[:OPTIONS]),
        )
    )  # fmt: skip


def wrong(
    right: str, candidates: Iterable[str], material: Material, passage: Passage, draw: Random
) -> list[str]:
    """Choose options that the clause does not hold, each once, in an order drawn by lot."""
    clause, answer = material.folded[passage.label], folded(right)
    seen = {answer}
    found: list[str] = []
    for one in candidates:
        key = folded(one)
        if key in seen or not key.strip() or key in clause or key in answer or answer in key:
            continue
        seen.add(key)
        found.append(one)
    draw.shuffle(found)
    return found
