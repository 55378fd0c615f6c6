"""People write in bursts: five messages in four seconds get one answer, which uses all five."""

import asyncio

from tests.support.talk import last_turn, next_answer, said_by
from tests.support.workspace import WorkspaceFactory, WorkspaceUnderTest

BURST = (
    "hi",
    "I bought a lantern from you",
    "five weeks ago",
    "it is not for me after all",
    "how long do I have to send something back?",
)
SECONDS_BETWEEN = 0.8


async def test_five_messages_in_four_seconds_get_one_answer(small_shop: WorkspaceUnderTest) -> None:
    visitor = await small_shop.visitor(locale="en")
    for text in BURST:
        written = await visitor.write(text)
        await asyncio.sleep(SECONDS_BETWEEN)  # this is how fast they write, not a wait
    answer = await next_answer(visitor)

    # The answer comes after the last of them and rests on the right article.
    assert answer["seq"] > written["seq"]
    assert answer["sources"][0]["title"] == "How long you have to return something"
    (one,) = said_by("assistant", await visitor.timeline())
    assert one["id"] == answer["id"]

    # One turn was taken, and its query holds words of several messages.
    conversation_id = await small_shop.conversation_of(visitor)
    turn = await last_turn(small_shop, conversation_id)
    assert "lantern" in turn["query"]
    assert "send something back" in turn["query"]
    turns = (await small_shop.get(f"/api/v1/conversations/{conversation_id}/turns"))["items"]
    assert [item["outcome"] for item in turns if item["outcome"] != "dropped"] == ["reply"]


async def test_twenty_first_messages_at_once_each_twice_are_kept_once(
    workspaces: WorkspaceFactory,
) -> None:
    workspace = await workspaces.make()
    visitor = await workspace.visitor(locale="en")
    ids = [f"message-{number:02}" for number in range(20)]
    await asyncio.gather(
        *(visitor.write(f"Line {each}", message_id=each) for each in ids for _ in range(2))
    )
    listed = (await workspace.get("/api/v1/conversations"))["items"]
    assert len(listed) == 1
    path = f"/api/v1/conversations/{listed[0]['id']}/timeline?after_seq=0&limit=200"
    timeline = await workspace.get(path)
    assert [entry["seq"] for entry in timeline["items"]] == list(range(1, timeline["last_seq"] + 1))
    assert sorted(entry["client_id"] for entry in said_by("contact", timeline["items"])) == ids
