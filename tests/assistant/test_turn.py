"""A turn always ends in an answer or a person, and its trace says why."""

import asyncio
from collections.abc import AsyncGenerator, Sequence

import pytest

from switchboard.assistant.outcome import Clarify, Handover, Reply, Resolve, Source
from switchboard.assistant.prompt import ASK_BACK, HAND_OVER
from switchboard.assistant.situation import Line
from switchboard.assistant.turn import Taken, take_turn
from switchboard.handover import Reason
from switchboard.llm import (
    Delta,
    Message,
    ModelBroken,
    ModelError,
    ModelRateLimited,
    ModelRefused,
    ModelTimeout,
    ModelUnavailable,
    TextDelta,
    Tool,
    ToolCall,
)
from switchboard.llm.scripted import Reply as Says
from switchboard.llm.scripted import ScriptedChat
from tests.assistant.shelf import GERMAN, RETURNS, SHIPPING, WARRANTY, Shelf, situation

QUESTION = "How many days do I have to send something back?"
UNKNOWN = "Who painted the ceiling of the chapel?"


class Screen:
    """Remembers what was shown while the turn was taken."""

    def __init__(self) -> None:
        self.drafts: list[str] = []
        self.was_typing = False

    def typing(self) -> None:
        """Remember that."""
        self.was_typing = True

    def draft(self, text: str) -> None:
        """Remember it."""
        self.drafts.append(text)


def cites(item: object) -> Source:
    return Source(item.article_id, item.title, item.passage, item.url)  # type: ignore[attr-defined]  # an Item


async def built_in(*texts: str, **kwargs: object) -> Taken:
    return await take_turn(situation(*texts, **kwargs), Shelf())  # type: ignore[arg-type]  # as given


# --- without a model ---------------------------------------------------------------------------


async def test_the_passage_that_answers_is_quoted_with_its_source() -> None:
    taken = await built_in(QUESTION)
    assert isinstance(taken.outcome, Reply)
    assert taken.outcome.sources == (cites(RETURNS),)
    assert RETURNS.passage in taken.outcome.text
    assert RETURNS.title in taken.outcome.text
    assert taken.trace.decision == "answer"
    assert taken.trace.passages[0]["article_id"] == RETURNS.article_id


async def test_what_nobody_wrote_about_is_said_and_handed_over() -> None:
    taken = await built_in(UNKNOWN)
    assert isinstance(taken.outcome, Handover)
    assert taken.outcome.reason is Reason.NOTHING_FOUND
    assert "find a reliable answer in our help articles" in taken.outcome.text
    assert taken.trace.reason == "nothing_found"


async def test_two_close_articles_are_both_named() -> None:
    taken = await take_turn(situation("warranty shipping"), Shelf(WARRANTY, SHIPPING))
    assert isinstance(taken.outcome, Clarify)
    assert {source.title for source in taken.outcome.sources} == {"Warranty", "Shipping"}
    assert "Warranty" in taken.outcome.text
    assert "Shipping" in taken.outcome.text


async def test_the_answer_to_a_question_back_is_understood() -> None:
    asked = Line(
        2,
        "assistant",
        "Do you mean “Warranty” or “Shipping”?",
        outcome="clarify",
        sources=(cites(WARRANTY), cites(SHIPPING)),
    )
    before = Line(1, "customer", "warranty shipping")
    taken = await built_in("the second", history=[before, asked])
    assert isinstance(taken.outcome, Reply)
    assert taken.outcome.sources == (cites(SHIPPING),)
    refused = await built_in("neither", history=[before, asked])
    assert isinstance(refused.outcome, Handover)


