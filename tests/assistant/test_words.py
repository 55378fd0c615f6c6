"""A bare yes, no or hmm is understood from what was said before, and never searched."""

import pytest

from switchboard.assistant.outcome import Reply
from switchboard.assistant.situation import Line
from switchboard.assistant.turn import take_turn
from switchboard.llm.scripted import ScriptedChat
from tests.assistant.shelf import RETURNS, SHIPPING, Shelf, situation
from tests.assistant.test_turn import QUESTION, built_in, cites


@pytest.mark.parametrize("text", ["yes", "no", "hmm", "ja", "sí", "nein", "test", "what is it"])
async def test_words_that_say_nothing_are_never_searched(text: str) -> None:
    shelf = Shelf()
    taken = await take_turn(situation(text), shelf)
    assert isinstance(taken.outcome, Reply)
    assert taken.outcome.sources == ()
    assert shelf.queries == []


async def test_a_no_after_an_answer_asks_what_is_missing_once() -> None:
    answered = Line(2, "assistant", "…", outcome="reply", sources=(cites(RETURNS),))
    history = [Line(1, "customer", QUESTION), answered]
    taken = await built_in("no", history=history)
    assert "tell me a little more" in taken.outcome.text
    history += [Line(3, "customer", "no"), Line(4, "assistant", taken.outcome.text)]
    again = await built_in("no", history=history)
    assert again.outcome.text != taken.outcome.text


async def test_a_trial_knows_what_was_asked_back_by_its_words_alone() -> None:
    asked = Line(2, "assistant", "Did you mean “Shipping”?")
    taken = await built_in("yes", history=[Line(1, "customer", "parcels"), asked])
    assert isinstance(taken.outcome, Reply)
    assert taken.outcome.sources == (cites(SHIPPING),)


async def test_a_yes_to_the_models_question_goes_to_the_model() -> None:
    model = ScriptedChat(["You have 30 days [1]."])
    history = [Line(1, "customer", QUESTION), Line(2, "assistant", "Is it about an order?")]
    taken = await take_turn(situation("yes", history=history), Shelf(), model)
    assert model.requests
    assert isinstance(taken.outcome, Reply)
