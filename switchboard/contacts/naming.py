"""What a contact is called wherever members read of them: lists, notifications, mails, search."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from switchboard.contacts.nicknames import NICKNAME_LANGUAGES, nickname

PLACE_ATTRIBUTE = "city"
"""The custom attribute that says where a contact is."""


class Named(Protocol):
    """What a name is made from; a `Contact`, or a row with these columns."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str | None: ...
    @property
    def email(self) -> str | None: ...
    @property
    def phone(self) -> str | None: ...
    @property
    def attributes(self) -> Mapping[str, Any]: ...


def display_name(contact: Named, language: str) -> str:
    """The contact's name, else their e-mail, phone number, or a name made from the id.

    Arguments:
        language: the workspace's, not the reader's: teammates speak of one visitor by one name.
    """
    known = contact.name or contact.email or contact.phone
    return known or nickname(contact.id, language, _place(contact))


def searched_names(contact: Named) -> list[str]:
    """The texts that find a contact: what is known, or the made name in each language."""
    known = (contact.name, contact.email, contact.phone)
    return names_to_search(contact.id, known, _place(contact))


def names_to_search(
    contact_id: str, known: Iterable[str | None], place: str | None = None
) -> list[str]:
    """As `searched_names`, for a contact who is only about to be stored.

    Arguments:
        known: their name, e-mail and phone number, each as far as it is known.
        place: where they are, if known.
    """
    texts = [text for text in known if text]
    return texts or [nickname(contact_id, language, place) for language in NICKNAME_LANGUAGES]


def _place(contact: Named) -> str | None:
    place = (contact.attributes or {}).get(PLACE_ATTRIBUTE)
    return place.strip() or None if isinstance(place, str) else None
