"""Putting the paragraphs of a text right: each step, and that no run of them breaks the text."""

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.address import is_label
from db.errors import UsageError
from db.models import Document, EditionKey, Passage
from db.review import labels, steps
from db.review.draft import Draft
from db.review.revision import Revision

KEY = EditionKey("A/RES/80/900", "import", "en")


def passage(label: str, kind: str, text: str, **more: object) -> Passage:
    return Passage(label, kind, "official", text, **more)  # type: ignore[arg-type]


PASSAGES = (
    passage("pp1", "preambular", "Recalling its resolution 70/1,", opener="Recalling"),
    passage("pp2", "preambular", "Mindful of herons,", opener="Mindful"),
    passage("pp3", "preambular", "Noting the reeds,", opener="Noting"),
    passage("h1", "heading", "Work"),
    passage("op1", "operative", "Decides to count: 2. Asks for a boat;", opener="Decides"),
    passage("op1.a", "point", "Herons; (b) Reeds;"),
    passage("op3", "operative", "Requests a report, and a map.", footnotes=((17, "fn1"),)),
    passage("fn1", "footnote", "See A/80/1.", sources=("A/RES/80/900 op3",)),
)


@pytest.fixture
def draft() -> Draft:
    document = Document("A/RES/80/900", "resolution", "Herons", "A/RES/80/900")
    return Draft(document, KEY, "Herons", PASSAGES, (1, 1, 1, 1, 2, 2, 3, 3))


def names(draft: Draft) -> list[str]:
    return [one.label for one in draft.passages]


def one(draft: Draft, label: str) -> Passage:
    return next(found for found in draft.passages if found.label == label)


def test_merging_counts_the_rest_on(draft: Draft) -> None:
    made, place = steps.merge(draft, 1)
    assert place == 0
    assert names(made)[:3] == ["pp1", "pp2", "h1"]
    assert made.passages[0].text == "Recalling its resolution 70/1, Mindful of herons,"
    assert made.passages[1].text == "Noting the reeds,"
    assert made.pages == (1, 1, 1, 2, 2, 3, 3)


def test_merging_takes_marks_and_footnotes_along(draft: Draft) -> None:
    made, place = steps.merge(draft, 6)
    whole = made.passages[place]
    assert (whole.label, whole.text) == (
        "op1.a",
        "Herons; (b) Reeds; Requests a report, and a map.",
    )
    ((at, label),) = whole.footnotes
    assert (whole.text[:at], label) == ("Herons; (b) Reeds; Requests a report", "fn1")
    assert one(made, "fn1").sources == ("A/RES/80/900 op1.a",)


def test_points_go_to_the_paragraph_their_own_is_joined_to(draft: Draft) -> None:
    made, _ = steps.merge(draft, 4)
    assert names(made) == ["pp1", "pp2", "pp3", "h1", "h1.a", "op3", "fn1"]


def test_a_word_parted_by_a_hyphen_and_chinese_are_joined_without_a_space(draft: Draft) -> None:
    parted, _ = steps.reword(draft, 0, "post-")
    assert steps.merge(parted, 1)[0].passages[0].text == "post-Mindful of herons,"


@pytest.mark.parametrize(
    ("place", "before", "label", "kind", "text"),
    [
        (4, "2. Asks", "op2", "operative", "Asks for a boat;"),
        (5, "(b)", "op1.b", "point", "Reeds;"),
        (1, "of", "pp3", "preambular", "of herons,"),
        (6, "and", "op3.r2", "operative", "and a map."),
    ],
)
def test_splitting_reads_the_number_or_counts(
    draft: Draft, place: int, before: str, label: str, kind: str, text: str
) -> None:
    made, here = steps.split(draft, place, draft.passages[place].text.index(before))
    assert here == place + 1
    found = made.passages[here]
    assert (found.label, found.kind, found.text) == (label, kind, text)
    assert len(set(names(made))) == len(names(made)) == len(made.pages)


def test_splitting_shifts_what_is_counted(draft: Draft) -> None:
    made, _ = steps.split(draft, 1, 8)
    assert names(made)[:5] == ["pp1", "pp2", "pp3", "pp4", "h1"]
    assert one(made, "pp4").text == "Noting the reeds,"


def test_splitting_parts_the_marks(draft: Draft) -> None:
    text = draft.passages[6].text
    made, here = steps.split(draft, 6, text.index("report"))
    assert made.passages[here].footnotes == ((6, "fn1"),)
    assert one(made, "fn1").sources == ("A/RES/80/900 op3.r2",)
    made, here = steps.split(draft, 6, text.index("and"))
    assert made.passages[here].footnotes == ()
    assert made.passages[here - 1].footnotes == ((17, "fn1"),)


@pytest.mark.parametrize("at", [0, 3000])
def test_splitting_at_an_end_is_refused(draft: Draft, at: int) -> None:
    with pytest.raises(UsageError, match="between two words"):
        steps.split(draft, 1, at)


def test_dropping(draft: Draft) -> None:
    made, place = steps.drop(draft, 0)
    assert (place, names(made)[:3]) == (0, ["pp1", "pp2", "h1"])
    made, place = steps.drop(draft, 7)
    assert place == 6
    assert one(made, "op3").footnotes == ()
    made, _ = steps.drop(draft, 6)
    assert one(made, "fn1").sources == ()


