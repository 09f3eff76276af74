"""What was checked of a report or statement, as a page shows it."""

from collections.abc import Mapping, Sequence
from typing import Protocol


class Checked(Protocol):
    """What a page shows of a claim; `db.library.reference.Claim` is one, loaded where needed."""

    @property
    def id(self) -> str:
        """What it is known by."""

    @property
    def verdict(self) -> str:
        """How the report and the text agree."""

    @property
    def wording(self) -> str:
        """What the report says, in its own words where it is `quoted`."""

    @property
    def quoted(self) -> bool:
        """Whether the wording is verbatim."""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The addresses it is held against."""


Claims = Mapping[str, Sequence[Checked]]
VERDICTS = {
    "same": "the text says so",
    "near": "near the text",
    "narrower": "the text is narrower",
    "absent": "not in the text",
}
