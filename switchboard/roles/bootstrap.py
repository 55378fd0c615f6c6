"""What a new installation gets: a workspace, its first administrator, the sample shop.

A start that is interrupted leaves parts of it; the next one adds what is missing. Only once all is
there, and whoever installs has been told the password, is it done.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from switchboard.core.db import Database, Session
from switchboard.core.installation import finish_set_up, get_installation
from switchboard.core.secrets import signing_key
from switchboard.core.settings import Settings
from switchboard.demo import has_demo_shop, load_demo
from switchboard.team.assistants import create_assistant, list_assistants
from switchboard.team.models import Workspace
from switchboard.team.service import create_workspace, first_workspace, set_password

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
    """Set the installation up, or what an interrupted start left of it. No default password.

    The secret key is made first: an installation that is in use without one has lost it.
    Call `told` once whoever installs has been told the result.
    """
    await signing_key(settings, database)
    async with database.system() as session:
        if (await get_installation(session)).set_up_at is not None:
            has_demo = await has_demo_shop(session)
            return Installed(settings.admin_email, None, is_new=False, has_demo=has_demo)
    given = settings.secret("admin_password")
    password = given or secrets.token_urlsafe(12)
    async with database.system() as session:
        await get_installation(session, lock=True)
        workspace = await _workspace(settings, session, password)
    async with database.transaction(workspace.id) as session:
        assistants = await list_assistants(session)
        assistant = assistants[0] if assistants else await create_assistant(session, "Juniper")
    if settings.demo:
        progress("loading the sample shop")
        await load_demo(database, workspace.id, assistant.id, progress)
    return Installed(
        settings.admin_email, None if given else password, is_new=True, has_demo=settings.demo
    )


async def told(database: Database, installed: Installed) -> None:
    """The result was shown: from now on it is for `switchboard user password` to set another."""
    if installed.is_new:
        async with database.system() as session:
            await finish_set_up(session)


async def _workspace(settings: Settings, session: Session, password: str) -> Workspace:
    """The first workspace, with this password for its owner, which nobody was told so far."""
    found = await first_workspace(session)
    if found is not None:
        await set_password(session, settings.admin_email, password)
        return found
    return await create_workspace(
        session,
        "Kettlewick" if settings.demo else "My company",
        LANGUAGES,
        settings.admin_email,
        "Administrator",
        password,
    )
