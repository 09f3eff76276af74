"""Settings come back as they were kept, and whatever is damaged counts as not set."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as configured
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray

from desktop.settings import Settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "settings.ini"


def kept(file: Path, value: Any) -> Settings:
    """Keep a value, and open the file anew."""
    writing = Settings(file)
    writing.keep("thing", value)
    writing.flush()
    return Settings(file)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "plain",
        "a, b; c = d",
        "“ink” \\n % [group]\n#x",
        "العربية 中文 𝛼",
        " x ",
        "true",
        "@ByteArray",
    ],
)
def test_text_comes_back_as_it_was(file: Path, words: str) -> None:
    assert kept(file, words).text("thing", "default") == words


@pytest.mark.parametrize("number", [0, -3, 18, 2**40])
def test_numbers_come_back(file: Path, number: int) -> None:
    assert kept(file, number).number("thing", 7) == number


@pytest.mark.parametrize("flag", [True, False])
def test_flags_come_back(file: Path, flag: bool) -> None:
    assert kept(file, flag).flag("thing", not flag) is flag


@pytest.mark.parametrize("data", [None, [], [1, "b"], {"tabs": [{"document": "A/RES/78/311"}]}])
def test_structured_data_comes_back(file: Path, data: Any) -> None:
    assert kept(file, data).data("thing") == data


def test_bytes_come_back(file: Path) -> None:
    assert kept(file, QByteArray(b"\x00\xff geometry")).bytes("thing") == b"\x00\xff geometry"


def test_what_was_never_kept_has_its_default(file: Path) -> None:
    settings = Settings(file)
    assert settings.text("none", "default") == "default"
    assert settings.number("none", 18) == 18
    assert settings.flag("none", True) is True
    assert settings.data("none") is None
    assert settings.bytes("none").isEmpty()


def test_what_is_kept_is_there_for_another_program_at_once_after_flush(file: Path) -> None:
    settings = Settings(file)
    settings.keep("theme", "sepia")
    settings.flush()
    assert "theme=sepia" in file.read_text(encoding="utf-8")


@pytest.mark.qt_log_ignore("QVariant::load: unknown user type")
@pytest.mark.parametrize(
    "line", ["thing=a, b, c", 'thing="', "thing=@Variant(\\0\\0\\0\\x7f)", "thing"]
)
def test_a_line_that_is_no_text_counts_as_not_set(file: Path, line: str) -> None:
    file.parent.mkdir()
    file.write_text(f"[General]\n{line}\n", encoding="utf-8")
    settings = Settings(file)
    assert settings.number("thing", 18) == 18
    assert isinstance(settings.text("thing", "default"), str)
    assert settings.data("thing") is None


@pytest.mark.parametrize("words", ["{", "nul", '{"tabs": [}', "[" * 100_000, "1" * 5000, "NaN,"])
def test_damaged_data_counts_as_not_set(
    file: Path, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert kept(file, words).data("thing") is None
    assert "thing" in caplog.text


@pytest.mark.parametrize("words", ["", "12.5", "twelve", "9" * 5000, "٣"])
def test_a_number_that_is_none_has_its_default(file: Path, words: str) -> None:
    assert kept(file, words).number("thing", 18) in (18, 3)


@configured(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(content=st.binary(max_size=400))
def test_a_file_of_any_bytes_can_be_opened(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "any.ini"
    file.write_bytes(content)
    settings = Settings(file)
    for name in ("thing", "theme", "layout", "session"):
        assert isinstance(settings.text(name, "default"), str)
        assert isinstance(settings.number(name, 1), int)
        assert isinstance(settings.flag(name, False), bool)
        settings.data(name)
        settings.bytes(name)


def test_a_folder_in_the_files_place_keeps_nothing_and_raises_nothing(tmp_path: Path) -> None:
    (tmp_path / "settings.ini").mkdir()
    settings = Settings(tmp_path / "settings.ini")
    settings.keep("theme", "dark")
    settings.flush()
    assert Settings(tmp_path / "settings.ini").text("theme", "system") in {"system", "dark"}


def test_a_folder_that_cannot_be_made_raises_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    settings = Settings(tmp_path / "file" / "settings.ini")
    settings.keep("theme", "dark")
    settings.flush()
    assert settings.text("other", "default") == "default"
