"""What customers thought, once a matter was settled."""

from switchboard.conversations.ratings.models import Rating
from switchboard.conversations.ratings.rate import rate

__all__ = ["Rating", "rate"]
