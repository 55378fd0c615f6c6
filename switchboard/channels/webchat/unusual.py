"""Keeps messages that bring files, or begin another conversation: rarer than words, so alone."""

from dataclasses import replace

from switchboard.channels.webchat.schemas import VisitorMessage
from switchboard.channels.webchat.tokens import Visitor
from switchboard.channels.webchat.visitor import check_admitted
from switchboard.conversations import InboundMessage, Received, receive
from switchboard.conversations.attachments import as_kept, put_into, take, visitor_id
from switchboard.conversations.receive import begin_anew
from switchboard.core.db import Database


async def keep_unusual(
    database: Database, visitor: Visitor, message: VisitorMessage, inbound: InboundMessage
) -> Received:
    """Keep a message with its files. Raises AttachmentNotFound when one is not the visitor's."""
    uploader = visitor_id(visitor.inbox_id, visitor.external_id)
    async with database.transaction(visitor.workspace_id) as session:
        await check_admitted(session, visitor)
        files = await take(session, uploader, message.attachment_ids)
        inbound = replace(inbound, attachments=as_kept(files))
        if message.new_conversation:
            await begin_anew(session, inbound)
        received = await receive(session, inbound)
        await session.flush()  # the conversation may be new: the files point to it
        put_into(received.conversation.id, files)
    return received
