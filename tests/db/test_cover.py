"""What covers of UN documents say, in their languages and in odd shapes."""

import pytest

from db.formats.cover import date_in, formula, is_closing, read_cover, symbols_in


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("The General Assembly,", ("en", "General Assembly")),
        ("*The General Assembly*,", ("en", "General Assembly")),
        ("L’Assemblée générale,", ("fr", "General Assembly")),
        ("La Asamblea General,", ("es", "General Assembly")),
        ("Генеральная Ассамблея,", ("ru", "General Assembly")),
        ("إن الجمعية العامة،", ("ar", "General Assembly")),
        ("大会，", ("zh", "General Assembly")),
        ("Le Conseil de sécurité,", ("fr", "Security Council")),
        ("The Human Rights Council,", ("en", "Human Rights Council")),
        ("The Wells Committee,", ("en", "Wells Committee")),
        ("The General Assembly", ("en", "General Assembly")),
        ("General Assembly", None),
        ("大会", None),
        ("The General Assembly meets on Tuesdays,", None),
        ("", None),
    ],
)
def test_formula(line: str, found: tuple[str, str] | None) -> None:
    assert formula(line) == found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on 29 October 2018", "2018-10-29"),
        ("le 1er juillet 2024", "2024-07-01"),
        ("el 1 de julio de 2024", "2024-07-01"),
        ("1 июля 2024 года", "2024-07-01"),
        ("26 آب/أغسطس 2025", "2025-08-26"),
        ("24 كانون الأول/ديسمبر 2024", "2024-12-24"),
        ("2024年7月1日大会决议", "2024-07-01"),
        ("31 February 2024, or 1 March 2024", "2024-03-01"),
        ("12/34", ""),
    ],
)
def test_date(text: str, day: str) -> None:
    assert date_in(text) == day


@pytest.mark.parametrize(
    ("line", "closes"),
    [
        ("28th plenary meeting", True),
        ("97e séance plénière 1er juillet 2024", True),
        ("97a sesión plenaria", True),
        ("97-e пленарное заседание", True),
        ("الجلسة العامة 97", True),
        ("第97次全体会议", True),
        ("The 28th plenary meeting was long", False),
    ],
)
def test_closing(line: str, closes: bool) -> None:
    assert is_closing(line) is closes


def test_part_of_a_composite_resolution() -> None:
    lines = ["A/RES/75/253", "Seventy-fifth session", "75/253 B. A title", "The General Assembly,"]
    cover = read_cover(lines)
    assert (cover.symbol, cover.printed) == ("A/RES/75/253B", "A/RES/75/253 B")
    assert cover.title == "A title"


def test_security_council() -> None:
    cover = read_cover(
        ["United Nations S/RES/1325 (2000)", "Distr.: General", "31 October 2000",
         "Resolution 1325 (2000)", "The Security Council,"]
    )  # fmt: skip
    assert (cover.symbol, cover.body, cover.published) == (
        "S/RES/1325(2000)", "Security Council", "2000-10-31",
    )  # fmt: skip


def test_a_symbol_in_a_heading_is_no_cover() -> None:
    assert read_cover(["A/RES/78/311", "What I think of it"]).symbol == ""


def test_symbols_that_a_text_names() -> None:
    text = (
        "Recalling its resolutions 70/1 of 25 September 2015, 72/305 and 77/320, "
        "document A/78/L.86/Rev.1 and vol. 12/34"
    )
    assert symbols_in(text) == ("A/RES/70/1", "A/RES/72/305", "A/RES/77/320", "A/78/L.86/Rev.1")
    assert symbols_in("重申其第70/1号决议") == ("A/RES/70/1",)
