"""Pictures of articles and the logo: fetched by us, shown from here, and only what is a picture."""

import asyncio
import ipaddress
import re
from collections.abc import AsyncIterator, Iterator
from io import BytesIO
from typing import Any

import httpx
import pytest
import pytest_asyncio
from PIL import Image
from sqlalchemy import select, text

from switchboard.conversations.attachments import tidy
from switchboard.core.clock import now
from switchboard.core.db import Database
from switchboard.core.http import Outbound, outbound
from switchboard.core.ids import new_id
from switchboard.core.jobs import Job
from switchboard.core.provide import Services
from switchboard.core.storage import Storage
from switchboard.documents.rendering import picture_addresses, render
from switchboard.help_center.models import HelpPicture
from switchboard.help_center.pictures import (
    JOB,
    MAX_BYTES,
    PictureFetcher,
    enqueue_missing,
    replace_picture,
)
from switchboard.roles import file_owners
from tests.support.site import Site, running_site
from tests.support.wait import eventually
from tests.support.workspace import WorkspaceFactory, WorkspaceUnderTest

ARTICLES = "/api/v1/knowledge/articles"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with running_site() as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def trusting() -> AsyncIterator[Outbound]:
    async with outbound(allow_private=True) as web:
        yield web


class Shop:
    """A company with a help center, and somebody who fetches its pictures."""

    def __init__(self, company: WorkspaceUnderTest, slug: str, services: Services) -> None:
        self.company, self.slug = company, slug
        self.database, self._storage = services.get(Database), services.get(Storage)

    async def write(self, body: str, **more: Any) -> dict[str, Any]:
        made: dict[str, Any] = await self.company.post(
            ARTICLES, {"title": "Label", "body": body, **more}
        )
        return made

    async def fetch(self, web: Outbound, article_id: str | None) -> None:
        fetcher = PictureFetcher(self.database, self._storage, web)
        await fetcher.run(Job(JOB, self.company.id, {"article_id": article_id}, 1))

    async def page(self, slug: str = "/en/label", **headers: str) -> httpx.Response:
        return await self.company.http.get(f"/help/{self.slug}{slug}", headers=headers)

    async def picture(self) -> str | None:
        """The address of the picture in the article's page."""
        found = re.search(r'<img src="([^"]*)"', (await self.page()).text)
        return found[1] if found else None

    async def rows(self) -> list[HelpPicture]:
        async with self.database.transaction(self.company.id) as session:
            return list(await session.scalars(select(HelpPicture).order_by(HelpPicture.id)))


@pytest_asyncio.fixture(loop_scope="session")
async def shop(workspaces: WorkspaceFactory, services: Services) -> Shop:
    company = await workspaces.make(languages=("en",))
    slug = f"pictures-{company.id[-8:]}"
    await company.patch("/api/v1/help-center", {"enabled": True, "slug": slug})
    return Shop(company, slug, services)


async def test_a_picture_is_a_link_until_it_is_ours(
    shop: Shop, site: Site, trusting: Outbound
) -> None:
    site.put("/label.png", _png(), content_type="text/plain")
    address = f"{site.url}/label.png"
    made = await shop.write(f"Stick it on:\n\n![the label]({address})")
    assert await _ordered(shop, made["id"]) == 1
    before = await shop.page()
    assert f'<a href="{address}" rel="nofollow noopener noreferrer">the label</a>' in before.text
    asked = len(site.asked)
    await shop.fetch(trusting, made["id"])
    await shop.fetch(trusting, made["id"])
    assert len(site.asked) == asked + 1
    after = await shop.page(**{"if-none-match": before.headers["etag"]})
    assert re.search(rf'<img src="/help/{shop.slug}/pictures/pic_\w+" alt="the label"', after.text)
    assert address not in after.text
    shown = await shop.company.http.get(await shop.picture() or "")
    assert Image.open(BytesIO(shown.content)).size == (20, 10)
    assert shown.headers["content-type"] == "image/png"
    assert "max-age=604800" in shown.headers["cache-control"]
    known = {"if-none-match": shown.headers["etag"]}
    again = await shop.company.http.get(await shop.picture() or "", headers=known)
    assert again.status_code == 304
    api = await shop.company.http.get(f"/api/v1/help/{shop.slug}/articles/label?language=en")
    assert f'<img src="http://localhost/help/{shop.slug}/pictures/pic_' in api.json()["html"]
    assert len(site.asked) == asked + 1


