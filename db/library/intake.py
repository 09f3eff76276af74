"""The files that an import is given: from folders and zips, one at a time, with what is wrong.

Nothing is unpacked to the disk. A zip inside a zip is opened; a name that leads out of its zip, a
file that would unpack to far more than it is, a link and a device are not read.
"""

import hashlib
import io
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

LARGEST = 256 * 1024 * 1024
"""The largest file that is read, in bytes."""

MOST_TIMES = 400
"""How many times its packed size a larger file of a zip may have."""

MOST_MEMBERS = 200_000
DEEPEST = 3
"""How deep zips may stand in one another."""

Wants = Callable[[str], bool]
"""Tells by its name whether a file of a folder or zip is wanted."""

_SUSPECT = 8 * 1024 * 1024
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError,
    ValueError, OverflowError, IndexError, KeyError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file to import: where it is, as the person sees it, and its bytes or what is wrong.

    `is_asked_for` marks one that was named itself, not found in a folder or zip.
    """

    path: str
    name: str
    data: bytes = b""
    problem: str = ""
    is_asked_for: bool = False
    sha256: str = ""


def _everything(_name: str) -> bool:
    return True


def _whole(path: str, data: bytes, *, is_asked_for: bool = False) -> GivenFile:
    name = PurePosixPath(path.replace("\\", "/")).name
    return GivenFile(path, name, data, "", is_asked_for, hashlib.sha256(data).hexdigest())


def count(paths: Sequence[Path], wants: Wants = _everything) -> int:
    """Count the files that `paths` hold, as far as can be told without reading them."""
    return sum(_count(path, wants) for path in paths)


def _count(path: Path, wants: Wants) -> int:
    if path.is_dir():
        return sum(_count(found, wants) for found in _in_folder(path) if wants(found.as_posix()))
    try:
        if not _is_plain(path) or not _is_zip(path):
            return 1
        with zipfile.ZipFile(path) as archive:
            members = [m for m in archive.infolist() if not m.is_dir() and wants(m.filename)]
            return 1 if _is_office(archive.namelist()) else len(members)
    except _UNREADABLE:
        return 1


def given(paths: Sequence[Path], wants: Wants = _everything) -> Iterator[GivenFile]:
    """Hand out the files of `paths` one at a time, folders in order of name.

    What a folder or zip holds is read only where it is wanted; what is named itself always is.
    """
    for path in paths:
        if path.is_dir():
            for found in _in_folder(path):
                if wants(found.as_posix()):
                    yield from _file(found, wants, is_asked_for=False)
        else:
            yield from _file(path, wants, is_asked_for=True)


def _in_folder(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(root, name)
            if not path.is_symlink():
                yield path


def _is_plain(path: Path) -> bool:
    return stat.S_ISREG(path.stat().st_mode)


def _is_zip(path: Path) -> bool:
    """Tell a zip by both its ends: something else may have one behind it."""
    with path.open("rb") as file:
        begins = file.read(2) == b"PK"
    return begins and zipfile.is_zipfile(path)


def _file(path: Path, wants: Wants, *, is_asked_for: bool) -> Iterator[GivenFile]:
    shown = str(path)
    try:
        if not _is_plain(path):
            problem = "It is no file but a device or a pipe, and was not read."
            yield GivenFile(shown, path.name, problem=problem, is_asked_for=is_asked_for)
            return
        if _is_zip(path):
            with path.open("rb") as file:
                is_archive, members = _archive(file, shown, wants, 1)
                if is_archive:
                    yield from members
                    return
        data, problem = _read(path)
    except FileNotFoundError:
        data, problem = b"", "It is not there. Check the path."
    except OSError as error:
        data, problem = b"", f"It cannot be read: {error.strerror or error}."
    if problem:
        yield GivenFile(shown, path.name, b"", problem, is_asked_for)
    else:
        yield _whole(shown, data, is_asked_for=is_asked_for)


def _read(path: Path) -> tuple[bytes, str]:
    with path.open("rb") as file:
        before = os.fstat(file.fileno())
        data = file.read(LARGEST + 1) if before.st_size <= LARGEST else b""
        after = os.fstat(file.fileno())
    if len(data) > LARGEST or before.st_size > LARGEST:
        return b"", f"It is larger than {LARGEST // 1024**2} MB and was not read. Split it."
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        return b"", "It changed while it was read. Import it again when it is finished."
    return data, ""


def _is_office(names: Sequence[str]) -> bool:
    """Tell a zip that is a document itself from one that holds documents."""
    return "[Content_Types].xml" in names or "mimetype" in names[:1]


def _archive(
    file: IO[bytes], shown: str, wants: Wants, depth: int
) -> tuple[bool, Iterator[GivenFile]]:
    """Open a zip; tell whether it holds documents, and hand them out."""
    try:
        archive = zipfile.ZipFile(file)
        names = archive.namelist()
    except _UNREADABLE as error:
        problem = f"It cannot be read as a zip ({error}). It may have been cut off: get it again."
        return True, iter([GivenFile(shown, PurePosixPath(shown).name, problem=problem)])
    if _is_office(names):
        return False, iter(())
    return True, _members(archive, shown, wants, depth)


def _members(archive: zipfile.ZipFile, shown: str, wants: Wants, depth: int) -> Iterator[GivenFile]:
    with archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if len(members) > MOST_MEMBERS:
            problem = f"It holds more than {MOST_MEMBERS:,} files. Split it and import the parts."
            yield GivenFile(shown, PurePosixPath(shown).name, problem=problem)
            return
        for member in members:
            if wants(member.filename):
                yield from _member(archive, member, shown, wants, depth)


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, shown: str, wants: Wants, depth: int
) -> Iterator[GivenFile]:
    name = member.filename.replace("\\", "/")
    path = f"{shown}/{name}"
    problem = _suspicion(member, name)
    data = b""
    if not problem:
        try:
            with archive.open(member) as file:
                data = file.read(LARGEST + 1)
        except _UNREADABLE as error:
            problem = f"It cannot be read out of the zip: {str(error).rstrip('.')}."
    if len(data) > LARGEST:
        data, problem = b"", f"It is larger than {LARGEST // 1024**2} MB and was not read."
    if data[:4] == b"PK\x03\x04" and not problem:
        is_archive, members = _archive(io.BytesIO(data), path, wants, depth + 1)
        if is_archive and depth < DEEPEST:
            yield from members
            return
        problem = "It is a zip too deep inside others. Unpack it first." if is_archive else ""
    yield (
        GivenFile(path, PurePosixPath(name).name, problem=problem)
        if problem
        else _whole(path, data)
    )


def _suspicion(member: zipfile.ZipInfo, name: str) -> str:
    parts = PurePosixPath(name).parts
    if name.startswith("/") or ".." in parts or (parts and parts[0].endswith(":")):
        return "Its name leads out of the zip. It was not read."
    if member.flag_bits & 0x1:
        return "It is locked with a password. Unpack the zip and import what is in it."
    if member.file_size > LARGEST:
        return f"It unpacks to more than {LARGEST // 1024**2} MB and was not read."
    if member.file_size > _SUSPECT and member.file_size > MOST_TIMES * max(member.compress_size, 1):
        return "It unpacks to hundreds of times its size, as no document does. It was not read."
    return ""
