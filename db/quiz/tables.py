"""The tables of a person's own questions, and what the quiz adds to those of cards.

A start needs them where there is no file yet: nothing else is loaded with them.
"""

QUESTION_COLUMNS = """
    kind TEXT NOT NULL,
    prompt TEXT NOT NULL,
    explanation TEXT NOT NULL,
    evidence TEXT NOT NULL,
    topics TEXT NOT NULL,
    difficulty INTEGER NOT NULL,
    choices TEXT NOT NULL,
    answer INTEGER,
    text TEXT NOT NULL,
    quote TEXT NOT NULL,
    more TEXT NOT NULL
"""
"""Evidence, topics and choices are JSON arrays; `more` is a JSON object of the fields in _MORE."""

QUIZ_TABLES = f"""
CREATE TABLE own_question (
    id TEXT PRIMARY KEY,{QUESTION_COLUMNS.rstrip()},
    origin TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    basis TEXT NOT NULL DEFAULT '[]',
    state TEXT NOT NULL DEFAULT '',
    document TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    deleted TEXT NOT NULL DEFAULT ''
);
CREATE INDEX own_question_document ON own_question (document) WHERE deleted = '';
CREATE TABLE question_change (
    id INTEGER PRIMARY KEY,
    question TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    made TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
);
ALTER TABLE card ADD COLUMN home TEXT NOT NULL DEFAULT 'library';
ALTER TABLE card ADD COLUMN phase INTEGER NOT NULL DEFAULT 0;
ALTER TABLE card ADD COLUMN lapses INTEGER NOT NULL DEFAULT 0;
ALTER TABLE card ADD COLUMN suspended INTEGER NOT NULL DEFAULT 0;
ALTER TABLE card ADD COLUMN buried TEXT NOT NULL DEFAULT '';
ALTER TABLE card ADD COLUMN flag INTEGER NOT NULL DEFAULT 0;
ALTER TABLE card ADD COLUMN family TEXT NOT NULL DEFAULT '';
ALTER TABLE card ADD COLUMN day TEXT NOT NULL DEFAULT '';
UPDATE card SET phase = json_extract(state, '$.state') WHERE state <> '';
CREATE INDEX card_waiting ON card (phase, due, question, buried, suspended, deleted)
    WHERE deleted = '' AND suspended = 0;
CREATE INDEX card_family ON card (family);
CREATE INDEX card_home ON card (question) WHERE home = 'library';
CREATE INDEX review_made ON review (made) WHERE deleted = '';
"""
"""A person's own questions, and what the schedule must find quickly of a card.

`own_question`: `origin` is own, highlight, note, generated or import; `basis` is what its clauses
said (`basis.Basis`, JSON); `state` is '' or why it is flagged: changed, gone. `card`: `home` is
library or own; `phase` 0 new, 1 learning, 2 review, 3 relearning; `suspended` 1 by hand, 2 as a
leech; `buried` is the local day it is kept away on; `family` the paragraph it shares with its
siblings; `day` the local day of its last answer. `state` is empty for a new card.
"""

REVIEW_FACTS = """
ALTER TABLE review ADD COLUMN predicted REAL;
CREATE TABLE answer_count (
    question TEXT PRIMARY KEY,
    answers INTEGER NOT NULL DEFAULT 0,
    right INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE answer_time (
    quarter TEXT PRIMARY KEY,
    answers INTEGER NOT NULL DEFAULT 0,
    milliseconds INTEGER NOT NULL DEFAULT 0,
    right INTEGER NOT NULL DEFAULT 0,
    recalls INTEGER NOT NULL DEFAULT 0,
    expected REAL NOT NULL DEFAULT 0,
    recalled INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE answer_chance (
    month TEXT NOT NULL,
    percent INTEGER NOT NULL,
    recalls INTEGER NOT NULL DEFAULT 0,
    expected REAL NOT NULL DEFAULT 0,
    recalled INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (month, percent)
) WITHOUT ROWID;
CREATE TABLE schedule_change (
    id INTEGER PRIMARY KEY,
    words TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    made TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE rescheduled_card (
    change INTEGER NOT NULL REFERENCES schedule_change (id) ON DELETE CASCADE,
    question TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    PRIMARY KEY (change, question)
) WITHOUT ROWID;
"""
"""What statistics read, kept by triggers (COUNT_REVIEWS) so that a million reviews are not read
again, and what a change of the schedule was before.

`predicted` is the chance of recall, 0 to 1, that FSRS gave a card in review when it was asked again
on a later day; NULL for any other answer. `answer_time` adds up by the quarter of an hour, UTC
(`2026-11-26T09:15`): every zone's days can be made of them. `recalls` are reviews that have a
prediction, `expected` is the sum of the predictions, `recalled` how many were right.
`schedule_change` keeps the options (JSON) before and after, `rescheduled_card` the states (JSON of
`fsrs.Card`).
"""


QUARTER = "substr({row}.made, 1, 14) || printf('%02d', substr({row}.made, 15, 2) / 15 * 15)"
MONTH, PERCENT = "substr({row}.made, 1, 7)", "CAST(round({row}.predicted * 100) AS INTEGER)"
"""What the sums are by, of a row of `review`."""


