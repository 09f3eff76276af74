"""A query as a form for those who do not type grammar, and the form as a query. No Qt."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

FIELDS = {
    "document": "doc",
    "part": "part",
    "speaker": "speaker",
    "verb": "verb",
    "language": "lang",
}
"""The lines of the form that are a field of the grammar."""


@dataclass(frozen=True, slots=True)
class Form:
    """What stands in each line; `rest` is what the form has no line for, as grammar."""

    all_of: str = ""
    in_a_row: str = ""
    any_of: str = ""
    none_of: str = ""
    document: str = ""
    part: str = ""
    speaker: str = ""
    verb: str = ""
    language: str = ""
    since: str = ""
    until: str = ""
    rest: str = ""


LINES = tuple(one.name for one in fields(Form) if one.name != "rest")


def to_query(form: Form) -> str:
    """Write a form as a query; what cannot be said in a line is left out."""
    from db.search.query import And, parse, to_text

    parts: list[object] = []
    for node in (parse(form.all_of).node, *_nodes(form), parse(form.rest).node):
        if isinstance(node, And):
            parts += node.parts
        elif node is not None:
            parts.append(node)
    if not parts:
        return ""
    return to_text(And(tuple(parts)) if len(parts) > 1 else parts[0])  # type: ignore[arg-type]


def _nodes(form: Form) -> Iterator[object]:
    from db.search.query import Field, Not, Or, Word, parse

    if row := _plain(form.in_a_row):
        yield parse(f'"{row}"').node
    words = [Word(word) for word in _words(form.any_of)]
    if words:
        yield Or(tuple(words)) if len(words) > 1 else words[0]
    for word in _words(form.none_of):
        yield Not(Word(word))
    for line, name in FIELDS.items():
        if value := _plain(getattr(form, line)):
            yield Field(name, value)
    since, until = _plain(form.since), _plain(form.until)
    if since or until:
        span = since if since == until else f"{since}..{until}"
        yield parse(f"date:{span}").node


def _plain(text: str) -> str:
    return " ".join(text.replace('"', " ").split())


def _words(text: str) -> list[str]:
    from db.search.query import parse

    found = [word for word in _plain(text).split() if word not in ("or", "OR", "and", "NOT")]
    return [word for word in found if parse(f'"{word}"').node is not None and "*" not in word]


def from_query(text: str) -> Form:
    """Read a query into a form; what it has no line for stays as it is in `rest`."""
    from db.search.query import And, parse, to_text

    node = parse(text).node
    parts = node.parts if isinstance(node, And) else () if node is None else (node,)
    form = Form()
    rest = []
    for part in parts:
        taken = _taken(form, part)
        if taken is None:
            rest.append(part)
        else:
            form = taken
    if rest:
        form = replace(form, rest=to_text(And(tuple(rest)) if len(rest) > 1 else rest[0]))
    return form


def _taken(form: Form, node: object) -> Form | None:  # noqa: PLR0911 - one a line
    """Return the form with a part of a query in its line; None where there is none for it."""
    from db.search.query import Field, Not, Or, Phrase, Word, to_text

    match node:
        case Word():
            return replace(form, all_of=f"{form.all_of} {to_text(node)}".strip())
        case Phrase(words, False) if not form.in_a_row:
            return replace(form, in_a_row=words)
        case Not(Word(word, False)):
            return replace(form, none_of=f"{form.none_of} {word}".strip())
        case Or(parts) if not form.any_of:
            plain = [part.text for part in parts if isinstance(part, Word) and not part.prefix]
            return replace(form, any_of=" ".join(plain)) if len(plain) == len(parts) else None
        case Field("date", value):
            since, _, until = value.partition("..")
            return replace(form, since=since, until=until if ".." in value else since)
        case Field(name, value):
            lines = {field: line for line, field in FIELDS.items()}
            line = lines.get(name, "")
            return replace(form, **{line: value}) if line and not getattr(form, line) else None
    return None
