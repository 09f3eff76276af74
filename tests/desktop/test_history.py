"""Back and forward over places, as a pure list."""

import pytest

from db.models import EditionKey
from desktop.tabs.history import LONGEST, History, Stop


def at(document: str, label: str, language: str = "en") -> Stop:
    return Stop(document, EditionKey(document, "digest", language), label)


OP6, OP7, PP1 = at("A", "op6"), at("A", "op7"), at("A", "pp1")
P1, P2 = at("B", "p1"), at("B", "p2")


@pytest.fixture
def history() -> History:
    return History()


def test_nowhere_to_go_at_first(history: History) -> None:
    assert not history.can(-1)
    assert not history.can(1)
    assert history.go(-1) is None
    assert history.go(1) is None


def test_back_leads_to_where_the_jump_began_and_forward_to_where_it_led(history: History) -> None:
    history.visit(OP6, P1)
    assert history.can(-1)
    assert history.go(-1, P1) == OP6
    assert not history.can(-1)
    assert history.go(1, OP6) == P1
    assert not history.can(1)


def test_the_place_that_is_left_takes_its_present_form(history: History) -> None:
    history.visit(OP6, P1)
    history.visit(P2, PP1)  # one read on from p1 to p2 before the second jump
    assert history.go(-1, PP1) == P2
    assert history.go(-1, P2) == OP6


def test_on_the_way_back_the_place_left_is_kept_for_the_way_forward(history: History) -> None:
    history.visit(OP6, P1)
    assert history.go(-1, P2) == OP6
    assert history.go(1, OP7) == P2
    assert history.go(-1, P2) == OP7


def test_another_edition_of_the_same_document_is_the_same_stop(history: History) -> None:
    history.visit(OP6, P1)
    french = at("B", "p2", "fr")
    history.visit(french, PP1)
    assert history.go(-1, PP1) == french
    assert history.go(-1, french) == OP6


def test_a_stop_whose_edition_was_still_loading_takes_its_full_form(history: History) -> None:
    history.visit(OP6, Stop("B", None, ""))
    history.visit(P2, PP1)
    assert history.go(-1, PP1) == P2


def test_a_new_jump_forgets_what_was_ahead(history: History) -> None:
    history.visit(OP6, P1)
    history.go(-1, P1)
    history.visit(OP6, at("C", "p9"))
    assert not history.can(1)
    assert history.go(-1) == OP6
    assert not history.can(-1)


def test_a_jump_to_where_one_is_adds_nothing(history: History) -> None:
    history.visit(OP6, OP6)
    history.visit(OP6, OP6)
    assert not history.can(-1)


def test_a_page_that_is_no_document_leaves_the_list_as_it_is(history: History) -> None:
    history.visit(OP6, P1)
    history.visit(None, PP1)  # from a quiz page
    assert history.go(-1) == P1
    assert history.go(1, None) == PP1


def test_from_a_tab_that_was_turned_to_the_way_back_leads_to_where_one_was(
    history: History,
) -> None:
    history.visit(OP6, P1)
    elsewhere = at("C", "p3")
    assert history.go(-1, elsewhere) == P1
    assert history.can(1)
    assert history.go(1, P2) == elsewhere
    assert history.go(-1, elsewhere) == P2
    assert history.go(-1, P2) == OP6


def test_from_a_tab_that_was_turned_to_nothing_ahead_is_forgotten(history: History) -> None:
    history.visit(OP6, P1)
    history.go(-1, P1)
    elsewhere = at("C", "p3")
    assert history.go(1, elsewhere) == P1
    assert history.go(-1, elsewhere) == P1
    assert history.go(-1, P1) == OP6


def test_a_jump_to_the_same_paragraph_elsewhere_in_view_is_one_stop(history: History) -> None:
    lower = OP6._replace(offset=-300)
    history.visit(P1, lower)
    history.visit(lower, OP6)
    assert history.go(-1, OP6) == P1
    assert history.go(1, P1) == OP6


def test_the_oldest_stops_are_forgotten(history: History) -> None:
    for number in range(LONGEST + 50):
        history.visit(at("A", f"op{number}"), at("A", f"op{number + 1}"))
    steps = 0
    while history.go(-1):
        steps += 1
    assert steps == LONGEST - 1
    assert history.can(1)
    assert not history.can(-1)