async def test_a_changed_address_is_fetched_and_the_old_picture_forgotten(
    shop: Shop, site: Site, trusting: Outbound
) -> None:
    site.put("/one.png", _png())
    site.put("/two.png", _png((9, 9)))
    made = await shop.write(f"![one]({site.url}/one.png)")
    path = f"{ARTICLES}/{made['id']}"
    await shop.fetch(trusting, made["id"])
    first = await shop.picture()
    await shop.company.patch(path, {"body": f"![two]({site.url}/two.png)"})
    await shop.fetch(trusting, made["id"])
    second = await shop.picture()
    assert second
    assert second != first
    assert (await shop.company.http.get(first or "")).status_code == 404
    await shop.company.patch(path, {"body": "No picture."})
    assert await shop.rows() == []
    assert (await shop.company.http.get(second)).status_code == 404


async def test_only_what_the_public_may_read_is_fetched_and_shown(
    shop: Shop, site: Site, trusting: Outbound, workspaces: WorkspaceFactory
) -> None:
    site.put("/secret.png", _png())
    made = await shop.write(f"![s]({site.url}/secret.png)", status="draft")
    path = f"{ARTICLES}/{made['id']}"
    await shop.fetch(trusting, made["id"])
    assert "/secret.png" not in site.paths()
    await shop.company.patch(path, {"status": "published"})
    await shop.fetch(trusting, made["id"])
    picture = await shop.picture() or ""
    assert (await shop.company.http.get(picture)).status_code == 200
    other = await workspaces.make(languages=("en",))
    slug = f"other-{other.id[-8:]}"
    await other.patch("/api/v1/help-center", {"enabled": True, "slug": slug})
    elsewhere = picture.replace(shop.slug, slug)
    assert (await shop.company.http.get(elsewhere)).status_code == 404
    await shop.company.patch(path, {"audience": "staff"})
    assert (await shop.company.http.get(picture)).status_code == 404


async def test_what_is_no_picture_stays_a_link(shop: Shop, site: Site, trusting: Outbound) -> None:
    site.put("/a.svg", SVG, content_type="image/svg+xml")
    site.put("/b.png", "<script>alert(1)</script>", content_type="image/png")
    site.put("/c.png", b"\x89PNG\r\n\x1a\n" + bytes(MAX_BYTES), content_type="image/png")
    site.put("/d.png", _png((5_000, 4_000)))
    site.put("/e.png", b"", status=503)
    names = ("a.svg", "b.png", "c.png", "d.png", "e.png", "gone.png")
    made = await shop.write("\n\n".join(f"![{name}]({site.url}/{name})" for name in names))
    await shop.fetch(trusting, made["id"])
    assert {row.address.rsplit("/")[-1]: row.state for row in await shop.rows()} == {
        "a.svg": "refused",
        "b.png": "refused",
        "c.png": "unreachable",
        "d.png": "refused",
        "e.png": "unreachable",
        "gone.png": "refused",
    }
    assert await shop.picture() is None
    site.put("/e.png", _png())
    async with shop.database.system() as session:
        await session.execute(text("DELETE FROM pgqueuer WHERE entrypoint = :job"), {"job": JOB})
    await enqueue_missing(shop.database)
    assert await _ordered(shop, made["id"]) == 1
    await shop.fetch(trusting, made["id"])
    assert await shop.picture()


@pytest.mark.filterwarnings("error")
async def test_two_jobs_that_fetch_one_address_leave_one_row(
    shop: Shop, site: Site, trusting: Outbound
) -> None:
    site.put("/twice.png", b"", status=503)
    made = await shop.write(f"![x]({site.url}/twice.png)")
    await shop.fetch(trusting, made["id"])
    (former,) = await shop.rows()

    def row() -> HelpPicture:
        return HelpPicture(
            id=new_id("pic"),
            workspace_id=shop.company.id,
            article_id=made["id"],
            address=former.address,
            state="unreachable",
        )

    async def second() -> None:
        async with shop.database.transaction(shop.company.id) as session:
            await replace_picture(session, row())

    async with shop.database.transaction(shop.company.id) as session:
        await replace_picture(session, row())
        await session.flush()
        waiting = asyncio.create_task(second())
        assert await eventually(lambda: _waits_for_a_lock(shop))
    await waiting
    assert [one.address for one in await shop.rows()] == [former.address]


