"""Files as people send them: pictures with a camera's notes in them, and what is no picture."""

import io
import struct
import zlib

from PIL import Image


def photo(width: int = 640, height: int = 400, *, orientation: int = 1) -> bytes:
    """A JPEG with a camera's name and a place in its EXIF."""
    picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif, comment=b"taken at home")
    return out.getvalue()


def flat(width: int, height: int, kind: str = "PNG") -> bytes:
    """A picture of one colour: few bytes, and as many pixels as one likes."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), (200, 10, 10)).save(out, kind)
    return out.getvalue()


def bomb(side: int = 50_000) -> bytes:
    """A PNG of a few bytes that says it has side x side pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")


WEBM = b"\x1aE\xdf\xa3" + b"\x9fB\x86\x81\x01" + bytes(range(256)) * 8
"""The beginning of a WebM file, and something after it."""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PAGE = b"<!doctype html><script>alert(1)</script>"
PROGRAM = b"\x7fELF\x02\x01\x01" + bytes(60)
