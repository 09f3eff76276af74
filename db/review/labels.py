"""The steps that say what a paragraph is: its label, its kind, a new count, the document's name."""

import re
from dataclasses import replace

from db.address import is_label, parse_address, parse_label
from db.errors import UsageError
from db.formats import numbering
from db.review.draft import (
    COUNTED,
    NUMBERED,
    Draft,
    count_on,
    counts_in,
    free,
    named,
    next_free,
    points_named,
    with_passages,
)
from db.review.steps import WORD, Step, retold

KINDS = ("preambular", "operative", "paragraph", "point", "heading", "footnote", "table")


def relabel(draft: Draft, place: int, typed: str) -> Step:
    """Give a paragraph the label that is typed (`6 (a)`, `PP3`); its points follow it."""
    old = draft.passages[place].label
    counts = "op" if any(one.label.startswith("op") for one in draft.passages) else "p"
    label = parse_label(typed, paragraph=counts)
    if label is None:
        raise UsageError(f"“{typed.strip()[:40]}” is no label. Write one like 6, 6 (a), PP3 or h2.")
    return named(draft, {old: label, **points_named(draft, old, label)}), place


def change_kind(draft: Draft, place: int, kind: str) -> Step:
    """Say what a paragraph is; it gets the next label of that kind, a footnote goes to the end."""
    one = draft.passages[place]
    if kind == one.kind:
        return draft, place
    if kind not in KINDS[:-1]:
        raise UsageError("Rows of tables are told by the file. Choose another kind.")
    label, cut = _label_for(draft, place, kind)
    part = {"preambular": "Preamble", "operative": "Operative part", "footnote": "Footnotes"}
    changed = one._replace(kind=kind, part=part.get(kind, one.part), sources=(),
                      opener="" if cut else one.opener)  # fmt: skip
    if cut:
        changed = retold(changed, one.text[cut:], [(m - cut, name) for m, name in one.footnotes])
    passages = [*draft.passages[:place], changed, *draft.passages[place + 1 :]]
    made = count_on(with_passages(draft, passages, draft.pages), label, place + 1, 1)
    names = {one.label: label, **points_named(made, one.label, label)}
    made = count_on(named(made, names), one.label, place + 1, -1)
    return _to_the_end(made, place) if kind == "footnote" else (made, place)


def _label_for(draft: Draft, place: int, kind: str) -> tuple[str, int]:
    """Return the label a paragraph gets as another kind, and how much of its text that takes."""
    taken = {one.label for one in draft.passages}
    before = [one.label for one in draft.passages[:place]]
    own = draft.passages[place]
    if kind in {"operative", "paragraph"} and re.fullmatch(r"annex\d*\.\d+", own.label):
        return own.label, 0
    annex = f"{own.label.partition('.')[0]}." if own.label.startswith("annex") else ""
    is_resolution = any(label.startswith("op") for label in taken)
    if kind == "footnote":
        return next_free("fn", taken, 1 + sum(label.startswith("fn") for label in taken)), 0
    if kind == "point":
        above = next((one for one in reversed(draft.passages[:place]) if one.kind != "point"), own)
        letters = (f"{above.label}.{chr(code)}" for code in range(ord("a"), ord("z") + 1))
        return next((one for one in letters if one not in taken), free(above.label, taken)), 0
    word = {"preambular": "pp", "heading": "h"}.get(kind, "")
    if not word and kind == "paragraph" and is_resolution:
        word = "u"
    if word:
        head = f"{annex}{word}"
        return f"{head}{1 + sum(counts_in(label, head) > 0 for label in before)}", 0
    return _numbered(draft, place, annex or ("op" if kind == "operative" else "p"))


def _numbered(draft: Draft, place: int, head: str) -> tuple[str, int]:
    """Return a label after the number a text begins with, or else after the paragraph before."""
    own = draft.passages[place]
    taken = {one.label for one in draft.passages}
    match = numbering.TYPED.match(own.text)
    found = numbering.read(match[1]) if match else ()
    if match and found and found[0].style == "number":
        label = f"{head}{found[0].segment}"
        if label not in taken and is_label(label) and WORD.search(own.text, match.end()):
            return label, match.end()
    before = [counts_in(one.label, head) for one in draft.passages[:place]]
    last = max(before, default=0)
    label = f"{head}{last + 1}"
    return (label if label not in taken else free(f"{head}{max(last, 1)}", taken)), 0


def count_anew(draft: Draft, place: int) -> Step:
    """Number from one on, in their order, the paragraphs labelled like this one; points follow."""
    chosen = draft.passages[place].label
    if not (own := COUNTED.fullmatch(chosen) or NUMBERED.match(chosen)):
        raise UsageError("Choose a paragraph with a number: those like it are counted anew.")
    names: dict[str, str] = {}
    number = 0
    for one in draft.passages:
        plain = re.sub(r"\.r\d+$", "", one.label)
        if counts_in(plain, own[1]):
            number += 1
            names[one.label] = f"{own[1]}{number}"
    for old, new in list(names.items()):
        names |= {
            key: name for key, name in points_named(draft, old, new).items() if key not in names
        }
    return named(draft, names), place


def record(draft: Draft, *, title: str, symbol: str) -> Draft:
    """Give the document another title, or the symbol it has in truth; '' where it has none."""
    if re.search(r"\s", symbol.strip()):
        raise UsageError("A symbol has no spaces: A/RES/78/311.")
    if not title.strip():
        raise UsageError("A document has a title: its first line, or what you call it.")
    before = draft.document
    name = parse_address(symbol).document if symbol.strip() else ""
    short = name or title.strip() if name != before.id else before.short_title
    document = before._replace(title=title.strip(), id=name, short_title=short)
    passages = [
        one._replace(sources=tuple(_moved(source, before.id, name) for source in one.sources))
        for one in draft.passages
    ]
    provenance = dict(draft.provenance)
    if name != before.id:
        provenance["symbol"] = name
    key = draft.key._replace(document=name)
    return replace(draft, document=document, key=key, title=document.title,
                   passages=tuple(passages), provenance=provenance)  # fmt: skip


def _moved(source: str, old: str, new: str) -> str:
    label = source.rpartition(" ")[2]
    return f"{new} {label}".strip() if source == f"{old} {label}".strip() else source


def _to_the_end(draft: Draft, place: int) -> Step:
    passages = [*draft.passages[:place], *draft.passages[place + 1 :], draft.passages[place]]
    pages = [*draft.pages[:place], *draft.pages[place + 1 :], draft.pages[place]]
    return with_passages(draft, passages, pages), len(passages) - 1
