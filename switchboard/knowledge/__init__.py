"""What a company knows, and finding in it the passage that answers a question."""

from switchboard.knowledge.confidence import Decision
from switchboard.knowledge.endpoints import router
from switchboard.knowledge.events import ArticleChanged
from switchboard.knowledge.importer import import_folder
from switchboard.knowledge.index import KnowledgeIndex
from switchboard.knowledge.jobs import KnowledgeJobs
from switchboard.knowledge.kept import KeptSegments
from switchboard.knowledge.models import Article
from switchboard.knowledge.opening import keep_knowledge, knowledge_work, open_knowledge
from switchboard.knowledge.reindex import reindex
from switchboard.knowledge.search import Found, KnowledgeSearch, SearchResult
from switchboard.knowledge.vectors import Vectors

__all__ = [
    "Article",
    "ArticleChanged",
    "Decision",
    "Found",
    "KeptSegments",
    "KnowledgeIndex",
    "KnowledgeJobs",
    "KnowledgeSearch",
    "SearchResult",
    "Vectors",
    "import_folder",
    "keep_knowledge",
    "knowledge_work",
    "open_knowledge",
    "reindex",
    "router",
]
