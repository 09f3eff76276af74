"""The tables of what a person makes, as the migrations lay them.

Ids are UUIDs, changes carry a UTC stamp, deletions leave the row with its `deleted` stamp: two
machines can be merged one day.
"""

PERSONAL_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE note (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL,
    edition TEXT NOT NULL,
    language TEXT NOT NULL,
    label TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    quote TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    body TEXT NOT NULL,
    color TEXT NOT NULL,
    state TEXT NOT NULL,
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    deleted TEXT NOT NULL DEFAULT ''
);
CREATE INDEX note_document ON note (document, deleted);
CREATE TABLE note_tag (
    note TEXT NOT NULL REFERENCES note (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (note, tag)
) WITHOUT ROWID;
CREATE INDEX note_tag_tag ON note_tag (tag);
CREATE TABLE note_change (
    id INTEGER PRIMARY KEY,
    note TEXT NOT NULL,
    document TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    made TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE card (
    id TEXT PRIMARY KEY,
    question TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    due TEXT NOT NULL,
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    deleted TEXT NOT NULL DEFAULT ''
);
CREATE INDEX card_due ON card (due, question) WHERE deleted = '';
CREATE INDEX card_modified ON card (modified);
CREATE TABLE review (
    id TEXT PRIMARY KEY,
    question TEXT NOT NULL,
    mode TEXT NOT NULL,
    given TEXT NOT NULL,
    correct INTEGER NOT NULL,
    rating INTEGER,
    card_before TEXT NOT NULL DEFAULT '',
    milliseconds INTEGER NOT NULL,
    made TEXT NOT NULL,
    deleted TEXT NOT NULL DEFAULT ''
);
CREATE INDEX review_question ON review (question, made);
CREATE TABLE reading_position (
    document TEXT PRIMARY KEY,
    edition TEXT NOT NULL,
    language TEXT NOT NULL,
    label TEXT NOT NULL,
    modified TEXT NOT NULL
) WITHOUT ROWID;
"""

READING_TABLES = """
CREATE TABLE reading (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL,
    label TEXT NOT NULL,
    edition TEXT NOT NULL,
    language TEXT NOT NULL,
    seconds REAL NOT NULL,
    read TEXT NOT NULL DEFAULT '',
    by_hand INTEGER NOT NULL DEFAULT 0,
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    deleted TEXT NOT NULL DEFAULT '',
    UNIQUE (document, label)
);
"""

SHELF_TABLES = """
CREATE TABLE collection (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    deleted TEXT NOT NULL DEFAULT ''
);
CREATE TABLE collected (
    id TEXT PRIMARY KEY,
    collection TEXT NOT NULL,
    document TEXT NOT NULL,
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    deleted TEXT NOT NULL DEFAULT ''
);
CREATE TABLE document_detail (
    id TEXT PRIMARY KEY,
    details TEXT NOT NULL,
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    deleted TEXT NOT NULL DEFAULT ''
);
CREATE TABLE alignment_repair (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL,
    here TEXT NOT NULL,
    here_label TEXT NOT NULL,
    here_quote TEXT NOT NULL,
    there TEXT NOT NULL,
    there_label TEXT NOT NULL,
    there_quote TEXT NOT NULL,
    paired INTEGER NOT NULL,
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    deleted TEXT NOT NULL DEFAULT ''
);
CREATE INDEX alignment_repair_document ON alignment_repair (document);
CREATE TABLE removed_edition (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    passages INTEGER NOT NULL,
    content BLOB NOT NULL,
    created TEXT NOT NULL
);
CREATE TABLE shelf_change (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    change TEXT NOT NULL,
    made TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
);
"""

NOTE_COLUMNS = """
ALTER TABLE note ADD COLUMN style TEXT NOT NULL DEFAULT 'fill';
ALTER TABLE note ADD COLUMN kind TEXT NOT NULL DEFAULT 'note';
ALTER TABLE note ADD COLUMN folder TEXT NOT NULL DEFAULT '';
ALTER TABLE note ADD COLUMN more TEXT NOT NULL DEFAULT '';
ALTER TABLE note_change ADD COLUMN step INTEGER NOT NULL DEFAULT 0;
UPDATE note_change SET step = id;
UPDATE OR IGNORE note_tag SET tag = replace(tag, '::', '/') WHERE instr(tag, '::');
DELETE FROM note_tag WHERE instr(tag, '::');
CREATE INDEX note_change_step ON note_change (document, step);
CREATE INDEX note_deleted ON note (deleted) WHERE deleted <> '';
"""
"""What came to notes later: style, kind, folder, further segments (JSON), changes undone at once.
"""

SAVED_SEARCH_TABLES = """
CREATE TABLE saved_search (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    deleted TEXT NOT NULL DEFAULT ''
);
"""
