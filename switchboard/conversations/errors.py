"""What can go wrong with a conversation, in words for people."""

from switchboard.core.errors import Conflict, NotFound


class ConversationNotFound(NotFound):
    """No such conversation in this workspace."""

    code = "conversation_not_found"

    def __init__(self) -> None:
        super().__init__("Conversation not found.")


class InboxNotFound(NotFound):
    """No such inbox in this workspace."""

    code = "inbox_not_found"

    def __init__(self) -> None:
        super().__init__("Inbox not found.")


class NotPossibleNow(Conflict):
    """The verb does not fit the conversation's state."""

    code = "not_possible_now"


class TakenOver(Exception):
    """Somebody else is in charge now: the draft of an answer must be dropped."""
