"""Identifiers: `<prefix>_<26 characters>`, sorted by the time they were made.

They are TypeIDs (https://github.com/jetify-com/typeid, v0.3): a UUIDv7 in Crockford's base 32.
They are stored as they are shown, so that a row found in the database can be named in the API.
"""

from typeid import TypeID


def new_id(prefix: str) -> str:
    """A new identifier, such as `cnv_01k9x3…` for the prefix `cnv`."""
    return str(TypeID(prefix))
