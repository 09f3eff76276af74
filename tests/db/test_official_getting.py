"""Official texts over a network that is well and badly behaved: there whole, or not at all."""

import hashlib
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.errors import NotFetched, UsageError
from db.library import documents
from db.library.tables import CONTENT_TABLES
from db.official import catalogue, fetching, judging, listing
from db.official.fetching import Fetcher
from db.official.getting import Getting, Step
from db.official.judging import Wanted, misplaced
from db.official.transport import Stopped
from db.official.urllib_fetch import fetch
from db.study.tables import SHELF_TABLES
from tests import served as acts
from tests.served import Served

META = "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);"
HOME = "A/RES/78/311"
LONG = 4000


def resolution(symbol: str, language: str = "eng", words: str = "Decides;") -> bytes:
    return f"""<?xml version="1.0"?>
    <akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement>
      <meta><identification><FRBRWork><FRBRdate date="2024-07-01"/></FRBRWork><FRBRExpression>
        <FRBRdate date="2024-07-05"/><FRBRlanguage language="{language}"/>
      </FRBRExpression></identification></meta>
      <coverPage><docNumber>{symbol}</docNumber></coverPage>
      <preface><docTitle>On ink</docTitle></preface>
      <mainBody><paragraph><num>1.</num><content><p>{words} {"ink " * LONG}</p></content>
      </paragraph></mainBody></statement></akomaNtoso>""".encode()


class Patient:
    """A clock that does not wait, and remembers for how long it should have."""

    def __init__(self) -> None:
        self.waited: list[float] = []
        self.time = 0.0

    def now(self) -> float:
        return self.time

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    made = Served()
    monkeypatch.setenv(catalogue.MIRROR, made.address)
    yield made
    made.close()


@pytest.fixture
def store() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute("ATTACH ':memory:' AS library")
    connection.executescript(CONTENT_TABLES + SHELF_TABLES + META)
    for table in ("document", "edition", "passage"):
        connection.execute(f"CREATE TABLE library.{table} AS SELECT * FROM main.{table}")
    connection.execute("PRAGMA foreign_keys = ON")
    yield connection
    connection.close()


@pytest.fixture
def clock() -> Patient:
    return Patient()


Get = Callable[..., list[tuple[str, str, str]]]


@pytest.fixture
def get(store: sqlite3.Connection, clock: Patient, tmp_path: Path) -> Get:
    """Get symbols in languages: (outcome, language, message) of each."""

    def getting(*symbols: str, languages: list[str] | None = None, **given: object) -> object:
        work = Getting(given.get("fetch", quick), clock, tmp_path, given.get("progress"))  # type: ignore[arg-type]
        results = work.get(store, symbols, languages)
        return [(r.outcome, r.key.language if r.key else "", r.message) for r in results]

    return getting  # type: ignore[return-value]


def quick(address: str, headers: object) -> object:
    """Ask as the command line does, but lose patience sooner."""
    return fetch(address, headers, stall=0.3)  # type: ignore[arg-type]


def put(server: Served, symbol: str = "A/RES/81/5", language: str = "en") -> str:
    folders = {"en": ("English", "E", "eng"), "fr": ("French", "F", "fra")}
    folder, letter, code = folders[language]
    number = symbol.removeprefix("A/RES/").replace("/", "_")
    path = f"81session/{folder}/A_RES_{number}-2612345{letter}.xml"
    return server.put(path, resolution(symbol, code))


def titles(store: sqlite3.Connection) -> int:
    (count,) = store.execute("SELECT count(*) FROM main.edition").fetchone()
    return int(count)


# well ---------------------------------------------------------------------------------------


def test_a_text_that_is_not_known_is_found_by_the_tree(
    server: Served, get: Get, store: sqlite3.Connection
) -> None:
    where = put(server)
    put(server, language="fr")
    steps: list[Step] = []
    assert get("81/5", progress=steps.append) == [("added", "en", ""), ("added", "fr", "")]
    assert documents.document(store, "A/RES/81/5").title == "On ink"
    kinds = [(step.language, step.stage) for step in steps]
    assert kinds[0] == ("", "looking")
    assert kinds[-1] == ("fr", "done")
    assert {"waiting", "fetching", "storing", "done"} == {k for lang, k in kinds if lang == "en"}
    record = documents.edition(store, documents.document(store, "A/RES/81/5").editions[0].key)
    assert record.provenance["address"].endswith(where)
    asked = dict(server.asked[-1][1])
    assert asked["Accept-Encoding"] == "identity"
    assert asked["User-Agent"].startswith("Resolute")


def test_the_list_is_kept_and_what_is_here_is_not_fetched_again(server: Served, get: Get) -> None:
    put(server)
    assert get("81/5", languages=["en"])[0][0] == "added"
    asked = len(server.asked)
    assert get("81/5", languages=["en"])[0][0] == "unchanged"
    assert len(server.asked) == asked


