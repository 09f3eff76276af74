"""What came of every file of an import, as a table that a spreadsheet can open.

The format is RFC 4180, in UTF-8 with the mark by which spreadsheets know it. Names of files are
other people's: a cell that a spreadsheet would take for a formula (OWASP, CSV injection) begins
with an apostrophe.
"""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from db.library.reference import ImportResult

HEADINGS = ("File", "Outcome", "Document", "Paragraphs", "Reason")
OUTCOMES = ("added", "updated", "unchanged", "skipped", "failed")

_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")


def cells(result: ImportResult) -> tuple[str, str, str, str, str]:
    """Return one file's line, in the order of `HEADINGS`."""
    count = str(result.passages) if result.passages else ""
    return result.path, result.outcome, result.document, count, result.message


def as_csv(results: Iterable[ImportResult]) -> str:
    """Write the whole table."""
    target = io.StringIO()
    table = csv.writer(target)
    table.writerow(HEADINGS)
    for result in results:
        table.writerow([_harmless(cell) for cell in cells(result)])
    return target.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULAS) else cell


def save(results: Iterable[ImportResult], path: Path) -> None:
    """Write the table to a file, whole or not at all; raises OSError where it cannot be written."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(as_csv(results).encode("utf-8-sig", "replace"))
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
