"""Where the files of a person are: one folder, theirs to move with `--data-dir`."""

import os
import stat
from pathlib import Path
from typing import NamedTuple

from db.errors import StoreNotWritable


class Places(NamedTuple):
    """The data folder, and the library if it is not the bundled one."""

    data: Path
    library_override: Path | None = None

    @property
    def review(self) -> Path:
        """Where a review is kept that was not finished when the program ended."""
        return self.data / "review.json"

    @property
    def study(self) -> Path:
        """The person's file."""
        return self.data / "study.db"

    @property
    def settings(self) -> Path:
        """The window's settings, an INI file."""
        return self.data / "settings.ini"

    @property
    def backups(self) -> Path:
        """Dated copies of the person's file."""
        return self.data / "backups"

    @property
    def official(self) -> Path:
        """What was read of the repository of official texts: its lists, and half of a text."""
        return self.data / "official"

    def check(self) -> None:
        """Raise StoreNotWritable where the person's file can be neither there nor made there."""
        try:
            mode = self.study.stat().st_mode
        except FileNotFoundError:
            return
        except OSError as error:
            raise StoreNotWritable(
                f"The data folder {self.data} cannot be used ({error.strerror}). "
                "Choose another with --data-dir DIR or RESOLUTE_HOME."
            ) from error
        if not stat.S_ISREG(mode):
            raise StoreNotWritable(
                f"{self.study} is not a file. Move it away, or choose another folder with "
                "--data-dir DIR or RESOLUTE_HOME."
            )

    def make(self) -> None:
        """Create the data folder; raises StoreNotWritable with what to do."""
        try:
            self.data.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreNotWritable(
                f"The data folder {self.data} cannot be created ({error.strerror}). "
                "Choose another with --data-dir DIR or RESOLUTE_HOME."
            ) from error


def find(data_dir: str | Path | None = None) -> Places:
    """Choose the data folder: the argument, RESOLUTE_HOME, or the system's place for such data."""
    chosen = data_dir or os.environ.get("RESOLUTE_HOME")
    if chosen:
        return Places(Path(os.path.expanduser(chosen)).absolute())
    from platformdirs import user_data_path

    return Places(user_data_path("Resolute", appauthor=False, roaming=False))
