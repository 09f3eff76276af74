"""What an import is given: folders and zips, and what in them is not to be trusted."""

import io
import os
import zipfile
from itertools import count as count_from
from pathlib import Path

import pytest

from db.library import intake
from db.library.intake import GivenFile, count, given


def files(*paths: Path) -> dict[str, GivenFile]:
    return {Path(file.path).name: file for file in given(paths)}


def archive(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name.replace("__", "/"), data)
    return path


def test_folders_and_zips_are_walked_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.txt").write_text("two")
    (tmp_path / "a.txt").write_text("one")
    inner = archive(tmp_path / "inner", c=b"three").read_bytes()
    (tmp_path / "inner").unlink()
    archive(tmp_path / "c.zip", **{"folder__d.txt": b"four", "inner.zip": inner})
    found = list(given([tmp_path]))
    assert [f.path.removeprefix(f"{tmp_path}/") for f in found] == [
        "a.txt", "c.zip/folder/d.txt", "c.zip/inner.zip/c", "b/two.txt",
    ]  # fmt: skip
    assert [f.data for f in found] == [b"one", b"four", b"three", b"two"]
    assert not any(f.is_asked_for for f in found)
    assert count([tmp_path]) == 4


def test_a_file_named_itself_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    (found,) = given([tmp_path / "a.txt"])
    assert found.is_asked_for
    assert found.sha256.startswith("7692c3ad")


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    (found,) = given([tmp_path / "none.txt"])
    assert "is not there" in found.problem


def test_a_word_file_is_no_folder_of_files(tmp_path: Path) -> None:
    made = archive(tmp_path / "a.DOC", **{"[Content_Types].xml": b"", "word__document.xml": b""})
    (found,) = given([made])
    assert found.data.startswith(b"PK")
    assert count([made]) == 1


@pytest.mark.parametrize("name", ["../../escaped.txt", "/etc/escaped.txt", "C:/escaped.txt",
                                  "..\\escaped.txt"])  # fmt: skip
def test_a_name_that_leads_out_of_its_zip_is_not_read(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr(name, "text")
        made.writestr("good.txt", "text")
    found = files(tmp_path / "a.zip")
    assert "leads out of the zip" in found["escaped.txt"].problem
    assert found["good.txt"].data == b"text"
    assert not list(tmp_path.parent.glob("escaped*"))


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = archive(tmp_path / "a.zip", bomb=bytes(12 * 1024 * 1024), good=b"text")
    assert "hundreds of times" in files(made)["bomb"].problem
    monkeypatch.setattr(intake, "LARGEST", 1000)
    monkeypatch.setattr(intake, "_SUSPECT", 10**9)
    assert "unpacks to more than" in files(made)["bomb"].problem
    assert files(made)["good"].data == b"text"


def test_zips_in_zips_end_somewhere(tmp_path: Path) -> None:
    data = b"text"
    for _ in range(6):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as made:
            made.writestr("inner.zip", data)
        data = target.getvalue()
    (tmp_path / "a.zip").write_bytes(data)
    (found,) = given([tmp_path / "a.zip"])
    assert "too deep" in found.problem


def test_a_locked_member_and_a_damaged_one(tmp_path: Path) -> None:
    made = archive(tmp_path / "a.zip", one=os.urandom(2000), two=b"text")
    data = bytearray(made.read_bytes())
    data[200:260] = bytes(60)
    made.write_bytes(data)
    found = files(made)
    assert "cannot be read out of the zip" in found["one"].problem
    assert found["two"].data == b"text"
    data[data.index(b"PK\x01\x02") + 8] |= 1
    made.write_bytes(data)
    assert "password" in files(made)["one"].problem


def test_a_cut_off_zip_is_one_bad_file(tmp_path: Path) -> None:
    made = archive(tmp_path / "a.zip", one=b"text" * 200, two=b"text")
    made.write_bytes(made.read_bytes()[:-30])
    (found,) = given([made])
    assert found.data.startswith(b"PK")  # what it is, and that it is cut off, detect says


def test_a_zip_behind_something_else_is_no_zip(tmp_path: Path) -> None:
    made = archive(tmp_path / "a.zip", one=b"text")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 pages" + made.read_bytes())
    assert [f.path for f in given([tmp_path / "b.pdf"])] == [str(tmp_path / "b.pdf")]


def test_a_file_that_is_far_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 5000)
    monkeypatch.setattr(intake, "LARGEST", 1000)
    (found,) = given([tmp_path / "a.txt"])
    assert (found.data, "and was not read" in found.problem) == (b"", True)


def test_links_and_pipes_are_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "outside.txt").write_text("text")
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    assert not files(folder)
    os.mkfifo(folder / "pipe")
    assert "device or a pipe" in files(folder)["pipe"].problem


def test_a_file_that_changes_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one")
    real = os.fstat
    sizes = count_from(3)

    class Changing:
        def __init__(self, found: os.stat_result) -> None:
            self.st_size, self.st_mtime_ns = next(sizes), found.st_mtime_ns

    monkeypatch.setattr(intake.os, "fstat", lambda number: Changing(real(number)))
    (found,) = given([path])
    assert "changed while it was read" in found.problem
