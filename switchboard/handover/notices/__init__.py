"""Notices: staff are told of what concerns them, on the open console and by web push."""

from switchboard.handover.notices.endpoints import router
from switchboard.handover.notices.hear import notice_entry, notice_mention
from switchboard.handover.notices.jobs import notice_work

__all__ = ["notice_entry", "notice_mention", "notice_work", "router"]
