"""What customers asked, which articles answered, and what contradicts itself."""

from switchboard.insights.endpoints import router
from switchboard.insights.jobs import compare_when_changed, insight_work, order_digests

__all__ = ["compare_when_changed", "insight_work", "order_digests", "router"]
