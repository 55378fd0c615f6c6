"""Groups of commands that are imported when one of them is asked for.

The pattern of Click's documentation, "Lazily Loading Subcommands". Most commands need a part of the
product only, and `up` and `gateway` would pay for all of them.
"""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

GROUPS = {"user": "switchboard.roles.users", "files": "switchboard.roles.files"}
"""Name of the group, and the module whose `app` it is."""


class LazyGroups(TyperGroup):
    """The command line, with these groups beside its own commands."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Names of all commands and groups."""
        return [*super().list_commands(ctx), *GROUPS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A command or group; a group is imported now."""
        if cmd_name not in GROUPS:
            return super().get_command(ctx, cmd_name)
        group = typer.main.get_command(import_module(GROUPS[cmd_name]).app)
        group.name = cmd_name
        return group
