"""Decompressors of gzip, bz2, lzma and zstandard with one interface, each for one member of a stream."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable
from typing import Any, Protocol

_XZ_MEMORY = 256 << 20  # bytes; xz -9 needs 65 MiB
_ZST_WINDOW = 1 << 27  # bytes; zstd --long
# A zstd block of four bytes can expand to 128 KiB, and its library takes no bound: so small steps.
_ZST_STEP = 512
_SKIPPED_FRAME = b"\x2a\x4d\x18"  # after a first byte: a zstd frame that holds no data of the stream
_DICTIONARY_FRAME = 0x5D  # the first byte of such a frame with the dictionary for all others, as in WARC files
_FRAME_HEADER_BYTES = 8
_MAX_DICTIONARY_BYTES = 16 << 20


class TornError(Exception):
    """A compressed stream ends too early or is broken. The message says what is wrong."""


class Decompressor(Protocol):
    """What the decompressors of the standard library have in common."""

    eof: bool
    unused_data: bytes

    @property
    def needs_input(self) -> bool: ...

    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Zlib:
    """zlib with the interface of bz2 and lzma."""

    def __init__(self, wbits: int) -> None:
        self._object = zlib.decompressobj(wbits)

    @property
    def eof(self) -> bool:
        return self._object.eof

    @property
    def unused_data(self) -> bytes:
        return self._object.unused_data

    @property
    def needs_input(self) -> bool:
        return not self._object.unconsumed_tail

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._object.decompress(self._object.unconsumed_tail + data, max_length)


class _Zstd:
    """zstandard with the interface of bz2 and lzma: the frames of one stream, each by `new_frame`."""

    def __init__(self) -> None:
        import zstandard

        self._library = zstandard
        self._context = zstandard.ZstdDecompressor(max_window_size=_ZST_WINDOW)
        self._frames = 0

    def new_frame(self) -> _ZstdFrame:
        """Return the decompressor of the next frame."""
        self._frames += 1
        return _ZstdFrame(self)

    def start(self) -> Any:
        """Return the library's decompressor of a frame."""
        return self._context.decompressobj()

    def add_dictionary(self, data: bytes) -> None:
        """Use a dictionary for the frames to come, if it comes before all of them. It may be compressed itself."""
        if self._frames > 1 or not data:
            return
        try:
            if data.startswith(self._library.FRAME_HEADER):
                data = self._plain(data)
            self._context = self._library.ZstdDecompressor(
                dict_data=self._library.ZstdCompressionDict(data), max_window_size=_ZST_WINDOW
            )
        except (self._library.ZstdError, ValueError) as error:
            raise TornError(f"broken dictionary: {error}") from None

    def _plain(self, data: bytes) -> bytes:
        """Return a compressed dictionary decompressed; the library takes as much memory as a frame's header says."""
        claimed = self._library.get_frame_parameters(data).content_size
        if _MAX_DICTIONARY_BYTES < claimed < self._library.CONTENTSIZE_UNKNOWN:
            raise TornError(f"a dictionary of {claimed} bytes")
        return self._context.decompress(data, max_output_size=_MAX_DICTIONARY_BYTES)

    @property
    def error(self) -> type[Exception]:
        return self._library.ZstdError


class _ZstdFrame:
    """One frame: data, or something that is skipped."""

    def __init__(self, owner: _Zstd) -> None:
        self._owner = owner
        self._object: Any = None
        self._input = b""
        self._output = b""
        self._to_skip = -1  # bytes; -1 if this is a frame of data, or not known yet
        self._kept: list[bytes] | None = None  # of a dictionary
        self._is_known = False

    @property
    def eof(self) -> bool:
        if self._to_skip >= 0:
            return self._to_skip == 0
        return self._object is not None and self._object.eof and not self._output

    @property
    def unused_data(self) -> bytes:
        return (self._object.unused_data if self._object is not None else b"") + self._input

    @property
    def needs_input(self) -> bool:
        return not self._output and (not self._input or not self._is_known)

    def decompress(self, data: bytes, max_length: int) -> bytes:
        self._input += data
        if not self._is_known and not self._begin():
            return b""
        if self._to_skip >= 0:
            self._skip()
            return b""
        while not self._output and self._input and not self._object.eof:
            step, self._input = self._input[:_ZST_STEP], self._input[_ZST_STEP:]
            try:
                self._output = self._object.decompress(step)
            except self._owner.error as error:
                raise TornError(str(error)) from None
        result, self._output = self._output[:max_length], self._output[max_length:]
        return result

    def _begin(self) -> bool:
        """Find out by the first bytes what this frame is; false if more of them must tell."""
        is_skipped = self._input[1:4] == _SKIPPED_FRAME and self._input[0] >> 4 == 5
        if len(self._input) < (_FRAME_HEADER_BYTES if is_skipped else len(_SKIPPED_FRAME) + 1):
            return False
        self._is_known = True
        if not is_skipped:
            self._object = self._owner.start()
            return True
        self._to_skip = int.from_bytes(self._input[4:_FRAME_HEADER_BYTES], "little")
        if self._input[0] == _DICTIONARY_FRAME and self._to_skip <= _MAX_DICTIONARY_BYTES:
            self._kept = []
        self._input = self._input[_FRAME_HEADER_BYTES:]
        return True

    def _skip(self) -> None:
        part, self._input = self._input[: self._to_skip], self._input[self._to_skip :]
        self._to_skip -= len(part)
        if self._kept is not None:
            self._kept.append(part)
            if not self._to_skip:
                self._owner.add_dictionary(b"".join(self._kept))


# For each compression what makes, for one stream, the decompressor of its next member.
MAKERS: dict[str, Callable[[], Callable[[], Any]]] = {
    "gz": lambda: lambda: _Zlib(31),
    "bz2": lambda: bz2.BZ2Decompressor,
    "xz": lambda: lambda: lzma.LZMADecompressor(memlimit=_XZ_MEMORY),
    "zst": lambda: _Zstd().new_frame,
    "zlib": lambda: lambda: _Zlib(15),
    "deflate": lambda: lambda: _Zlib(-15),
}


def make_decompressor(codec: str) -> Any:
    """Return a plain decompressor ("gz" or "zst") for data that this program wrote itself: without bounds."""
    if codec == "gz":
        return zlib.decompressobj(31)
    import zstandard

    return zstandard.ZstdDecompressor().decompressobj()
