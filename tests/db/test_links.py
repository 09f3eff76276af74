"""Links to a paragraph: written, read back, and what other programs make of them on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import links
from db.address import Address, parse_address
from db.errors import UsageError
from db.links import Link

OP6 = Link("A/RES/78/311", "op6")
FRENCH = Link("A/RES/78/311", "op6", "official", "fr")


@pytest.mark.parametrize(
    ("link", "written"),
    [
        (Link("A/RES/78/311"), "resolute:A/RES/78/311"),
        (OP6, "resolute:A/RES/78/311#op6"),
        (FRENCH, "resolute:A/RES/78/311?edition=official&lang=fr#op6"),
        (Link("fu-cong", "p2", language="en"), "resolute:fu-cong?lang=en#p2"),
        (Link("A/RES/78/311", "op6.a", "import"), "resolute:A/RES/78/311?edition=import#op6.a"),
        (Link("a b:c%d&é"), "resolute:a%20b%3Ac%25d%26%C3%A9"),
    ],
)
def test_a_link_is_written_in_one_way(link: Link, written: str) -> None:
    assert links.write(link) == written
    assert links.is_link(written)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("resolute:A/RES/78/311#op6", OP6),
        ("RESOLUTE:A/RES/78/311#op6", OP6),
        ("  resolute:A/RES/78/311#op6\n", OP6),
        ("resolute:/A/RES/78/311#op6", OP6),
        ("resolute://A/RES/78/311#op6", OP6),
        ("resolute:///A/RES/78/311/#op6", OP6),
        ("resolute:A%2FRES%2F78%2F311#op6", OP6),
        ("resolute:A%2FRES%2F78%2F311%23op6", OP6),
        ("resolute%3AA/RES/78/311", None),
        ("resolute:A/RES/78/311?edition=official&lang=fr#op6", FRENCH),
        ("resolute:A/RES/78/311?lang=FR&edition=Official#op6", FRENCH),
        ("resolute://A/RES/78/311/?edition=official&lang=fr#op6", FRENCH),
        ("resolute:A%2FRES%2F78%2F311%3Fedition%3Dofficial%26lang%3Dfr%23op6", FRENCH),
        ("resolute:A/RES/78/311?from=mail&lang=#op6", OP6),
        ("resolute:A/RES/78/311?lang=%00&edition=a%20b#op6", OP6),
        ("resolute:A/RES/78/311#op%206%20(a)", Link("A/RES/78/311", "op 6 (a)")),
        ("resolute:", Link("")),
        ("resolute:#op6", Link("", "op6")),
    ],
)
def test_a_link_is_read_in_all_the_forms_it_comes_in(text: str, link: Link | None) -> None:
    assert links.is_link(text) is (link is not None)
    if link is not None:
        assert links.read(text) == link


@pytest.mark.parametrize("text", ["", "resolute", "A/RES/78/311 op6", "op6", "http://resolute:1"])
def test_what_is_no_link(text: str) -> None:
    assert not links.is_link(text)


NAMES = st.text(
    st.characters(exclude_characters="#?", exclude_categories=["Cs"]), min_size=1
).filter(lambda name: name == name.strip("/ ").strip())
LABELS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20).map(str.strip)


@given(NAMES, LABELS, st.sampled_from(["", "official", "digest"]), st.sampled_from(["", "fr"]))
def test_what_is_written_is_read_back(name: str, label: str, kind: str, language: str) -> None:
    link = Link(name, label, kind, language)
    written = links.write(link)
    assert written.isascii()
    assert " " not in written
    assert links.read(written) == link
    if link.kind and link.label:
        assert links.read(written.replace(":", "://", 1)) == link


@given(st.text(max_size=80))
def test_nothing_that_is_read_raises(rest: str) -> None:
    link = links.read(f"resolute:{rest}")
    assert link.kind == link.kind.lower()


# as an address ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "resolute:A/RES/78/311#op6",
        "resolute://a/res/78/311#op6",
        "resolute:78/311?edition=official&lang=fr#para.%206",
        "resolute:A%2FRES%2F78%2F311%23op6",
    ],
)
def test_a_link_is_an_address(text: str) -> None:
    assert parse_address(text) == Address("A/RES/78/311", "op6")


def test_a_link_to_a_paragraph_alone_is_one_of_the_document_in_front() -> None:
    assert parse_address("resolute:#op6", "A/RES/78/311") == Address("A/RES/78/311", "op6")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("resolute:", "That is no address"),
        ("resolute:?lang=fr", "That is no address"),
        ("resolute:A/RES/78/311#nowhere", "“nowhere” is not a paragraph"),
        ("resolute:#op6", "names no document"),
    ],
)
def test_a_link_to_nothing_is_said(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        parse_address(text)
