from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from switchboard.llm import Usage
from switchboard.llm.catalog import CatalogError, load_catalog

ROLES = """
[roles]
chat = "big"
fast = "small"
vision = "small"
speech = "ears"
image = "brush"
embedding = "places"
"""
MODELS = """
[models.big]
input = 2.0
cached_input = 0.2
output = 10.0
ends = 2027-01-14

[models.small]
input = 0.1
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "models.toml"
    path.write_text(text)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write(tmp_path, ROLES + MODELS)


def test_the_shipped_file_has_every_role_priced_and_without_an_announced_end() -> None:
    catalog = load_catalog()
    for role in ("chat", "fast", "vision", "image", "embedding"):
        assert catalog.known(catalog.model_for(role)).input is not None
    assert catalog.known(catalog.model_for("speech")).per_minute is not None
    assert catalog.ending_by(date.max) == {}


def test_a_setting_overrides_a_role_and_an_empty_one_does_not(path: Path) -> None:
    catalog = load_catalog({"chat": "mine", "fast": ""}, path=path)
    assert catalog.model_for("chat") == "mine"
    assert catalog.model_for("fast") == "small"


def test_cost_counts_cached_tokens_at_their_own_price(path: Path) -> None:
    catalog = load_catalog(path=path)
    usage = Usage(input_tokens=1_000_000, output_tokens=100_000, cached_tokens=500_000)
    assert catalog.cost("big", usage) == Decimal("2.1")
    assert catalog.cost("big-2026-09-22", usage) == Decimal("2.1")
    assert catalog.cost("small", usage) == Decimal("0.1")
    assert catalog.cost("unheard-of", usage) is None


def test_roles_whose_model_ends_soon_are_named(path: Path) -> None:
    catalog = load_catalog(path=path)
    assert catalog.ending_by(date(2027, 1, 13)) == {}
    assert catalog.ending_by(date(2027, 1, 14)) == {"chat": date(2027, 1, 14)}


@pytest.mark.parametrize(
    "text",
    [
        "not toml",
        ROLES + "[models.big]\ninput = -1.0",
        ROLES + "[models.big]\nprice = 1.0",
        ROLES.replace('chat = "big"', "") + MODELS,
        ROLES.replace('"ears"', '""') + MODELS,
        ROLES + 'chatter = "big"' + MODELS,
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(CatalogError, match=r"models\.toml"):
        load_catalog(path=write(tmp_path, text))
