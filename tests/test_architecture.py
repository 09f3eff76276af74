"""The rules of the house: who may import whom, and what has one home."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LONG_FILE = 400
"""A file of more lines wants a second look: guidance, not a rule."""

RESOURCE_HOMES = {
    "db/official/catalogue.py",
    "db/library/build.py",
    "db/library/bundled.py",
    "desktop/help.py",
    "desktop/theme.py",
}
SQL = {"sqlite3", "sqlite_utils", "apsw"}
CLOCK_HOME = "db/clock.py"
SETTINGS_HOME = "desktop/settings.py"
CLOCKS = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime", "ctime", "strftime"},
    "QDateTime": {"currentDateTime", "currentDateTimeUtc", "currentMSecsSinceEpoch"},
    "QDate": {"currentDate"},
    "QTime": {"currentTime"},
}
"""What tells the time of day; `perf_counter` and `monotonic` only measure how long."""


@lru_cache(maxsize=1)
def modules() -> dict[str, ast.Module]:
    """Parse every module of the program, by its path from the root."""
    files = [
        path for room in ("db", "desktop", "resources") for path in (ROOT / room).rglob("*.py")
    ]
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(files)
    }


def names_of_module(tree: ast.Module, module: str) -> set[str]:
    """Return the names that stand for `module` in a file that imports it."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.asname or alias.name for alias in node.names if alias.name == module}
    return found


def imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield (module, name) of everything a file imports; the name is empty for a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)


def resource_lookups(tree: ast.Module) -> list[int]:
    """Return the lines where a file looks a resource up."""
    lines = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"path", "__file__"}
        and isinstance(node.value, ast.Name)
        and node.value.id in names_of_module(tree, "resources")
    ]
    from_import = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in {"resources", "importlib.resources"}
    ]
    return lines + from_import


def clock_reads(tree: ast.Module) -> list[int]:
    """Return the lines where a file asks for the time of day."""
    calls = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in CLOCKS.get(_last_name(node.value), set())
    ]
    from_import = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and node.module == "time"
        and {alias.name for alias in node.names} & CLOCKS["time"]
    ]
    return calls + from_import


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def qobject_classes() -> set[str]:
    """Return the names of Qt's and our own classes that are QObjects, as far as names tell."""
    from PySide6 import QtCore, QtGui, QtWidgets

    found = {
        name
        for module in (QtCore, QtGui, QtWidgets)
        for name in dir(module)
        if isinstance(member := getattr(module, name), type) and issubclass(member, QtCore.QObject)
    }
    classes = [
        node for tree in modules().values() for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    ]  # fmt: skip
    before = -1
    while before != len(found):
        before = len(found)
        found |= {c.name for c in classes if {_last_name(base) for base in c.bases} & found}
    return found


def module_level_instances(tree: ast.Module, classes: set[str]) -> list[int]:
    """Return the lines where a file makes a QObject as it is imported, in a class body too."""
    pending: list[ast.AST] = list(tree.body)
    found = []
    while pending:
        node = pending.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.Call) and _last_name(node.func) in classes:
            found.append(node.lineno)
        pending += ast.iter_child_nodes(node)
    return found


def where(found: dict[str, list[int]]) -> list[str]:
    return [f"{name}:{line}" for name, lines in found.items() for line in lines]


# The rules


def test_the_import_contracts_are_kept() -> None:
    script = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", script, "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"Contracts: [4-9] kept, 0 broken", done.stdout)


def test_the_scan_sees_the_whole_program() -> None:
    assert len(modules()) > 50
    assert {"db/connection.py", "desktop/app.py", "resources/__init__.py"} <= set(modules())


def test_only_db_speaks_sql() -> None:
    speaking = {
        name: [module for module, _ in imported(tree) if module.split(".")[0] in SQL]
        for name, tree in modules().items()
        if not name.startswith("db/")
    }
    assert {name: found for name, found in speaking.items() if found} == {}


