"""Imports as Python does them, without what PySide6 puts around each of them.

PySide6 reads the source of every module that is imported, to see whether it might ask for names in
another style (`from __feature__ import snake_case`). None of ours does, and of all instructions up
to the first page one in thirty went into it.
"""

import builtins


def unhook() -> None:
    """Load PySide6, and take its hook out of `import`; where there is none, nothing changes."""
    import PySide6.QtCore  # noqa: F401  # which sets the hook

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
