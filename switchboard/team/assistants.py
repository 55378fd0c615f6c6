"""Assistants: they are members too, and are put in charge of conversations like people."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Index, select
from sqlalchemy.orm import Mapped, mapped_column

from switchboard.core.db import Base, CreatedAt, PrimaryId, Session, UpdatedAt, WorkspaceRow
from switchboard.core.errors import NotFound
from switchboard.core.ids import new_id


class Assistant(WorkspaceRow, Base):
    """A program that answers customers, with its name and what it is told about its task."""

    __tablename__ = "assistants"

    id: Mapped[PrimaryId]
    name: Mapped[str]
    instructions: Mapped[str] = mapped_column(default="")
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[UpdatedAt]

    __table_args__ = (Index("ix_assistants_workspace", "workspace_id", "created_at"),)


async def create_assistant(session: Session, name: str, instructions: str = "") -> Assistant:
    """Add an assistant to the workspace."""
    assistant = Assistant(
        id=new_id("asst"),
        workspace_id=session.workspace_id,
        name=name,
        instructions=instructions,
        settings={},
    )
    session.add(assistant)
    await session.flush()
    return assistant


async def get_assistant(session: Session, assistant_id: str) -> Assistant:
    """One assistant. Raises NotFound when the workspace has none by this id."""
    assistant = await session.get(Assistant, assistant_id)
    if assistant is None:
        raise NotFound("Assistant not found.")
    return assistant


async def list_assistants(session: Session) -> Sequence[Assistant]:
    """Every assistant of the workspace, oldest first."""
    rows = await session.scalars(
        select(Assistant)
        .where(Assistant.workspace_id == session.workspace_id)
        .order_by(Assistant.created_at, Assistant.id)
    )
    return rows.all()
