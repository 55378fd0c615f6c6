"""The classifiers as this process asks them: loaded when another one has been learned."""

from __future__ import annotations

import asyncio
from collections import OrderedDict

from sqlalchemy import select

from switchboard.core.db import Database
from switchboard.search.index import WorkspaceView
from switchboard.search.intent_classifier import IntentClassifier, unpack
from switchboard.search.models import StoredClassifier

MAX_LOADED = 64
"""How many classifiers a process holds, at about 1 MB each."""


class Classifiers:
    """The classifiers that were asked last."""

    def __init__(self, database: Database) -> None:
        """Args: where workers store what they learn."""
        self._database = database
        self._loaded: OrderedDict[tuple[str, str], tuple[int, IntentClassifier | None]]
        self._loaded = OrderedDict()

    async def get(
        self, workspace_id: str, language: str, view: WorkspaceView
    ) -> IntentClassifier | None:
        """The newest classifier of a language; None where nothing has been learned."""
        number = view.classifiers.get(language)
        if number is None:
            return None
        key = (workspace_id, language)
        known = self._loaded.get(key)
        if known is None or known[0] != number:
            known = number, await self._load(workspace_id, language)
        self._loaded[key] = known
        self._loaded.move_to_end(key)
        while len(self._loaded) > MAX_LOADED:
            self._loaded.popitem(last=False)
        return known[1]

    async def _load(self, workspace_id: str, language: str) -> IntentClassifier | None:
        async with self._database.transaction(workspace_id) as session:
            data = await session.scalar(
                select(StoredClassifier.data).where(
                    StoredClassifier.workspace_id == workspace_id,
                    StoredClassifier.language == language,
                )
            )
        return await asyncio.to_thread(unpack, data) if data else None
