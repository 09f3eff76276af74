"""Commands on the question bank: list."""

import click

from db.places import Places
from desktop.cli import frame
from desktop.cli.frame import WORDS, print_rows, reading, resolute


@resolute.group()
def quiz() -> None:
    """The question bank."""


@quiz.command("list")
@click.option("--document", type=WORDS, metavar="D", help="Questions that this document decides.")
@click.option("--topic", type=WORDS, metavar="T")
@frame.as_json
@click.pass_obj
def list_questions(places: Places, document: str | None, topic: str | None, as_json: bool) -> None:
    """List the questions."""
    from db.address import parse_address
    from db.quiz.questions import questions

    name = parse_address(document).document if document else None
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
