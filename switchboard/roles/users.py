"""`switchboard user`: people, from the command line of whoever runs the installation."""

import asyncio
import json
from collections.abc import Coroutine
from dataclasses import asdict
from typing import Annotated, Any

import typer

from switchboard.core.errors import Problem
from switchboard.core.settings import Settings
from switchboard.roles.commands import a_database
from switchboard.roles.terminal import say
from switchboard.team import Role
from switchboard.team.service import add_user, first_workspace, list_users, set_password

app = typer.Typer(help="Manage users.", no_args_is_help=True)

Password = Annotated[
    str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for.")
]


@app.command(name="list")
def list_command(as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """List everyone in every workspace."""
    asyncio.run(_list(as_json=as_json))


@app.command(name="add")
def add_command(email: str, name: str, password: Password, role: Role = Role.AGENT) -> None:
    """Add a user to the first workspace."""
    _told(_add(email, name, role, password))
    say(f"{email} can now sign in.")


@app.command(name="password")
def password_command(email: str, password: Password) -> None:
    """Set a user's password and sign them out everywhere."""
    _told(_set_password(email, password))
    say(f"Password of {email} updated.")


def _told(work: Coroutine[Any, Any, None]) -> None:
    try:
        asyncio.run(work)
    except Problem as problem:
        typer.echo(problem.detail, err=True)
        raise typer.Exit(1) from None


async def _list(*, as_json: bool) -> None:
    async with a_database(Settings()) as database, database.system() as session:
        users = await list_users(session)
    if as_json:
        say(json.dumps([asdict(user) for user in users]))
        return
    for user in users:
        say(f"{user.email:40} {user.role:8} {user.status:9} {user.workspace}")


async def _add(email: str, name: str, role: Role, password: str) -> None:
    async with a_database(Settings()) as database, database.system() as session:
        workspace = await first_workspace(session)
        if workspace is None:
            raise Problem("No workspace yet. Run `switchboard up` first.")
        await add_user(session, workspace.id, email=email, name=name, role=role, password=password)


async def _set_password(email: str, password: str) -> None:
    async with a_database(Settings()) as database, database.system() as session:
        await set_password(session, email, password)
