"""Two pages that move together, paragraph by paragraph of the same label."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QObject

from db import address
from db.library import alignment
from db.library.alignment import Opposite, Pairs
from db.shelf.repairs import Repair, fixes
from desktop.reader.gutter import Mismatch
from desktop.reader.page import Page
from desktop.reader.page_view import PageView
from desktop.reader.text_view import TextView

LINE = 48
"""Pixels below the top of the view where the same words of both pages meet, unless one takes a
paragraph elsewhere: where a paragraph comes to stand that is gone to."""


class Link(QObject):
    """Lets whichever of two pages is scrolled, gone through or pointed at lead the other.

    The page that leads is the one that was last moved by the person; what the other does because
    of it leads nobody, so that there is no end of following.
    """

    def __init__(
        self,
        first: PageView,
        second: PageView,
        parent: QObject,
        repairs: Callable[[], Sequence[Repair]] = tuple,
    ) -> None:
        super().__init__(parent)
        self._pages = (first, second)
        self._repairs = repairs
        self._leader = 0
        self._line = float(LINE)
        self._values = [0, 0]
        self._following = False
        self._aligned: tuple[Page | None, Page | None] = (None, None)
        self._opposites: tuple[Opposite, Opposite] = (Opposite({}, {}), Opposite({}, {}))
        self._pairs: tuple[Pairs, Pairs] = ((), ())
        self._connections = [
            connection
            for side, page in enumerate(self._pages)
            for connection in (
                page.scrolled.connect(partial(self._scrolled, side)),
                page.arrived.connect(partial(self._arrived, side)),
                page.laid_out.connect(self._follow),
                page.went.connect(partial(self._went, side)),
                page.taken.connect(partial(self._taken, side)),
                page.pointed_at.connect(partial(self._pointed_at, side)),
            )
        ]

    def start(self, leader: int) -> None:
        """Bring both pages together, the one with this number leading."""
        self._leader = leader
        self._values = [page.verticalScrollBar().value() for page in self._pages]
        self.tell()
        self._went(leader)
        self._arrived(leader)

    def stop(self) -> None:
        """Let go of both pages."""
        for connection in self._connections:
            QObject.disconnect(connection)
        for page in self._pages:
            page.set_opposite({})
            page.frame("")
        self.deleteLater()

    def tell(self) -> None:
        """Say on both pages where they do not answer each other; one shows another edition."""
        if self._ready():
            for page, opposite in zip(self._pages, self._opposites, strict=True):
                page.set_opposite(mismatches(opposite))

    def counterpart(self, side: int, label: str) -> str:
        """Return what answers a label of one side on the other, empty where nothing does."""
        return self._opposites[side].counterparts.get(label, "") if self._ready() else ""

    def _ready(self) -> bool:
        """Align the two editions if that is not done yet; tell whether both are there."""
        shown = self._pages[0].page, self._pages[1].page
        if shown[0] is None or shown[1] is None:
            return False
        if shown[0] is not self._aligned[0] or shown[1] is not self._aligned[1]:
            left, right = _labels(shown[0]), _labels(shown[1])
            fixed = fixes(self._repairs(), shown[0].edition, shown[1].edition)
            pairs = alignment.spine(left, right, fixed)
            self._pairs = pairs, [(b, a) for a, b in pairs]
            self._opposites = (
                alignment.opposite(left, right, self._pairs[0], fixed),
                alignment.opposite(right, left, self._pairs[1], alignment.turned(fixed)),
            )
            self._aligned = shown
        return True

    # what the person does -----------------------------------------------------------------------

    def _scrolled(self, side: int) -> None:
        if not self._ready():
            return
        page = self._pages[side]
        self._leader = side
        value = page.verticalScrollBar().value()
        self._line = _nearer(self._line, page, abs(value - self._values[side]))
        self._stand_alike()
        self._follow()

    def _went(self, side: int) -> None:
        self._leader = side
        self._stand_alike()

    def _stand_alike(self) -> None:
        """Let the other page stand at the same paragraph, if it has it."""
        page, other = self._pages[self._leader], self._pages[1 - self._leader]
        answer = self.counterpart(self._leader, page.current)
        if answer and answer != other.current:
            other.stand_at(answer)

    def _arrived(self, side: int) -> None:
        if side == self._leader:
            self._line = float(LINE)
            self._meet_at_current()
        if self._pages[side].is_laid_out:
            self._follow()

    def _taken(self, side: int) -> None:
        self._went(side)
        self._meet_at_current()
        self._follow()

    def _pointed_at(self, side: int, label: str) -> None:
        answer = self.counterpart(side, label) if label else ""
        self._pages[side].frame(label if answer else "")
        self._pages[1 - side].frame(answer)

    # following ----------------------------------------------------------------------------------

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        before, self._following = self._following, True
        yield
        self._following = before

    def _meet_at_current(self) -> None:
        """Let the pages meet where the current paragraph of the leading one begins."""
        page = self._pages[self._leader]
        if page.page is None or (index := page.page.index_of(page.current)) is None:
            return
        if page.is_laid_out:
            top = page.rect_of(index).top() - page.verticalScrollBar().value()
            self._line = min(max(0.0, top), float(page.viewport().height()))

    def _follow(self) -> None:
        """Scroll the other page to where the leading one is."""
        if self._following or not self._ready() or not self._pairs[0]:
            return
        here, there = self._pages[self._leader], self._pages[1 - self._leader]
        with self._quietly():
            if here.is_laid_out and there.is_laid_out:
                at = here.verticalScrollBar().value() + self._line
                there.lead_to(
                    answering_height(here, there, self._pairs[self._leader], at) - self._line
                )
            elif here.is_laid_out:
                there.lead_to_place(self.counterpart(self._leader, here.current), here.offset())
        self._values = [page.verticalScrollBar().value() for page in self._pages]


def _labels(page: Page) -> list[str]:
    return [place.passage.label for place in page.places]


def _nearer(line: float, page: TextView, by: float) -> float:
    """Bring the line where both pages meet back to its usual height, by so many pixels.

    Near the beginning and the end of the text it goes to the edge of the view, so that both pages
    reach their own.
    """
    bar = page.verticalScrollBar()
    usual = max(
        min(float(LINE), float(bar.value())),
        float(page.viewport().height() - (bar.maximum() - bar.value())),
    )
    return min(line + by, usual) if line < usual else max(line - by, usual)


def answering_height(here: TextView, there: TextView, pairs: Pairs, y: float) -> float:
    """Return which height of one text answers the height `y` of another, in pixels from the top.

    A passage answers its own from its first to its last line in proportion; so does what lies
    between two pairs. Behind the last pair both run on alike.
    """
    at = bisect_right(pairs, y, key=lambda pair: here.rect_of(pair[0]).top()) - 1
    above, above_there = 0.0, 0.0
    if at >= 0:
        rect, answer = here.rect_of(pairs[at][0]), there.rect_of(pairs[at][1])
        if y < rect.bottom():
            return answer.top() + answer.height() * (y - rect.top()) / rect.height()
        above, above_there = rect.bottom(), answer.bottom()
    if at + 1 == len(pairs):
        return above_there + y - above
    below = here.rect_of(pairs[at + 1][0]).top()
    below_there = there.rect_of(pairs[at + 1][1]).top()
    share = (y - above) / (below - above) if below > above else 0.0
    return above_there + (below_there - above_there) * share


def mismatches(opposite: Opposite) -> dict[str, Mismatch]:
    """Put into words where an edition is not answered one to one."""
    found = {}
    first = next(iter(opposite.counterparts), "")
    for label, answer in opposite.counterparts.items():
        missing = opposite.missing.get(label, ())
        before = opposite.missing.get("", ()) if label == first else ()
        alone = ""
        if answer.count(".") != label.count(".") or not answer:
            within = address.gutter(answer)
            alone = f"in {within}" if within else "only here"
        said = [*_say_alone(label, answer, alone), *_say_missing(before, "before")]
        said += _say_missing(missing, "after")
        if said:
            count = len(missing) + len(before)
            found[label] = Mismatch(alone, f"+{count} there" if count else "", " ".join(said))
    return found


def _say_alone(label: str, answer: str, alone: str) -> list[str]:
    if not alone:
        return []
    words = f"The other side has no {address.describe(label)}"
    return [f"{words} of its own: it is in {address.describe(answer)}." if answer else f"{words}."]


def _say_missing(labels: Sequence[str], where: str) -> list[str]:
    if not labels:
        return []
    named = ", ".join(map(address.describe, labels[:6]))
    more = f" and {len(labels) - 6} more" if len(labels) > 6 else ""
    return [f"Only on the other side, {where} this: {named}{more}."]
