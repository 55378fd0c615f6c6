"""What parent and child say to each other: a line of JSON with the size of the bytes after it."""

import json
from typing import IO, Any


def encode(message: dict[str, Any], payload: bytes = b"") -> bytes:
    """A message and its bytes, ready to be sent."""
    head = json.dumps({**message, "bytes": len(payload)}, ensure_ascii=False)
    return head.encode(errors="replace") + b"\n" + payload


def read(stream: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """The next message and its bytes, or None at the end."""
    line = stream.readline()
    if not line:
        return None
    head: dict[str, Any] = json.loads(line)
    return head, stream.read(head["bytes"])
