"""The build hook: `library.db` is made from its sources when the package is."""

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

        build.build(bundled.SOURCES, bundled.TARGET)
