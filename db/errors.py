"""What a person can act on. Anything else that is raised is a bug.

The text of each error is a sentence for the person: what happened, with which file, what to do.
"""


class ResoluteError(Exception):
    """Base of everything a person is told in a sentence; `exit_code` is the command line's."""

    exit_code = 1


class UsageError(ResoluteError):
    """The call itself makes no sense (an empty query, a colour that does not exist)."""

    exit_code = 2


class UnknownAddress(ResoluteError):
    """There is no such document, edition or paragraph."""


class NotADocument(ResoluteError):
    """The bytes are not a document of the format they claim or seem to be."""


class StoreError(ResoluteError):
    """The person's data or the library cannot be opened."""

    exit_code = 3


class LibraryMissing(StoreError):
    """`library.db` is not there and cannot be built."""


class LibraryDamaged(StoreError):
    """`library.db` is there but is not the library this program reads."""


class SourceError(StoreError):
    """A source file of the bundled library says something that cannot be right."""


class StoreTooNew(StoreError):
    """`study.db` was written by a newer version of the program."""


class StoreLocked(StoreError):
    """Another program holds `study.db`."""


class StoreNotWritable(StoreError):
    """The data folder or `study.db` cannot be written."""


class NotAStore(StoreError):
    """`study.db` is something else, or damaged."""


class IndexDamaged(StoreError):
    """The search index of `study.db` cannot be read; it can be rebuilt from the passages."""


class NotFetched(ResoluteError):
    """Something could not be got over the network; `is_offline` where nothing can be."""

    def __init__(self, sentence: str, *, is_offline: bool = False) -> None:
        super().__init__(sentence)
        self.is_offline = is_offline
