"""Sends mail through the SMTP server of the installation, if it has one."""

from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit

import aiosmtplib

from switchboard.core.email_address import ascii_address
from switchboard.core.errors import Conflict

_SECONDS = 30.0


class Mailer:
    """The way out for mail."""

    def __init__(self, url: str, sender: str) -> None:
        """An SMTP server.

        Args:
            url: `smtp://user:password@host:587`, or `smtps://…` for TLS from the start. With a
                user, STARTTLS is required, so that the password goes to nobody else.
            sender: the address that mail is from.
        """
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError("SWITCHBOARD_SMTP_URL must look like smtp://user:password@host:587")
        self._secure = parts.scheme == "smtps"
        self._host = parts.hostname
        self._port = parts.port or (465 if self._secure else 587)
        self._user = unquote(parts.username) if parts.username else None
        self._password = unquote(parts.password) if parts.password else None
        self.sender = sender

    async def send(
        self, to: str, subject: str, text: str, *, message_id: str | None = None
    ) -> None:
        """Send a text to one address, marked as automatic (RFC 3834) so that no robot answers.

        Args:
            message_id: the same for the same mail, so that sending it again is seen as such.

        Raises:
            ValueError: `to` is not one address; trying again does not help.
            aiosmtplib.SMTPException, OSError: it could not be handed over.
        """
        address = ascii_address(to)
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = self.sender, address, _one_line(subject)
        mail["Date"] = formatdate(usegmt=True)
        mail["Message-ID"] = message_id or make_msgid("switchboard")
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(text)
        await aiosmtplib.send(
            mail,
            hostname=self._host,
            port=self._port,
            username=self._user,
            password=self._password,
            use_tls=self._secure,
            start_tls=True if self._user and not self._secure else None,
            timeout=_SECONDS,
        )


class Post:
    """Where mail goes, if the installation can send any."""

    def __init__(self, mailer: Mailer | None) -> None:
        self._mailer = mailer

    @property
    def offered(self) -> bool:
        """Whether mail can be sent at all."""
        return self._mailer is not None

    @property
    def mailer(self) -> Mailer:
        """The way out. Raises Conflict where there is none."""
        if self._mailer is None:
            raise Conflict("Outgoing mail is not set up: SWITCHBOARD_SMTP_URL is not set.")
        return self._mailer


def open_post(smtp_url: str | None, sender: str | None) -> Post:
    """The installation's mail, by its settings."""
    if smtp_url is None:
        return Post(None)
    host = urlsplit(smtp_url).hostname or "localhost"
    return Post(Mailer(smtp_url, sender or f"support@{host}"))


def _one_line(text: str) -> str:
    return " ".join(text.split())
