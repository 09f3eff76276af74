"""Links of a page: what is written is read back, and what is no address is none."""

import pytest
from PySide6.QtCore import QUrl

from desktop.reader.hrefs import link, target_of


@pytest.mark.parametrize("target", ["A/RES/78/311 op6", "A/RES/78/311", "fu-cong p2", "hrc-56"])
def test_a_link_leads_back_to_its_address(target: str) -> None:
    assert target_of(link(target)) == target
    assert target_of(QUrl(link(target))) == target


def test_a_link_to_an_edition_stays_a_link() -> None:
    url = "resolute:A/RES/78/311?edition=official&lang=fr#op6"
    assert target_of(url) == url


@pytest.mark.parametrize("url", ["https://undocs.org/A/RES/1/9", "file:///etc/passwd", "", "#op6"])
def test_a_link_of_another_kind_is_no_address(url: str) -> None:
    assert target_of(url) == ""
