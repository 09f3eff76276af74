"""An afternoon with a network: the official text is got, from the document and from a link."""

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from person import Person

from db.official import catalogue
from tests import served as acts
from tests.served import Served

RESOLUTION = "A/RES/78/311"


@pytest.fixture
def repository(monkeypatch: pytest.MonkeyPatch, six_languages: Path) -> Iterator[Served]:
    """The United Nations' repository, on this machine."""
    made = Served()
    monkeypatch.setenv(catalogue.MIRROR, made.address)
    with zipfile.ZipFile(six_languages) as archive:
        texts = [archive.read(n) for n in archive.namelist() if n.endswith(".xml")]
    by_sum = {hashlib.sha256(data).hexdigest(): data for data in texts}
    for symbol in (RESOLUTION, "A/RES/78/265"):
        for text in catalogue.known().of(symbol, ["en", "fr"]):
            made.put_known(symbol, text.language, by_sum[text.sha256])
    yield made
    made.close()


def test_the_text_is_got_and_read(person: Person, repository: Served) -> None:
    person.opens_the_desk(RESOLUTION)
    person.goes_to("op6")
    person.stands_at(f"{RESOLUTION}, para. 6")
    person.presses("Ctrl+O")
    person.sees("Enhancing international cooperation on capacity-building", "31 KB")
    person.clicks("French")
    person.clicks("Get")
    person.sees(f"{RESOLUTION} is here in English\u200e, Français\u200e.", "Open")
    person.clicks("Open")
    person.sees("Official text · English")
    person.presses("Ctrl+E")
    assert "official" in person.reads_edition().casefold()


def test_a_link_leads_to_a_text_that_is_got(person: Person, repository: Served) -> None:
    person.opens_the_desk(RESOLUTION)
    person.stands_at(f"{RESOLUTION}, PP1")
    person.goes_to("78/265")
    person.sees("A/RES/78/265 is not in the library yet.")
    person.clicks("Get the official text…")
    person.sees("Seizing the opportunities", "48 KB")
    person.presses("Return")
    person.sees("A/RES/78/265 is here in English")
    person.presses("Return")
    person.sees("Official text · English")
    assert "A/RES/78/265" in " ".join(person.tabs())


def test_a_web_page_instead_of_the_text_is_told_of(person: Person, repository: Served) -> None:
    (text,) = catalogue.known().of(RESOLUTION, ["en"])
    where = f"/{repository.name}/{text.commit}/{text.path}"
    repository.behave(where, acts.page, acts.well)
    person.opens_the_desk(RESOLUTION)
    person.stands_at(f"{RESOLUTION}, PP1")
    person.presses("Ctrl+O")
    person.sees("31 KB")
    person.presses("Return")
    person.sees("A web page came instead of", "Try again", "From a file…")
    person.clicks("Try again")
    person.sees(f"{RESOLUTION} is here in English")
