"""Pictures made small: an RGB PNG becomes one with a palette of at most 256 colours. Needs numpy only."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOURS = 256


def shrink(data: bytes) -> bytes:
    """Return a PNG with a palette that looks the same to the eye; 8 bits a channel, not interlaced."""
    pixels = decode(data)
    height, width, _ = pixels.shape
    packed = pixels.reshape(-1, 3).astype(np.uint32)
    keys = packed[:, 0] << 16 | packed[:, 1] << 8 | packed[:, 2]
    found, inverse, counts = np.unique(keys, return_inverse=True, return_counts=True)
    chosen = found[np.argsort(-counts, kind="stable")[: _COLOURS // 2]]
    chosen = _spread(found, counts, chosen)
    nearest = _nearest(found, chosen)
    indexes = nearest[inverse].reshape(height, width).astype(np.uint8)
    rows = np.concatenate([np.zeros((height, 1), np.uint8), indexes], axis=1)
    palette = np.stack([chosen >> 16 & 255, chosen >> 8 & 255, chosen & 255], axis=1).astype(np.uint8)
    return b"".join(
        (
            _SIGNATURE,
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", palette.tobytes()),
            _chunk(b"IDAT", zlib.compress(rows.tobytes(), 9)),
            _chunk(b"IEND", b""),
        )
    )


def decode(data: bytes) -> Pixels:
    """Return the pixels of a PNG, height by width by red, green, blue.

    Raises:
        ValueError: It is none that a browser's screenshot could be.
    """
    if not data.startswith(_SIGNATURE):
        raise ValueError("no PNG")
    chunks = list(_chunks(data))
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    if depth != 8 or colour not in (2, 6) or interlaced:
        raise ValueError("only 8 bits of red, green and blue are read")
    channels = 3 if colour == 2 else 4
    raw = np.frombuffer(zlib.decompress(b"".join(body for kind, body in chunks if kind == b"IDAT")), np.uint8)
    lines = raw.reshape(height, 1 + width * channels)
    return _unfiltered(lines, channels).reshape(height, width, channels)[:, :, :3]


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        at += 12 + size


def _unfiltered(lines: Pixels, channels: int) -> Pixels:
    """Undo the filters of the rows: each adds what stands left, above, or both to the bytes."""
    out = np.zeros((lines.shape[0], lines.shape[1] - 1), np.uint8)
    above = np.zeros(lines.shape[1] - 1, np.uint8)
    for number, line in enumerate(lines):
        kind, row = int(line[0]), line[1:]
        if kind == 2:
            above = row + above
        elif kind == 1:
            above = np.add.accumulate(row.reshape(-1, channels), axis=0, dtype=np.uint8).reshape(-1)
        elif kind == 0:
            above = row
        else:
            above = _by_pixel(kind, row.tolist(), above.tolist(), channels)
        out[number] = above
    return out


def _by_pixel(kind: int, row: list[int], above: list[int], channels: int) -> Pixels:
    """Undo the filters that depend on the pixel before (average and Paeth)."""
    out = [0] * len(row)
    for at, value in enumerate(row):
        left = out[at - channels] if at >= channels else 0
        up = above[at]
        if kind == 3:
            guess = (left + up) // 2
        else:
            corner = above[at - channels] if at >= channels else 0
            far = left + up - corner
            guess = min((left, up, corner), key=lambda each: abs(far - each))
        out[at] = (value + guess) & 255
    return np.array(out, np.uint8)


def _spread(
    found: npt.NDArray[np.uint32], counts: npt.NDArray[np.int64], chosen: npt.NDArray[np.uint32]
) -> npt.NDArray[np.uint32]:
    """Add the colours that matter most and are farthest from those chosen, until the palette is full."""
    rgb = _rgb(found)
    far = np.min([((rgb - each) ** 2).sum(axis=1) for each in _rgb(chosen)], axis=0)
    kept = list(chosen)
    weight = np.sqrt(counts)
    while len(kept) < min(_COLOURS, len(found)):
        best = int(np.argmax(far * weight))
        if far[best] == 0:
            break
        kept.append(found[best])
        far = np.minimum(far, ((rgb - rgb[best]) ** 2).sum(axis=1))
    return np.array(kept, np.uint32)


def _nearest(found: npt.NDArray[np.uint32], chosen: npt.NDArray[np.uint32]) -> npt.NDArray[np.intp]:
    palette = _rgb(chosen)
    return np.concatenate(
        [((part[:, None, :] - palette[None]) ** 2).sum(axis=2).argmin(axis=1) for part in _parts(_rgb(found))]
    )


def _parts(rows: npt.NDArray[np.int32]) -> Iterator[npt.NDArray[np.int32]]:
    for at in range(0, len(rows), 2000):
        yield rows[at : at + 2000]


def _rgb(keys: npt.NDArray[np.uint32]) -> npt.NDArray[np.int32]:
    return np.stack([keys >> 16 & 255, keys >> 8 & 255, keys & 255], axis=1).astype(np.int32)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
