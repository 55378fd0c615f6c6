from hypothesis import given
from hypothesis import strategies as st

from switchboard.llm.tokens import estimate_tokens


def test_latin_text_is_a_token_per_four_characters_plus_a_tenth() -> None:
    assert estimate_tokens("") == 0
    assert estimate_tokens("x" * 400) == 110


def test_a_cjk_character_is_a_token_plus_a_tenth() -> None:
    assert estimate_tokens("我的订单在哪里" * 10) == 77
    assert estimate_tokens("注文はどこ" * 10) == 55
    assert estimate_tokens("주문" * 10) == 22


@given(st.text(), st.text())
def test_a_longer_text_never_costs_less(first: str, second: str) -> None:
    assert estimate_tokens(first + second) >= estimate_tokens(first)
