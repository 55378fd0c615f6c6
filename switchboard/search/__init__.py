"""Finds the passage that answers a question, and says how sure it is."""

from switchboard.search.confidence import Decision
from switchboard.search.endpoints import router
from switchboard.search.index import KnowledgeIndex
from switchboard.search.jobs import KnowledgeJobs
from switchboard.search.reindex import reindex
from switchboard.search.service import Found, KnowledgeSearch, SearchResult
from switchboard.search.vectors import Vectors
from switchboard.search.wiring import keep_knowledge, knowledge_work, open_knowledge

__all__ = [
    "Decision",
    "Found",
    "KnowledgeIndex",
    "KnowledgeJobs",
    "KnowledgeSearch",
    "SearchResult",
    "Vectors",
    "keep_knowledge",
    "knowledge_work",
    "open_knowledge",
    "reindex",
    "router",
]
