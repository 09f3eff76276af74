"""An address as a citation, in each style that is known."""

import re
from collections.abc import Callable

from db.address import ORDINALS, Address, describe, split_annex
from db.errors import UsageError


def cite(address: Address, style: str = "un") -> str:
    """Write an address as a citation: `A/RES/78/311, para. 6 (a)`; raises UsageError."""
    write = _STYLES.get(style)
    if write is None:
        known = ", ".join(_STYLES)
        raise UsageError(f"There is no citation style “{style[:40]}”. Known styles: {known}.")
    return write(address)


def _un(address: Address) -> str:
    """Cite as United Nations documents cite one another (UN Editorial Manual)."""
    return ", ".join(filter(None, [address.document, _un_place(address.label)]))


def _un_place(label: str) -> str:
    annex, inner = split_annex(label)
    if annex:
        return ", ".join(filter(None, [describe(annex), _un_place(inner)]))
    match = re.fullmatch(r"pp([1-9][0-9]?)((?:\..+)?)", label)
    if not match:
        return describe(label)
    counted = f"{ORDINALS[int(match[1]) - 1]} preambular paragraph"
    return " ".join([counted, *(f"({point})" for point in match[2].split(".")[1:])])


_STYLES: dict[str, Callable[[Address], str]] = {"un": _un}
