"""The command line: every command on one page.

Each command imports what it needs: a gateway has no use for search, models and documents.
"""

import asyncio
import json
import sys
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer
import uvloop

from switchboard import __version__
from switchboard.core.errors import Problem
from switchboard.core.log import configure as configure_log
from switchboard.core.secrets import KeyUnusable
from switchboard.core.settings import Settings
from switchboard.engines.config import EngineError
from switchboard.roles.engine_settings import NotConfigured
from switchboard.roles.lazy_commands import LazyGroups
from switchboard.roles.terminal import say

app = typer.Typer(
    cls=LazyGroups,
    help="Switchboard: AI customer support.",
    no_args_is_help=True,
    add_completion=False,
)
dev = typer.Typer(help="Stand-ins for external services, for development.")
bring = typer.Typer(help="Import articles.")
app.add_typer(bring, name="import")
app.add_typer(dev, name="dev")

Json = Annotated[bool, typer.Option("--json", help="Print as JSON.")]


def run(work: Coroutine[Any, Any, None]) -> None:
    """Run a command; known errors are printed as a sentence, with exit code 1."""
    with known_errors(), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(work)


@contextmanager
def known_errors() -> Iterator[None]:
    """Errors that a person can do something about end the command with their sentence."""
    try:
        yield
    except (EngineError, KeyUnusable, Problem, NotConfigured) as error:
        sys.stderr.write(f"{error}\n")
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


@app.command(name="up")
def up_command() -> None:
    """Run everything on this machine, engines included."""
    from switchboard.core.shared_metrics import sharing

    with known_errors(), sharing():
        from switchboard.roles.up import up

        code = up(Settings())
    raise typer.Exit(code)


@app.command()
def api() -> None:
    """Run only the API, with configured engines."""
    from switchboard.roles import apart

    run(apart.api(Settings()))


@app.command()
def gateway() -> None:
    """Run only the WebSockets, with configured engines."""
    from switchboard.roles import apart

    run(apart.gateway(Settings()))


@app.command()
def worker() -> None:
    """Run only the jobs, with configured engines."""
    from switchboard.roles import apart

    run(apart.worker(Settings()))


@app.command()
def migrate() -> None:
    """Migrate the database to the newest schema."""
    from switchboard.roles import commands

    run(commands.migrate(Settings()))


@app.command(name="new-key")
def new_key(
    lost: Annotated[
        bool,
        typer.Option(
            "--lost", prompt="Is the old key permanently lost?", help="Skip the confirmation."
        ),
    ],
) -> None:
    """Replace a lost secret key: everyone signs in again, and old files cannot be opened."""
    from switchboard.roles import commands

    if lost:
        run(commands.new_key(Settings()))


@app.command()
def doctor(as_json: Json = False) -> None:
    """Check the installation and say how to fix problems. Exit code 1 if there are any."""
    from switchboard.roles.doctor import doctor as run_doctor

    settings = Settings()
    configure_log(settings)  # to standard error: what is printed is the findings alone
    if not asyncio.run(run_doctor(settings, as_json=as_json)):
        raise typer.Exit(1)


@app.command()
def config(as_json: Json = False) -> None:
    """Print every setting with its value and description. Secrets are hidden."""
    from switchboard.roles import commands

    commands.print_config(Settings(), as_json=as_json)


@app.command()
def reindex() -> None:
    """Rebuild Chroma from PostgreSQL."""
    from switchboard.roles import commands

    run(commands.reindex(Settings()))


@bring.command(name="articles")
def import_articles(
    what: Annotated[str, typer.Argument(help="A folder, file or zip, or a website's URL.")],
    workspace: Annotated[
        str | None, typer.Option(help="Workspace id. Default: the first workspace.")
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(help="Language of all documents. Default: detected for each document."),
    ] = None,
    audience: Annotated[
        str | None, typer.Option(help="Widest audience: public, customers or staff.")
    ] = None,
    overwrite: Annotated[
        bool,
        typer.Option("--overwrite", help="Also replace articles that were edited in Switchboard."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Import Markdown, HTML, PDF, Word, CSV, JSON and text files, or a website."""
    from switchboard.roles import imports
    from switchboard.sources.importer import Options

    options = Options(language, audience, overwrite)
    run(imports.import_articles(Settings(), what, workspace, options, as_json=as_json))


@dev.command(name="model")
def dev_model(port: int = 8090) -> None:
    """Run an OpenAI-compatible stand-in that can fail on demand."""
    from switchboard.roles import commands

    commands.dev_model(port)


@app.command()
def openapi() -> None:
    """Print the OpenAPI specification."""
    from switchboard.roles import commands

    say(json.dumps(commands.openapi_schema(), indent=2, sort_keys=True))


@app.command()
def version() -> None:
    """Print the version."""
    say(__version__)
