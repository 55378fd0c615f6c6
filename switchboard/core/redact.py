"""What may stand in a log line: the second lock before secrets, and an end to long values.

The first lock is that nobody logs a credential, a body or a customer's words.
"""

import re

MAX_VALUE = 500
"""Characters of one value."""
HIDDEN = "[hidden]"

_SECRETS = re.compile(
    r"swb_[\w-]{4,}"
    r"|\beyJ[\w-]{8,}(?:\.[\w-]*){0,2}"
    r"|\bsk-[\w-]{8,}"
    r"|(?i:\b(?:bearer|basic) +[\w.~+/=-]{8,})"
    r"|(?<=://)[^\s/@'\"]{1,200}@"
)
_PAIRS = re.compile(
    r"(?i)\b(pass(?:word|wd)|secret|token|authorization|cookie|api_?key)"
    r"([\"']?\s{0,3}[=:]\s{0,3}[\"']?)[^\s\"',;&}]{1,4000}"
)


def without_secrets(text: str) -> str:
    """The text without what looks like a credential: keys, tokens, passwords in addresses."""
    return _PAIRS.sub(rf"\1\2{HIDDEN}", _SECRETS.sub(HIDDEN, text))


def shortened(text: str, most: int = MAX_VALUE) -> str:
    """The text, cut to so many characters."""
    return text if len(text) <= most else f"{text[:most]}… ({len(text):,} characters)"
