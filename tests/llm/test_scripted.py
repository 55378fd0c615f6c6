import pytest

from switchboard.llm import Message, ModelBadAnswer, Tool, complete
from switchboard.llm.scripted import Reply, ScriptedChat


async def test_replies_are_given_in_turn_and_the_requests_are_kept() -> None:
    model = ScriptedChat(["first", Reply("second")])
    tool = Tool("t", "d", {})
    assert (await complete(model, [Message("user", "a")], tools=[tool])).text == "first"
    assert (await complete(model, [Message("user", "b")], deadline=5)).text == "second"
    assert [request.messages[0].text for request in model.requests] == ["a", "b"]
    assert model.requests[0].tools == (tool,)
    assert model.requests[1].deadline == 5


async def test_a_question_too_many_is_a_bad_answer() -> None:
    with pytest.raises(ModelBadAnswer, match="no reply left"):
        await complete(ScriptedChat(), [Message("user", "a")])
