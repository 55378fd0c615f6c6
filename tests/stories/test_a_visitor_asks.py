"""A visitor asks: what is written is quoted with its source, what is not goes to a person.

No language model is configured here. The assistant finds the passage that answers the question
and quotes it; it never guesses.
"""

import pytest

from tests.support.screens import widget_screen
from tests.support.server import Server
from tests.support.talk import ask, events_in, last_turn
from tests.support.workspace import WorkspaceUnderTest


@pytest.mark.parametrize(
    ("language", "question", "passage", "article"),
    [
        (
            "en",
            "how long do I have to send something back?",
            "You have 60 days from the day your parcel was delivered",
            "How long you have to return something",
        ),
        (
            "es",
            "¿Cuántos días tengo para devolver un artículo?",
            "Tienes 60 días desde el día en que recibes el paquete",
            "Plazo para devolver un pedido",
        ),
        (
            "de",
            "Wie lange habe ich Zeit, etwas zurückzuschicken?",
            "Du hast 60 Tage Zeit, etwas zurückzuschicken",
            "Wie lange du etwas zurückgeben kannst",
        ),
    ],
)
async def test_the_passage_comes_with_its_source_in_the_language_of_the_question(
    shop: WorkspaceUnderTest, language: str, question: str, passage: str, article: str
) -> None:
    visitor = await shop.visitor(locale=language)
    answer = await ask(visitor, question)

    assert passage in answer["text"]
    assert answer["author"]["kind"] == "assistant"
    assert answer["sources"][0]["title"] == article
    assert passage in answer["sources"][0]["passage"]

    # Staff see why it answered so: what it looked for, what it found, and how sure it was.
    turn = await last_turn(shop, await shop.conversation_of(visitor))
    assert turn["outcome"] == "reply"
    assert turn["decision"] == "answer"
    assert turn["language"] == language
    assert turn["confidence"] > 0.5
    assert turn["passages"][0]["title"] == article
    assert turn["model"] is None


@pytest.mark.parametrize(
    ("language", "question", "words"),
    [
        ("en", "Do you sell kayaks or bicycles?", "Would you like me to ask a colleague?"),
        ("es", "¿Cuál es la capital de Mongolia?", "¿Quieres que pregunte a un compañero?"),
        ("de", "Was ist die Hauptstadt der Mongolei?", "Soll ich jemanden aus dem Team fragen?"),
    ],
)
async def test_what_nobody_wrote_about_is_not_guessed_and_a_colleague_is_offered(
    shop: WorkspaceUnderTest, language: str, question: str, words: str
) -> None:
    visitor = await shop.visitor(locale=language)
    answer = await ask(visitor, question)
    assert words in answer["text"]
    await ask(visitor, answer["rich"]["quick_replies"][0]["title"])

    # The conversation waits for a person, with a note of what was asked that only staff see.
    conversation_id = await shop.conversation_of(visitor)
    path = f"/api/v1/conversations/{conversation_id}"
    waiting = (await shop.get("/api/v1/conversations?assignee=waiting&status=open"))["items"]
    assert conversation_id in [item["id"] for item in waiting]
    assert (await shop.get(path))["waiting_since"] is not None
    staff_see = (await shop.get(f"{path}/timeline"))["items"]
    (note,) = [entry for entry in staff_see if entry["kind"] == "note"]
    assert question in note["text"]
    visitor_sees = await visitor.timeline()
    assert "handed_over" in events_in(visitor_sees)
    assert note["id"] not in [entry["id"] for entry in visitor_sees]


@pytest.mark.parametrize(
    ("language", "wish"),
    [
        ("en", "Can I talk to a real person, please?"),
        ("es", "Quiero hablar con una persona, por favor"),
        ("de", "Kann ich bitte mit einem echten Menschen reden?"),
    ],
)
async def test_who_asks_for_a_person_gets_one(
    shop: WorkspaceUnderTest, language: str, wish: str
) -> None:
    visitor = await shop.visitor(locale=language)
    await ask(visitor, wish)
    conversation_id = await shop.conversation_of(visitor)
    assert (await shop.get(f"/api/v1/conversations/{conversation_id}"))["assignee"] is None
    turn = await last_turn(shop, conversation_id)
    assert (turn["outcome"], turn["reason"]) == ("handover", "asked_for_person")

    # Until somebody comes the assistant answers what it knows; then it keeps out of it.
    answer = await ask(visitor, "how long do I have to send something back?")
    assert answer["sources"]
    assert (await shop.get(f"/api/v1/conversations/{conversation_id}"))["waiting_since"]
    more = await visitor.write("Hello?")
    await shop.post(f"/api/v1/conversations/{conversation_id}/messages", {"text": "I am Olivia."})
    (reply,) = [e for e in await visitor.timeline(more["seq"]) if e["kind"] == "message"]
    assert (reply["author"]["kind"], reply["author"]["name"]) == ("member", "Olivia Owner")


async def test_the_button_for_a_person_works_before_a_word_was_written(
    shop: WorkspaceUnderTest, server: Server
) -> None:
    visitor = await shop.visitor(locale="en")
    async with widget_screen(server, visitor.token) as screen:
        await screen.send("handover")
        told = await screen.entry(lambda entry: entry["kind"] == "message")
    assert "I've asked our team to join" in told["text"]
    assert "handed_over" in events_in(await visitor.timeline())


async def test_a_reload_and_a_second_tab_show_the_same_conversation(
    shop: WorkspaceUnderTest, server: Server
) -> None:
    visitor = await shop.visitor(locale="en")
    async with (
        widget_screen(server, visitor.token) as first_tab,
        widget_screen(server, visitor.token) as second_tab,
    ):
        await first_tab.write("What are the shipping costs to France?")
        for tab in (first_tab, second_tab):
            await tab.entry(lambda entry: entry["author"]["kind"] == "assistant")
        seen = [entry["id"] for entry in first_tab.timeline]
        assert [entry["id"] for entry in second_tab.timeline] == seen

    async with widget_screen(server, visitor.token) as reloaded:
        assert [entry["id"] for entry in reloaded.timeline or await visitor.timeline()] == seen
