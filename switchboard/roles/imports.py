"""`switchboard import articles`: a folder, a file, a zip, or the address of a site."""

import asyncio
import hashlib
import json
from datetime import timedelta
from pathlib import Path

from switchboard.articles.actor import SYSTEM
from switchboard.core.db import Database
from switchboard.core.errors import Invalid, NotFound, Unavailable
from switchboard.core.http import outbound
from switchboard.core.settings import Settings
from switchboard.documents import SUFFIXES, Parser
from switchboard.engines import EngineUrls
from switchboard.realtime import Bus
from switchboard.roles.commands import engine_urls_for_now
from switchboard.roles.terminal import say
from switchboard.sources import fetches, queries, schemas, service
from switchboard.sources.fetcher import Fetcher
from switchboard.sources.import_schemas import ImportResult
from switchboard.sources.importer import Importer, InputFile, Options
from switchboard.team.service import first_workspace

_MAX_NAME = 200


async def import_articles(
    settings: Settings,
    what: str,
    workspace_id: str | None,
    options: Options,
    *,
    as_json: bool = False,
) -> None:
    """Import into a workspace; what cannot be taken is named and stops nothing else.

    Args:
        what: a path, or an address of the web.
        workspace_id: the first workspace when None.

    Raises:
        NotFound: there is no such workspace.
        Invalid: there is neither such a path nor such an address.
    """
    async with engine_urls_for_now(settings) as urls:
        database = Database(urls.database_url, pool_size=4)
        parser = Parser()
        try:
            own = workspace_id or await _first_workspace(database)
            if what.startswith(("http://", "https://")):
                await _site(settings, urls, database, parser, own, what, options, as_json=as_json)
            else:
                await _files(database, parser, own, Path(what), options, as_json=as_json)
        finally:
            await parser.close()
            await database.dispose()


async def _first_workspace(database: Database) -> str:
    async with database.system() as session:
        first = await first_workspace(session)
    if first is None:
        raise NotFound("No workspace yet. Run `switchboard up` first.")
    return first.id


async def _files(
    database: Database,
    parser: Parser,
    workspace_id: str,
    path: Path,
    options: Options,
    *,
    as_json: bool,
) -> None:
    name, files = _found(path)
    async with database.transaction(workspace_id) as session:
        source = await service.upload_source(session, name)

    def told(taken: int) -> None:
        if not as_json:
            say(f"{taken} articles imported from {len(files)} files")

    importer = Importer(database, parser, workspace_id)
    _report(await importer.run(source.id, files, options, by=SYSTEM, say=told), as_json=as_json)


def _found(path: Path) -> tuple[str, list[InputFile]]:
    """The source a folder or file belongs to, and the files to import, by their paths in it.

    The source is the whole path of the folder: two folders called `docs` are two sources.
    """
    if not path.exists():
        raise Invalid(f"{path} is not a file, a folder or a URL.")
    whole = path.resolve()
    if path.is_file():
        return _source_name(whole.parent), [InputFile(path.name, path.read_bytes)]
    wanted = [file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES]
    found = [file for file in sorted(wanted) if file.is_file()]
    files = [InputFile(file.relative_to(path).as_posix(), file.read_bytes) for file in found]
    return _source_name(whole), files


def _source_name(folder: Path) -> str:
    name = folder.as_posix()
    if len(name) <= _MAX_NAME:
        return name
    digest = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:12]
    return f"…{name[-(_MAX_NAME - 20) :]} ({digest})"


def _report(result: ImportResult, *, as_json: bool) -> None:
    if as_json:
        say(json.dumps(result.model_dump(mode="json")))
        return
    for note in result.notes:
        say(f"{note.name}: {note.detail}")
    for error in result.errors:
        say(f"{error.name}: {error.detail}")
    say(f"{result.created} created, {result.updated} updated, {result.unchanged} unchanged")


async def _site(
    settings: Settings,
    urls: EngineUrls,
    database: Database,
    parser: Parser,
    workspace_id: str,
    address: str,
    options: Options,
    *,
    as_json: bool,
) -> None:
    """Fetch a site here and now; the source stays, and can be scheduled in the console."""
    given = schemas.SourceSettings(language=options.language, audience=options.audience or "public")
    async with database.transaction(workspace_id) as session:
        source = await service.find_by_address(session, address)
        if source is None:
            body = schemas.SourceInput(address=address, settings=given, fetch=False)
            source = await service.create_source(session, body)
        await fetches.begin(session, source, preview=False)
    bus = Bus(urls.redis_url)
    async with outbound(allow_private=settings.allow_private_addresses) as web:
        fetcher = Fetcher(database, bus, web, parser)
        rest: timedelta | None = timedelta(0)
        while rest is not None:
            rest = await fetcher.run(workspace_id, source.id, source.fetch, seconds=2.0)
            await _tell(database, workspace_id, source.id, done=rest is None, as_json=as_json)
            await asyncio.sleep(rest.total_seconds() if rest else 0)


async def _tell(
    database: Database, workspace_id: str, source_id: str, *, done: bool, as_json: bool
) -> None:
    async with database.transaction(workspace_id) as session:
        shown = await queries.shown_one(session, await queries.get_source(session, source_id))
    if as_json and done:
        say(shown.model_dump_json())
    elif not as_json:
        _say(shown)
    if done and shown.state == "failing":
        raise Unavailable(shown.error or "The site could not be fetched.")


def _say(source: schemas.ArticleSource) -> None:
    if source.progress is None:
        say(f"{source.counts.articles} articles, {source.counts.errors} errors")
        return
    done, left = source.progress.done, source.progress.waiting
    applying = source.progress.phase == "applying"
    said = "documents imported" if applying else "pages read"
    say(f"{done} {said}, {left} to go")
