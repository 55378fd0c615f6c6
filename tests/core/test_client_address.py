"""Whom a limit by address counts together."""

import pytest
from starlette.requests import HTTPConnection

from switchboard.core.client_address import client_network, is_shared


def network(host: str) -> str:
    return client_network(HTTPConnection({"type": "http", "client": (host, 1), "headers": []}))


@pytest.mark.parametrize(
    ("host", "counted_as"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("testclient", "testclient"),
    ],
)
def test_a_customers_network_is_counted_as_one(host: str, counted_as: str) -> None:
    assert network(host) == counted_as


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "10.1.2.3", "192.168.1.9", "fd00::1", ""])
def test_private_addresses_stand_for_many(host: str) -> None:
    assert is_shared(network(host))


@pytest.mark.parametrize("host", ["198.51.100.7", "2001:db8::1"])
def test_public_addresses_stand_for_one(host: str) -> None:
    assert not is_shared(network(host))
