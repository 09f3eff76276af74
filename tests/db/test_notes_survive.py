"""Killed in a storm of edits, a person's file has every change that was acknowledged."""

import json
import random
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from db import connection
from db.library import bundled
from db.models import Note
from db.notes import store
from db.places import Places

State = list[str]
"""Body and colour; empty for a note that was deleted."""


def _storm(places: Places, library: Path, seed: int) -> list[tuple[str, str, State]]:
    """Let a process edit for a moment, kill it, and return what it said."""
    dice = random.Random(seed)
    script = Path(__file__).with_name("storm.py")
    words = [sys.executable, str(script), str(places.data), str(library), str(seed)]
    environment = {"PYTHONPATH": str(bundled.CHECKOUT), "PATH": ""}
    with subprocess.Popen(words, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(dice.randrange(2, 120))]
        process.kill()
        lines += process.stdout.readlines()
    assert process.returncode == -9, "it ended before it was killed"
    said = []
    for line in lines:
        if line.endswith(b"\n"):
            word, note_id, state = json.loads(line)
            said.append((word, note_id, state))
    return said


def _check(places: Places, said: list[tuple[str, str, State]], known: dict[str, State]) -> None:
    """Compare the file with what was acknowledged; the last change may have been under way."""
    for word, note_id, state in said:
        if word == "done":
            known[note_id] = state
    under_way = said[-1] if said and said[-1][0] != "done" else ("", "", [])
    with closing(connection.open_study(places)) as study:
        assert study.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        found = {note.id: _state(note) for note in store.notes(study)}
        added = study.execute("SELECT count(*) FROM note_change").fetchone()
    assert added != (0,)
    for note_id, state in known.items():
        now = found.pop(note_id, [])
        allowed = [state, under_way[2]] if under_way[1] == note_id else [state]
        assert now in allowed, f"{note_id}: {now} instead of {allowed}"
        known[note_id] = now
    assert len(found) <= (under_way[0] == "adds"), "notes that nobody made"
    known.update(found)


def _state(note: Note) -> State:
    return [note.body, note.color]


def _kill(places: Places, library: Path, times: int, first: int = 0) -> int:
    known: dict[str, State] = {}
    for seed in range(first, first + times):
        _check(places, _storm(places, library, seed), known)
    return len(known)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_killed_five_times_every_acknowledged_change_is_there(
    places: Places, library_file: Path
) -> None:
    assert _kill(places, library_file, 5) > 5


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
@pytest.mark.parametrize("first", range(0, 200, 20))
def test_killed_200_times_every_acknowledged_change_is_there(
    places: Places, library_file: Path, first: int
) -> None:
    assert _kill(places, library_file, 20, first) > 20