def test_languages_are_chosen_and_those_missing_are_said(server: Served, get: Get) -> None:
    put(server)
    assert get("81/5", languages=["en", "zh"]) == [
        ("added", "en", ""),
        ("failed", "", "A/RES/81/5 is not in the repository in zh."),
    ]
    with pytest.raises(UsageError, match="tlh"):
        get("81/5", languages=["tlh"])
    assert "not the symbol" in get("ink")[0][2]
    assert "which begins with session 74" in get("60/1")[0][2]


def test_the_resolution_in_all_six_by_the_checksums_that_are_known(
    server: Served, get: Get, store: sqlite3.Connection, shared: Path
) -> None:
    with zipfile.ZipFile(shared / "corpora" / "ga-six-languages.zip") as archive:
        by_sum = {hashlib.sha256(data := archive.read(n)).hexdigest(): data
                  for n in archive.namelist() if "78_311" in n}  # fmt: skip
    for known in catalogue.known().of(HOME, ["ar", "zh", "en", "fr", "ru", "es"]):
        server.put_known(HOME, known.language, by_sum[known.sha256])
    assert [one[:2] for one in get("78/311")] == [
        ("added", language) for language in ("en", "fr", "es", "ru", "ar", "zh")
    ]
    assert len(documents.document(store, HOME).editions) == 6
    assert not any("/repos/" in path for path, _ in server.asked), "nothing was looked for"


# badly ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        (acts.page, "A web page came instead of A/RES/81/5 in English"),
        (acts.other, "has another checksum"),
        (acts.huge, "larger than 32 MB"),
        (acts.endless, "larger than 32 MB"),
        (acts.half, "broke off"),
        (acts.stalled, "stopped answering"),
        (acts.status(404), "not at 127.0.0.1 any more"),
        (acts.status(403, x_ratelimit_remaining="0"), "so many questions"),
        (acts.status(418), "status 418"),
        (acts.status(503), "a trouble of its own (status 503)"),
        (acts.status(200), "another checksum"),
        (acts.to("http://raw.githubusercontent.com/x"), "without encryption"),
        (acts.to("https://example.org/x"), "no place of official texts"),
        (acts.to("file:///etc/passwd"), "no place of official texts"),
        (acts.to(""), "sends on in a circle"),
    ],
)
def test_what_goes_wrong_is_a_sentence_and_stores_nothing(
    server: Served, get: Get, store: sqlite3.Connection, behaviour: acts.Behaviour, words: str
) -> None:
    server.behave(put(server), behaviour)
    put(server, language="fr")
    results = get("81/5", languages=["en", "fr"])
    assert [one[0] for one in results] == ["failed", "added"]
    assert words in results[0][2]
    assert titles(store) == 1, "the other language came all the same"


def test_what_passes_is_tried_again_later_and_later(
    server: Served, get: Get, clock: Patient
) -> None:
    busy = acts.status(429, Retry_After="7")
    server.behave(put(server), acts.status(503), busy, acts.half, acts.well)
    assert get("81/5", languages=["en"])[0][0] == "added"
    assert clock.waited == [1.0, 7.0, 4.0]


def test_half_a_text_is_gone_on_with(server: Served, get: Get, clock: Patient) -> None:
    where = put(server)
    server.behave(where, acts.half, acts.well)
    assert get("81/5", languages=["en"])[0][0] == "added"
    ranges = [headers.get("Range") for path, headers in server.asked if path == where]
    assert ranges == [None, f"bytes={len(server.files[where]) // 2}-"]
    assert clock.waited == [1.0]


def test_half_a_text_is_gone_on_with_another_day(
    server: Served, get: Get, store: sqlite3.Connection, tmp_path: Path
) -> None:
    where = put(server)
    server.behave(where, acts.stalled)
    failed = get("81/5", languages=["en"])[0]
    assert "get it again to go on from there" in failed[2]
    (part,) = (tmp_path / "partial").iterdir()
    assert 0 < part.stat().st_size < len(server.files[where])
    server.behave(where, acts.well)
    assert get("81/5", languages=["en"])[0][0] == "added"
    assert not list((tmp_path / "partial").iterdir())
    assert titles(store) == 1


@pytest.mark.parametrize("behaviour", [acts.deaf, acts.elsewhere])
def test_a_server_that_will_not_go_on_is_asked_for_all(
    server: Served, get: Get, behaviour: acts.Behaviour
) -> None:
    server.behave(put(server), acts.half, behaviour, acts.well)
    assert get("81/5", languages=["en"])[0][0] == "added"


def test_halves_that_do_not_fit_are_fetched_anew(server: Served, get: Get, tmp_path: Path) -> None:
    where = put(server)
    server.behave(where, acts.half)
    get("81/5", languages=["en"])
    (part,) = (tmp_path / "partial").iterdir()
    part.write_bytes(b"x" * part.stat().st_size)
    server.behave(where, acts.well)
    assert get("81/5", languages=["en"])[0][0] == "added"


