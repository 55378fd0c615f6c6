"""`switchboard doctor`: what is missing, and how to fix it, in plain words."""

import json
from dataclasses import asdict

from sqlalchemy.exc import DBAPIError

from switchboard.core.db import Database
from switchboard.core.errors import Problem
from switchboard.core.secrets import KeyUnusable, check_key, key_path, read_key
from switchboard.core.settings import Settings
from switchboard.engines import Finding, check, running_urls
from switchboard.llm import Message, ModelError, ModelUnavailable
from switchboard.llm.built_in import BUILT_IN, load_built_in
from switchboard.llm.catalog import load_catalog
from switchboard.roles.engine_settings import engines_config
from switchboard.roles.terminal import say

MODEL_SECONDS = 15.0
"""How long a model may take for one word."""


async def doctor(settings: Settings, *, as_json: bool) -> bool:
    """Print what was found; True when nothing is missing."""
    findings = [
        *await check(engines_config(settings), port=settings.port, host=settings.host),
        _front_ends(settings),
        _embeddings(settings),
        await _secret_key(settings),
        await _language_model(settings),
    ]
    if as_json:
        say(json.dumps([asdict(finding) for finding in findings], indent=2))
    else:
        for finding in findings:
            _say(finding)
    return all(finding.ok for finding in findings)


def _front_ends(settings: Settings) -> Finding:
    pages = ("apps/console/out/index.html", "apps/widget/dist/widget.js")
    missing = [page for page in pages if not (settings.web_dir / page).is_file()]
    return Finding(
        "Front ends",
        ok=not missing,
        detail=f"not built: {', '.join(missing)}" if missing else f"built, in {settings.web_dir}",
        remedy="Run `make web`.",
    )


def _embeddings(settings: Settings) -> Finding:
    name = "Embedding model"
    chosen = settings.model_embedding
    if chosen and chosen not in BUILT_IN:
        return Finding(name, ok=True, detail=f"{chosen}, the provider's")
    try:
        model = load_built_in(chosen)
    except ModelUnavailable as error:
        return Finding(name, ok=False, detail=str(error), remedy="Run `make setup`.")
    model.close()
    detail = f"{model.name}, on this machine"
    first = next(iter(BUILT_IN))
    if not chosen and model.name != first:
        detail += f", because {first} is not installed"
    return Finding(name, ok=True, detail=detail)


async def _language_model(settings: Settings) -> Finding:
    """Not having one is fine: then answers are quoted from the articles."""
    name = "Language model"
    if not (settings.openai_api_key or settings.openai_base_url):
        detail = "none; answers are quoted from articles (set OPENAI_API_KEY to use a model)"
        return Finding(name, ok=True, detail=detail)
    where = settings.openai_base_url or "OpenAI"
    remedy = "Check OPENAI_BASE_URL, OPENAI_API_KEY and SWITCHBOARD_MODEL_CHAT."
    try:
        said = await _ask_model(settings)
    except ModelError as error:
        return Finding(name, ok=False, detail=f"{where}: {error.reason}", remedy=remedy)
    return Finding(name, ok=True, detail=f"{said}, at {where}, answers")


async def _ask_model(settings: Settings) -> str:
    """One short question, as the assistant would ask it; the model's name. Raises ModelError."""
    from switchboard.roles.provider import open_provider  # a second, which few need

    catalog = load_catalog({"chat": settings.model_chat} if settings.model_chat else {})
    async with open_provider(settings, catalog) as (chat, _):
        question = [Message("user", "Answer with the word: ready")]
        async for _delta in chat.stream(
            question, tools=(), max_output_tokens=16, deadline=MODEL_SECONDS
        ):
            pass
        return chat.name


async def _secret_key(settings: Settings) -> Finding:
    """The key itself, and, while the database can be reached, whether it is the right one."""
    name, remedy = "Secret key", "Restore the right key from a backup."
    urls = _database_url(settings)
    try:
        key = read_key(settings)
        if urls is not None:
            await _compare_key(settings, urls)
        elif key is None and (settings.data_dir / "postgres").exists():
            detail = f"{key_path(settings)} is missing, and files and sessions depend on it"
            return Finding(name, ok=False, detail=detail, remedy=remedy)
    except KeyUnusable as error:
        return Finding(name, ok=False, detail=str(error), remedy=remedy)
    return Finding(name, ok=True, detail="there" if key else "created at the first start")


async def _compare_key(settings: Settings, url: str) -> None:
    database = Database(url, pool_size=1)
    try:
        await check_key(settings, database)
    except (Problem, DBAPIError):
        return  # what is wrong with the database is said elsewhere
    finally:
        await database.dispose()


def _database_url(settings: Settings) -> str | None:
    """The database of a running installation, if it can be known."""
    configured = settings.secret("database_url")
    found = running_urls(settings.data_dir.resolve())
    return configured or (found.database_url if found else None)


def _say(finding: Finding) -> None:
    say(f"{'ok     ' if finding.ok else 'MISSING'}  {finding.name}: {finding.detail}")
    if not finding.ok:
        say(f"         {finding.remedy}")
