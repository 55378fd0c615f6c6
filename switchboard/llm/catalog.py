"""Which model serves which role, what it costs, how much it takes and when it ends.

The facts are in `models.toml`; no model's id stands in code. Settings override each role.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from switchboard.llm.port import Usage

ModelRole = Literal["chat", "fast", "vision", "speech", "image", "embedding"]

_FILE = Path(__file__).with_name("models.toml")
# Providers answer with the dated snapshot behind a name: gpt-x-2026-09-22, or gpt-x-20260922.
_SNAPSHOT = re.compile(r"-20\d{2}-?\d{2}-?\d{2}$")
_MILLION = 1_000_000

Price = Annotated[Decimal, Field(ge=0)]
Tokens = Annotated[int, Field(gt=0)]


class CatalogError(ValueError):
    """The file of models is not valid; the message says where."""


class Model(BaseModel):
    """What is known about a model; None where it is not.

    Prices are US dollars per million tokens, `per_minute` per minute of speech. `context` and
    `max_output` are tokens. `reasoning_effort` is what to send. `ends` is the last day announced.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    input: Price | None = None
    cached_input: Price | None = None
    output: Price | None = None
    per_minute: Price | None = None
    context: Tokens | None = None
    max_output: Tokens | None = None
    reasoning_effort: str | None = None
    ends: date | None = None


class Catalog(BaseModel):
    """The models by role and by id. Make one with `load_catalog`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    roles: dict[ModelRole, Annotated[str, Field(min_length=1)]]
    models: dict[str, Model]

    def model_for(self, role: ModelRole) -> str:
        """The id of the model that serves the role."""
        return self.roles[role]

    def known(self, model: str) -> Model:
        """What is known about a model, or its undated name; an empty Model when nothing is."""
        found = self.models.get(model) or self.models.get(_SNAPSHOT.sub("", model))
        return found or Model()

    def cost(self, model: str, usage: Usage) -> Decimal | None:
        """US dollars for the tokens used, or None when the model's prices are not known."""
        known = self.known(model)
        if known.input is None:
            return None
        cached_price = known.input if known.cached_input is None else known.cached_input
        fresh = usage.input_tokens - usage.cached_tokens
        output_price = known.output or Decimal(0)
        total = fresh * known.input + usage.cached_tokens * cached_price
        return (total + usage.output_tokens * output_price) / _MILLION

    def ending_by(self, day: date) -> dict[ModelRole, date]:
        """The roles whose model is announced to end on that day or before, with its end."""
        ends = {role: self.known(model).ends for role, model in self.roles.items()}
        return {role: end for role, end in ends.items() if end is not None and end <= day}


def load_catalog(
    overrides: Mapping[ModelRole, str] | None = None, *, path: Path = _FILE
) -> Catalog:
    """Read the file and put the overrides in place of its roles. Raises CatalogError."""
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
        catalog = Catalog.model_validate(raw)
        roles = {
            **catalog.roles,
            **{role: name for role, name in (overrides or {}).items() if name},
        }
        catalog = Catalog(roles=roles, models=catalog.models)
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise CatalogError(f"{path.name}: {error}") from error
    missing = set(get_args(ModelRole)) - set(catalog.roles)
    if missing:
        raise CatalogError(f"{path.name}: no model for {', '.join(sorted(missing))}")
    return catalog
