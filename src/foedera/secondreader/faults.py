"""What can go wrong with a second reader, each with its permanent code."""

from __future__ import annotations

from foedera.errors import FoederaError, Problem, ProblemError

ADDRESS = "L100"
"""The endpoint is no address that may be called."""
CONNECTION = "L101"
"""No connection, or it broke off."""
TOO_SLOW = "L102"
"""The answer did not come whole within the time, however steadily it dripped."""
TOO_LARGE = "L103"
NO_HTTP = "L104"
"""What answers speaks no HTTP."""
REDIRECT = "L105"
"""The endpoint redirects; a report and a key go only where the user has sent them."""
KEY = "L106"
"""The key is missing, refused, or could not be sent."""
NO_MODEL = "L107"
"""The endpoint knows no such model, or nothing stands at the address."""
BUSY = "L108"
"""Too many requests, after every try."""
SERVER = "L109"
"""The server failed, after every try."""
REFUSED_REQUEST = "L110"
"""The server does not take the request."""
CONTENT_TYPE = "L111"
"""The answer is no JSON by its own word."""
NO_COMPLETION = "L112"
"""The answer is JSON, but no chat completion."""
REFUSAL = "L113"
"""The model declines to read the report."""
CUT_OFF = "L114"
"""The answer ended before it was whole."""
NO_CLAIMS = "L115"
"""What the model writes holds no claims as JSON."""

TOO_LONG = "L116"
"""The report would take too many questions."""


class SecondReaderError(ProblemError):
    """The second reader cannot read a report."""


class Fault(FoederaError):  # noqa: N818 - it becomes an error once its input is known
    """One of the above, before it is known which input it befell."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def of(self, source: str) -> SecondReaderError:
        """Return the error that names the input."""
        return SecondReaderError(Problem(self.code, source, f"second reader: {self.message}"))
