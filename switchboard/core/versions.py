"""Two people who change the same thing: the second is told, instead of overwriting the first."""

from hashlib import sha256
from typing import Annotated

from fastapi import Header
from pydantic import BaseModel, computed_field

from switchboard.core.errors import Problem

IfMatch = Annotated[str | None, Header(alias="If-Match", max_length=100)]
"""The `version` that a change was made from; without it, the change is made in any case."""


class ChangedMeanwhile(Problem):
    """Somebody else changed the resource since the caller read it."""

    status, code, title = 412, "changed_meanwhile", "Edit conflict"


class Versioned(BaseModel):
    """A resource that several people change: `version` is new whenever anything else in it is."""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def version(self) -> str:
        """Names what the resource says now; send it as `If-Match` with a change."""
        return sha256(self.model_dump_json(exclude={"version"}).encode()).hexdigest()[:16]


def check_unchanged(present: Versioned, expected: str | None) -> None:
    """Compare with the `If-Match` of a change, if it has one.

    Raises:
        ChangedMeanwhile: the resource says something else by now.
    """
    if expected is not None and expected.strip('"') not in ("*", present.version):
        raise ChangedMeanwhile(
            "Someone else changed this in the meantime. Reload the page, then save again."
        )
