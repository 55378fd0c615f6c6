"""What a company has written: articles, their versions, translations and approved answers."""

from switchboard.articles.endpoints import router
from switchboard.articles.events import ArticleChanged
from switchboard.articles.models import Article

__all__ = ["Article", "ArticleChanged", "router"]
