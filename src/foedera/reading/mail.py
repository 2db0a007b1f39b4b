"""Mail files (.eml, .mht): headers to metadata, the readable part to raw text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from foedera.reading.encoding import decode
from foedera.reading.extracted import Extract
from foedera.reading.faults import DAMAGED, NO_TEXT, TOO_LARGE, Fault
from foedera.reading.front import Front
from foedera.reading.html import extract_html
from foedera.reading.limits import Limits
from foedera.text.offsets import OffsetMap

_SUBJECT_MARKS = re.compile(r"^(?:(?:re|fw|fwd|aw|sv)\s*:\s*|\[[^\]]{1,30}\]\s*)+", re.IGNORECASE)
_SIGNATURE = re.compile(r"^-- ?\r?$", re.MULTILINE)
_QUOTED = re.compile(
    r"(?:^(?:On\b.{5,120}\bwrote:|-+ ?Original Message ?-+)[ \t]*\r?\n)?(?:^[ \t]*>.*(?:\n|\Z))+", re.MULTILINE
)


def extract_mail(data: bytes, limits: Limits) -> Extract:
    """Take the text of a mail: its plain text part, or its page if there is no other; attachments are left."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        parts = list(_parts(message, limits))
        front = _front(message)
    except (MessageError, ValueError, LookupError, RecursionError, TypeError, AttributeError) as error:
        raise Fault(DAMAGED, "not a well-formed mail") from error
    plain = next((text for kind, text in parts if kind == "text/plain" and text.strip()), None)
    page = next((text for kind, text in parts if kind == "text/html" and text.strip()), None)
    if plain is None and page is None:
        raise Fault(NO_TEXT, "a mail without text; save its attachment and read that")
    if plain is None or (page is not None and len(plain.strip()) < 200 < len(page) // 10):
        extracted = extract_html(page or "", limits)
        return replace(extracted, front=extracted.front.or_else(front), media_type="message/rfc822")
    return _from_plain(plain, front)


def _from_plain(text: str, front: Front) -> Extract:
    """Keep the mail's own words: no signature, nothing quoted from another mail at its end."""
    signature = _SIGNATURE.search(text)
    end = signature.start() if signature and text[: signature.start()].strip() else len(text)
    quoted = max(_QUOTED.finditer(text, 0, end), key=lambda match: match.end(), default=None)
    if quoted is not None and not text[quoted.end() : end].strip() and text[: quoted.start()].strip():
        end = quoted.start()
    return Extract(text[:end], text, OffsetMap.identity(end), "message/rfc822", front)


def _parts(message: EmailMessage, limits: Limits) -> Iterator[tuple[str, str]]:
    """Yield type and text of every part that is meant to be read, in order, without recursion."""
    stack, seen = [(message, 0)], 0
    while stack:
        part, depth = stack.pop()
        seen += 1
        if seen > limits.members or depth > limits.depth:
            raise Fault(TOO_LARGE, f"a mail of more than {limits.members} parts or {limits.depth} levels")
        payload = part.get_payload()
        if part.is_multipart() and isinstance(payload, list):
            stack += [(child, depth + 1) for child in reversed(payload) if isinstance(child, EmailMessage)]
            continue
        if part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content:
                yield part.get_content_type(), decode(content, part.get_content_charset())


def _front(message: EmailMessage) -> Front:
    subject = _SUBJECT_MARKS.sub("", " ".join(str(message.get("Subject") or "").split())) or None
    sender, address = parseaddr(str(message.get("From") or ""))
    return Front(
        title=subject,
        published=_date(str(message.get("Date") or "")),
        publisher=sender.strip("\"' ") or address.rpartition("@")[2] or None,
        url=str(message.get("Content-Location") or message.get("Snapshot-Content-Location") or "") or None,
    )


def _date(value: str) -> str | None:
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return None
