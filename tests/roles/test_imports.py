"""What a role has no use for is not imported: a gateway stays small."""

import subprocess
import sys

import pytest

HEAVY = ("onnxruntime", "chromadb", "tantivy", "numpy", "lxml", "alembic", "openai", "babel")
LOADED = "import sys; import {modules}; print(*[m for m in {heavy!r} if m in sys.modules])"


@pytest.mark.parametrize(
    "modules",
    [
        "switchboard.roles.cli",
        "switchboard.roles.cli, switchboard.roles.apart, switchboard.roles.gateway",
        "switchboard.roles.up",
    ],
)
def test_nothing_heavy_comes_along(modules: str) -> None:
    code = LOADED.format(modules=modules, heavy=HEAVY)
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.split() == []


def test_metrics_are_not_imported_before_they_are_shared() -> None:
    """The client library decides at its import whether values are shared."""
    code = "import sys, switchboard.roles.cli; print('prometheus_client' in sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == "False"
