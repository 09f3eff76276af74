"""The runs of a Word paragraph, and of its fields the one that is no text: a footnote's mark
printed again.

Format: ECMA-376 part 1, 17.3 (runs and what may stand around them), 17.16 (`w:fldChar`,
`w:instrText`, `w:fldSimple`) and 17.16.5 (`NOTEREF`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from db.formats.word_styles import W, value

DEEPEST = 40
"""How deep elements may stand in one another."""

_IN_LINE = {
    f"{W}{name}"
    for name in ("hyperlink", "ins", "moveTo", "smartTag", "fldSimple", "customXml", "dir", "bdo",
                 "sdt", "sdtContent")
}  # fmt: skip
_AS_A_MARK = re.compile(r"\\f\b")
"""The switch that sets the number as the note's own mark is set."""


def runs(parent: etree._Element, depth: int = 0) -> Iterator[etree._Element]:
    """Yield the runs of a paragraph in order, those in links, fields and insertions too."""
    for child in parent:
        if child.tag == f"{W}r":
            yield child
        elif child.tag in _IN_LINE and depth < DEEPEST:
            yield from runs(child, depth + 1)


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    is_result: bool = False


class Fields:
    """The fields that are open while the runs of a paragraph come by."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    def is_mark(self, run: etree._Element) -> bool:
        """Take the next run, and tell whether it is the mark of an earlier footnote.

        A number in the line (`see note 3`) is none.
        """
        for child in run:
            self._take(child)
        field = self._around(run)
        if not (field.is_result and field.instruction.split()[:1] == ["NOTEREF"]):
            return False
        is_raised = value(run.find(f"{W}rPr"), f"{W}vertAlign") == "superscript"
        return is_raised or _AS_A_MARK.search(field.instruction) is not None

    def _take(self, child: etree._Element) -> None:
        kind = child.get(f"{W}fldCharType")
        if kind == "begin":
            self._open.append(_Field())
        elif not self._open:
            return
        elif kind == "separate":
            self._open[-1].is_result = True
        elif kind == "end":
            self._open.pop()
        elif child.tag == f"{W}instrText":
            self._open[-1].instruction += child.text or ""

    def _around(self, run: etree._Element) -> _Field:
        parent = run.getparent()
        if parent is not None and parent.tag == f"{W}fldSimple":
            return _Field(parent.get(f"{W}instr") or "", is_result=True)
        return self._open[-1] if self._open else _Field()
