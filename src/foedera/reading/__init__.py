"""Bytes, files and streams to reports."""

from foedera.reading.document import Document
from foedera.reading.faults import CODED_TOO_SLOWLY, UNSUPPORTED_LANGUAGE
from foedera.reading.limits import DEFAULT, Limits
from foedera.reading.reader import SUPPORTED_LANGUAGES, read

__all__ = ["CODED_TOO_SLOWLY", "DEFAULT", "SUPPORTED_LANGUAGES", "UNSUPPORTED_LANGUAGE", "Document", "Limits", "read"]
