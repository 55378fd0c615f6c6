"""A browser that wants to be told by push."""

from typing import Any


def browser(name: str) -> dict[str, Any]:
    """What it subscribes with (the keys are the example of RFC 8291)."""
    return {
        "endpoint": f"https://push.example.net/{name}",
        "keys": {
            "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6S"
            "RpkNtoIAiw4",
            "auth": "BTBZMqHH6r4Tts7J_aSIgg",
        },
    }
