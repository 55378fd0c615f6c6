"""`switchboard files`: whose object store this is, and what its trash still has."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

import typer

from switchboard.core.db import Database
from switchboard.core.errors import Problem
from switchboard.core.installation import adopt_store, store_state
from switchboard.core.secrets import present_key
from switchboard.core.settings import Settings
from switchboard.core.storage import Storage, open_storage
from switchboard.roles.commands import a_database
from switchboard.roles.file_owners import restore as restore_files
from switchboard.roles.terminal import say

Result = TypeVar("Result")
app = typer.Typer(help="Manage uploaded files.", no_args_is_help=True)


@app.command()
def status(as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Check whether the object store belongs to this installation. Exit code 1 if not."""
    state = _run(store_state)
    say(json.dumps({"state": state}) if as_json else f"The object store is {state}.")
    if state not in ("ours", "new"):
        raise typer.Exit(1)


@app.command()
def adopt(
    yes: Annotated[bool, typer.Option("--yes", help="Skip the confirmation.")] = False,
) -> None:
    """Assign the object store to this installation."""
    if not yes:
        typer.confirm("Is no other installation using this store?", abort=True)
    _run(adopt_store)
    say("The object store now belongs to this installation.")


@app.command()
def restore() -> None:
    """Restore trashed files that messages still refer to."""
    say(f"{_run(restore_files)} files restored.")


def _run(work: Callable[[Database, Storage], Awaitable[Result]]) -> Result:
    async def run() -> Result:
        settings = Settings()
        storage = open_storage(
            settings.secret("storage_url"), settings.data_dir, present_key(settings)
        )
        async with a_database(settings) as database:
            return await work(database, storage)

    try:
        return asyncio.run(run())
    except Problem as problem:
        typer.echo(problem.detail, err=True)
        raise typer.Exit(1) from None
