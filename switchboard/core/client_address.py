"""Where a request comes from, as far as limits are concerned."""

import ipaddress

from starlette.requests import HTTPConnection

_SHARED = [
    ipaddress.ip_network(network)
    for network in (
        "127.0.0.0/8",
        "::1/128",
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "100.64.0.0/10",
        "fc00::/7",
    )
]
_IPV6_SITE_BITS = 64


def client_network(connection: HTTPConnection) -> str:
    """The client's IPv4 address, or the /64 of its IPv6 address, which one customer has whole.

    Empty if there is none. Uvicorn has put the address there that the trusted proxy named.
    """
    host = connection.client.host if connection.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.version == 6 and address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    if address.version == 6 and not address.is_loopback:
        return str(ipaddress.ip_network((address, _IPV6_SITE_BITS), strict=False))
    return str(address)


def is_shared(network: str) -> bool:
    """Whether many people come from here by design: this machine, a private network, a proxy.

    Limits on what one address may do would lock all of them out for what one of them does.
    """
    try:
        address = ipaddress.ip_network(network).network_address
    except ValueError:
        return True
    return any(address in shared for shared in _SHARED)
