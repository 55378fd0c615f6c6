"""What files and exports say about who may read an article, and whether it is published.

The rule: what is not for everybody stays so, and what is not understood becomes a draft. The
words and numbers are those of Zendesk (`draft`, `user_segment_id`), Intercom (`state`), Freshdesk
(`status` 1 and 2, `visibility` 1 to 7), Confluence (`status`, `restrictions`), Notion, WordPress,
Jekyll and Hugo (front matter).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from switchboard.core.clock import now

_STATUS = ("status", "state", "publication_status", "publish_status", "workflow_state")
_PUBLISHED_WORDS = """active approved complete completed current done final live online public
    publish published released veröffentlicht publicado publié visible 2"""
_PUBLISHED = frozenset(_PUBLISHED_WORDS.split())
_DRAFT = frozenset(["draft", "entwurf", "borrador", "brouillon", "unpublished", "wip", "1"])
_FOR_STAFF = frozenset({"internal", "private"})
_DRAFT_IF_TRUE = ("draft", "is_draft", "unpublished", "archived", "is_archived", "hidden")
_DRAFT_IF_TRUE_TOO = ("is_hidden", "outdated_by", "noindex", "archived_at", "unlisted")
_DRAFT_IF_FALSE = ("published", "is_published", "active", "is_active", "enabled", "visible")
_DELETED = ("deleted", "is_deleted", "trashed", "in_trash", "deleted_at")
_DELETED_STATES = frozenset({"deleted", "removed", "trash", "trashed", "historical"})
_FROM_WORDS = """available_from date effective_from embargo embargo_until embargoed_until
    go_live_at publication_date publish_at publish_date publish_on
    published_at release_date scheduled_at scheduled_for valid_from
    visible_from"""
_FROM = frozenset(_FROM_WORDS.split())
_UNTIL_WORDS = """available_until expiration_date expires expires_at expiry expiry_date
    unpublish_at valid_to valid_until"""
_UNTIL = frozenset(_UNTIL_WORDS.split())
_AUDIENCE = (
    "audience",
    "visibility",
    "access",
    "access_level",
    "visible_to",
    "viewable_by",
    "privacy",
    "who_can_see",
    "who_can_view",
    "user_type",
)
_READERS = {
    "public": """all all_users any anonymous anyone everybody everyone open public world 1
        alle öffentlich todos público tous""",
    "customers": """authenticated customer customers logged_in logged_in_users login member members
        registered signed_in signed_in_users users 2 kunden clientes clients""",
    "staff": """admin admins agent agents employees internal internal_only private staff team
        3 mitarbeiter intern interno personal équipe""",
}
_READER_OF = {word: reader for reader, words in _READERS.items() for word in words.split()}
_STAFF_IF_TRUE = ("private", "is_private", "internal", "is_internal", "internal_only", "staff_only")
_STAFF_IF_TRUE_TOO = ("agents_only", "restricted", "is_restricted", "confidential")
_STAFF_IF_FALSE = ("public", "is_public")
_CUSTOMERS_IF_TRUE = ("login_required", "requires_login", "members_only", "signed_in_only")
_SOME_ONLY = (
    "user_segment_id",
    "user_segment_ids",
    "allowed_groups",
    "allowed_roles",
    "allowed_users",
    "company_ids",
    "contact_segment_ids",
    "restrictions",
    "user_groups",
)
SAYS_READERS = frozenset(
    (
        *_STATUS,
        *_DRAFT_IF_TRUE,
        *_DRAFT_IF_TRUE_TOO,
        *_DRAFT_IF_FALSE,
        *_DELETED,
        *_FROM,
        *_UNTIL,
        *_AUDIENCE,
        *_STAFF_IF_TRUE,
        *_STAFF_IF_TRUE_TOO,
        *_STAFF_IF_FALSE,
        *_CUSTOMERS_IF_TRUE,
        *_SOME_ONLY,
    )
)
"""The names of all fields that are understood here."""
_YES, _NO = frozenset({"true", "yes", "1", "on"}), frozenset({"false", "no", "0", "off", ""})
_ORDER = ("public", "customers", "staff")


@dataclass(slots=True)
class Visibility:
    """What is known of an article's readers. None: nothing is said.

    Attributes:
        deleted: it was deleted where it comes from.
        notes: what was not understood, or decided, in sentences.
    """

    status: str | None = None
    audience: str | None = None
    deleted: bool = False
    notes: list[str] = field(default_factory=list)

    def fields(self) -> dict[str, str]:
        """As an article's fields."""
        said = {"status": self.status, "audience": self.audience}
        return {name: value for name, value in said.items() if value is not None}

    def narrow(self, reader: str) -> None:
        """For these readers, unless it was for fewer already."""
        self.audience = max(self.audience or "public", reader, key=_ORDER.index)

    def hold(self, reason: str | None = None) -> None:
        """A draft, and why."""
        self.status = "draft"
        if reason:
            self.notes.append(f"{reason} Imported as a draft.")


