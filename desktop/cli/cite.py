"""The command that writes an address, or a range of paragraphs, as a citation."""

from typing import Any

import click

from db.errors import UnknownAddress
from db.places import Places
from desktop.cli import frame
from desktop.cli.frame import WORDS, print_rows, reading, resolute


@resolute.command()
@frame.address
@click.option(
    "--style", default="un", show_default=True, type=WORDS,
    help="un, oscola, bluebook, aglc, plain, csl-json, ris, bibtex or biblatex.",
)  # fmt: skip
@click.option("--lang", type=WORDS, metavar="LANG", help="Cite the edition in this language (fr).")
@frame.as_json
@click.pass_obj
def cite(
    places: Places, address: tuple[str, ...], style: str, lang: str | None, as_json: bool
) -> None:
    """Write a paragraph, a range of them or a document as a citation.

    A range is written op6-op8, "paras. 6-8" or "para. 6 (a)-(c)". A resolution that is not in the
    library is cited by its symbol.
    """
    from db import cite as citing
    from db.cite.typed import parse_range

    found, last = parse_range(" ".join(address))
    source = None
    with reading(places) as connection:
        source = _source(connection, found.document, [found.label, last], lang)
    citation = citing.cite(found, style, last=last, source=source)
    row = {
        "address": f"{found}-{last}" if last else str(found),
        "style": style,
        "citation": citation,
    }
    print_rows([row], as_json, "{citation}".format_map)


def _source(connection: Any, name: str, labels: list[str], lang: str | None) -> Any:
    """Gather what is known of a document, None where it is not in the library.

    Raises UnknownAddress where it is there but has no such edition or paragraph.
    """
    from db.cite import source_of
    from db.library import documents

    known = [one for one in documents.documents(connection) if one.id.casefold() == name.casefold()]
    if not known:
        if "/" not in name or lang:
            documents.document(connection, name)
        return None
    language = lang.lower() if lang else None
    documents.choose_edition(known[0], language=language)
    missing: UnknownAddress | None = None
    for key in (summary.key for summary in known[0].editions):
        if language not in (None, key.language):
            continue
        try:
            for label in filter(None, labels):
                documents.passages_of(connection, key, label)
        except UnknownAddress as error:
            missing = missing or error
        else:
            return source_of(known[0], documents.edition(connection, key))
    assert missing is not None
    raise missing
