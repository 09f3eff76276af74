"""Dated copies of the person's file: making, listing and thinning them out."""

import re
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from db import clock
from db.connection import copy_study
from db.errors import UsageError
from db.places import Places

_NAME = re.compile(r"study-(\d{4}-\d\d-\d\dT\d{6})-([a-z0-9-]+)\.db", re.ASCII)
_REASON = re.compile(r"[a-z0-9-]{1,40}")


@dataclass(frozen=True, slots=True)
class Copy:
    """A dated copy: its file, when it was made (UTC stamp, to the second), why, and its bytes."""

    path: Path
    made: str
    reason: str
    size: int


def create(connection: sqlite3.Connection, places: Places, reason: str = "by-hand") -> Copy:
    """Copy the person's file as it is now; raises StoreNotWritable, or UsageError for `reason`."""
    if not _REASON.fullmatch(reason):
        raise UsageError(
            f"“{reason[:40]}” cannot name a copy. Use small letters, digits and hyphens."
        )
    found = _read(copy_study(connection, places, reason))
    assert found is not None
    return found


def copies(places: Places) -> list[Copy]:
    """List the copies, the newest first; other files in the folder are passed over."""
    if not places.backups.is_dir():
        return []
    found = [copy for path in places.backups.iterdir() if (copy := _read(path))]
    return sorted(found, key=lambda copy: (copy.made, copy.path.name), reverse=True)


def prune(places: Places, reason: str, *, keep: int = 10) -> list[Path]:
    """Delete all but the `keep` newest copies made for `reason`; return what was deleted.

    Copies made for another reason (by hand, before a migration) are never touched.
    """
    old = [copy.path for copy in copies(places) if copy.reason == reason][max(keep, 1) :]
    for path in old:
        path.unlink(missing_ok=True)
    return old


def _read(path: Path) -> Copy | None:
    match = _NAME.fullmatch(path.name)
    if not match or not path.is_file():
        return None
    try:
        made = datetime.strptime(match[1], "%Y-%m-%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return Copy(path, clock.stamp(made), match[2], path.stat().st_size)
