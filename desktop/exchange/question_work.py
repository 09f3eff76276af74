"""What taking questions out and in asks of a connection: plain functions for a worker's thread."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.quiz.exchange.choice import Choice, Outgoing, chosen, gather
from desktop.exchange import sample

if TYPE_CHECKING:
    from db.quiz.exchange.from_csv import Mapping
    from db.quiz.exchange.incoming import Preview


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to go out and how."""

    choice: Choice = field(default_factory=Choice)
    form: str = "anki"


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be chosen from: documents by id and title, topics, kinds."""

    documents: list[tuple[str, str]]
    topics: list[str]
    kinds: list[str]


def kind_words(kind: str) -> str:
    """Return a kind of question as menus and headings name it."""
    return "True or false" if kind == "true-false" else kind.replace("-", " ").capitalize()


def offered(connection: Any) -> Offered:
    """List the documents, topics and kinds of all questions."""
    every = chosen(connection, Choice())
    first = {one.document: one for one in reversed(every) if one.document}
    titles = {one.question.document: one.title for one in gather(connection, list(first.values()))
              } if first else {}  # fmt: skip
    topics = {topic for one in every for topic in one.topics}
    kinds = dict.fromkeys(one.kind for one in every)
    return Offered(
        sorted(titles.items(), key=lambda entry: entry[1].casefold()),
        sorted(topics, key=str.casefold), list(kinds),
    )  # fmt: skip


def shown(connection: Any, wish: Wish) -> sample.Shown:
    """Return a sample of what would go out."""
    from db.quiz.exchange.formats import FORMATS, written

    found = chosen(connection, wish.choice)
    outgoing = gather(connection, found[: sample.SIZE]) if found else []
    text = ""
    if outgoing and FORMATS[wish.form].is_text:
        text = written(wish.form, outgoing).decode("utf-8-sig")
    return sample.Shown(len(found), outgoing, text)


def gathered(connection: Any, wish: Wish) -> list[Outgoing]:
    """Return all that goes out; raises UsageError where that is nothing."""
    return gather(connection, chosen(connection, wish.choice))


def saved(connection: Any, wish: Wish, path: Path) -> tuple[int, Path]:
    """Write questions to a file; return how many and where."""
    from db.notes.exchange.formats import save
    from db.quiz.exchange.formats import written

    outgoing = gathered(connection, wish)
    save(written(wish.form, outgoing), path)
    return len(outgoing), path


def previewed(
    connection: Any, path: Path, mapping: "Mapping | None", tell: Callable[[int, int], None]
) -> "Preview":
    """Say what would come of a file; raises NotADocument."""
    from db.quiz.exchange import incoming

    return incoming.preview(connection, path, mapping=mapping, progress=tell)


def brought_in(connection: Any, found: "Preview") -> list[str]:
    """Add the questions of a preview; return their ids."""
    from db.quiz.exchange import incoming

    return incoming.bring_in(connection, found)


def taken_back(connection: Any, added: list[str]) -> int:
    """Throw away what was brought in, as one step; return how many that were."""
    from db.quiz import own

    own.remove(connection, added)
    return len(added)
