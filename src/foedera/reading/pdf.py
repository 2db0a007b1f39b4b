"""PDF files to raw text: characters with their places become lines, columns and paragraphs."""

from __future__ import annotations

from contextlib import closing
from typing import Any

from foedera.errors import Problem
from foedera.reading.extracted import Extract
from foedera.reading.faults import DAMAGED, ENCRYPTED, NO_TEXT, PAGES_MISSING, TOO_LARGE, Fault
from foedera.reading.limits import Limits
from foedera.reading.pdf_layout import Line, lay_out

_GAP = 1.5  # of the line's height: a wider hole between two characters parts columns
_MAX_NAMED = 10
"""Missing pages that are named one by one."""


def extract_pdf(data: bytes, limits: Limits) -> Extract:
    """Take the text out of a PDF in reading order, without running heads, page numbers and hyphenation.

    Pages that cannot be opened are left out; problem R113 says which.

    Raises:
        Fault: The file is encrypted, damaged, over a limit or without text.
    """
    import pypdfium2  # noqa: PLC0415  (loads a native library)

    if b"%%EOF" not in data[-2048:] and b"startxref" not in data[-4096:]:
        raise Fault(DAMAGED, "a truncated PDF: its end is missing")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Fault(ENCRYPTED, "an encrypted PDF; save it without a password") from error
        raise Fault(DAMAGED, f"a damaged PDF ({error})") from error
    with document:
        if len(document) > limits.pages:
            raise Fault(TOO_LARGE, f"{len(document):,} pages; at most {limits.pages:,} are read")
        pages = [_page_lines(document, number) for number in range(len(document))]
    missing = [number for number, lines in enumerate(pages, 1) if lines is None]
    if missing and len(missing) == len(pages):
        raise Fault(DAMAGED, f"a damaged PDF: none of its {len(pages):,} pages can be opened")
    if not any(pages):
        raise Fault(NO_TEXT, "a PDF without text, perhaps a scan; run character recognition on it first")
    raw, text, offsets, blocks = lay_out([lines or [] for lines in pages])
    problems = (_told(missing, len(pages)),) if missing else ()
    return Extract(text, raw, offsets, "application/pdf", blocks=blocks, problems=problems)


def _told(missing: list[int], pages: int) -> Problem:
    """Return the problem that names the missing pages, counted from 1."""
    named = ", ".join(f"{number:,}" for number in missing[:_MAX_NAMED])
    if len(missing) > _MAX_NAMED:
        named += f" and {len(missing) - _MAX_NAMED:,} more"
    which = (
        f"page {named} of {pages:,} cannot be opened and is"
        if len(missing) == 1
        else (f"pages {named} of {pages:,} cannot be opened and are")
    )
    return Problem(PAGES_MISSING, "", f"{which} missing from the report")


def _page_lines(document: Any, number: int) -> list[Line] | None:
    """Return the pieces of lines on one page, in the order in which the file draws them; None if it does not open."""
    import pypdfium2  # noqa: PLC0415  (loads a native library)

    try:
        with closing(document[number]) as page, closing(page.get_textpage()) as textpage:
            text = textpage.get_text_range()
            return _lines(text, _boxes(textpage, len(text)), number, page.get_height())
    except pypdfium2.PdfiumError:
        return None


def _boxes(textpage: Any, count: int) -> list[tuple[float, float, float, float]]:
    """Return left, bottom, right and top of each character, in points."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    rect = pdfium.FS_RECTF()
    boxes = []
    for index in range(count):
        # The loose box has the font's height, not the letter's, so that all lines of one type size are alike.
        pdfium.FPDFText_GetLooseCharBox(textpage, index, rect)
        boxes.append((rect.left, rect.bottom, rect.right, rect.top))
    return boxes


def _lines(text: str, boxes: list[tuple[float, float, float, float]], page: int, page_height: float) -> list[Line]:
    lines: list[Line] = []
    current: list[int] = []

    def flush() -> None:
        shown = [i for i in current if not text[i].isspace()]
        if shown:
            words = "".join(_shown(text[i]) for i in range(shown[0], shown[-1] + 1))
            lines.append(
                Line(
                    words,
                    page,
                    page_height,
                    min(boxes[i][0] for i in shown),
                    max(boxes[i][2] for i in shown),
                    min(boxes[i][1] for i in shown),
                    max(boxes[i][3] for i in shown),
                    _height(boxes, shown),
                )
            )
        current.clear()

    last: int | None = None
    for index, char in enumerate(text):
        if char in "\r\n":
            flush()
            last = None
            continue
        if not char.isspace():
            if last is not None and _parted(boxes[last], boxes[index]):
                flush()
            last = index
        current.append(index)
    flush()
    return lines


def _shown(char: str) -> str:
    """Return a character as printed; pdfium gives a hyphen at the end of a line as a control character."""
    if char in "\u0002\ufffe":
        return "-"
    return " " if char.isspace() else char


def _parted(before: tuple[float, float, float, float], after: tuple[float, float, float, float]) -> bool:
    height = max(before[3] - before[1], after[3] - after[1], 4.0)
    return after[0] - before[2] > _GAP * height or after[2] < before[0] - height


def _height(boxes: list[tuple[float, float, float, float]], shown: list[int]) -> float:
    """Return the usual height of the characters: the type size."""
    heights = sorted(boxes[i][3] - boxes[i][1] for i in shown)
    return round(heights[len(heights) // 2], 1)