async def test_an_article_in_another_language_is_said_to_be_so() -> None:
    taken = await take_turn(
        situation("How much is the Pfand for Leihgeräte, please tell me?", known_language="en"),
        Shelf(GERMAN),
    )
    assert isinstance(taken.outcome, Reply)
    assert "German" in taken.outcome.text
    assert GERMAN.passage in taken.outcome.text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ich möchte bitte mit einem Menschen sprechen", "de"),
        ("Quiero hablar con una persona, por favor", "es"),
        ("I would like to talk to a real person", "en"),
    ],
)
async def test_whoever_asks_for_a_person_gets_one_in_their_language(
    text: str, language: str
) -> None:
    shelf = Shelf()
    taken = await take_turn(situation(text), shelf)
    assert isinstance(taken.outcome, Handover)
    assert taken.outcome.reason is Reason.ASKED_FOR_PERSON
    assert taken.trace.language == language
    assert shelf.queries == []


async def test_courtesies_are_answered_kindly_and_count_as_no_answer() -> None:
    shelf = Shelf()
    for text in ("hello", "thank you!", "bye"):
        taken = await take_turn(situation(text), shelf)
        assert isinstance(taken.outcome, Reply)
        assert taken.outcome.sources == ()
    assert shelf.queries == []


async def test_that_is_all_settles_only_what_was_answered() -> None:
    assert isinstance((await built_in("thanks, that's all")).outcome, Reply)
    answered = Line(2, "assistant", "…", outcome="reply", sources=(cites(RETURNS),))
    history = [Line(1, "customer", QUESTION), answered]
    taken = await built_in("thanks, that's all", history=history)
    assert isinstance(taken.outcome, Resolve)


async def test_a_burst_is_searched_as_a_whole() -> None:
    shelf = Shelf()
    texts = ["hi", "I bought something", "from you", "how many days do I have", "to send it back?"]
    taken = await take_turn(situation(*texts), shelf)
    assert shelf.queries[0] == "\n".join(texts[1:])
    assert isinstance(taken.outcome, Reply)
    assert taken.outcome.sources == (cites(RETURNS),)


async def test_a_burst_of_questions_gets_one_answer_to_all() -> None:
    taken = await built_in(QUESTION, "What does shipping within Germany cost?", UNKNOWN)
    assert isinstance(taken.outcome, Reply)
    assert set(taken.outcome.sources) == {cites(RETURNS), cites(SHIPPING)}
    assert f"find a reliable answer to “{UNKNOWN}”" in taken.outcome.text
    assert taken.trace.open == [UNKNOWN]


async def test_a_short_follow_up_is_searched_with_the_question_before() -> None:
    shelf = Shelf()
    history = [Line(1, "customer", "How long is the warranty?"), Line(2, "assistant", "2 years.")]
    await take_turn(situation("and that for torches?", history=history), shelf)
    assert shelf.queries == ["How long is the warranty that for torches?"]


async def test_the_same_answer_is_not_given_a_third_time() -> None:
    said = [
        Line(2, "assistant", "a", outcome="reply", sources=(cites(RETURNS),)),
        Line(4, "assistant", "b", outcome="reply", sources=(cites(RETURNS),)),
    ]
    history = [Line(1, "customer", QUESTION), said[0], Line(3, "customer", QUESTION), said[1]]
    assert isinstance((await built_in(QUESTION, history=history[:2])).outcome, Reply)
    taken = await built_in(QUESTION, history=history)
    assert isinstance(taken.outcome, Handover)
    assert taken.outcome.reason is Reason.SAID_IT_TWICE


async def test_a_message_without_text_goes_to_a_person() -> None:
    taken = await built_in("")
    assert isinstance(taken.outcome, Handover)
    assert taken.outcome.reason is Reason.NO_TEXT


async def test_a_search_that_hangs_or_fails_ends_with_a_person() -> None:
    hung = await take_turn(situation(QUESTION), Shelf(delay=60), timeout_seconds=0.05)
    assert isinstance(hung.outcome, Handover)
    assert hung.outcome.reason is Reason.TIMED_OUT
    failed = await take_turn(situation(QUESTION), Shelf(error=RuntimeError("no")))
    assert isinstance(failed.outcome, Handover)
    assert failed.outcome.reason is Reason.FAILED
    assert "RuntimeError" in (failed.trace.error or "")


# --- with a model ------------------------------------------------------------------------------


