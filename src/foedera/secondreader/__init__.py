"""An optional second reader: any OpenAI-compatible server codes by our codebook, and every value is checked."""

from foedera.secondreader.chat import Usage
from foedera.secondreader.endpoint import KEY_VARIABLE, Endpoint, endpoint_of, key_from_environment, target_of
from foedera.secondreader.faults import Fault, SecondReaderError
from foedera.secondreader.reader import SecondReader, SecondReading

__all__ = [
    "KEY_VARIABLE",
    "Endpoint",
    "Fault",
    "SecondReader",
    "SecondReaderError",
    "SecondReading",
    "Usage",
    "endpoint_of",
    "key_from_environment",
    "target_of",
]
