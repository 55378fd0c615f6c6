"""Takes turns with what a process has: its search, and its model if one is configured."""

import asyncio
from decimal import Decimal

from switchboard.assistant.context import WINDOW
from switchboard.assistant.language import detect
from switchboard.assistant.ports import Screens, Search
from switchboard.assistant.situation import Situation
from switchboard.assistant.trace import Trace
from switchboard.assistant.turn import Taken, take_turn
from switchboard.llm import ChatModel, Usage
from switchboard.llm.catalog import Catalog


class TurnTaker:
    """The assistant's way of thinking, shared by the job and the playground."""

    def __init__(
        self,
        search: Search,
        model: ChatModel | None = None,
        *,
        catalog: Catalog | None = None,
        timeout_seconds: float = 18.0,
        begins_within: float = 5.0,
    ) -> None:
        """Collect what turns need.

        Args:
            search: the knowledge.
            model: None for the built-in answerer.
            catalog: prices and limits of models.
            timeout_seconds: the longest a turn may take.
            begins_within: seconds for the model's first word, where the built-in answer is sure.
        """
        self._search = search
        self._model = model
        self._catalog = catalog
        self.timeout_seconds = timeout_seconds
        self._begins_within = begins_within

    @property
    def usual_seconds(self) -> float:
        """How long a turn may well take. One that takes longer may be taken over by another."""
        return self.timeout_seconds if self.has_model else min(self.timeout_seconds, 3.0)

    @property
    def has_model(self) -> bool:
        """Whether a language model will be asked."""
        return self._model is not None

    async def take(self, situation: Situation, screens: Screens | None = None) -> Taken:
        """One turn; see `take_turn`."""
        return await take_turn(
            situation,
            self._search,
            self._model,
            screens=screens,
            timeout_seconds=self.timeout_seconds,
            begins_within=self._begins_within,
            window=self._window(),
        )

    async def warm_up(self) -> None:
        """Load what the first turn would otherwise wait for, beside the event loop."""
        await asyncio.to_thread(detect, "which language may this be", frozenset({"de", "en"}))

    def cost(self, trace: Trace) -> Decimal | None:
        """US dollars that a turn's tokens cost; None where no model or no price is known."""
        if self._catalog is None or not trace.model or not trace.input_tokens:
            return None
        usage = Usage(trace.input_tokens, trace.output_tokens, trace.cached_tokens)
        return self._catalog.cost(trace.model, usage)

    def _window(self) -> int:
        if self._model is None or self._catalog is None:
            return WINDOW
        return min(WINDOW, self._catalog.known(self._model.name).context or WINDOW)