def test_a_redirect_to_a_place_that_is_listed_is_followed(server: Served, get: Get) -> None:
    where = put(server)
    server.files["/moved"] = server.files[where]
    server.behave(where, acts.to("/moved"))
    assert get("81/5", languages=["en"])[0][0] == "added"
    hosts = frozenset({"raw.githubusercontent.com"})
    asked = "https://api.github.com/x"
    assert misplaced("https://raw.githubusercontent.com/y", asked, hosts) == ""
    assert misplaced("https://api.github.com/y", asked, hosts) == ""
    assert "without encryption" in misplaced("http://api.github.com/y", asked, hosts)
    assert "no place" in misplaced("http://127.0.0.1/y", asked, hosts)


def test_without_a_network_one_sentence_says_so_at_once(
    server: Served, get: Get, clock: Patient
) -> None:
    server.close()
    results = get("78/311", languages=["en", "fr"])
    assert [one[0] for one in results] == ["failed", "failed"]
    assert "cannot be reached" in results[0][2]
    assert "from a file" in results[0][2]
    assert clock.waited == [], "nobody waits for a network that is not there"


def test_a_server_that_dribbles_does_not_hold_us(server: Served, clock: Patient) -> None:
    class Slow(Patient):
        def now(self) -> float:
            self.time += 400
            return self.time

    where = put(server)
    slow = Slow()
    with pytest.raises(NotFetched, match="stopped answering"):
        Fetcher(quick, slow, frozenset()).get(Wanted(server.address + where, "it"))  # type: ignore[arg-type]
    assert slow.waited == [1.0, 2.0, 4.0]


def test_stopped_in_the_middle_it_keeps_what_is_done_and_what_has_come(
    server: Served, get: Get, store: sqlite3.Connection, tmp_path: Path
) -> None:
    put(server)
    put(server, language="fr")

    def stop(step: Step) -> None:
        if step.language == "fr" and step.come:
            raise Stopped

    assert get("81/5", progress=stop) == [("added", "en", "")]
    assert titles(store) == 1
    assert len(list((tmp_path / "partial").iterdir())) == 1


def test_another_resolution_under_the_name_is_not_stored(
    server: Served, get: Get, store: sqlite3.Connection
) -> None:
    server.put("81session/English/A_RES_81_5-2612345E.xml", resolution("A/RES/81/6"))
    assert "What came is not A/RES/81/5 in English" in get("81/5", languages=["en"])[0][2]
    assert titles(store) == 0


def test_a_data_folder_that_cannot_be_written_costs_only_the_way_back(
    server: Served, clock: Patient, store: sqlite3.Connection, tmp_path: Path
) -> None:
    put(server)
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    (result,) = Getting(quick, clock, blocked).get(store, ["81/5"], ["en"])  # type: ignore[arg-type]
    assert result.outcome == "added"


# lists ------------------------------------------------------------------------------------------


def test_the_lists_of_titles_are_fetched_once(
    server: Served, clock: Patient, tmp_path: Path
) -> None:
    put(server)
    path = server.put("data_extract/81.json", acts.session_list(("A/RES/81/5", "On ink")))
    broken = server.put("data_extract/80.json", acts.session_list(("A/RES/80/1", "Lost")))
    server.behave(broken, acts.status(500))
    work = Getting(quick, clock, tmp_path)  # type: ignore[arg-type]
    told: list[tuple[int, int, str]] = []
    tree = listing.fetch_tree(work.fetcher, work.repository, None)
    tree, failed = listing.fetch_titles(
        work.fetcher, work.repository, tree, lambda *step: told.append(step)
    )
    assert told == [(0, 2, "80"), (1, 2, "81")]
    assert len(failed) == 1
    assert tree.catalogue().title("A/RES/81/5").words == "On ink"
    server.behave(broken, acts.well)
    tree, failed = listing.fetch_titles(work.fetcher, work.repository, tree)
    assert (failed, server.counts[path]) == ([], 1)
    again = listing.fetch_tree(work.fetcher, work.repository, tree)
    assert again.sessions == tree.sessions


@pytest.mark.parametrize(
    "tree", [b"{}", b'{"tree": 1}', b'{"tree": [{"path": "a"}]}', b'{"tree": []}', b"[" * 100_000]
)
def test_a_tree_that_is_none_is_a_sentence(server: Served, get: Get, tree: bytes) -> None:
    server.files[server.tree()] = tree
    assert "list" in get("81/5")[0][2]


def test_a_state_that_is_none_is_a_sentence(server: Served, get: Get) -> None:
    server.files[f"/repos/{server.name}/commits/main"] = b"<html>"
    assert "web page" in get("81/5")[0][2]
    server.files[f"/repos/{server.name}/commits/main"] = b"nothing"
    assert "in which state" in get("81/5")[0][2]


def test_pages_are_told_by_their_content() -> None:
    wanted = Wanted("https://example.org/a.xml", "it")
    for data in (b"<html>", b" \n<!DOCTYPE HTML PUBLIC>", b'<?xml version="1.0"?><!-- a --><html>'):
        assert "web page" in judging.wrong(wanted, data)
    assert judging.wrong(wanted, b"<akomaNtoso/>") == ""
    assert "no official text" in judging.wrong(wanted, b"hello")
    assert "sent nothing" in judging.wrong(wanted, b"")
    assert fetching.ATTEMPTS == 4
