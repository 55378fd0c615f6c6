"""The model's answer from the found passages: written live, checked, once written again."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field

from switchboard.assistant.citations import without_markers
from switchboard.assistant.extractive import source
from switchboard.assistant.growing_answer import GrowingAnswer
from switchboard.assistant.guard import Evidence, judge, judge_question
from switchboard.assistant.outcome import Clarify, Handover, Outcome, Reply
from switchboard.assistant.ports import Screens
from switchboard.assistant.prompt import ASK_BACK, HAND_OVER, TOOLS, Prompt, correction
from switchboard.assistant.situation import Situation
from switchboard.assistant.trace import Trace
from switchboard.handover import Reason, farewell
from switchboard.llm import (
    ChatModel,
    Finished,
    Message,
    ModelBadAnswer,
    ModelTimeout,
    TextDelta,
    ToolCall,
)

MAX_OUTPUT_TOKENS = 700
MAX_CALLS = 8
_ATTEMPTS = 2
_WORTH_ANOTHER = 3.0
"""Seconds that must be left for the model to write a second time."""


class Ungrounded(Exception):
    """The model's answer did not stand up to the check, also when it was written again."""


@dataclass(slots=True)
class _Written:
    text: str = ""
    calls: list[ToolCall] = field(default_factory=list)
    cut_off: bool = False


@dataclass(frozen=True, slots=True)
class Writer:
    """One turn's work with the model.

    `ends_at` is on the event loop's clock: the answer must be there by then. Where another answer
    is ready, the model has to begin within `begins_within` seconds, or is not waited for.
    """

    model: ChatModel
    situation: Situation
    language: str
    prompt: Prompt
    trace: Trace
    screens: Screens | None
    ends_at: float
    begins_within: float | None = None

    async def write(self) -> Outcome:
        """The model's outcome. Raises ModelError, or Ungrounded after two answers that fail."""
        messages = list(self.prompt.messages)
        evidence = self._evidence()
        for attempt in range(_ATTEMPTS):
            if attempt and self._seconds_left() < _WORTH_ANOTHER:
                break
            written = await self._ask(messages, evidence)
            outcome, complaints = self._judged(written, evidence)
            if outcome is not None:
                return outcome
            self.trace.went_wrong(f"Answer {attempt + 1} was refused: {' '.join(complaints)}")
            messages += [Message("assistant", written.text or "…"), correction(complaints)]
        raise Ungrounded

    async def _ask(self, messages: Sequence[Message], evidence: Evidence) -> _Written:
        """One answer of the model, shown as it grows as long as it states only what is known."""
        written, growing = _Written(), GrowingAnswer(evidence.facts(), evidence.may_go_on)
        left = self._seconds_left()
        stream = self.model.stream(
            messages, tools=TOOLS, max_output_tokens=MAX_OUTPUT_TOKENS, deadline=left
        )
        try:
            # The provider keeps its deadline itself; this one holds for any provider.
            async with asyncio.timeout(left) as limit:
                ends_at = limit.when()
                if self.begins_within is not None and self.begins_within < left:
                    limit.reschedule(asyncio.get_running_loop().time() + self.begins_within)
                async for delta in stream:
                    limit.reschedule(ends_at)
                    match delta:
                        case TextDelta():
                            growing.add(delta.text)
                            self._show(growing)
                        case ToolCall():
                            if len(written.calls) == MAX_CALLS:
                                raise ModelBadAnswer("The model made too many tool calls.")
                            written.calls.append(delta)
                        case Finished():
                            self._count(delta)
                            written.cut_off = delta.reason == "length"
        except TimeoutError as error:
            raise ModelTimeout("The model did not respond in time.") from error
        finally:
            if isinstance(stream, AsyncGenerator):
                await stream.aclose()
        written.text = growing.finish()
        return written

    def _show(self, growing: GrowingAnswer) -> None:
        if self.screens is not None and (draft := growing.draft()):
            self.screens.draft(draft)

    def _count(self, finished: Finished) -> None:
        self.trace.model = finished.model
        self.trace.input_tokens += finished.usage.input_tokens
        self.trace.output_tokens += finished.usage.output_tokens
        self.trace.cached_tokens += finished.usage.cached_tokens

    def _judged(
        self, written: _Written, evidence: Evidence
    ) -> tuple[Outcome | None, tuple[str, ...]]:
        for call in written.calls:
            if call.name == HAND_OVER:
                return self._handed_over(call), ()
            if call.name == ASK_BACK:
                return self._asked_back(call, evidence)
            raise ModelBadAnswer("The model called an unknown tool.")
        text = without_markers(written.text)
        if not text:
            raise ModelBadAnswer("The model returned an empty answer.")
        verdict = judge(written.text, evidence, self.language, self.situation.languages)
        complaints = verdict.complaints
        if written.cut_off:
            complaints = (*complaints, "The answer is too long and was cut off.")
        if complaints:
            return None, complaints
        shown = [source(self.prompt.passages[index]) for index in verdict.rests_on]
        return Reply(text, tuple(shown)), ()

    def _handed_over(self, call: ToolCall) -> Outcome:
        why = call.parsed().get("reason")
        self.trace.went_wrong(f"The model hands over: {why}")
        return Handover(Reason.MODEL_HANDED_OVER, farewell(Reason.MODEL_HANDED_OVER, self.language))

    def _asked_back(
        self, call: ToolCall, evidence: Evidence
    ) -> tuple[Outcome | None, tuple[str, ...]]:
        question = call.parsed().get("question")
        if not isinstance(question, str) or not question.strip():
            raise ModelBadAnswer("The model's follow-up question is empty.")
        verdict = judge_question(question, evidence, self.language, self.situation.languages)
        if verdict.complaints:
            return None, verdict.complaints
        return Clarify(without_markers(question)), ()

    def _evidence(self) -> Evidence:
        """Passages with their titles and addresses; the company's words; what people said."""
        passages = [
            " ".join(filter(None, (item.title, item.heading, item.passage, item.url)))
            for item in self.prompt.passages
        ]
        said = [line.text for line in self.situation.lines if line.role != "assistant"]
        return Evidence(passages, said, self.situation.instructions)

    def _seconds_left(self) -> float:
        return max(0.0, self.ends_at - asyncio.get_running_loop().time())
