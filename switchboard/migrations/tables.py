"""Imports every module that has tables, so that the metadata is whole."""

import switchboard.assistant.models
import switchboard.console.canned.models
import switchboard.console.insights.models
import switchboard.console.setup.models
import switchboard.console.views.models
import switchboard.contacts.models
import switchboard.conversations.attachments.models
import switchboard.conversations.models
import switchboard.conversations.ratings.models
import switchboard.core.idempotency
import switchboard.handover.notices.models
import switchboard.knowledge.checks.models
import switchboard.knowledge.help.models
import switchboard.knowledge.models
import switchboard.knowledge.sources.models
import switchboard.team.assistants
import switchboard.team.models
import switchboard.team.settings  # noqa: F401
from switchboard.core.db import Base

metadata = Base.metadata