def test_no_qt_below_the_desk() -> None:
    qt = {"PySide6", "shiboken6", "PyQt6"}
    found = {
        name: [module for module, _ in imported(tree) if module.split(".")[0] in qt]
        for name, tree in modules().items()
        if not name.startswith("desktop/")
    }
    assert {name: modules for name, modules in found.items() if modules} == {}


def test_the_tests_of_db_import_no_qt() -> None:
    for path in sorted((ROOT / "tests" / "db").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert not [m for m, _ in imported(tree) if m.split(".")[0] in {"PySide6", "desktop"}], path


def test_settings_have_one_home() -> None:
    used = {
        name
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and node.id == "QSettings")
        or (isinstance(node, ast.Attribute) and node.attr == "QSettings")
        or (isinstance(node, ast.ImportFrom) and "QSettings" in {a.name for a in node.names})
    }
    assert used == {SETTINGS_HOME}


def test_resources_are_looked_up_in_named_homes() -> None:
    found = {name: resource_lookups(tree) for name, tree in modules().items()}
    assert {name for name, lines in found.items() if lines} == RESOURCE_HOMES


def test_the_clock_has_one_home() -> None:
    found = {name: clock_reads(tree) for name, tree in modules().items()}
    assert where({name: lines for name, lines in found.items() if name != CLOCK_HOME}) == []
    assert found[CLOCK_HOME]


def test_nothing_of_qt_is_made_by_an_import() -> None:
    classes = qobject_classes()
    assert {"QTimer", "MainWindow", "Worker"} <= classes
    found = {
        name: module_level_instances(tree, classes)
        for name, tree in modules().items()
        if name.startswith("desktop/")
    }
    assert where(found) == []


def test_long_files_are_named_for_a_second_look(capsys: pytest.CaptureFixture[str]) -> None:
    """Only a note: how long a file may be is guidance and fails nothing."""
    for name in modules():
        lines = (ROOT / name).read_text(encoding="utf-8").count("\n")
        if lines > LONG_FILE:
            with capsys.disabled():
                print(f"\nnote: {name} has {lines} lines", end="")


# The scans themselves find what they look for


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("import resources\nx = resources.path('a')", [2]),
        ("import resources as r\ny = r.path", [2]),
        ("import resources\nx = resources.__file__", [2]),
        ("from resources import path", [1]),
        ("from importlib.resources import files", [1]),
        ("import os\nx = os.path", []),
    ],
)
def test_a_resource_lookup_is_seen(source: str, lines: list[int]) -> None:
    assert resource_lookups(ast.parse(source)) == lines


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("import datetime\nx = datetime.datetime.now()", [2]),
        ("from datetime import datetime\nx = datetime.utcnow()", [2]),
        ("from datetime import date\nx = date.today()", [2]),
        ("import time\nx = time.time()", [2]),
        ("import time\nf(default=time.time)", [2]),
        ("from time import time", [1]),
        ("x = QDateTime.currentDateTimeUtc()", [1]),
        ("import time\nx = time.perf_counter() + time.monotonic()", []),
        ("from db import clock\nx = clock.now()", []),
        ("x = datetime.fromisoformat('2024-07-01')", []),
    ],
)
def test_a_look_at_the_clock_is_seen(source: str, lines: list[int]) -> None:
    assert clock_reads(ast.parse(source)) == lines


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("x = QTimer()", [1]),
        ("x = QtCore.QTimer()", [1]),
        ("if True:\n    x: object = [QTimer()]", [2]),
        ("class A:\n    timer = QTimer()", [2]),
        ("def f():\n    return QTimer()", []),
        ("class A:\n    def f(self):\n        self.x = QTimer()", []),
        ("x = Timer()", []),
        ("x = QTimer", []),
    ],
)
def test_an_instance_made_by_an_import_is_seen(source: str, lines: list[int]) -> None:
    assert module_level_instances(ast.parse(source), {"QTimer"}) == lines
