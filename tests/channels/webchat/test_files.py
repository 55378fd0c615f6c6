"""Files in the web chat: sent by either side, looked at, and read by who may read them."""

import io
from typing import Any

import httpx
import pytest
import pytest_asyncio
from PIL import Image

from switchboard.conversations.attachments import Attachment, tidy_files
from switchboard.core.clock import now
from switchboard.core.db import Database
from switchboard.core.provide import Services
from switchboard.core.storage import Storage
from tests.support.files import PAGE, PROGRAM, SVG, WEBM, bomb, flat, photo
from tests.support.workspace import VisitorUnderTest, WorkspaceFactory, WorkspaceUnderTest

FILES = "/attachments"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def shop(workspaces: WorkspaceFactory) -> WorkspaceUnderTest:
    return await workspaces.make()


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(shop: WorkspaceUnderTest) -> VisitorUnderTest:
    return await shop.visitor(locale="en")


async def _sent(visitor: VisitorUnderTest, data: bytes, name: str, kind: str = "") -> Any:
    answer = await visitor.call(
        "POST", f"{FILES}?name={name}", content=data, extra={"Content-Type": kind}
    )
    assert answer.status_code == 201, answer.text
    return answer.json()


async def _written(visitor: VisitorUnderTest, *ids: str, text: str = "", **more: Any) -> Any:
    body = {"id": f"files-{ids[0] if ids else text}"[:60], "text": text, **more}
    answer = await visitor.call("POST", "/messages", json={**body, "attachment_ids": ids})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def _read(visitor: VisitorUnderTest, attachment_id: str, **kwargs: Any) -> httpx.Response:
    link = await visitor.call("POST", f"{FILES}/{attachment_id}/link")
    assert link.status_code == 200, link.text
    return await visitor.http.get(link.json()["url"], **kwargs)


async def test_a_photo_goes_to_staff_without_what_the_camera_wrote(
    shop: WorkspaceUnderTest, visitor: VisitorUnderTest
) -> None:
    sent = await _sent(visitor, photo(640, 400, orientation=6), "kettle.jpg", "image/jpeg")
    assert (sent["media_type"], sent["width"], sent["height"]) == ("image/jpeg", 400, 640)

    entry = await _written(visitor, sent["id"])
    assert entry["text"] == ""
    assert [each["name"] for each in entry["attachments"]] == ["kettle.jpg"]

    seen = await shop.call("GET", entry["attachments"][0]["url"])
    assert seen.headers["content-type"] == "image/jpeg"
    assert seen.headers["x-content-type-options"] == "nosniff"
    assert seen.headers["content-disposition"].startswith('inline; filename="kettle.jpg"')
    assert "private" in seen.headers["cache-control"]
    with Image.open(io.BytesIO(seen.content)) as picture:
        assert picture.size == (400, 640)
        assert not picture.getexif()
    assert b"SecretCamera" not in seen.content
    assert b"taken at home" not in seen.content
    small = await shop.call("GET", entry["attachments"][0]["thumbnail_url"])
    with Image.open(io.BytesIO(small.content)) as picture:
        assert picture.size == (300, 480)

    conversations = await shop.get("/api/v1/conversations")
    assert conversations["items"][0]["last_message"]["text"] == "📎 kettle.jpg"


async def test_staff_answer_with_a_file_and_keep_another_to_themselves(
    shop: WorkspaceUnderTest, visitor: VisitorUnderTest
) -> None:
    await visitor.write("hello")
    conversation = await shop.conversation_of(visitor)
    answers = [
        await shop.call("POST", "/api/v1/attachments", files={"file": (name, PAGE, "text/html")})
        for name in ("manual.html", "Geheim ü.txt")
    ]
    manual, secret = (answer.json() for answer in answers)
    path = f"/api/v1/conversations/{conversation}/messages"
    posted = await shop.post(path, {"text": "Here.", "attachment_ids": [manual["id"]]})
    await shop.post(path, {"kind": "note", "attachment_ids": [secret["id"]]})
    assert posted["attachments"][0]["id"] == manual["id"]
    # The same file again, as a repeated request would: the same conversation has it already.
    await shop.post(path, {"text": "Again.", "attachment_ids": [manual["id"]]})

    seen = await _read(visitor, manual["id"])
    assert seen.content == PAGE
    assert seen.headers["content-type"] == "application/octet-stream"
    assert seen.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in seen.headers["content-security-policy"]
    hidden = await visitor.call("POST", f"{FILES}/{secret['id']}/link")
    assert hidden.status_code == 404
    own = await shop.call("GET", secret["url"])
    assert "filename*=UTF-8''Geheim%20%C3%BC.txt" in own.headers["content-disposition"]


