"""A picture as numbers: what a chart paints, a table shows, and a file is made of."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A title, a sentence that sums it up, and rows under columns; the first column names a row.

    `shows` picks how a column is written: `percent`, `minutes`, or as it is. `keys` are what a row
    opens, where it opens anything.
    """

    kind: str
    title: str
    summary: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    shows: dict[str, str] = field(default_factory=dict)
    keys: tuple[str, ...] = ()
    nothing: str = "Nothing has been answered yet. Begin with a round or the flashcards."

    def said(self, row: int, column: int) -> str:
        """Return a value as it is read."""
        value = self.rows[row][column]
        if value is None:
            return "–"
        write = _WAYS.get(self.shows.get(self.columns[column], ""))
        if write is not None and isinstance(value, int | float):
            return write(value)
        return f"{value:,}" if isinstance(value, int) else str(value)

    def sentence(self, row: int) -> str:
        """Say a row in words, for a tooltip and the screen reader."""
        rest = (
            f"{name} {self.said(row, n)}"
            for n, name in enumerate(self.columns) if n and self.rows[row][n] not in (None, "")
        )  # fmt: skip
        return f"{self.said(row, 0)}: {', '.join(rest)}"

    def csv(self) -> str:
        """Return the numbers, unrounded, as comma-separated values (RFC 4180) with a head."""
        written = io.StringIO()
        made = csv.writer(written)
        made.writerow(self.columns)
        made.writerows(self.rows)
        return written.getvalue()


def _percent(value: float) -> str:
    return f"{value:.0%}" if value in (0, 1) else f"{value:.1%}"


def _minutes(value: float) -> str:
    return f"{value:.0f} min" if value >= 10 else f"{value:.1f} min"


def _real(value: float) -> str:
    return f"{value:.2f}"


_WAYS: dict[str, Callable[[float], str]] = {
    "percent": _percent, "minutes": _minutes, "real": _real,
    "whole": lambda value: f"{value:,.0f}",
}  # fmt: skip
