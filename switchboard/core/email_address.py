"""E-mail addresses that people and programs give us: exactly one, and nothing that a header hides.

Stricter than RFC 5321: no quoted local parts, no comments, no address literals. Nobody has those,
and every mail library reads them in its own way.
"""

import re
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

MAX_EMAIL = 254
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_ADDRESS = re.compile(
    r"(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    rf"@{_LABEL}(?:\.{_LABEL})*"
)


def is_email_address(text: str) -> bool:
    """Whether this is one address, such as `ana@example.com`; the domain may be international."""
    return len(text) <= MAX_EMAIL and _ADDRESS.fullmatch(text) is not None


def ascii_address(address: str) -> str:
    """The address with its domain as mail servers know it (IDNA).

    Raises ValueError if it is not one address.
    """
    if not is_email_address(address):
        raise ValueError("must be a single e-mail address")
    local, _, domain = address.partition("@")
    return f"{local}@{domain.encode('idna').decode()}"


def _checked(text: str) -> str:
    if not is_email_address(text):
        raise ValueError("must be an e-mail address such as ana@example.com")
    return text


EmailAddress = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=MAX_EMAIL),
    AfterValidator(_checked),
]
"""One e-mail address in a request."""
