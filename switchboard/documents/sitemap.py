"""Sitemaps (https://www.sitemaps.org/protocol.html), indexes of them, and lists of addresses."""

import gzip
import io
import zlib

from lxml import etree

from switchboard.documents.document import Sitemap, Unreadable
from switchboard.documents.limits import SITEMAP_ADDRESSES, TEXT_BYTES
from switchboard.documents.text import decode

_GZIP = b"\x1f\x8b"
_MOST_UNPACKED = 10 * TEXT_BYTES
"""A sitemap may have 50 MB, says the protocol."""


def read_sitemap(data: bytes) -> Sitemap:
    """The addresses in a sitemap, packed or not. Raises Unreadable."""
    data = _unpacked(data)
    if data.lstrip()[:1] != b"<":
        lines = [line.strip() for line in decode(data).splitlines()]
        return Sitemap(tuple(line for line in lines if line.startswith("http")), ())
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable("The sitemap isn't valid XML.") from error
    if root is None:
        raise Unreadable("The sitemap isn't valid XML.")
    found = [
        (etree.QName(entry.getparent()).localname, (entry.text or "").strip())
        for entry in root.iter("{*}loc")
    ][:SITEMAP_ADDRESSES]
    return Sitemap(
        tuple(address for kind, address in found if kind != "sitemap" and address),
        tuple(address for kind, address in found if kind == "sitemap" and address),
    )


def _unpacked(data: bytes) -> bytes:
    if not data.startswith(_GZIP):
        return data
    try:
        with gzip.open(io.BytesIO(data)) as packed:
            content = packed.read(_MOST_UNPACKED + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise Unreadable("The compressed sitemap is damaged.") from error
    if len(content) > _MOST_UNPACKED:
        raise Unreadable(f"The sitemap is larger than {_MOST_UNPACKED // 1_000_000} MB.")
    return content
