"""Compressed pieces of a page, joined into one gzip file without compressing them again.

A deflated piece that ends on a byte (a full flush) and looks back at nothing before it can stand
next to any other. What goes between the pieces is stored as it is where it is short, and compressed
alone where it is long: a text that is secret never shares a compressor with one that a stranger
chose.
"""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

_HEAD = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"
_LAST_BLOCK = b"\x03\0"
_BITS = 32
# Longer than any token of a form, so that tokens are sent as they are.
_STORED_UP_TO = 1_000


@dataclass(frozen=True)
class Piece:
    """`crc` is the checksum of the piece alone. `steps` says how the piece moves a checksum that
    came before it: one number for each of its 32 bits."""

    deflated: bytes
    length: int
    crc: int
    steps: bytes

    @classmethod
    def of(cls, text: bytes) -> "Piece":
        crc = zlib.crc32(text)
        # A checksum is linear over the bits of the one before it: this many suffice for all.
        steps = [zlib.crc32(text, 1 << bit) ^ crc for bit in range(_BITS)]
        return cls(_deflated(text, 9), len(text), crc, struct.pack(f"<{_BITS}L", *steps))

    def checksum_after(self, before: int) -> int:
        """The CRC-32 of a text with the checksum `before`, followed by this piece."""
        crc = self.crc
        for step in struct.unpack(f"<{_BITS}L", self.steps):
            if before & 1:
                crc ^= step
            before >>= 1
        return crc

    @property
    def text(self) -> bytes:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(self.deflated)


def joined(parts: Iterable[Piece | bytes]) -> bytes:
    """The gzip file of all parts in order."""
    file, crc, length = [_HEAD], 0, 0
    for part in parts:
        if isinstance(part, Piece):
            file.append(part.deflated)
            crc = part.checksum_after(crc)
            length += part.length
        elif part:
            file.append(_stored(part) if len(part) <= _STORED_UP_TO else _deflated(part, 6))
            crc = zlib.crc32(part, crc)
            length += len(part)
    file += (_LAST_BLOCK, struct.pack("<LL", crc, length & 0xFFFFFFFF))
    return b"".join(file)


def _deflated(text: bytes, level: int) -> bytes:
    squeeze = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return squeeze.compress(text) + squeeze.flush(zlib.Z_FULL_FLUSH)


def _stored(text: bytes) -> bytes:
    return struct.pack("<BHH", 0, len(text), len(text) ^ 0xFFFF) + text
