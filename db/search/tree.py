"""A query as a tree, and the tree as a person would type it. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed; several tokens (`capacity-building`) stand for a phrase of them.

    `forms` are others of the same word that are found as well; nobody types these.
    """

    text: str
    prefix: bool = False
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in quotation marks, in this order and form; with `prefix` the last one may go on."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class And:
    """All of two or more parts."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of two or more parts."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Everything that `part` does not find."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class Field:
    """A filter on what a passage is; a value may end in `*`."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Near:
    """Two or more words or phrases, in any order, with at most `distance` words between them."""

    distance: int
    parts: tuple[Word | Phrase, ...]


Node = Word | Phrase | And | Or | Not | Field | Near


def joined(kind: type[And] | type[Or], parts: Iterable[Node | None]) -> Node | None:
    """Put parts together, those of the same kind opened; None for nothing at all."""
    flat: list[Node] = []
    for part in parts:
        if isinstance(part, kind):
            flat.extend(part.parts)
        elif part is not None:
            flat.append(part)
    if len(flat) < 2:
        return flat[0] if flat else None
    return kind(tuple(flat))


def to_text(node: Node) -> str:  # noqa: PLR0911 - one line a kind of node
    """Write a tree as a person would type it; `parse` reads the same tree from it."""
    match node:
        case Word(text, prefix, _):
            return text + "*" * prefix
        case Phrase(text, prefix):
            return f'"{text}"' + "*" * prefix
        case Field(name, value):
            return f'{name}:"{value}"' if re.search(r"[\s()]", value) else f"{name}:{value}"
        case Near(distance, near):
            return f"near:{distance} {' '.join(map(to_text, near))}"
        case Not(part):
            return f"-{_bracketed(part, And, Or, Not, Near)}"
        case And(parts):
            return " ".join(_bracketed(part, Or, Near) for part in parts)
        case Or(parts):
            return " or ".join(_bracketed(part, Near) for part in parts)


def _bracketed(node: Node, *kinds: type[Node]) -> str:
    return f"({to_text(node)})" if isinstance(node, kinds) else to_text(node)
