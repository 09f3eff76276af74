"""A process that edits notes without end, saying before and after each change what it is.

Started by `test_notes_survive.py`, which kills it: `python storm.py DATA LIBRARY SEED`.
"""

import json
import random
import sys
from pathlib import Path

from db import connection
from db.models import COLORS, Anchor, EditionKey
from db.notes import store
from db.places import Places

KEY = EditionKey("A/RES/78/311", "digest", "en")


def say(word: str, note_id: str, *state: object) -> None:
    print(json.dumps([word, note_id, list(state)]), flush=True)


def rage(places: Places, seed: int) -> None:
    """Add, change and delete notes until killed."""
    dice = random.Random(seed)
    with_notes = connection.open_study(places)
    mine: list[str] = []
    for number in range(1_000_000):
        body, color = f"{seed}-{number} " + "x" * dice.randrange(2000), dice.choice(COLORS)
        if not mine or dice.random() < 0.4:
            say("adds", "", body, color)
            note = store.add(with_notes, Anchor(KEY, "op6"), body=body, color=color, tags=["a"])
            mine.append(note.id)
            say("done", note.id, body, color)
        elif dice.random() < 0.8:
            note_id = dice.choice(mine)
            say("changes", note_id, body, color)
            store.update(with_notes, note_id, body=body, color=color)
            say("done", note_id, body, color)
        else:
            note_id = mine.pop(dice.randrange(len(mine)))
            say("deletes", note_id)
            store.delete(with_notes, note_id)
            say("done", note_id)


if __name__ == "__main__":
    data, library, seed = sys.argv[1:]
    rage(Places(Path(data), library_override=Path(library)), int(seed))
