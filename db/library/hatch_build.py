"""The build hook: `library.db` is made from its sources when the package is.

Where RESOLUTE_OFFICIAL names a folder or zip of official texts, the package brings those too.
"""

import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class LibraryBuildHook(BuildHookInterface[Any]):
    """Builds the bundled library into `resources/` before the wheel or sdist is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, unless this is an editable install, which builds at its first start."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root)))
        from db.library import build, bundled

        official = os.environ.get("RESOLUTE_OFFICIAL")
        texts = Path(official) if official else None
        build.build(bundled.SOURCES, bundled.TARGET, official=texts)
