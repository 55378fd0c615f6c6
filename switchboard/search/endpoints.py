"""The API of search: asking as an assistant would."""

from typing import Annotated

from fastapi import APIRouter

from switchboard.core.api import provided
from switchboard.search import schemas
from switchboard.search.service import KnowledgeSearch
from switchboard.team import Principal, allow

router = APIRouter(prefix="/api/v1/knowledge", tags=["knowledge"])

Reader = Annotated[Principal, allow("knowledge.read")]


@router.post("/search")
async def search(
    staff: Reader,
    body: schemas.SearchRequest,
    knowledge: Annotated[KnowledgeSearch, provided(KnowledgeSearch)],
) -> schemas.SearchResult:
    """Search as the assistant does, with the scores of each search method."""
    result = await knowledge.search(
        staff.workspace_id,
        body.query,
        language=body.language,
        audience=body.audience,
        limit=body.limit,
        explain=body.explain,
    )
    return schemas.SearchResult.model_validate(result, from_attributes=True)
