"""axe-core on a screen: WCAG 2.2 AA and what is good practice."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Frame, Page

AXE = Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(where: Page | Frame) -> list[str]:
    """What axe objects to on this screen, one line each."""
    where.evaluate(AXE.read_text("utf-8"))
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    found: dict[str, Any] = where.evaluate("options => axe.run(document, options)", options)
    return [
        f"{one['id']}: {one['help']}: {[node['html'][:160] for node in one['nodes']]}"
        for one in found["violations"]
    ]


def fine(where: Page | Frame, name: str) -> None:
    """Assert that axe objects to nothing on this screen."""
    said = violations(where)
    assert not said, f"{name}:\n" + "\n".join(said)
