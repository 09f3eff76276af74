"""The one home of the clock: UTC times as the study file writes them."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return this moment, UTC, to the microsecond."""
    return datetime.now(UTC)


def stamp(moment: datetime | None = None) -> str:
    """Write a moment (default: now) as ISO 8601 in UTC with a `Z`, sortable as text."""
    moment = (moment or now()).astimezone(UTC)
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


def parse(text: str) -> datetime:
    """Read what `stamp` wrote; raises ValueError for anything else."""
    return datetime.fromisoformat(text).astimezone(UTC)
