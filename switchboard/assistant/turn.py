"""Takes one turn: from what the customer wrote to a typed outcome, whatever goes wrong.

Touches neither the database nor the customer. Every path ends in an answer or in a person.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import structlog

from switchboard.assistant import choice, extractive, language, offer, small_talk
from switchboard.assistant.context import WINDOW
from switchboard.assistant.find import Finder, Findings
from switchboard.assistant.generate import Ungrounded, Writer
from switchboard.assistant.outcome import Clarify, Handover, Outcome, Reply, Resolve
from switchboard.assistant.person import asks_for_person, asks_who_answers
from switchboard.assistant.ports import Screens, Search
from switchboard.assistant.prompt import build
from switchboard.assistant.situation import Line, Situation
from switchboard.assistant.small_talk import Courtesy
from switchboard.assistant.texts import say
from switchboard.assistant.trace import Trace
from switchboard.core.errors import Unavailable
from switchboard.handover import Reason, farewell
from switchboard.llm import ChatModel, ModelError, ModelTimeout

log = structlog.get_logger(__name__)

_RESERVE = 1.0
"""Seconds kept back from the model, for the answer that is given when it fails."""


@dataclass(frozen=True, slots=True)
class Taken:
    """How a turn ended, and why."""

    outcome: Outcome
    trace: Trace


async def take_turn(
    situation: Situation,
    search: Search,
    model: ChatModel | None = None,
    *,
    screens: Screens | None = None,
    timeout_seconds: float = 18.0,
    begins_within: float = 5.0,
    window: int = WINDOW,
) -> Taken:
    """Answer all that is unanswered within the time given. Raises Unavailable: take it again then.

    Args:
        situation: what was said; nothing in it is changed.
        search: the workspace's knowledge.
        model: the language model; without one the built-in answerer answers.
        screens: who watches the answer being written.
        timeout_seconds: for the whole turn.
        begins_within: seconds for the model's first word, where the built-in answer is sure.
        window: tokens of one request to the model.
    """
    began = time.perf_counter()
    run = _Run(situation, search, model, screens, timeout_seconds, begins_within, window)
    try:
        async with asyncio.timeout(timeout_seconds):
            outcome = await run.outcome()
    except TimeoutError:
        run.trace.went_wrong("The time limit was reached.")
        outcome = run.handover(Reason.TIMED_OUT)
    except Exception as error:
        if isinstance(error, Unavailable):
            raise
        log.exception("turn_failed", workspace=situation.workspace_id)
        run.trace.went_wrong(f"The assistant failed: {type(error).__name__}.")
        outcome = run.handover(Reason.FAILED)
    if isinstance(outcome, Handover):
        run.trace.reason = outcome.reason
    run.trace.duration_ms = round((time.perf_counter() - began) * 1000)
    return Taken(outcome, run.trace)


@dataclass(slots=True)
class _Run:
    """A turn under way."""

    situation: Situation
    search: Search
    model: ChatModel | None
    screens: Screens | None
    timeout_seconds: float
    begins_within: float
    window: int
    trace: Trace = field(default_factory=Trace)
    ends_at: float = 0.0

    @property
    def language(self) -> str:
        return self.trace.language or self.situation.default_language

    async def outcome(self) -> Outcome:
        self.ends_at = asyncio.get_running_loop().time() + self.timeout_seconds - _RESERVE
        texts = [line.text for line in self.situation.unanswered]
        courtesy = small_talk.recognise(texts)
        self._choose_language(texts, courtesy)
        if not any(text.strip() for text in texts):
            return self.handover(Reason.NO_TEXT)
        return self._with_people_in_mind(
            self._offer_answered(texts, courtesy)
            or await self._chosen_option(texts)
            or self._without_search(texts, courtesy)
            or self._not_again(await self._answer())
        )

    def handover(self, reason: Reason) -> Handover:
        return Handover(reason, farewell(reason, self.language))

    def _offer_answered(
        self, texts: list[str], courtesy: small_talk.SmallTalk | None
    ) -> Outcome | None:
        """Whether the customer wants the colleague who was offered with the last message."""
        last = self._last_line()
        if last is None or not offer.is_offer(last.text) or len(texts) != 1:
            return None
        said = offer.answer_in(texts[0]) or (courtesy.kind if courtesy else None)
        if said == Courtesy.YES:
            return self.handover(Reason.ASKED_FOR_PERSON)
        if said == Courtesy.NO:
            self.trace.reason = "offer_declined"
            return Reply(say("acknowledged", self.language))
        return None

    def _with_people_in_mind(self, outcome: Outcome) -> Outcome:
        """What cannot be answered is declined with an offer, once; or people know already."""
        if not isinstance(outcome, Handover):
            return outcome
        situation = self.situation
        if situation.people_asked:
            asked = outcome.reason is Reason.ASKED_FOR_PERSON
            key = "already_asked" if asked else "people_asked"
            return Handover(outcome.reason, say(key, self.language))
        offered = any(offer.is_offer(line.text) for line in situation.own_lines)
        if outcome.reason not in offer.REASONS or offered or not situation.offers_person:
            return outcome
        self.trace.reason = offer.OFFERED
        return offer.make(self.language)

    def _choose_language(self, texts: list[str], courtesy: small_talk.SmallTalk | None) -> None:
        situation = self.situation
        greeted_in = courtesy.language if courtesy else None
        with self.trace.step("language"):
            self.trace.language = language.choose(
                texts,
                languages=situation.languages,
                default=situation.default_language,
                known=situation.known_language,
                hint=greeted_in or situation.hinted_language,
            )

    async def _chosen_option(self, texts: list[str]) -> Outcome | None:
        """The passage that the customer picked, when the last thing said was a question back."""
        asked = self._last_line()
        if asked is None or len(texts) != 1:
            return None
        titles = choice.options(asked)
        picked = choice.choose(texts[0], titles) if titles else None
        if picked is None:
            return None
        self.trace.reason = "chosen_option"
        if picked == choice.NEITHER:
            return self.handover(Reason.NOT_SURE)
        languages = self.situation.languages
        if asked.sources:
            return extractive.quote([asked.sources[picked]], self.language, languages)
        found = await Finder(self.search, self.situation, self.language).ask(titles[picked])
        self.trace.found(titles[picked], found)
        return extractive.quote(found.items[:1], self.language, languages) if found.items else None

    def _without_search(
        self, texts: list[str], courtesy: small_talk.SmallTalk | None
    ) -> Outcome | None:
        """What rules recognise, without a model and at once."""
        if any(map(asks_for_person, texts)):
            return self.handover(Reason.ASKED_FOR_PERSON)
        if asks_who_answers(texts[-1]):
            self.trace.reason = "who"
            return Reply(say("who", self.language, name=self.situation.assistant_name))
        return self._courtesy(courtesy.kind) if courtesy else None

    def _courtesy(self, kind: Courtesy) -> Outcome | None:
        """A short answer to what asks nothing; None where the model's question is answered."""
        if kind in (Courtesy.YES, Courtesy.NO, Courtesy.UNCLEAR):
            return self._word(kind)
        answered = any(line.sources for line in self.situation.own_lines)
        if kind is Courtesy.SETTLED and answered:
            self.trace.reason = kind
            return Resolve(say(kind, self.language))
        kind = Courtesy.ACKNOWLEDGED if kind is Courtesy.SETTLED else kind
        self.trace.reason = kind
        return Reply(say(kind, self.language))

    def _word(self, kind: Courtesy) -> Outcome | None:
        """What a bare yes, no or hmm means depends on what was said before it."""
        last = self._last_line()
        if self.model is not None and last is not None and last.text.rstrip().endswith("?"):
            return None
        self.trace.reason = kind
        said = {say(key, self.language) for key in ("not_helped", "acknowledged", "thanks")}
        if last is None or kind is Courtesy.UNCLEAR:
            key = "what_else" if last is None else "unclear"
        elif kind is Courtesy.NO and last.text not in said:
            key = "not_helped"
        else:
            key = "acknowledged"
        return Reply(say(key, self.language))

    def _last_line(self) -> Line | None:
        history = self.situation.history
        return history[-1] if history and history[-1].role == "assistant" else None

    async def _answer(self) -> Outcome:
        with self.trace.step("search"):
            finder = Finder(self.search, self.situation, self.language)
            findings = await finder.find(self.trace)
        if findings.found is None:
            self.trace.reason = "no_question"
            return Reply(say("what_else", self.language))
        worth_asking = findings.found.items and findings.found.decision != "handover"
        approved = any(passage.approved_answer for passage in findings.answers)
        if self.model is None or not worth_asking or approved:
            return self._built_in(findings)
        return await self._or_built_in(findings, self._from_model(self.model, findings))

    def _built_in(self, findings: Findings) -> Outcome:
        languages = self.situation.languages
        if not findings.answers and findings.found is not None:
            return extractive.answer(findings.found, self.language, languages)
        reply = extractive.quote(findings.answers, self.language, languages)
        rest = [say("rest_open", self.language, rest=text) for text in findings.unanswered]
        return Reply("\n\n".join([reply.text, *rest]), reply.sources)

    def _from_model(self, model: ChatModel, findings: Findings) -> Callable[[], Awaitable[Outcome]]:
        async def write() -> Outcome:
            if self.screens is not None:
                self.screens.typing()
            items = findings.found.items if findings.found else ()
            prompt = build(self.situation, self.language, items, window=self.window)
            self.trace.model, self.trace.manifest = model.name, prompt.manifest
            writer = Writer(
                model,
                self.situation,
                self.language,
                prompt,
                self.trace,
                self.screens,
                self.ends_at,
                begins_within=self.begins_within if findings.answers else None,
            )
            with self.trace.step("model"):
                return extractive.as_approved(await writer.write())

        return write

    async def _or_built_in(
        self, findings: Findings, write: Callable[[], Awaitable[Outcome]]
    ) -> Outcome:
        """The model's answer; if it fails, the built-in one where the search was sure."""
        try:
            return await write()
        except ModelError as error:
            timed_out = isinstance(error, ModelTimeout)
            reason = Reason.TIMED_OUT if timed_out else Reason.MODEL_FAILED
            why, self.trace.provider_says = error.reason, error.provider_says
        except Ungrounded:
            reason, why = Reason.UNGROUNDED, "The model's answer was not used."
        except Exception as error:
            log.exception("model_failed", model=self.trace.model)
            reason, why = Reason.MODEL_FAILED, f"The model failed: {type(error).__name__}."
        self.trace.went_wrong(why)
        self.trace.reason = reason
        return self._built_in(findings) if findings.answers else self.handover(reason)

    def _not_again(self, outcome: Outcome) -> Outcome:
        """Hand over rather than give the same answer a third time, or ask back in a circle."""
        if isinstance(outcome, Handover | Resolve):
            return outcome
        last = [line for line in self.situation.own_lines if line.sources or _asked(line)][-2:]
        asking = isinstance(outcome, Clarify)
        if asking and last and _asked(last[-1]) and _same(last[-1], outcome):
            return self.handover(Reason.NOT_SURE)
        if len(last) == 2 and (
            all(_same(line, outcome) for line in last) or (asking and all(map(_asked, last)))
        ):
            return self.handover(Reason.SAID_IT_TWICE)
        return outcome


def _asked(line: Line) -> bool:
    return line.outcome == "clarify"


def _same(line: Line, outcome: Outcome) -> bool:
    """Whether a line already said this: the same words, or the same passages under them."""
    passages = [(source.article_id, source.passage) for source in line.sources]
    shown = [(source.article_id, source.passage) for source in outcome.sources]
    return line.text == outcome.text or (bool(shown) and passages == shown)