def test_the_last_paragraph_stays(draft: Draft) -> None:
    for _ in range(7):
        draft, _ = steps.drop(draft, 0)
    with pytest.raises(UsageError, match="only paragraph"):
        steps.drop(draft, 0)


def test_relabelling_takes_points_and_footnotes_along(draft: Draft) -> None:
    made, _ = labels.relabel(draft, 4, "para. 7")
    assert names(made)[4:6] == ["op7", "op7.a"]
    made, _ = labels.relabel(draft, 6, "2")
    assert one(made, "fn1").sources == ("A/RES/80/900 op2",)
    with pytest.raises(UsageError, match=r"Para\. 3 is there already"):
        labels.relabel(draft, 4, "3")
    with pytest.raises(UsageError, match="no label"):
        labels.relabel(draft, 4, "nonsense")


@pytest.mark.parametrize(
    ("place", "kind", "label"),
    [
        (0, "heading", "h1"),
        (3, "preambular", "pp4"),
        (2, "operative", "op1.r2"),
        (5, "paragraph", "u1"),
        (6, "point", "op1.b"),
    ],
)
def test_another_kind_brings_its_label(draft: Draft, place: int, kind: str, label: str) -> None:
    made, here = labels.change_kind(draft, place, kind)
    assert made.passages[here].kind == kind
    assert len(set(names(made))) == len(names(made))
    assert made.passages[here].label == label


def test_a_footnote_goes_to_the_end(draft: Draft) -> None:
    made, here = labels.change_kind(draft, 2, "footnote")
    assert here == 7
    assert names(made)[-2:] == ["fn1", "fn2"]
    assert made.pages[-1] == 1


def test_a_number_in_the_text_becomes_the_label(draft: Draft) -> None:
    typed, _ = steps.reword(draft, 2, "2. Asks for a boat;")
    made, here = labels.change_kind(typed, 2, "operative")
    assert (made.passages[here].label, made.passages[here].text) == ("op2", "Asks for a boat;")


def test_rewording_keeps_the_marks_among_the_words(draft: Draft) -> None:
    made, _ = steps.reword(draft, 6, "Requests a long report, and a map.")
    ((at, _),) = one(made, "op3").footnotes
    assert one(made, "op3").text[:at] == "Requests a long report"
    with pytest.raises(UsageError, match="Drop it"):
        steps.reword(draft, 6, " — ")


def test_counting_anew(draft: Draft) -> None:
    made, _ = labels.count_anew(draft, 6)
    assert names(made)[4:] == ["op1", "op1.a", "op2", "fn1"]
    assert one(made, "fn1").sources == ("A/RES/80/900 op2",)


def test_another_symbol_reaches_the_footnotes(draft: Draft) -> None:
    made = labels.record(draft, title=" Herons and reeds ", symbol="a/res/80/901")
    assert (made.title, made.key.document) == ("Herons and reeds", "A/RES/80/901")
    assert (made.document.short_title, made.provenance["symbol"]) == ("A/RES/80/901",) * 2
    assert one(made, "fn1").sources == ("A/RES/80/901 op3",)
    for title, symbol in (("", "A/RES/80/901"), ("Herons", "A RES")):
        with pytest.raises(UsageError):
            labels.record(draft, title=title, symbol=symbol)


def test_steps_are_taken_back_and_again(draft: Draft) -> None:
    revision = Revision(draft)
    assert revision.undo() is None
    assert revision.take(partial(steps.merge, place=1)) == 0
    merged = revision.draft
    assert revision.take(partial(steps.drop, place=3)) == 3
    assert revision.undo() == 3
    assert revision.draft == merged
    assert revision.redo() == 3
    assert (revision.undo(), revision.undo(), revision.undo()) == (3, 0, None)
    assert revision.draft == draft
    assert not revision.is_changed
    revision.take(partial(steps.drop, place=0))
    assert not revision.can_redo


STEPS: dict[str, Callable[[Draft, int, int], steps.Step]] = {
    "merge": lambda draft, place, _at: steps.merge(draft, place),
    "split": steps.split,
    "drop": lambda draft, place, _at: steps.drop(draft, place),
    "anew": lambda draft, place, _at: labels.count_anew(draft, place),
    "kind": lambda draft, place, at: labels.change_kind(draft, place, labels.KINDS[at % 6]),
    "label": lambda draft, place, at: labels.relabel(draft, place, f"op{at + 1}"),
}


@settings(max_examples=150, deadline=None, derandomize=True, database=None,
          suppress_health_check=list(HealthCheck))  # fmt: skip
@given(
    st.lists(
        st.tuples(st.sampled_from(list(STEPS)), st.integers(0, 9), st.integers(0, 40)), max_size=12
    )
)
def test_no_run_of_steps_breaks_the_text(draft: Draft, run: list[tuple[str, int, int]]) -> None:
    for name, place, at in run:
        try:
            draft, here = STEPS[name](draft, min(place, len(draft.passages) - 1), at)
        except UsageError:
            continue
        found = names(draft)
        assert 0 <= here < len(found) == len(draft.pages)
        assert len(set(found)) == len(found)
        assert all(map(is_label, found))
        notes = {one.label for one in draft.passages if one.kind == "footnote"}
        for one in draft.passages:
            assert one.text.startswith(one.opener)
            assert all(0 <= at <= len(one.text) and label in notes for at, label in one.footnotes)
