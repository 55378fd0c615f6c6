"""Looks at one picture, in a process of its own with little memory and time. A script.

Reads the picture from standard input and writes one line of JSON, then the cleaned picture, then
its thumbnail. A decoder that is led astray by a crafted file takes down this process and no more.
Nothing of Switchboard is imported, so that it starts quickly and knows no secret.
"""

import io
import json
import resource
import sys

MEMORY_BYTES = 768 * 1024 * 1024
CPU_SECONDS = 10
MOST_PIXELS = 50_000_000
MOST_ANIMATED_PIXELS = 100_000_000
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
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=list(SAVED_AS)) as picture:
        # Known from the header: a bomb is refused before anything of it is unpacked.
        frames = getattr(picture, "n_frames", 1)
        pixels = picture.width * picture.height
        if pixels > MOST_PIXELS or (frames > 1 and pixels * frames > MOST_ANIMATED_PIXELS):
            refuse("too_many_pixels")
        kind = picture.format or ""
        profile = picture.info.get("icc_profile")
        thumbnail = ImageOps.exif_transpose(picture).copy()
        cleaned = io.BytesIO()
        if frames > 1:
            picture.seek(0)
            picture.save(
                cleaned, kind, save_all=True, exif=b"", xmp=b"", comment=b"", **SAVED_AS[kind]
            )
        else:
            # Only pixels go on: no camera, no place, no comment, nothing behind the picture's end.
            bare = Image.new(thumbnail.mode, thumbnail.size)
            bare.paste(thumbnail)
            if thumbnail.mode == "P":
                bare.putpalette(thumbnail.getpalette() or [])
                if "transparency" in picture.info:
                    bare.info["transparency"] = picture.info["transparency"]
            bare.save(cleaned, kind, icc_profile=profile, **SAVED_AS[kind])
        width, height = (picture if frames > 1 else thumbnail).size
    thumbnail.thumbnail(THUMBNAIL)
    small = io.BytesIO()
    seen = thumbnail.convert("RGBA" if "A" in thumbnail.mode or thumbnail.mode == "P" else "RGB")
    seen.save(small, "WEBP", quality=80)
    answer = {"width": width, "height": height, "size": cleaned.tell()}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
    sys.stdout.buffer.write(cleaned.getvalue() + small.getvalue())


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