async def test_a_rich_message_carries_its_own_pictures(
    shop: WorkspaceUnderTest, visitor: VisitorUnderTest
) -> None:
    await visitor.write("hello")
    path = f"/api/v1/conversations/{await shop.conversation_of(visitor)}/messages"
    picture = (await shop.call("POST", "/api/v1/attachments?name=k.jpg", content=photo())).json()
    card = {"title": "Kettle", "price": "€39", "image_id": picture["id"]}
    button = {"title": "Buy", "url": "https://shop.example/kettle"}
    rich = {"cards": [{**card, "buttons": [button]}], "quick_replies": [{"title": "Yes"}]}
    without = await shop.call("POST", path, json={"rich": rich})
    assert without.status_code == 422
    await shop.post(path, {"rich": rich, "attachment_ids": [picture["id"]]})
    shown = (await visitor.timeline())[-1]
    assert shown["rich"]["cards"][0]["buttons"][0]["url"] == "https://shop.example/kettle"
    assert shown["rich"]["quick_replies"] == [{"title": "Yes", "text": None}]
    scripted = {**button, "url": "javascript:alert(1)"}
    bad = {"rich": {"cards": [{"title": "x", "buttons": [scripted]}]}}
    assert (await shop.call("POST", path, json=bad)).status_code == 422


async def test_a_voice_message_comes_in_pieces_over_a_line_that_breaks(
    visitor: VisitorUnderTest,
) -> None:
    bars = [0, 50, 100]
    new = {"name": "voice.webm", "size": len(WEBM), "media_type": "audio/webm"}
    begun = await visitor.call(
        "POST", f"{FILES}/uploads", json={**new, "duration": 3.5, "waveform": bars}
    )
    path = f"{FILES}/uploads/{begun.json()['id']}"

    async def send(offset: int, piece: bytes) -> httpx.Response:
        return await visitor.call(
            "PATCH", path, content=piece, extra={"Upload-Offset": f"{offset}"}
        )

    first = await send(0, WEBM[:700])
    assert (first.json()["offset"], first.json()["attachment"]) == (700, None)
    unfinished = await visitor.call(
        "POST", "/messages", json={"id": "too-early", "attachment_ids": [begun.json()["id"]]}
    )
    assert unfinished.status_code == 422

    # The answer was lost: the sender tries the piece again, is told, and asks how far it came.
    lost = await send(0, WEBM[:700])
    assert (lost.status_code, lost.headers["upload-offset"]) == (409, "700")
    asked = await visitor.call("GET", path)
    assert (asked.json()["offset"], asked.headers["upload-offset"]) == (700, "700")
    assert (await send(700, WEBM)).status_code == 422
    done = (await send(700, WEBM[700:])).json()
    assert (await send(len(WEBM), b"")).json() == done

    voice = done["attachment"]
    assert (voice["media_type"], voice["duration"], voice["waveform"]) == ("audio/webm", 3.5, bars)
    heard = await _read(visitor, voice["id"], headers={"Range": "bytes=4-9"})
    assert (heard.status_code, heard.content) == (206, WEBM[4:10])
    assert heard.headers["content-range"] == f"bytes 4-9/{len(WEBM)}"
    assert heard.headers["content-type"] == "audio/webm"
    behind = await _read(visitor, voice["id"], headers={"Range": f"bytes={len(WEBM)}-"})
    assert behind.status_code == 416


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (PROGRAM, 415),
        (b"", 422),
        (bomb(), 422),
        (flat(7_000, 7_000), 422),
        (b"\x89PNG\r\n\x1a\n broken", 422),
    ],
    ids=["program", "empty", "bomb", "flat", "broken"],
)
async def test_what_is_refused(visitor: VisitorUnderTest, data: bytes, status: int) -> None:
    answer = await visitor.call("POST", f"{FILES}?name=holiday.png", content=data)
    assert answer.status_code == status, answer.text


