"""The README fails here when it lies: its commands run, its files are there, its keys exist."""

import re
import shlex
from pathlib import Path

import pytest

from desktop.__main__ import COMMANDS, main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"(?:<!-- (.+?) -->\n)?```sh\n(.*?)```", README, re.DOTALL)


def documented() -> list[str]:
    """Return the commands of the section on the command line, comments taken off."""
    (block,) = [code for _, code in BLOCKS if code.startswith("resolute library")]
    return [line.partition(" #")[0].strip() for line in block.splitlines()]


@pytest.mark.parametrize("line", documented())
def test_every_documented_command_runs(
    line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "README.md").write_text(README, encoding="utf-8")
    monkeypatch.chdir(tmp_path)  # some of them write a file
    program, *words = shlex.split(line)
    assert program == "resolute"
    assert words[0] in COMMANDS
    assert main(["--data-dir", str(tmp_path / "data"), *words]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out or words[:2] == ["notes", "list"]


def test_every_command_is_documented() -> None:
    assert set(COMMANDS) <= {line.split()[1] for line in [*documented(), "resolute official"]}
    assert "resolute official A/RES/78/311`" in README


def test_the_two_commands_stand_where_ci_looks_for_them() -> None:
    marked = {name: code for name, code in BLOCKS if name}
    assert set(marked) == {"run command", "test command"}
    for code in marked.values():
        assert len(code.strip().splitlines()) == 1
        assert code.startswith("python3 -m venv --without-pip .venv && ")
    assert marked["run command"].strip().endswith(".venv/bin/resolute")
    assert marked["test command"].strip().endswith("-m pytest")


def test_what_it_shows_and_names_is_there() -> None:
    for path in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README):
        assert (ROOT / path).is_file()
    for folder in re.findall(r"^\| `(\w+)/`", README, re.MULTILINE):
        assert (ROOT / folder).is_dir()


def test_the_system_packages_are_those_the_program_names() -> None:
    from desktop.screen import PACKAGES

    (block,) = [code for _, code in BLOCKS if code.startswith("apt-get install libegl1")]
    assert set(block.replace("\\", " ").split()[2:]) == set(PACKAGES.split())


def test_the_keys_it_names_are_keys_of_actions() -> None:
    from desktop.actions import SPECS

    known = {key for spec in SPECS for key in spec.keys if isinstance(key, str)}
    named = set(re.findall(r"\*((?:Ctrl\+(?:Shift\+)?\w|F\d+|/))\*", README))
    assert named
    assert named <= known
