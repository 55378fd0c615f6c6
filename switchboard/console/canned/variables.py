"""The variables a canned response may hold, as `{{contact.name}}`; whoever sends fills them in."""

import re

VARIABLES = (
    "contact.name",
    "contact.first_name",
    "contact.email",
    "contact.phone",
    "contact.language",
    "agent.name",
    "agent.first_name",
    "conversation.id",
    "workspace.name",
)
"""Besides these, `contact.attributes.<name>` is any custom attribute."""

_VARIABLE = re.compile(r"{{([^{}]*+)}}")
_ATTRIBUTE = re.compile(r"contact\.attributes\.[\w-]+")


def unknown_variables(body: str) -> list[str]:
    """What stands in double braces and is no variable, in the order of the text."""
    named = [found.strip() for found in _VARIABLE.findall(body)]
    return [name for name in named if name not in VARIABLES and not _ATTRIBUTE.fullmatch(name)]
