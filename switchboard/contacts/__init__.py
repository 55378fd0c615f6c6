"""Customers and their identities on each channel."""

from switchboard.contacts.identities import Sender, create_missing, find_or_create, update_profile
from switchboard.contacts.models import Contact, Identity
from switchboard.contacts.naming import display_name

__all__ = [
    "Contact",
    "Identity",
    "Sender",
    "create_missing",
    "display_name",
    "find_or_create",
    "update_profile",
]
