"""A help page that is heavy to make is made apart; what nobody could make is shown as written."""

import pytest

from switchboard.core import heavy
from switchboard.documents.rendering import excerpt, render
from switchboard.help_center.markdown import render_article
from tests.support.loop_time import no_long_step

LONG = "# Head\n\nA *long* text with a [link](https://shop.test).\n\n" * 100


async def test_a_long_page_is_as_a_short_one() -> None:
    async with no_long_step():
        away = await render_article(LONG, "Head")
    assert away == render(LONG, "Head")


async def test_a_page_that_takes_too_long_is_shown_as_it_was_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def refuse(*_arguments: object) -> None:
        raise heavy.TooHeavy

    monkeypatch.setattr(heavy, "run", refuse)
    text = "<script>" + "[" * 5_000
    page = await render_article(text, "Heavy")
    assert page.html.startswith("<pre>&lt;script&gt;[[[")


@pytest.mark.parametrize("unit", ["[", "*a *a ", "`", "![", "<"])
async def test_an_excerpt_is_soon_made(unit: str) -> None:
    async with no_long_step():
        assert len(excerpt(unit * 100_000)) <= 161
