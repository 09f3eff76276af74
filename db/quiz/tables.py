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
said (`own.Basis`, JSON); `state` is '' or why it is flagged: changed, gone. `card`: `home` is
library or own; `phase` 0 new, 1 learning, 2 review, 3 relearning; `suspended` 1 by hand, 2 as a
leech; `buried` is the local day it is kept away on; `family` the paragraph it shares with its
siblings; `day` the local day of its last answer. `state` is empty for a new card.
"""
