"""The result of an exam as a PDF file: written beside its place, then put there whole."""

import os
from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageSize, QPdfWriter, QTextDocument

_MARGIN = 20.0
"""Millimetres."""


def save(written: str, path: Path) -> str:
    """Write HTML as a PDF and say what came of it; nothing is left where that fails."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        partial.write_bytes(b"")
        writer = QPdfWriter(str(partial))
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setPageMargins(QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN))
        writer.setTitle("Exam")
        document = QTextDocument()
        document.setHtml(written)
        document.print_(writer)
        del writer
        os.replace(partial, path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        return f"{path} could not be written ({error.strerror}). Choose another place."
    return f"Saved as {path}."
