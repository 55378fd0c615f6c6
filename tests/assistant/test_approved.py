"""An approved answer goes out word for word, with its source, whoever would have written else."""

from dataclasses import replace

from switchboard.assistant.outcome import Clarify, Reply, Source
from switchboard.assistant.situation import Line
from switchboard.assistant.turn import take_turn
from switchboard.llm.scripted import ScriptedChat
from tests.assistant.shelf import RETURNS, SHIPPING, WARRANTY, Shelf, situation

QUESTION = "How many days do I have to send something back?"
SAID = "You have **30 days**. Tell us your order number and we send a label."
APPROVED = replace(RETURNS, approved_answer=SAID)
SOURCE = Source(RETURNS.article_id, RETURNS.title, SAID, RETURNS.url, approved=True)


async def test_it_is_said_exactly_with_its_source() -> None:
    taken = await take_turn(situation(QUESTION), Shelf(APPROVED, WARRANTY))
    assert taken.outcome == Reply(SAID, (SOURCE,))


async def test_a_model_is_not_asked_to_put_it_otherwise() -> None:
    model = ScriptedChat(["Thirty days, give or take. [1]"])
    taken = await take_turn(situation(QUESTION), Shelf(APPROVED, WARRANTY), model)
    assert taken.outcome == Reply(SAID, (SOURCE,))
    assert model.requests == []


async def test_a_model_that_chose_it_between_two_says_it_exactly_too() -> None:
    model = ScriptedChat(["You can send something back within 30 days. [1]"])
    shelf = Shelf(APPROVED, WARRANTY, decision="clarify")
    taken = await take_turn(situation(QUESTION), shelf, model)
    assert taken.outcome == Reply(SAID, (SOURCE,))


async def test_an_option_that_was_picked_is_said_exactly() -> None:
    shelf = Shelf(APPROVED, SHIPPING, decision="clarify")
    question = "Tell me about returning something and shipping"
    asked = (await take_turn(situation(question), shelf)).outcome
    assert isinstance(asked, Clarify)
    before = Line(2, "assistant", asked.text, outcome="clarify", sources=asked.sources)
    history = [Line(1, "customer", question), before]
    place = [source.title for source in asked.sources].index(RETURNS.title)
    picked = situation(("the first", "the second")[place], history=history)
    assert (await take_turn(picked, shelf)).outcome == Reply(SAID, (SOURCE,))


async def test_other_answers_of_a_burst_stand_beside_it() -> None:
    burst = situation(QUESTION, "How long does the warranty on lamps last?")
    outcome = (await take_turn(burst, Shelf(APPROVED, WARRANTY))).outcome
    assert isinstance(outcome, Reply)
    assert SAID in outcome.text
    assert WARRANTY.passage in outcome.text
