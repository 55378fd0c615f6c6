"""Cleans a picture and makes its thumbnail, in a process that may die without harm."""

import asyncio
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from switchboard.core.errors import Invalid

_WORKER = Path(__file__).parent / "picture_worker.py"
_SECONDS = 20.0
_AT_ONCE = asyncio.Semaphore(2)
"""Each may take hundreds of megabytes for a moment."""


@dataclass(frozen=True)
class Picture:
    """A picture without anything but its pixels, upright; and a small WebP of it."""

    data: bytes
    thumbnail: bytes
    width: int
    height: int


class PictureRefused(Invalid):
    """No picture that can be shown, or one too large to unpack."""

    code = "picture_refused"


async def clean(data: bytes) -> Picture:
    """The picture with its metadata taken off. Raises PictureRefused."""
    async with _AT_ONCE:
        worker = await asyncio.create_subprocess_exec(
            sys.executable,
            "-I",
            str(_WORKER),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={},
        )
        try:
            async with asyncio.timeout(_SECONDS):
                answer, _ = await worker.communicate(data)
        except TimeoutError as error:
            raise _refused("unreadable") from error
        finally:
            if worker.returncode is None:
                worker.kill()
                await worker.wait()
    return _read(answer)


def _read(answer: bytes) -> Picture:
    line, _, pictures = answer.partition(b"\n")
    said: dict[str, Any] = json.loads(line) if line else {"refused": "unreadable"}
    if "refused" in said:
        raise _refused(said["refused"])
    size = said["size"]
    return Picture(pictures[:size], pictures[size:], said["width"], said["height"])


def _refused(reason: str) -> PictureRefused:
    if reason == "too_many_pixels":
        return PictureRefused("This image has too many pixels. Send a smaller one.")
    return PictureRefused("This image could not be read. The file may be damaged.")
