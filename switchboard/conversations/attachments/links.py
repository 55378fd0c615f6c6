"""Addresses of files that need no credential: for a few minutes, for one reader, for one file."""

import hmac
from dataclasses import dataclass
from datetime import timedelta

import jwt

from switchboard.conversations.attachments.models import Attachment
from switchboard.conversations.attachments.schemas import FileLink
from switchboard.conversations.attachments.uploads import AttachmentNotFound
from switchboard.core.clock import now
from switchboard.core.parsing import read_jwt

LASTS = timedelta(minutes=5)
_AUDIENCE = "switchboard:file"


@dataclass(frozen=True)
class Reader:
    """For whom a link is: a member's or key's id, or a visitor with their inbox."""

    workspace_id: str
    id: str
    inbox_id: str | None = None

    @property
    def is_visitor(self) -> bool:
        """Whether they read as a visitor of an inbox."""
        return self.inbox_id is not None


class FileLinks:
    """Signs and reads links, with a key derived from the installation's."""

    def __init__(self, signing_key: str) -> None:
        self._key = hmac.digest(signing_key.encode(), b"switchboard file link", "sha256")

    def link(self, reader: Reader, row: Attachment) -> FileLink:
        """A link for this reader, who may read the file."""
        expires = now() + LASTS
        claims = {
            "aud": _AUDIENCE,
            "exp": expires,
            "sub": row.id,
            "wsp": reader.workspace_id,
            "rdr": reader.id,
            "ibx": reader.inbox_id,
        }
        url = f"/api/v1/files/{jwt.encode(claims, self._key, algorithm='HS256')}"
        small = f"{url}?variant=thumbnail" if row.has_thumbnail else None
        return FileLink(url=url, thumbnail_url=small, expires_at=expires)

    def read(self, token: str) -> tuple[Reader, str]:
        """The reader and the file's id. Raises AttachmentNotFound on any link that is not good."""
        try:
            claims = read_jwt(
                token,
                self._key,
                audience=_AUDIENCE,
                options={"require": ["exp", "sub", "wsp", "rdr"]},
            )
        except jwt.InvalidTokenError as error:
            raise AttachmentNotFound from error
        return Reader(claims["wsp"], claims["rdr"], claims.get("ibx")), claims["sub"]
