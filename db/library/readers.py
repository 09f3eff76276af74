"""Which version of our reading a text was read by: each format counts its own.

What a format's parser makes of a file changes as it is mended. A file that is in the library as an
older version read it is imported anew when it is given again, and offered to be.
"""

from collections.abc import Mapping

_VERSIONS = {"Word": "3", "PDF": "3"}
_ELSE = "2"
_BEFORE = "1"
"""What the versions were called before they were written down."""


def reader_of(provenance: Mapping[str, str]) -> str:
    """Return the version that a text of this provenance is read by now: raise it with a parser."""
    return _VERSIONS.get(provenance.get("format", ""), _ELSE)


def is_read_so(provenance: Mapping[str, str]) -> bool:
    """Tell whether a stored text was read as its format is read now."""
    return provenance.get("reader", _BEFORE) == reader_of(provenance)
