"""Tries the assistant without a conversation: the same turn, kept by nobody."""

from collections.abc import Sequence

from switchboard.assistant.language import choose
from switchboard.assistant.schemas import TryLine, TryRequest
from switchboard.assistant.situation import Line, Role, Situation
from switchboard.contacts import Contact
from switchboard.core.db import Session
from switchboard.core.errors import NotFound
from switchboard.team import Workspace
from switchboard.team.assistants import Assistant, get_assistant, list_assistants

_ROLES: dict[str, Role] = {
    "customer": "customer",
    "user": "customer",
    "contact": "customer",
    "assistant": "assistant",
    "member": "person",
    "person": "person",
}


async def situation_of(session: Session, body: TryRequest) -> Situation:
    """The situation that the request describes.

    Raises NotFound when there is no such assistant or contact.
    """
    assistant = await _assistant(session, body.assistant_id)
    workspace = await session.get_one(Workspace, session.workspace_id)
    return Situation(
        workspace_id=session.workspace_id,
        assistant_id=assistant.id,
        assistant_name=assistant.name,
        instructions=assistant.instructions,
        languages=tuple(workspace.languages),
        default_language=workspace.default_language,
        lines=_lines(body.history, body.text),
        answered_seq=len(body.history),
        known_language=_spoken(body.history, workspace),
        hinted_language=await _language(session, body.contact_id),
        audience=body.audience,
    )


async def _assistant(session: Session, assistant_id: str | None) -> Assistant:
    if assistant_id is not None:
        return await get_assistant(session, assistant_id)
    found = await list_assistants(session)
    if not found:
        raise NotFound("This workspace has no assistant yet.")
    return found[0]


def _lines(history: Sequence[TryLine], text: str) -> list[Line]:
    before = [Line(seq, _ROLES[line.role], line.text) for seq, line in enumerate(history, start=1)]
    return [*before, Line(len(before) + 1, "customer", text)]


def _spoken(history: Sequence[TryLine], workspace: Workspace) -> str | None:
    """The language of what was said before, if anything was."""
    said = [line.text for line in history if _ROLES[line.role] == "customer"]
    if not said:
        return None
    return choose(said, languages=workspace.languages, default=workspace.default_language)


async def _language(session: Session, contact_id: str | None) -> str | None:
    if contact_id is None:
        return None
    contact = await session.get(Contact, contact_id)
    if contact is None:
        raise NotFound("Contact not found.")
    return contact.language