async def with_model(
    *replies: Says | str, text: str = QUESTION, shelf: Shelf | None = None, timeout: float = 18.0
) -> tuple[Taken, ScriptedChat, Screen]:
    model, screen = ScriptedChat(replies), Screen()
    taken = await take_turn(
        situation(text), shelf or Shelf(), model, screens=screen, timeout_seconds=timeout
    )
    return taken, model, screen


async def test_the_model_answers_from_the_passages_word_by_word() -> None:
    taken, model, screen = await with_model("You have 30 days [1]. It is free from 50 € [1].")
    assert taken.outcome == Reply("You have 30 days. It is free from 50 €.", (cites(RETURNS),))
    assert screen.was_typing
    assert screen.drafts[0] == "You"
    assert len(screen.drafts) > 5
    assert all(taken.outcome.text.startswith(draft.rstrip(".")) for draft in screen.drafts)
    assert taken.trace.model == "scripted"
    assert taken.trace.input_tokens > 0
    assert RETURNS.passage in model.requests[0].messages[-1].text


async def test_the_rules_come_first_and_do_not_change_with_the_question() -> None:
    _, first, _ = await with_model("You have 30 days [1].")
    _, second, _ = await with_model("2 to 3 days [1].", text="How long does shipping take to me?")
    assert first.requests[0].messages[0] == second.requests[0].messages[0]
    assert first.requests[0].messages[0].role == "system"


async def test_the_model_hands_over_and_asks_back_by_tools() -> None:
    call = ToolCall("1", HAND_OVER, '{"reason": "needs a refund"}')
    taken, _, _ = await with_model(Says(tool_calls=(call,)))
    assert isinstance(taken.outcome, Handover)
    assert taken.outcome.reason is Reason.MODEL_HANDED_OVER
    assert "needs a refund" in (taken.trace.error or "")
    call = ToolCall("1", ASK_BACK, '{"question": "Was it a lamp or a tent?"}')
    taken, _, _ = await with_model(Says(tool_calls=(call,)))
    assert taken.outcome == Clarify("Was it a lamp or a tent?")


async def test_a_sure_answer_does_not_wait_for_a_model_that_does_not_begin() -> None:
    model = ScriptedChat([Says("You have 30 days [1].", delay=3_600)])
    taken = await take_turn(
        situation(QUESTION), Shelf(), model, timeout_seconds=7_200, begins_within=0.05
    )
    assert isinstance(taken.outcome, Reply)
    assert taken.outcome.sources == (cites(RETURNS),)
    assert taken.trace.reason == "timed_out"


async def test_where_no_answer_is_sure_a_slow_model_is_waited_for() -> None:
    model = ScriptedChat([Says("You have 30 days [1].", delay=0.3)])
    shelf = Shelf(decision="clarify")
    taken = await take_turn(situation(QUESTION), shelf, model, begins_within=0.05)
    assert taken.outcome == Reply("You have 30 days.", (cites(RETURNS),))


async def test_magic_words_in_a_text_do_nothing() -> None:
    taken, _, _ = await with_model("hand_over() HANDOFF You have 30 days [1].")
    assert isinstance(taken.outcome, Reply)


FAILURES: list[tuple[Says | str, str]] = [
    (Says(error=ModelTimeout("It took too long.")), "timed_out"),
    (Says(error=ModelRateLimited("429")), "model_failed"),
    (Says(error=ModelUnavailable("500")), "model_failed"),
    (Says(error=ModelRefused("401")), "model_failed"),
    (Says("You have 30", error=ModelBroken("It broke off.")), "model_failed"),
    (Says(""), "model_failed"),
    (Says("   "), "model_failed"),
    (Says(tool_calls=(ToolCall("1", "delete_everything", "{}"),)), "model_failed"),
    (Says(tool_calls=(ToolCall("1", ASK_BACK, "{rubbish"),)), "model_failed"),
    (Says(tool_calls=(ToolCall("1", ASK_BACK, '{"question": 3}'),)), "model_failed"),
    (Says("You have 30 days. " * 100_000), "model_failed"),
    (Says("x" * 20_000_000), "model_failed"),
    (Says(tool_calls=(ToolCall("1", ASK_BACK, "{}"),) * 1_000), "model_failed"),
    (Says("x", delay=60), "timed_out"),
]


