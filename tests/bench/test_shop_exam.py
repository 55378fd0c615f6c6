"""How the sample shop's exam judges an answer."""

import pytest

from bench.shop_exam import HALVES, Item, Places, items, judged

ARTICLE = {
    "id": "art_1",
    "slug": "costs",
    "body": "## Prices\nBy **country**.\n\n| To | Price |\n|---|---|\n| Spain | €3.90 |\n"
    "| France | €4.90 |"
    "\n\n## Express\nExpress costs €11.90.",
}
PLACES = Places([ARTICLE])


def test_both_halves_are_asked_in_three_languages_and_share_no_question() -> None:
    asked = [[one.messages for one in items(half)] for half in HALVES]
    assert sum(map(len, asked)) >= 300
    assert {len(own) % 3 for own in asked} == {0}
    in_conversation = [{messages for messages in own if len(messages) == 1} for own in asked]
    assert not in_conversation[0] & in_conversation[1]


@pytest.mark.parametrize(
    ("passage", "place"),
    [
        ("Express costs €11.90.", "costs/2"),
        ("France: Price €4.90", "costs/1/2"),
        ("By country.", "costs/1"),
        ("something else", "costs/0"),
    ],
)
def test_a_quoted_passage_has_a_place(passage: str, place: str) -> None:
    assert PLACES.of_passage("art_1", passage) == place


@pytest.mark.parametrize(
    ("wants", "outcome", "quoted", "says_open", "verdict"),
    [
        (["costs/2"], "reply", ["Express costs €11.90."], False, "right"),
        (["costs/1|costs/2"], "reply", ["Express costs €11.90."], False, "right"),
        (["costs/1/2"], "reply", ["France: Price €4.90"], False, "right"),
        (["costs/1"], "reply", ["France: Price €4.90"], False, "right"),
        (["costs/1/2"], "reply", ["Spain: Price €3.90"], False, "wrong"),
        (["costs/1/2"], "handover", [], False, "missed"),
        (["costs/1/2"], "clarify", ["Express costs €11.90."], False, "asked"),
        ([], "reply", ["Express costs €11.90."], False, "wrong"),
        ([], "reply", [], False, "right"),
        ([], "handover", [], False, "right"),
        (["costs/1/2", "costs/2"], "reply", ["Express costs €11.90."], False, "partly"),
        (["costs/2", "open"], "reply", ["Express costs €11.90."], False, "partly"),
        (["costs/2", "open"], "reply", ["Express costs €11.90."], True, "right"),
    ],
)
def test_an_answer_is_judged_by_the_places_it_quotes(
    wants: list[str], outcome: str, quoted: list[str], says_open: bool, verdict: str
) -> None:
    item = Item("price", "en", ("a question",), tuple(wants), may_ask=False)
    answer = {
        "outcome": outcome,
        "text": "",
        "confidence": 0.5,
        "sources": [{"article_id": "art_1", "passage": text} for text in quoted],
        "trace": {"open": ["the rest"] if says_open else []},
    }
    assert judged(item, answer, PLACES).verdict == verdict
