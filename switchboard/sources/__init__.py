"""Where articles come from: files that are brought in, and sites that are fetched."""

from switchboard.sources.endpoints import router
from switchboard.sources.jobs import fetch_due, source_work

__all__ = ["fetch_due", "router", "source_work"]
