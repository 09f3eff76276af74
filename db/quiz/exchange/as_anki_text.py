"""Questions as text for Anki: tab-separated UTF-8 with header lines (Anki manual, Text Files).

Every question is a note of the type that is called Basic in an English Anki; the GUID is the
package's, so that both update the same notes.
"""

from collections.abc import Sequence

from db.quiz.exchange.as_anki import LETTERS, guid, html, sources, tags_of
from db.quiz.exchange.choice import Outgoing
from db.quiz.exchange.faces import faces, shuffled

HEADER = (
    "#separator:tab\n#html:true\n#notetype:Basic\n#deck:Resolute\n"
    "#columns:GUID\tFront\tBack\tTags\n#guid column:1\n#tags column:4\n"
)


def text(outgoing: Sequence[Outgoing]) -> str:
    """Write a line a question under the header."""
    return HEADER + "".join("\t".join(map(_cell, _row(one))) + "\n" for one in outgoing)


def _row(one: Outgoing) -> tuple[str, str, str, str]:
    question = shuffled(one.question)
    shown = faces(question)
    marks = [f"{letter}. " for letter in LETTERS] if question.choices else []
    offered = [f"{mark}{said}" for mark, said in zip(
        [*marks, *["– "] * len(shown.offered)], shown.offered, strict=False)]  # fmt: skip
    lefts = [pair.left for pair in question.pairs]
    front = "<br>".join(map(html, [*shown.asked, *lefts, *offered]))
    answer = "<br>".join(f"<b>{html(line)}</b>" for line in shown.answer)
    back = [answer, html(question.explanation), sources(one.places)]
    return guid(question.id), front, "<br><br>".join(filter(None, back)), " ".join(tags_of(one))


def _cell(words: str) -> str:
    """Keep a cell in its place: no tabs or ends of line, and always in quotation marks."""
    return '"' + " ".join(words.split()).replace('"', '""') + '"'
