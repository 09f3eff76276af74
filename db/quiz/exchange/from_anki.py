"""Notes of Anki as questions, a card a question: what a template shows is what is asked.

Notes of our own types become the kind of question they were. A cloze card asks its own gap, the
others filled. Of the schedule is kept what FSRS needs: from Anki's own FSRS where it was on, else
from interval and ease.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from db.quiz.exchange import as_anki
from db.quiz.exchange.anki_answers import answers, difficulty_of_ease
from db.quiz.exchange.anki_file import AnkiCard, AnkiNote, Collection, NoteType, opened
from db.quiz.exchange.parsed import Parsed, Taken, addresses_in, gap, plain, sorted_tags
from db.quiz.models import Choice, Question

_TAG = re.compile(r"\{\{([#^/]?)([^{}]*)\}\}")
_CLOZE = re.compile(r"\{\{c(\d+)::((?:(?!\{\{).)*?)(?:::((?:(?!\{\{).)*?))?\}\}", re.DOTALL)
_SOUND = re.compile(r"\[(?:sound|anki:play):[^\]]*\]")
_ANSWER_LINE = re.compile(r"<hr\s+id=[\"']?answer[\"']?\s*/?>", re.IGNORECASE)
_TYPED = re.compile(r"\{\{type:(?!cloze:)([^{}]+)\}\}")
_LONGEST_TYPED = 80
_NEW, _LEARNING, _REVIEW, _RELEARNING = range(4)
_SUSPENDED = -1


def parse(path: Path) -> Parsed:
    """Read a package or collection; raises NotADocument where it is none, or damaged."""
    with opened(path) as collection:
        parsed = Parsed("Anki")
        for number, note in enumerate(collection.notes(), 1):
            _read(note, number, collection, parsed)
        if not collection.log_is_whole:
            parsed.remarks.append("Its review log is damaged; the answers in it stay behind.")
        if collection.media:
            parsed.remarks.append(
                f"{collection.media:,} pictures or sounds stay behind; questions are text."
            )
        return parsed


def _read(note: AnkiNote, number: int, collection: Collection, parsed: Parsed) -> None:
    where, kind = f"note {number:,}", collection.note_types.get(note.note_type)
    words = plain(" ".join(note.fields)[:2000])
    if kind is None:
        parsed.refuse(where, words, "Its note type is not in the file.")
        return
    fields = dict.fromkeys(kind.fields, "") | dict(zip(kind.fields, note.fields, strict=False))
    made = list(_ours(note, fields) if _is_ours(note, kind) else _theirs(note, kind, fields))
    if not made:
        parsed.refuse(where, words, "It has no card.")
    for question, card in made:
        state, problem = "", ""
        if card is not None:
            state, problem = _state(card, collection.created, question.id)
        if problem:
            parsed.remarks.append(f"{where}: {problem}")
        parsed.take(
            Taken(question, where, state, max(0, card.lapses) if card else 0,
                  card is not None and card.queue == _SUSPENDED,
                  answers(card) if card and state else ())
        )  # fmt: skip


def _is_ours(note: AnkiNote, kind: NoteType) -> bool:
    known = as_anki.FIELDS.get(note.note_type)
    return known is not None and kind.fields[: len(known)] == known


# our own note types ---------------------------------------------------------------------------


def _ours(note: AnkiNote, fields: Mapping[str, str]) -> Iterator[tuple[Question, AnkiCard | None]]:
    topics, _ = sorted_tags(_topics(note.tags))
    kind = next((tag.rpartition("::")[2] for tag in note.tags
                 if tag.startswith(f"{as_anki.PREFIX}kind::")), "")  # fmt: skip
    values = {
        "id": plain(fields["Key"]) or note.guid,
        "prompt": plain(fields["Question"]),
        "explanation": plain(fields["Explanation"]),
        "evidence": addresses_in(html.unescape(fields["Source"])),
        "topics": topics,
        **_answers(note.note_type, kind, fields),
    }
    yield Question(**values), next(iter(note.cards), None)  # type: ignore[arg-type]


def _answers(note_type: int, kind: str, fields: Mapping[str, str]) -> dict[str, object]:
    if note_type == as_anki.CLOZE_TYPE:
        text = _CLOZE.sub(lambda match: gap([plain(match[2])]), fields["Text"])
        return {"kind": "cloze", "text": plain(text),
                "prompt": plain(fields["Question"]) or "Fill in the gaps."}  # fmt: skip
    quote = plain(fields["Quote"])
    answer = plain(fields["Answer"])
    if note_type == as_anki.CHOICE_TYPE:
        right = set(answer.splitlines())
        reasons = dict(line.rpartition(": ")[::2] for line in plain(fields["Reasons"]).splitlines())
        said = [plain(fields[letter]) for letter in as_anki.LETTERS]
        choices = tuple(Choice(one, one in right, reasons.get(one, "")) for one in said if one)
        return {"kind": "multiple-choice", "quote": quote, "choices": choices}
    if kind == "true-false" and answer in ("True", "False"):
        return {"kind": kind, "quote": quote, "answer": answer == "True"}
    if kind == "short-answer":
        return {"kind": kind, "quote": quote, "answers": tuple(answer.splitlines())}
    return {"kind": "flashcard", "quote": quote, "back": answer}


def _topics(tags: tuple[str, ...]) -> list[str]:
    return [tag.replace("_", " ") for tag in tags if not tag.startswith(as_anki.PREFIX)]


# others' note types ---------------------------------------------------------------------------


def _theirs(
    note: AnkiNote, kind: NoteType, fields: Mapping[str, str]
) -> Iterator[tuple[Question, AnkiCard | None]]:
    topics, evidence = sorted_tags(_topics(note.tags))
    for card in note.cards:
        name = f"{note.guid}/{card.number}"
        if kind.is_cloze:
            values = _cloze_card(kind, fields, card.number + 1)
        else:
            values = _card(kind, fields, card.number)
        if values:
            yield Question(name, evidence=evidence, topics=topics, **values), card  # type: ignore[arg-type]


def _cloze_card(kind: NoteType, fields: Mapping[str, str], number: int) -> dict[str, object] | None:
    """Return the question of one card of a cloze: its gaps open, the others filled."""
    name = next((one for one in kind.fields if f"{{{{c{number}::" in fields.get(one, "")), None)
    if name is None:
        return None

    def filled(match: re.Match[str]) -> str:
        return gap([plain(match[2])]) if int(match[1]) == number else match[2]

    text = fields[name]
    for _ in range(8):  # a gap within a gap: the inner ones first
        text, count = _CLOZE.subn(filled, text)
        if not count:
            break
    extra = [plain(_SOUND.sub("", value)) for key, value in fields.items() if key != name]
    return {
        "kind": "cloze", "prompt": "Fill in the gaps.", "text": plain(_SOUND.sub("", text)),
        "explanation": "\n".join(filter(None, extra)),
    }  # fmt: skip


def _card(kind: NoteType, fields: Mapping[str, str], number: int) -> dict[str, object] | None:
    """Return the question of a card as its template shows it."""
    if number >= len(kind.templates):
        return None
    front_template, back_template = kind.templates[number]
    front = _rendered(front_template, fields)
    back_only = _ANSWER_LINE.split(back_template)[-1].replace("{{FrontSide}}", "")
    answer = plain(_rendered(back_only, fields))
    if typed := _TYPED.search(front_template):
        said = plain(fields.get(typed[1].strip(), ""))
        if said and len(said) <= _LONGEST_TYPED and "\n" not in said:
            more = answer if answer != said else ""
            return {"kind": "short-answer", "prompt": plain(front), "answers": (said,),
                    "explanation": more}  # fmt: skip
    return {"kind": "flashcard", "prompt": plain(front), "back": answer, "explanation": ""}


@lru_cache(maxsize=256)
def _pieces(template: str) -> tuple[tuple[str, str], ...]:
    """Cut a template into text and tags: ('', text), ('#', field), ('^', ...), ('/', ...)."""
    found, end = [], 0
    for match in _TAG.finditer(template):
        found.append(("", template[end : match.start()]))
        found.append((match[1] or "=", match[2].strip()))
        end = match.end()
    return (*found, ("", template[end:]))


def _rendered(template: str, fields: Mapping[str, str]) -> str:
    """Fill a template as Anki does (manual, Card Templates); what is typed is left blank."""
    said, hidden = [], 0
    for sign, words in _pieces(template):
        if sign in "#^" and sign:
            shown = bool(plain(fields.get(words, ""))) == (sign == "#")
            hidden += 1 if hidden or not shown else 0
        elif sign == "/":
            hidden = max(0, hidden - 1)
        elif not hidden:
            said.append(_field(words, fields) if sign == "=" else words)
    return _SOUND.sub("", "".join(said))


def _field(words: str, fields: Mapping[str, str]) -> str:
    *filters, name = words.split(":")
    if "type" in filters or name in ("FrontSide", "Tags", "Deck", "Subdeck", "Card", "Type"):
        return ""
    return fields.get(name.strip(), "")


# the schedule ---------------------------------------------------------------------------------


def _state(card: AnkiCard, created: int, name: str) -> tuple[str, str]:
    """Return a card's state for FSRS as JSON, and what of it could not be kept."""
    if card.kind == _NEW or not card.repetitions:
        return "", ""
    try:
        return _fsrs_card(card, created, name), ""
    except (ValueError, OverflowError, OSError):
        return "", "its schedule makes no sense and is left out; it comes as new."


