"""A workspace's help center: finding it by its address, and setting it up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.exc import IntegrityError

from switchboard.articles.service import slugify
from switchboard.articles.workspace_version import bump
from switchboard.core.db import Database, Session
from switchboard.core.errors import Conflict, Invalid, NotFound
from switchboard.help_center.models import HelpCenter, HelpPicture
from switchboard.help_center.pictures import enqueue_pictures
from switchboard.help_center.schemas import HelpCenterPatch, HelpSettings
from switchboard.team import Workspace, own_workspace

RESERVED = frozenset({"api", "assets", "static", "sitemap", "robots", "help"})


_LOGO = and_(
    HelpPicture.workspace_id == HelpCenter.workspace_id,
    HelpPicture.article_id.is_(None),
    HelpPicture.address == HelpCenter.settings["logo_url"].astext,
    HelpPicture.state == "ready",
)


class HelpCenterNotFound(NotFound):
    """There is no open help center with this name."""

    code = "help_center_not_found"

    def __init__(self) -> None:
        super().__init__("Help center not found.")


@dataclass(frozen=True, slots=True)
class Center:
    """An open help center with its settings and languages."""

    workspace_id: str
    slug: str
    name: str
    languages: tuple[str, ...]
    default_language: str
    settings: HelpSettings
    changed_at: datetime
    logo: str | None = None
    """The key of our copy of the logo, once there is one."""

    def title(self, language: str) -> str:
        """The title in a language; empty if none was set."""
        return _in_language(self.settings.title, language, self.default_language)

    def tagline(self, language: str) -> str:
        """The line under the title."""
        return _in_language(self.settings.tagline, language, self.default_language)


async def open_center(database: Database, slug: str) -> Center:
    """The help center of this name (or of this workspace's id), if it is switched on.

    Raises HelpCenterNotFound.
    """
    async with database.system() as session:
        row = (
            await session.execute(
                select(HelpCenter, Workspace, HelpPicture.id)
                .join(Workspace, Workspace.id == HelpCenter.workspace_id)
                .outerjoin(HelpPicture, _LOGO)
                .where(
                    (HelpCenter.slug == slug) | (HelpCenter.workspace_id == slug),
                    HelpCenter.enabled,
                )
            )
        ).first()
    if row is None:
        raise HelpCenterNotFound
    center, workspace, logo = row
    languages = dict.fromkeys([workspace.default_language, *workspace.languages])
    return Center(
        center.workspace_id,
        center.slug,
        workspace.name,
        tuple(languages),
        workspace.default_language,
        HelpSettings.model_validate(center.settings),
        max(center.updated_at, workspace.updated_at),
        logo,
    )


async def open_slugs(database: Database, limit: int) -> list[str]:
    """The names of the open help centers, up to a limit."""
    async with database.system() as session:
        found = await session.scalars(
            select(HelpCenter.slug).where(HelpCenter.enabled).order_by(HelpCenter.slug).limit(limit)
        )
        return list(found)


async def read_center(session: Session) -> HelpCenter:
    """The workspace's help center, or a new one that is not stored yet."""
    found = await session.get(HelpCenter, session.workspace_id)
    if found is not None:
        return found
    workspace = await own_workspace(session)
    return HelpCenter(
        workspace_id=session.workspace_id,
        slug=_slug_for(workspace),
        enabled=False,
        settings={},
    )


async def change_center(session: Session, patch: HelpCenterPatch) -> HelpCenter:
    """Change what `patch` names, and make the help center if there is none yet.

    Raises Conflict when another workspace has the slug, Invalid when it is reserved.
    """
    center = await read_center(session)
    changes = patch.model_dump(exclude_unset=True)
    if center not in session:
        # Two companies may have the same name, so a default slug that is taken gets a suffix.
        if "slug" not in changes and await _is_taken(session, center.slug):
            center.slug = f"{center.slug}-{session.workspace_id[-6:]}"
        session.add(center)
    if changes.get("slug") in RESERVED:
        raise Invalid("This address is reserved. Choose another one.")
    for name in ("slug", "enabled"):
        if (value := changes.pop(name, None)) is not None:
            setattr(center, name, value)
    former_logo = center.settings.get("logo_url")
    nullable = {"logo_url", "home_url"}
    updates = {
        name: value for name, value in changes.items() if value is not None or name in nullable
    }
    center.settings = HelpSettings.model_validate({**center.settings, **updates}).model_dump()
    await _flushed(session, center)
    if center.settings["logo_url"] != former_logo:
        await enqueue_pictures(session, None)
    # Search results have the addresses of articles.
    await bump(session, "content")
    return center


async def _flushed(session: Session, center: HelpCenter) -> None:
    slug = center.slug
    try:
        async with session.begin_nested():
            await session.flush()
    except IntegrityError as error:
        raise Conflict(f"The address {slug!r} is already taken. Choose another one.") from error


async def _is_taken(session: Session, slug: str) -> bool:
    """Row security hides other workspaces' rows, so only the unique index can tell."""
    try:
        async with session.begin_nested():
            session.add(
                HelpCenter(workspace_id=session.workspace_id, slug=slug, enabled=False, settings={})
            )
            await session.flush()
            raise _Rollback
    except _Rollback:
        return False
    except IntegrityError:
        return True


class _Rollback(Exception):
    """Rolls a test insert back."""


def _slug_for(workspace: Workspace) -> str:
    """A slug of ASCII letters: others would be percent-encoded in an address."""
    plain = slugify(workspace.name).encode("ascii", "ignore").decode().replace("_", "-")
    slug = "-".join(part for part in plain.split("-") if part)[:50].strip("-")
    return slug if len(slug) > 1 and slug not in RESERVED else f"help-{workspace.id[-6:]}"


def _in_language(texts: Mapping[str, Any], language: str, default: str) -> str:
    return str(
        texts.get(language)
        or texts.get(language.split("-", maxsplit=1)[0])
        or texts.get(default)
        or ""
    )
