"""Only one address is an address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchboard.core.email_address import ascii_address, is_email_address


@pytest.mark.parametrize(
    "address",
    [
        "ana@example.com",
        "ana.ruiz+shop@mail.example.co.uk",
        "o'neil@example.com",
        "admin@demo.test",
        "root@localhost",
        "info@müller.example",
        "x" * 64 + "@example.com",
    ],
)
def test_what_people_have(address: str) -> None:
    assert is_email_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ana",
        "@example.com",
        "ana@",
        "a@x.test, b@y.test",
        "a@x.test,b@y.test",
        "a@x.test;b@y.test",
        "a@x.test b@y.test",
        "a@x.test\r\nBcc: b@y.test",
        "a@x.test\n",
        "<a@x.test>",
        "Ana <a@x.test>",
        '"a b"@x.test',
        "a@b@x.test",
        "a..b@x.test",
        ".a@x.test",
        "a.@x.test",
        "a@-x.test",
        "a@x..test",
        "a@[127.0.0.1]",
        "a\x00@x.test",
        "x" * 65 + "@example.com",
        "a@" + ".".join(["x" * 60] * 5),
    ],
)
def test_what_is_none_or_several(address: str) -> None:
    assert not is_email_address(address)


@given(st.text(alphabet='a@.,;<>\r\n "()ü-', max_size=30))
def test_whatever_passes_names_one_mailbox(text: str) -> None:
    if is_email_address(text):
        assert text.count("@") == 1
        assert not set(text) & set(' ,;<>"()\r\n')


def test_a_domain_in_other_letters_is_sent_as_mail_servers_know_it() -> None:
    assert ascii_address("info@müller.example") == "info@xn--mller-kva.example"
    with pytest.raises(ValueError, match="single e-mail address"):
        ascii_address("a@x.test, b@y.test")