def _fsrs_card(card: AnkiCard, created: int, name: str) -> str:
    import zlib

    import fsrs

    learning = card.kind in (_LEARNING, _RELEARNING) and card.due > 1_000_000
    due = _moment(card.due if learning else created + card.due * 86_400)
    data = _data(card.data)
    last = _moment(int(data["lrt"])) if "lrt" in data else due - timedelta(days=card.interval)
    stability, difficulty = _memory(card, data)
    state = {_LEARNING: fsrs.State.Learning, _RELEARNING: fsrs.State.Relearning}.get(
        card.kind, fsrs.State.Review
    )
    return str(
        fsrs.Card(
            card_id=zlib.crc32(name.encode()),
            state=state,
            step=None if state is fsrs.State.Review else 0,
            stability=stability,
            difficulty=difficulty,
            due=due,
            last_review=last,
        ).to_json()
    )


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _data(written: str) -> dict[str, float]:
    """Return the numbers of a card's `data` column: `s` stability, `d` difficulty, `lrt`."""
    try:
        values = json.loads(written) if written else {}
    except ValueError:
        return {}
    if not isinstance(values, dict):
        return {}
    return {key: float(one) for key, one in values.items() if isinstance(one, int | float)}


def _memory(card: AnkiCard, data: Mapping[str, float]) -> tuple[float, float]:
    """Return stability (days) and difficulty (1 to 10): Anki's own, or worked out of SM-2.

    An interval of SM-2 is taken as the stability, for it aims at a retention of 0.9.
    """
    if data.get("s", 0) > 0 and 1 <= data.get("d", 0) <= 10:
        return data["s"], data["d"]
    stability = max(float(card.interval), 0.1)
    return stability, difficulty_of_ease(stability, card.factor)