async def _waits_for_a_lock(shop: Shop) -> bool:
    async with shop.database.system() as session:
        return bool(await session.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")))


async def test_no_picture_is_fetched_from_inside(
    shop: Shop, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = f"http://127.0.0.2:{site.port}/inside.png"
    site.put("/away.png", "", status=302, headers={"Location": inside})
    site.put("/inside.png", _png())
    made = await shop.write(f"![a]({site.url}/away.png) ![b]({inside})")
    asked = len(site.asked)
    async with outbound() as careful:
        await shop.fetch(careful, made["id"])
        assert len(site.asked) == asked
        # As if the foreign host's own address were a public one: its redirect is still refused.
        own = ipaddress.ip_address("127.0.0.1")
        monkeypatch.setattr("switchboard.core.http.is_public", lambda address: address == own)
        await shop.fetch(careful, made["id"])
    assert set(site.paths()[asked:]) == {"/away.png"}  # a worker may fetch it at the same time
    assert {row.state for row in await shop.rows()} == {"refused"}
    assert await shop.picture() is None


async def test_the_logo_is_shown_from_here_too(
    shop: Shop, site: Site, trusting: Outbound, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.put("/logo.png", _png())
    await shop.company.patch("/api/v1/help-center", {"logo_url": "https://shop.test/logo.png"})
    assert await _ordered(shop, '"article_id": null') == 1
    assert "<img" not in (await shop.page("/en")).text
    asked: list[str] = []

    async def get(address: str, **limits: Any) -> Any:
        asked.append(address)
        return await outside(address.replace("https://shop.test", site.url), **limits)

    outside = trusting.get
    monkeypatch.setattr(trusting, "get", get)
    await shop.fetch(trusting, None)
    assert asked == ["https://shop.test/logo.png"]
    found = re.search(r'<img src="(/help/[^"]*)"', (await shop.page("/en")).text)
    assert found is not None
    assert (await shop.company.http.get(found[1])).status_code == 200
    about = (await shop.company.http.get(f"/api/v1/help/{shop.slug}")).json()
    assert about["logo_url"] == f"http://localhost{found[1]}"


async def test_tidying_keeps_pictures_until_their_article_is_gone(
    shop: Shop,
    site: Site,
    trusting: Outbound,
    installation_store: Storage,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    site.put("/kept.png", _png())
    made = await shop.write(f"![kept]({site.url}/kept.png)")
    await shop.fetch(trusting, made["id"])
    (row,) = await shop.rows()
    storage = installation_store
    later = now() + 2 * tidy.UNUSED_KEPT_FOR
    monkeypatch.setattr(tidy, "now", lambda: later)
    await file_owners.tidy(shop.database, storage)
    assert await storage.read(shop.company.id, row.id)
    await shop.company.call("DELETE", f"{ARTICLES}/{made['id']}")
    await file_owners.tidy(shop.database, storage)
    assert row.id not in [name async for _, name in storage.names(older_than=later)]


def test_a_picture_in_a_link_makes_no_second_one() -> None:
    body = "[![logo](https://a.test/x.png)](https://shop.test) ![](https://a.test/x.png)"
    html = render(body).html
    assert html.count("<a ") == html.count("</a>") == 2
    assert 'noreferrer">logo</a>' in html
    assert picture_addresses(body) == ["https://a.test/x.png"]
    assert picture_addresses("`![a](https://a.test/b.png)` ![c](data:image/png;base64,xx)") == []


def _png(size: tuple[int, int] = (20, 10)) -> bytes:
    data = BytesIO()
    Image.new("RGB", size, "red").save(data, "PNG")
    return data.getvalue()


async def _ordered(shop: Shop, part: str) -> int:
    """How many jobs wait that fetch this workspace's pictures."""
    async with shop.database.system() as session:
        found = await session.execute(
            text(
                "SELECT count(*) FROM pgqueuer WHERE entrypoint = :job"
                " AND convert_from(payload, 'UTF8') LIKE :part"
                " AND convert_from(payload, 'UTF8') LIKE :workspace"
            ),
            {"job": JOB, "part": f"%{part}%", "workspace": f"%{shop.company.id}%"},
        )
    return int(found.scalar_one())
