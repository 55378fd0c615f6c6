"""What tests of conversations do again and again."""

from uuid import uuid4

from sqlalchemy import select

from switchboard.contacts import Sender
from switchboard.conversations import (
    Assignee,
    AssigneeKind,
    Author,
    AuthorKind,
    Conversation,
    Entry,
    EntryKind,
    InboundMessage,
    NewEntry,
    assign,
    post,
    receive,
)
from switchboard.core.db import Database
from tests.support.workspace import WorkspaceUnderTest

OLIVIA = Author(AuthorKind.MEMBER, "mem_olivia", "Olivia")


class Chat:
    """One conversation, below HTTP: each call is a transaction of its own."""

    def __init__(self, database: Database, workspace: WorkspaceUnderTest) -> None:
        self.database = database
        self.workspace_id = workspace.id
        self.inbox_id: str = workspace.inbox["id"]
        self.assistant = Author(AuthorKind.ASSISTANT, workspace.assistant_id, "Sunny")
        self.sender = uuid4().hex
        self.id = ""

    async def write(self, text: str = "Hello") -> Entry:
        """The customer writes."""
        inbound = InboundMessage(self.inbox_id, uuid4().hex, Sender(self.sender), text)
        async with self.database.transaction(self.workspace_id) as session:
            [received] = await receive(session, [inbound])
            assert received is not None
        self.id = received.conversation.id
        return received.entry

    async def post(
        self,
        author: Author,
        text: str = "Hi",
        *,
        kind: EntryKind = EntryKind.MESSAGE,
        key: str | None = None,
    ) -> Entry:
        """Somebody else writes."""
        new = NewEntry(kind, author, text=text, external_id=key)
        async with self.database.transaction(self.workspace_id) as session:
            return await post(session, self.id, new)

    async def give_to(self, author: Author) -> None:
        """Put a person or the assistant in charge."""
        chosen = Assignee(AssigneeKind(author.kind), str(author.id), str(author.name))
        async with self.database.transaction(self.workspace_id) as session:
            await assign(session, self.id, chosen, OLIVIA)

    async def now(self) -> Conversation:
        """The conversation as it is."""
        async with self.database.transaction(self.workspace_id) as session:
            return await session.get_one(Conversation, self.id)

    async def entries(self) -> list[Entry]:
        """The timeline."""
        async with self.database.transaction(self.workspace_id) as session:
            rows = await session.scalars(
                select(Entry).where(Entry.conversation_id == self.id).order_by(Entry.seq)
            )
            return list(rows)
