"""One question to the model and its words in answer: in a form that the server takes, after waits that it asks for."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from foedera.secondreader.faults import (
    BUSY,
    CONTENT_TYPE,
    CUT_OFF,
    KEY,
    NO_COMPLETION,
    NO_MODEL,
    REFUSAL,
    REFUSED_REQUEST,
    SERVER,
    Fault,
)
from foedera.secondreader.http import Answer, Client

_TRIES = 4
"""Requests for one answer while the server is busy or fails."""
_WAITS = (1.0, 4.0, 16.0)
"""Seconds before the second and later tries."""
_LONGEST_WAIT = 60.0
"""Seconds that a server may ask us to wait."""
_LONGEST_TOLD = 200
"""Characters of a server's message that are shown."""
Message = Mapping[str, str]


@dataclass(slots=True)
class Usage:
    """What the second reader has cost, as the server counts it."""

    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0

    def add(self, other: Usage) -> None:
        """Add another count to this one."""
        self.requests += other.requests
        self.tokens_in += other.tokens_in
        self.tokens_out += other.tokens_out


@dataclass(slots=True)
class Chat:
    """Asks the model. Remembers which form of answer the server takes."""

    client: Client
    forms: list[Mapping[str, Any]]
    """`response_format` values to try, the strictest first; an empty one means none."""
    usage: Usage = field(default_factory=Usage)
    pause: Callable[[float], None] = time.sleep

    def ask(self, messages: Sequence[Message]) -> str:
        """Return what the model writes.

        Raises:
            Fault: No whole answer came; its code says why.
        """
        body = {"model": self.client.endpoint.model, "messages": list(messages), "temperature": 0, "stream": False}
        while True:
            form = self.forms[0]
            answer = self._send(body | ({"response_format": form} if form else {}))
            if answer.status in (400, 422) and len(self.forms) > 1:
                self.forms.pop(0)  # a server that knows this form of answer does not refuse the request
                continue
            if answer.status != 200:
                raise self._fault(answer)
            return self._words(answer)

    def _send(self, body: Mapping[str, Any]) -> Answer:
        """Send a request, again after a while where the server is busy or fails."""
        for number in range(_TRIES):
            self.usage.requests += 1
            answer = self.client.post(body)
            if answer.status != 429 and answer.status < 500:
                return answer
            if number < len(_WAITS):
                self.pause(_wait(answer, _WAITS[number]))
        told = self._told(answer)
        if answer.status == 429:
            raise Fault(BUSY, f"too many requests, after {_TRIES} tries{told}")
        raise Fault(SERVER, f"the server fails with {answer.status}, after {_TRIES} tries{told}")

    def _fault(self, answer: Answer) -> Fault:
        told = self._told(answer)
        if answer.status in (401, 403):
            return Fault(KEY, f"the key is missing or refused ({answer.status}); set FOEDERA_LLM_KEY{told}")
        if answer.status == 404 or ("model" in told.casefold() and "not" in told.casefold()):
            return Fault(NO_MODEL, f"no model {self.client.endpoint.model!r} there, or no such address{told}")
        return Fault(REFUSED_REQUEST, f"the server does not take the request ({answer.status}){told}")

    def _told(self, answer: Answer) -> str:
        """Return the server's own message, short and without the key, which some servers repeat."""
        try:
            error = json.loads(answer.data).get("error", "")
            words = str(error.get("message", "") if isinstance(error, Mapping) else error)
        except (ValueError, AttributeError, RecursionError):
            return ""
        words = " ".join(self._without_key(words).split())[:_LONGEST_TOLD]
        words = "".join(char if char.isprintable() else "\ufffd" for char in words)
        return f": “{words}”" if words else ""

    def _without_key(self, words: str) -> str:
        return words.replace(self.client.key, "***") if self.client.key else words

    def _words(self, answer: Answer) -> str:
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind and not (kind == "application/json" or kind.endswith("+json")):
            raise Fault(CONTENT_TYPE, f"the answer is {kind[:60]!r}, not JSON; is this a chat completions address?")
        try:
            data = json.loads(answer.data)
        except (ValueError, RecursionError) as error:
            raise Fault(NO_COMPLETION, "the answer is no JSON that can be read") from error
        self._count(data)
        try:
            choice = data["choices"][0]
            message = choice["message"]
            words, refusal = message.get("content"), message.get("refusal")
        except (KeyError, IndexError, TypeError, AttributeError) as error:
            raise Fault(NO_COMPLETION, "the answer holds no message of a model") from error
        if refusal or choice.get("finish_reason") == "content_filter":
            raise Fault(REFUSAL, "the model declines to read this report")
        if choice.get("finish_reason") == "length":
            raise Fault(CUT_OFF, "the model ran out of room before its answer was whole")
        if not isinstance(words, str):
            raise Fault(NO_COMPLETION, "the answer holds no words of a model")
        return words

    def _count(self, data: Any) -> None:
        """Add what the server counts; a server that counts nothing, or nonsense, adds nothing."""
        usage = data.get("usage") if isinstance(data, Mapping) else None
        if isinstance(usage, Mapping):
            self.usage.tokens_in += _count_of(usage.get("prompt_tokens"))
            self.usage.tokens_out += _count_of(usage.get("completion_tokens"))


def _count_of(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9 else 0


def _wait(answer: Answer, usual: float) -> float:
    """Return how long to wait: as the server asks, within reason."""
    asked = answer.headers.get("retry-after", "")
    return min(float(asked), _LONGEST_WAIT) if asked.isascii() and asked.isdigit() else usual
