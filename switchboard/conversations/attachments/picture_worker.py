"""Looks at one picture, in a process of its own with little memory and time. A script.

Reads the picture from standard input and writes one line of JSON, then the cleaned picture, then
its thumbnail. A decoder that is led astray by a crafted file takes down this process and no more.
Nothing of Switchboard is imported, so that it starts quickly and knows no secret.
"""

import io
import json
import os
import resource
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

MEMORY_BYTES = 640 * 1024 * 1024
"""Of address space, of which Python and the decoders have some 150 MB."""
CPU_SECONDS = 10
MAX_PIXELS = 16_000_000
"""Unpacked at once: 64 MB for each copy. Larger than any screen."""
MAX_JPEG_PIXELS = 110_000_000
"""Of a photo, which is unpacked at a fraction of its size."""
MAX_ANIMATED_PIXELS = 60_000_000
"""In all frames."""
THUMBNAIL = (480, 480)
SAVED_AS: dict[str, dict[str, int]] = {
    "JPEG": {"quality": 90},
    "PNG": {},
    "WEBP": {"quality": 90},
    "GIF": {},
}


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    os.nice(10)  # what answers people comes first
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MAX_JPEG_PIXELS
    with Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=list(SAVED_AS)) as picture:
        # Known from the header: a bomb is refused before anything of it is unpacked.
        frames = _frames_within_limits(picture)
        upright = ImageOps.exif_transpose(picture)
        cleaned = _moving(picture) if frames > 1 else _still(picture, upright)
        width, height = (picture if frames > 1 else upright).size
    answer = {"width": width, "height": height, "size": len(cleaned)}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
    sys.stdout.buffer.write(cleaned + _thumbnail(upright))


def _frames_within_limits(picture: "Image.Image") -> int:
    """How many frames there are. Refuses what would take too much memory to unpack."""
    pixels = picture.width * picture.height
    if picture.format == "JPEG":
        if pixels > MAX_JPEG_PIXELS:
            refuse("too_many_pixels")
        if pixels > MAX_PIXELS:
            # Decoded by a half, a quarter or an eighth of each side: the decoder's own doing.
            share = (MAX_PIXELS / pixels) ** 0.5 / 2
            picture.draft("RGB", (int(picture.width * share), int(picture.height * share)))
        return 1
    if pixels > MAX_PIXELS:
        refuse("too_many_pixels")
    frames: int = getattr(picture, "n_frames", 1)
    if frames > 1 and pixels * frames > MAX_ANIMATED_PIXELS:
        refuse("too_many_pixels")
    return frames


def _moving(picture: "Image.Image") -> bytes:
    cleaned, kind = io.BytesIO(), picture.format or ""
    picture.seek(0)
    picture.save(cleaned, kind, save_all=True, exif=b"", xmp=b"", comment=b"", **SAVED_AS[kind])
    return cleaned.getvalue()


def _still(picture: "Image.Image", upright: "Image.Image") -> bytes:
    """Only pixels go on: no camera, no place, no comment, nothing behind the picture's end."""
    from PIL import Image

    cleaned, kind = io.BytesIO(), picture.format or ""
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    if upright.mode == "P":
        bare.putpalette(upright.getpalette() or [])
        if "transparency" in picture.info:
            bare.info["transparency"] = picture.info["transparency"]
    bare.save(cleaned, kind, icc_profile=picture.info.get("icc_profile"), **SAVED_AS[kind])
    return cleaned.getvalue()


def _thumbnail(upright: "Image.Image") -> bytes:
    upright.thumbnail(THUMBNAIL)
    small = io.BytesIO()
    clear = "A" in upright.mode or upright.mode == "P"
    upright.convert("RGBA" if clear else "RGB").save(small, "WEBP", quality=80)
    return small.getvalue()


def refuse(reason: str) -> None:
    """Say why, and end."""
    sys.stdout.write(json.dumps({"refused": reason}) + "\n")
    sys.stdout.flush()
    sys.exit(0)


if __name__ == "__main__":
    try:
        main()
    except Exception as error:
        bomb = type(error).__name__ in ("DecompressionBombError", "MemoryError")
        refuse("too_many_pixels" if bomb else "unreadable")