def _counting(row: str, sign: str) -> str:
    """Return the statements that add a review to the sums, or take it off; in one line each.

    A row to add to is made with NOT EXISTS: the conflict clause of the statement that fires a
    trigger would override one in it.
    """
    quarter, month, percent = (one.format(row=row) for one in (QUARTER, MONTH, PERCENT))
    known = f"{row}.predicted IS NOT NULL"
    recalled = f"({known} AND {row}.correct)"
    return (
        f" INSERT INTO answer_count (question) SELECT {row}.question WHERE NOT EXISTS"
        f" (SELECT 1 FROM answer_count WHERE question = {row}.question);"
        f" UPDATE answer_count SET answers = answers {sign} 1,"
        f" right = right {sign} {row}.correct WHERE question = {row}.question;"
        f" INSERT INTO answer_time (quarter) SELECT {quarter} WHERE NOT EXISTS"
        f" (SELECT 1 FROM answer_time WHERE quarter = {quarter});"
        f" UPDATE answer_time SET answers = answers {sign} 1,"
        f" milliseconds = milliseconds {sign} {row}.milliseconds,"
        f" right = right {sign} {row}.correct, recalls = recalls {sign} ({known}),"
        f" expected = expected {sign} coalesce({row}.predicted, 0),"
        f" recalled = recalled {sign} {recalled} WHERE quarter = {quarter};"
        f" INSERT INTO answer_chance (month, percent) SELECT {month}, {percent} WHERE {known}"
        f" AND NOT EXISTS (SELECT 1 FROM answer_chance WHERE month = {month}"
        f" AND percent = {percent});"
        f" UPDATE answer_chance SET recalls = recalls {sign} 1,"
        f" expected = expected {sign} {row}.predicted, recalled = recalled {sign} {recalled}"
        f" WHERE {known} AND month = {month} AND percent = {percent};"
    )


_FACTS = "question, made, correct, milliseconds, predicted, deleted"
COUNT_REVIEWS = f"""
CREATE TRIGGER review_counted AFTER INSERT ON review WHEN new.deleted = ''
    BEGIN{_counting("new", "+")} END;
CREATE TRIGGER review_uncounted AFTER UPDATE OF {_FACTS} ON review WHEN old.deleted = ''
    BEGIN{_counting("old", "-")} END;
CREATE TRIGGER review_recounted AFTER UPDATE OF {_FACTS} ON review WHEN new.deleted = ''
    BEGIN{_counting("new", "+")} END;
CREATE TRIGGER review_gone AFTER DELETE ON review WHEN old.deleted = ''
    BEGIN{_counting("old", "-")} END;
"""
"""The triggers that keep the sums; `statistics/counts.py` makes the sums anew from the reviews."""


STANDING = (
    "SELECT asked.id AS question, asked.{position} AS position, asked.kind AS kind,"
    " coalesce(json_extract(asked.evidence, '$[0]'), '') AS place, asked.topics AS topics,"
    " coalesce(marks.answers, 0) AS answers, coalesce(marks.right, 0) AS right,"
    " CASE WHEN card.state <> '' THEN json_extract(card.state, '$.stability') END AS stability,"
    " CASE WHEN card.state <> '' THEN substr(json_extract(card.state, '$.last_review'), 1, 10) END"
    " AS reviewed FROM {questions} AS asked"
    " LEFT JOIN answer_count AS marks ON marks.question = asked.id"
    " LEFT JOIN card ON card.question = asked.id AND card.deleted = ''"
)
"""Where each question stands: `own_standing` keeps one's own, the bank's is made when asked.

`place` is the address of the clause that decides it, `position` its place among the others;
`stability` (days) and `reviewed` (a day, UTC) are the card's, NULL where it was never studied.
"""
_OWN_STANDING = (
    f"INSERT INTO own_standing {STANDING.format(position='rowid', questions='own_question')}"
    " WHERE asked.deleted = ''"
)
_STOOD_BY = {
    "own_question": ("id", "kind, evidence, topics, deleted"),
    "card": ("question", "state, deleted"),
    "answer_count": ("question", "answers, right"),
}
"""The tables that say where a question stands: how they name it, and the columns that tell."""


def _standing_kept() -> str:
    """Return the triggers that write a question's standing anew, in one line each."""
    made = []
    for table, (name, columns) in _STOOD_BY.items():
        for event, row in (("INSERT", "new"), (f"UPDATE OF {columns}", "new"), ("DELETE", "old")):
            made.append(
                f"CREATE TRIGGER {table}_standing_{event[:6].casefold()} AFTER {event} ON {table}"
                f" BEGIN DELETE FROM own_standing WHERE question = {row}.{name};"
                f" {_OWN_STANDING} AND asked.id = {row}.{name}; END;\n"
            )
    return "".join(made)


STANDING_KEPT = f"""
CREATE TABLE own_standing (
    question TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    place TEXT NOT NULL,
    topics TEXT NOT NULL,
    answers INTEGER NOT NULL,
    right INTEGER NOT NULL,
    stability REAL,
    reviewed TEXT
) WITHOUT ROWID;
{_OWN_STANDING};
{_standing_kept()}"""
"""One narrow row for each question of one's own, kept by triggers: 100,000 are read in a moment."""