def visibility(said: Mapping[str, Any], segments: Mapping[str, str] | None = None) -> Visibility:
    """What a file's or an export's fields say.

    Args:
        said: the fields, by their names there.
        segments: the readers of a help desk's segments of users, by id.
    """
    values = {normalized(name): value for name, value in said.items() if isinstance(name, str)}
    found = Visibility()
    _read_status(values, found)
    _read_flags(values, found)
    _read_dates(values, found)
    _read_audience(values, found)
    _read_segments(values, segments or {}, found)
    return found


def normalized(name: str) -> str:
    """A field's name in lower case with underscores: `isDraft`, `Is draft` are `is_draft`."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name[:100].strip())
    return re.sub(r"[\s\-]+", "_", parted).lower()


def _read_status(values: Mapping[str, Any], found: Visibility) -> None:
    for name in _STATUS:
        word = _word(values.get(name))
        if word is None:
            continue
        if word in _DELETED_STATES:
            found.deleted = True
        elif word in _FOR_STAFF:
            found.narrow("staff")
        elif word in _PUBLISHED:
            found.status = found.status or "published"
        else:
            found.hold(None if word in _DRAFT else f"Its {name} is “{word[:40]}”.")


def _read_flags(values: Mapping[str, Any], found: Visibility) -> None:
    for name in (*_DRAFT_IF_TRUE, *_DRAFT_IF_TRUE_TOO):
        if _truth(values.get(name)):
            found.hold(None if "draft" in name else f"It is marked as {name.replace('_', ' ')}.")
    for name in _DRAFT_IF_FALSE:
        if _truth(values.get(name)) is False:
            found.hold()
    found.deleted = found.deleted or any(_truth(values.get(name)) for name in _DELETED)


def _read_dates(values: Mapping[str, Any], found: Visibility) -> None:
    if "published_at" in values and values["published_at"] is None:
        found.hold()
    for name, value in values.items():
        if value is None or value == "" or name not in _FROM | _UNTIL:
            continue
        moment = _moment(value)
        shown = name.replace("_", " ")
        if moment is None:
            if name != "date":
                found.hold(f"Its {shown} is not understood.")
        elif name in _FROM and moment > now():
            found.hold(f"Its {shown} has not come yet.")
        elif name in _UNTIL and moment < now():
            found.hold(f"Its {shown} is over.")


def _read_audience(values: Mapping[str, Any], found: Visibility) -> None:
    for name in _AUDIENCE:
        for word in _words(values.get(name)):
            reader = _READER_OF.get(word)
            if reader is not None:
                found.narrow(reader)
            else:
                found.narrow("staff")
                found.hold(f"Who may read it is not understood: {name} “{word[:40]}”.")
    for name in (*_STAFF_IF_TRUE, *_STAFF_IF_TRUE_TOO):
        if _truth(values.get(name)):
            found.narrow("staff")
    for name in _STAFF_IF_FALSE:
        if _truth(values.get(name)) is False:
            found.narrow("staff")
    for name in _CUSTOMERS_IF_TRUE:
        if _truth(values.get(name)):
            found.narrow("customers")


def _read_segments(
    values: Mapping[str, Any], segments: Mapping[str, str], found: Visibility
) -> None:
    for name in _SOME_ONLY:
        value = values.get(name)
        if name == "restrictions":
            value = list(_restricted(value))
        ids = value if isinstance(value, list) else [value]
        for each in ids:
            if each is None or each == "":
                continue
            reader = segments.get(str(each)) if isinstance(each, int | str) else None
            found.narrow(reader or "staff")
            if reader is None:
                found.hold(f"It is for some readers only ({name.replace('_', ' ')}).")
                return


def _restricted(value: Any) -> Iterator[str]:
    """Whether Confluence lets only some read it: users and groups under `read`."""
    read = value.get("read", value) if isinstance(value, Mapping) else None
    inner = read.get("restrictions", read) if isinstance(read, Mapping) else None
    if not isinstance(inner, Mapping):
        return
    for kind in ("user", "group"):
        names = inner.get(kind)
        listed = names.get("results") if isinstance(names, Mapping) else names
        if listed:
            yield kind


def _word(value: Any) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("value") or value.get("type")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return re.sub(r"[\s\-]+", "_", str(value).strip().lower()) or None


def _words(value: Any) -> Iterator[str]:
    for each in value[:20] if isinstance(value, list) else [value]:
        word = _word(each)
        if word is not None:
            yield word


def _truth(value: Any) -> bool | None:
    """Yes or no, or None where nothing is said. A date says yes."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return bool(value)
    if isinstance(value, str):
        word = value.strip().lower()
        return None if not word else True if word in _YES else word not in _NO
    return True if isinstance(value, date) else None


def _moment(value: Any) -> datetime | None:
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            seconds = value / 1_000 if value > 100_000_000_000 else value
            return datetime.fromtimestamp(seconds, UTC)
        found = datetime.fromisoformat(value.strip()) if isinstance(value, str) else None
    except (ValueError, OverflowError, OSError):
        return None
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)
