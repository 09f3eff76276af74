"""A citation as pieces of text, some of them in italics: to read, and to paste."""

import html
from dataclasses import dataclass


class Italic(str):
    """A piece that stands in italics."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in a style."""

    pieces: tuple[str, ...]

    @property
    def text(self) -> str:
        """The citation in plain characters."""
        return "".join(self.pieces)

    @property
    def html(self) -> str:
        """The citation for a clipboard: `<i>` where the style has italics, all else escaped."""
        return "".join(
            f"<i>{html.escape(piece)}</i>" if isinstance(piece, Italic) else html.escape(piece)
            for piece in self.pieces
        )


def joined(*parts: "str | tuple[str, ...]", by: str = ", ") -> Citation:
    """Join what is there of the parts; a tuple is one part of several pieces."""
    pieces: list[str] = []
    for part in parts:
        run = part if isinstance(part, tuple) else (part,)
        if not any(run):
            continue
        if pieces:
            pieces.append(by)
        pieces += [piece for piece in run if piece]
    return Citation(tuple(pieces))
