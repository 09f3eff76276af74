"""Figures as files: a picture, pages, or numbers."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from desktop.quiz.progress.charts import chart
from desktop.quiz.progress.figure import Figure
from desktop.theme import Theme

FILTERS = {
    "png": "Picture (*.png)", "pdf": "Pages (*.pdf)", "csv": "Comma-separated values (*.csv)",
}  # fmt: skip
_WIDE, _HIGH, _HEAD, _SCALE = 760, 300, 64, 2


def save(figures: Sequence[Figure], path: Path, theme: Theme) -> None:
    """Write figures as the ending of the path says (png, pdf, csv); raises OSError."""
    kind = path.suffix.casefold().lstrip(".")
    shown = [one for one in figures if one.rows]
    if kind == "csv":
        path.write_text("\r\n".join(one.csv() for one in shown), encoding="utf-8", newline="")
    elif kind == "pdf":
        _save_pdf(shown, path, theme)
    else:
        _save_png(shown, path, theme)


def _size(figure: Figure) -> QSize:
    return QSize(_WIDE, max(_HIGH, 30 * len(figure.rows) + 8 if figure.kind == "bars" else 0))


def _save_png(figures: Sequence[Figure], path: Path, theme: Theme) -> None:
    sizes = [_size(one) for one in figures]
    high = sum(size.height() + _HEAD for size in sizes) or 1
    image = QImage(QSize(_WIDE + 40, high + 20) * _SCALE, QImage.Format.Format_RGB32)
    image.fill(theme.color("page"))
    painter = QPainter(image)
    painter.scale(_SCALE, _SCALE)
    painter.translate(20, 10)
    for figure, size in zip(figures, sizes, strict=True):
        _paint(painter, figure, size, theme)
        painter.translate(0, size.height() + _HEAD)
    painter.end()
    if not image.save(str(path), "PNG"):  # type: ignore[call-overload]  # the stubs want bytes
        raise OSError(f"{path} cannot be written.")


def _save_pdf(figures: Sequence[Figure], path: Path, theme: Theme) -> None:
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(18, 18, 18, 18), QPageLayout.Unit.Millimeter)
    writer.setTitle("Progress")
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError(f"{path} cannot be written.")
    page = writer.pageLayout().paintRectPixels(writer.resolution())
    for number, figure in enumerate(figures):
        if number:
            writer.newPage()
        size = _size(figure)
        painter.save()
        scale = min(page.width() / size.width(), page.height() / (size.height() + _HEAD))
        painter.scale(scale, scale)
        _paint(painter, figure, size, theme)
        painter.restore()
    painter.end()


def _paint(painter: QPainter, figure: Figure, size: QSize, theme: Theme) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(painter.font())
    font.setPixelSize(16)
    painter.setFont(font)
    painter.setPen(theme.color("text"))
    painter.drawText(QRectF(0, 0, size.width(), 24), Qt.AlignmentFlag.AlignLeft, figure.title)
    font.setPixelSize(12)
    painter.setFont(font)
    painter.setPen(theme.color("muted"))
    wrap = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
    painter.drawText(QRectF(0, 24, size.width(), _HEAD - 26), int(wrap), figure.summary)
    painter.translate(0, _HEAD)
    drawn = chart(figure, theme)
    drawn.draw(painter, size, theme)
    drawn.deleteLater()
    painter.restore()
