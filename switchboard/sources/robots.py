"""A site's robots.txt (RFC 9309): what we may fetch, how fast, and where its sitemaps are."""

import math

from protego import Protego

from switchboard.core.http import Answer, Outbound, Unreachable

NAME = "Switchboard"
MAX_ROBOTS_BYTES = 512 * 1024
"""The standard asks for 500 kB at least."""
MAX_ROBOTS_CHARACTERS = 200_000
MAX_DELAY = 20.0
"""Seconds between two pages; longer delays that a site asks for are shortened to this."""


class Robots:
    """The rules of a robots.txt for us."""

    def __init__(self, text: str) -> None:
        self._rules = Protego.parse(text)

    def allows(self, address: str) -> bool:
        """Whether we may fetch an address."""
        return bool(self._rules.can_fetch(address, NAME))

    @property
    def delay(self) -> float:
        """Seconds to wait between two pages; 0 when the site does not say."""
        delay = float(self._rules.crawl_delay(NAME) or 0.0)
        return min(max(delay, 0.0), MAX_DELAY) if math.isfinite(delay) else MAX_DELAY

    @property
    def sitemaps(self) -> list[str]:
        """The sitemaps it names."""
        return list(self._rules.sitemaps)


async def fetch_robots(web: Outbound, site: str) -> str:
    """The text of a site's robots.txt; empty when it has none.

    Args:
        site: any address of the site's.

    Raises:
        Unreachable: it cannot be read now; then nothing of the site may be fetched.
    """
    answer: Answer = await web.get(
        _robots_address(site),
        most_bytes=MAX_ROBOTS_BYTES,
        seconds=15,
    )
    if answer.status >= 500:
        raise Unreachable(f"The site returned HTTP {answer.status} for robots.txt.")
    if answer.status != 200:
        return ""
    return answer.body.decode("utf-8", "replace").replace("\x00", "")[:MAX_ROBOTS_CHARACTERS]


def _robots_address(site: str) -> str:
    scheme, _, rest = site.partition("://")
    return f"{scheme}://{rest.partition('/')[0].partition('?')[0]}/robots.txt"