async def test_a_large_photo_becomes_a_smaller_one(visitor: VisitorUnderTest) -> None:
    data = flat(8_000, 6_000, "JPEG")
    answer = await visitor.call("POST", f"{FILES}?name=holiday.jpg", content=data)
    assert answer.status_code == 201, answer.text
    assert (answer.json()["width"], answer.json()["height"]) == (4_000, 3_000)


async def test_limits(
    shop: WorkspaceUnderTest, visitor: VisitorUnderTest, services: Services
) -> None:
    largest = 25 * 1024 * 1024
    announced = await visitor.call(
        "POST", f"{FILES}/uploads", json={"name": "film.mp4", "size": largest + 1}
    )
    assert announced.status_code == 413
    assert (
        await shop.call("POST", "/api/v1/attachments?name=big", content=bytes(largest + 1))
    ).status_code == 413
    for _ in range(10):
        answer = await visitor.call(
            "POST", f"{FILES}/uploads", json={"name": "film.mp4", "size": largest}
        )
        assert answer.status_code == 201
    enough = await visitor.call("POST", f"{FILES}/uploads", json={"name": "one.txt", "size": 1})
    assert enough.status_code == 429
    assert "quota_reached" in enough.text


async def test_nobody_else_reads_or_uses_a_file(
    shop: WorkspaceUnderTest, visitor: VisitorUnderTest, workspaces: WorkspaceFactory
) -> None:
    sent = await _sent(visitor, SVG, "drawing.svg", "image/svg+xml")
    other = await shop.visitor()
    body = {"id": "not-mine", "attachment_ids": [sent["id"]]}
    assert (await other.call("POST", "/messages", json=body)).status_code == 404
    assert (await other.call("POST", f"{FILES}/{sent['id']}/link")).status_code == 404
    elsewhere = await workspaces.make()
    assert (await elsewhere.call("GET", sent["url"])).status_code == 404
    assert (await visitor.http.get(sent["url"])).status_code == 401

    link = (await visitor.call("POST", f"{FILES}/{sent['id']}/link")).json()["url"]
    assert (await visitor.http.get(link)).content == SVG
    assert (await visitor.http.get(link[:-2] + "xx")).status_code == 404


async def test_what_nobody_uses_is_forgotten(
    visitor: VisitorUnderTest, installation_store: Storage, database: Database
) -> None:
    used = await _sent(visitor, b"keep me", "used.txt")
    await _written(visitor, used["id"])
    unused = await _sent(visitor, b"forget me", "unused.txt")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("switchboard.conversations.attachments.tidy.UNUSED_KEPT_FOR", now() - now())
        assert await tidy_files(database, installation_store) >= 1
    assert (await _read(visitor, used["id"])).content == b"keep me"
    assert (await visitor.call("POST", f"{FILES}/{unused['id']}/link")).status_code == 404
    async with database.system() as session:
        assert await session.get(Attachment, unused["id"]) is None


async def test_a_chat_without_files_or_with_voices_only(workspaces: WorkspaceFactory) -> None:
    quiet = await workspaces.make()
    inbox = f"/api/v1/inboxes/{quiet.inbox['id']}"
    await quiet.patch(inbox, {"settings": {"uploads": False, "voice": False}})
    somebody = await quiet.visitor()
    refused = await somebody.call("POST", f"{FILES}?name=a.txt", content=b"a")
    assert refused.status_code == 403
    await quiet.patch(inbox, {"settings": {"voice": True}})
    written = await somebody.call("POST", f"{FILES}?name=a.txt", content=b"a")
    assert written.status_code == 415
    assert (await _sent(somebody, WEBM, "voice.webm", "audio/webm"))["media_type"] == "audio/webm"
