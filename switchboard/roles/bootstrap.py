"""What a new installation gets: a workspace, its first administrator, the sample shop."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from switchboard.core.db import Database
from switchboard.core.settings import Settings
from switchboard.demo import has_demo_shop, load_demo
from switchboard.team.assistants import create_assistant
from switchboard.team.service import create_workspace, first_workspace

LANGUAGES = ("en", "es", "de")


@dataclass(frozen=True)
class Installed:
    """What is there now. `password` is set only when it was generated just now."""

    email: str
    password: str | None
    is_new: bool
    has_demo: bool


async def ensure_installation(
    settings: Settings, database: Database, progress: Callable[[str], None]
) -> Installed:
    """Make the first workspace if there is none. There is no default password."""
    async with database.system() as session:
        if await first_workspace(session) is not None:
            has_demo = await has_demo_shop(session)
            return Installed(settings.admin_email, None, is_new=False, has_demo=has_demo)
        given = settings.secret("admin_password")
        password = given or secrets.token_urlsafe(12)
        workspace = await create_workspace(
            session,
            "Kettlewick" if settings.demo else "My company",
            LANGUAGES,
            settings.admin_email,
            "Administrator",
            password,
        )
    async with database.transaction(workspace.id) as session:
        assistant = await create_assistant(session, "Juniper")
    if settings.demo:
        progress("loading the sample shop")
        await load_demo(database, workspace.id, assistant.id, progress)
    return Installed(
        settings.admin_email, None if given else password, is_new=True, has_demo=settings.demo
    )
