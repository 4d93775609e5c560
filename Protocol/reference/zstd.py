"""One zstd frame in, one out, through libzstd itself."""

import ctypes
import ctypes.util

MAGIC = b"\x28\xb5\x2f\xfd"
LEVEL = 3


def _library():
    for name in (ctypes.util.find_library("zstd"), "libzstd.so.1", "libzstd.1.dylib"):
        if not name:
            continue
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        size, pointer = ctypes.c_size_t, ctypes.c_char_p
        library.ZSTD_compressBound.restype = size
        library.ZSTD_compressBound.argtypes = [size]
        library.ZSTD_compress.restype = size
        library.ZSTD_compress.argtypes = [pointer, size, pointer, size, ctypes.c_int]
        library.ZSTD_decompress.restype = size
        library.ZSTD_decompress.argtypes = [pointer, size, pointer, size]
        library.ZSTD_isError.restype = ctypes.c_uint
        library.ZSTD_isError.argtypes = [size]
        library.ZSTD_findFrameCompressedSize.restype = size
        library.ZSTD_findFrameCompressedSize.argtypes = [pointer, size]
        library.ZSTD_getFrameContentSize.restype = ctypes.c_ulonglong
        library.ZSTD_getFrameContentSize.argtypes = [pointer, size]
        return library
    raise SystemExit("This check needs libzstd; install the distribution's package of that name.")


_zstd = _library()


def compress(data):
    room = _zstd.ZSTD_compressBound(len(data))
    target = ctypes.create_string_buffer(room)
    length = _zstd.ZSTD_compress(target, room, data, len(data), LEVEL)
    if _zstd.ZSTD_isError(length):
        raise ValueError("compression failed")
    return target.raw[:length]


def expand(frame, length):
    """The content of exactly one frame that declares exactly `length` bytes; None for anything else."""
    if frame[:4] != MAGIC or len(frame) < 5:
        return None
    if _zstd.ZSTD_findFrameCompressedSize(frame, len(frame)) != len(frame):
        return None
    if _zstd.ZSTD_getFrameContentSize(frame, len(frame)) != length:
        return None
    target = ctypes.create_string_buffer(max(length, 1))
    result = _zstd.ZSTD_decompress(target, length, frame, len(frame))
    if _zstd.ZSTD_isError(result) or result != length:
        return None
    return target.raw[:length]
