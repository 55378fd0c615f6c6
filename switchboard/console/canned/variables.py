"""The variables of canned responses: `{{contact.name}}`, or with a fallback for those without one,
`{{contact.first_name | there}}`. Who sends the response fills them in."""

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
    named = [found.partition("|")[0].strip() for found in _VARIABLE.findall(body)]
    return [name for name in named if name not in VARIABLES and not _ATTRIBUTE.fullmatch(name)]
