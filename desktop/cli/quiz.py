"""Commands on questions: list those there are, make some from a document."""

import click

from db.places import Places
from desktop.cli import frame
from desktop.cli.frame import WORDS, document_of, print_rows, reading, resolute


@resolute.group()
def quiz() -> None:
    """The question bank."""


@quiz.command("list")
@click.option(
    "--document", default="", type=WORDS, metavar="D", help="Questions that this document decides."
)
@click.option("--topic", type=WORDS, metavar="T")
@frame.as_json
@click.pass_obj
def list_questions(places: Places, document: str, topic: str | None, as_json: bool) -> None:
    """List the questions."""
    from db.quiz.questions import questions

    name = document_of(document) or None
    with reading(places) as connection:
        found = questions(connection, document=name, topic=topic)
    rows = [
        {
            "id": question.id,
            "kind": question.kind,
            "prompt": question.prompt,
            "document": question.document,
            "evidence": list(question.evidence),
            "topics": list(question.topics),
            "difficulty": question.difficulty,
        }
        for question in found
    ]
    print_rows(rows, as_json, "{id} ({kind}, difficulty {difficulty})\n    {prompt}".format_map)


@quiz.command("make")
@click.argument("document", type=WORDS)
@click.option("--count", type=click.IntRange(1, 1000), default=30, show_default=True)
@click.option("--seed", type=int, default=0, help="The same seed makes the same questions.")
@click.option("--language", type=WORDS, default=None, metavar="L", help="Of this language.")
@frame.as_json
@click.pass_obj
def make_questions(
    places: Places, document: str, count: int, seed: int, language: str | None, as_json: bool
) -> None:
    """Make questions from DOCUMENT and show them with their answers; nothing is stored."""
    from dataclasses import asdict

    from db.address import parse_address
    from db.library import documents
    from db.quiz.generate import generate
    from db.quiz.generate.material import gather
    from db.quiz.session import flashcard

    with reading(places) as connection:
        found = documents.document(connection, parse_address(document).document)
        key = documents.choose_edition(found, language=language)
        made = generate(gather(connection, key), seed=seed, count=count)
    if as_json:
        print_rows([asdict(question) for question in made], as_json, str)
        return
    rows = [dict(zip(("front", "back"), flashcard(question), strict=True)) for question in made]
    print_rows(rows, as_json, "{front}\n    {back}\n".format_map)
