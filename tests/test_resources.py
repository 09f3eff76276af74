"""The data: every icon is one of the set, every theme can be read by everybody."""

import ast
import configparser
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

import resources
from db.links import SCHEME
from db.models import COLORS

SVG = "{http://www.w3.org/2000/svg}"
ICONS = sorted(resources.path("icons").glob("*.svg"))
THEMES: dict[str, dict[str, str]] = json.loads(
    resources.path("themes/themes.json").read_text(encoding="utf-8")
)
GROUNDS = ("window", "surface", "page")
INKS = ("text", "muted", "accent", "danger", "ok")


def test_a_resource_is_found_by_name() -> None:
    assert resources.path("themes/themes.json").is_file()
    assert resources.path("nowhere/nothing") == resources.path("nowhere") / "nothing"


def test_there_is_no_code_and_no_python_but_the_one_function() -> None:
    folder = resources.path("")
    assert [path.name for path in folder.rglob("*.py")] == ["__init__.py"]
    module = ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))
    kinds = [type(node).__name__ for node in module.body]
    assert kinds == ["Expr", "ImportFrom", "FunctionDef"]


def test_the_entry_for_linux_menus_opens_our_links() -> None:
    entry = configparser.RawConfigParser()
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(resources.path("linux/resolute.desktop"), encoding="utf-8")
    fields = entry["Desktop Entry"]
    assert fields["Type"] == "Application"
    assert fields["Exec"].split() == ["resolute", "%U"]
    assert fields["MimeType"] == f"x-scheme-handler/{SCHEME};"
    for field in ("MimeType", "Categories", "Keywords"):
        assert fields[field].endswith(";")


# Icons


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_an_icon_is_drawn_in_the_style_of_the_set(path: Path) -> None:
    root = ElementTree.parse(path).getroot()
    assert root.tag == f"{SVG}svg"
    expected = {
        "width": "20", "height": "20", "viewBox": "0 0 20 20", "fill": "none",
        "stroke": "currentColor", "stroke-width": "1.6", "stroke-linecap": "round",
        "stroke-linejoin": "round",
    }  # fmt: skip
    assert root.attrib == expected
    assert len(root) > 0
    shapes = {f"{SVG}{name}" for name in ("path", "rect", "circle", "ellipse", "line", "polyline")}
    for element in root.iter():
        if element is not root:
            assert element.tag in shapes
            assert element.get("fill", "none") in {"none", "currentColor"}
            assert element.get("stroke", "currentColor") in {"none", "currentColor"}


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_an_icon_stays_inside_its_square(path: Path, qapp: object) -> None:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(path.read_bytes().replace(b"currentColor", b"#000000"))
    assert renderer.isValid()
    image = QImage(240, 240, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter, QRectF(20, 20, 200, 200))
    painter.end()
    inked = [(x, y) for x in range(240) for y in range(240) if image.pixelColor(x, y).alpha() > 127]
    assert len(inked) > 150
    for x, y in inked:
        assert 20 <= x < 220
        assert 20 <= y < 220


def _icons_asked_for() -> Iterator[tuple[str, str]]:
    """Yield (file, name) of every icon that the desk names in a call of `icon`."""
    desk = resources.path("").parent / "desktop"
    for path in sorted(desk.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            name = node.args[0]
            if called == "icon" and isinstance(name, ast.Constant) and isinstance(name.value, str):
                yield path.name, name.value


def test_every_icon_that_is_asked_for_is_there() -> None:
    asked = set(_icons_asked_for())
    assert asked
    there = {path.stem for path in ICONS}
    assert [(file, name) for file, name in sorted(asked) if name not in there] == []
    assert {"library", "contents", "search", "notes", "quiz"} <= there


# Themes


def _luminance(color: str) -> float:
    """Return the relative luminance of `#RRGGBB`, as WCAG 2.1 defines it."""
    channels = [int(color[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert _contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert _contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)
    assert _contrast("#123456", "#123456") == 1


def test_there_are_four_themes_with_the_same_tokens() -> None:
    assert list(THEMES) == ["light", "dark", "sepia", "contrast"]
    tokens = {*GROUNDS, *INKS, "border", *COLORS}
    for name, theme in THEMES.items():
        assert set(theme) == tokens, name
        for color in theme.values():
            assert re.fullmatch("#[0-9A-F]{6}", color), name


@pytest.mark.parametrize("name", THEMES)
def test_everything_written_can_be_read(name: str) -> None:
    theme = THEMES[name]
    found = {
        f"{ink} on {ground}": round(_contrast(theme[ink], theme[ground]), 2)
        for ink in INKS
        for ground in GROUNDS
    }
    assert {pair: ratio for pair, ratio in found.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("name", THEMES)
def test_text_can_be_read_on_every_highlight(name: str) -> None:
    theme = THEMES[name]
    found = {color: round(_contrast(theme["text"], theme[color]), 2) for color in COLORS}
    assert {color: ratio for color, ratio in found.items() if ratio < 6} == {}


@pytest.mark.parametrize("name", THEMES)
def test_highlights_differ_from_the_page_and_from_one_another(name: str) -> None:
    theme = THEMES[name]
    assert len({theme[color] for color in COLORS} | {theme["page"]}) == len(COLORS) + 1


def test_the_themes_are_those_of_the_design() -> None:
    design = resources.path("").parent.parent / "shared" / "design.md"
    if not design.is_file():
        pytest.skip("the reference material shared/ is not beside this checkout")
    rows = re.findall(
        r"^\| ([a-z, ]+) \|" + r" (#[0-9A-F]{6}) \|" * 4 + "$",
        design.read_text(encoding="utf-8"),
        flags=re.MULTILINE,
    )
    assert len(rows) == 15
    for tokens, *colors in rows:
        for (theme, values), color in zip(THEMES.items(), colors, strict=True):
            assert values[tokens.split(",")[0]] == color, (theme, tokens)


# Help


class _Tags(HTMLParser):
    """Collects the tags left open and whatever reaches outside."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"br", "hr", "img", "meta"}:
            self.open.append(tag)
        if tag in {"script", "img", "link", "iframe", "style"}:
            self.outside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize(
    "path", sorted(resources.path("help").glob("*.html")), ids=lambda path: path.stem
)
def test_a_help_page_is_whole_and_reaches_nowhere(path: Path) -> None:
    tags = _Tags()
    tags.feed(path.read_text(encoding="utf-8"))
    tags.close()
    assert tags.open == []
    assert tags.outside == []
