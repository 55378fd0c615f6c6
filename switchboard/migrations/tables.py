"""Imports every module that has tables, so that the metadata is whole."""

import switchboard.articles.models
import switchboard.assistant.models
import switchboard.console.canned.models
import switchboard.console.setup.models
import switchboard.console.views.models
import switchboard.contacts.models
import switchboard.conversations.attachments.models
import switchboard.conversations.models
import switchboard.conversations.ratings.models
import switchboard.core.idempotency
import switchboard.core.installation
import switchboard.core.scheduler
import switchboard.handover.notices.models
import switchboard.help_center.models
import switchboard.insights.models
import switchboard.search.checks.models
import switchboard.search.models
import switchboard.sources.models
import switchboard.team.assistants
import switchboard.team.models
import switchboard.team.presence
import switchboard.team.settings  # noqa: F401
from switchboard.core.db import Base

metadata = Base.metadata