@pytest.mark.parametrize(("failure", "reason"), FAILURES)
async def test_a_failing_model_is_replaced_by_the_passage_itself(
    failure: Says, reason: str
) -> None:
    taken, _, _ = await with_model(failure, timeout=_enough_for(failure))
    assert isinstance(taken.outcome, Reply)
    assert taken.outcome.sources == (cites(RETURNS),)
    assert taken.trace.reason == reason
    assert taken.trace.error


@pytest.mark.parametrize(("failure", "reason"), FAILURES)
async def test_a_failing_model_without_a_sure_passage_is_replaced_by_a_person(
    failure: Says, reason: str
) -> None:
    taken, _, _ = await with_model(
        failure, shelf=Shelf(decision="clarify"), timeout=_enough_for(failure)
    )
    assert isinstance(taken.outcome, Handover)
    assert taken.outcome.reason == reason
    assert taken.outcome.text
    assert taken.trace.error


def _enough_for(failure: Says | str) -> float:
    """Seconds for the turn: few only when the model is to be too slow for them."""
    return 1.1 if isinstance(failure, Says) and failure.delay else 18.0


class _Faulty(ScriptedChat):
    """A provider's library that raises what it never promised."""

    async def stream(
        self,
        messages: Sequence[Message],
        *,
        tools: Sequence[Tool] = (),
        max_output_tokens: int = 1024,
        deadline: float = 60.0,
    ) -> AsyncGenerator[Delta, None]:
        """Fail."""
        yield TextDelta("You have")
        raise ValueError("not a ModelError")


async def test_even_an_unknown_error_of_the_model_ends_in_an_answer() -> None:
    taken = await take_turn(situation(QUESTION), Shelf(), _Faulty())
    assert isinstance(taken.outcome, Reply)
    assert taken.trace.reason == "model_failed"


REFUSED = [
    "You have 14 days [1].",
    "Sie haben 30 Tage Zeit, um die Ware zurückzuschicken [1].",
    "Rockets travel towards distant galaxies every single morning.",
    "You have 30 days, see https://evil.test [1].",
    Says("You have 30 days [1].", finish_reason="length"),
]


@pytest.mark.parametrize("answer", REFUSED)
async def test_an_unfounded_answer_is_written_again(answer: Says | str) -> None:
    taken, model, screen = await with_model(answer, "You have 30 days [1].")
    assert isinstance(taken.outcome, Reply)
    assert taken.outcome.text == "You have 30 days."
    assert "cannot be sent" in model.requests[1].messages[-1].text
    assert "was refused" in (taken.trace.error or "")
    assert not any("14" in draft or "evil" in draft for draft in screen.drafts)


@pytest.mark.parametrize("answer", REFUSED)
async def test_an_answer_that_stays_unfounded_is_replaced(answer: Says | str) -> None:
    taken, _, _ = await with_model(answer, answer)
    assert isinstance(taken.outcome, Reply)
    assert RETURNS.passage in taken.outcome.text
    assert taken.trace.reason == "ungrounded"


async def test_the_model_is_not_asked_about_what_nobody_wrote() -> None:
    taken, model, _ = await with_model("Michelangelo.", text=UNKNOWN)
    assert isinstance(taken.outcome, Handover)
    assert model.requests == []


async def test_a_cancelled_turn_ends() -> None:
    model = ScriptedChat([Says("x", delay=60)])
    task = asyncio.create_task(take_turn(situation(QUESTION), Shelf(), model))
    while not model.requests:
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def test_every_model_error_is_covered_above() -> None:
    covered = {type(case.error) for case, _ in FAILURES if isinstance(case, Says) and case.error}
    silent = {"ModelBadAnswer"}
    assert {kind.__name__ for kind in ModelError.__subclasses__()} - silent == {
        kind.__name__ for kind in covered
    }
