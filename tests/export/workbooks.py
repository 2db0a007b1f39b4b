"""Workbooks taken apart and put together again, for tests of hostile ones."""

from __future__ import annotations

import io
import zipfile


def changed(data: bytes, member: str, old: str, new: str) -> bytes:
    """Return a workbook with one part changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after:
        assert member in before.namelist()
        for name in before.namelist():
            text = before.read(name)
            if name == member:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode())
            after.writestr(name, text)
    return stream.getvalue()
