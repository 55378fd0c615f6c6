"""Writes the reference pages that can be read off the code: settings and permissions.

    .venv/bin/python docs/reference/make.py

`tests/docs/test_reference_pages.py` fails when a page is not what this would write.
"""

from pathlib import Path
from typing import get_args

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from switchboard.core.settings import PREFIX, Settings
from switchboard.team.permissions import PERMISSIONS, Permission, Role

FOLDER = Path(__file__).parent

SETTINGS = """\
# Settings

Settings are environment variables. `switchboard config` prints them with their values (secrets are
hidden), and `switchboard config --json` for programs. Each can also come from a file, which is
meant for secrets: `{prefix}<NAME>_FILE` names it.

An engine without a URL is started by Switchboard itself, in the data folder.

| variable | default | meaning |
|---|---|---|
{rows}

`PORT`, `OPENAI_API_KEY` and `OPENAI_BASE_URL` are read as well, after the names above.

This page is written by `docs/reference/make.py`.
"""

PERMISSIONS_PAGE = """\
# Permissions

What each role may do. A person has one role in a workspace; an API key has one too, and never does
more than its owner may. Owners and admins may do the same things, but only owners make,
change or remove owners, and the last active owner stays.

| permission | what it is for | {heads} |
|---|---|{lines}
{rows}

Every route names the permission it needs; the API answers 403 with its name when the role does not
have it.

This page is written by `docs/reference/make.py` from `switchboard/team/permissions.py`.
"""

MEANING: dict[Permission, str] = {
    "me": "one's own name and password",
    "settings.read": "see the workspace's name and languages",
    "people.read": "see members and teams",
    "inboxes.read": "see inboxes and copy their snippets",
    "assistant.read": "see the assistants",
    "knowledge.read": "read articles and search them",
    "contacts.read": "see customers and what they say of themselves",
    "conversations.read": "read conversations, notes and traces",
    "conversations.write": "answer, note, assign, hand over, resolve, reopen, snooze",
    "contacts.write": "change customers; no route needs it yet",
    "assistant.try": "use the playground",
    "knowledge.write": "write, import and delete articles",
    "assistant.write": "change an assistant's name and instructions",
    "inboxes.write": "add, change and delete inboxes",
    "people.write": "invite, change and remove people; teams",
    "settings.write": "change the workspace",
    "jobs.manage": "see, retry and delete failed jobs",
    "api_keys.manage": "make and delete API keys",
}


def settings_page() -> str:
    """Every setting with its default and what it is for."""
    rows = [_setting(name, field) for name, field in Settings.model_fields.items()]
    return SETTINGS.format(prefix=PREFIX, rows="\n".join(rows))


def _setting(name: str, field: FieldInfo) -> str:
    secret = SecretStr in get_args(field.annotation)
    meaning = f"{field.description}{' Secret.' * secret}"
    return f"| `{PREFIX}{name.upper()}` | {_default(name, field)} | {meaning} |"


def _default(name: str, field: FieldInfo) -> str:
    if name == "web_dir":
        return "`web`, beside the package"
    value = field.default
    if isinstance(value, bool):
        return "`on`" if value else "`off`"
    return "" if value is None else f"`{value}`"


def permissions_page() -> str:
    """The table of permissions and roles."""
    rows = [
        f"| `{permission}` | {MEANING[permission]} | "
        + " | ".join("yes" if permission in PERMISSIONS[role] else "" for role in Role)
        + " |"
        for permission in get_args(Permission)
    ]
    heads = " | ".join(role.value for role in Role)
    return PERMISSIONS_PAGE.format(heads=heads, lines="---|" * len(Role), rows="\n".join(rows))


PAGES = {"settings.md": settings_page, "permissions.md": permissions_page}


if __name__ == "__main__":
    for page, text in PAGES.items():
        (FOLDER / page).write_text(text(), "utf-8")
