"""Turns files and web pages into Markdown, in a child process that may do little and not for long.

It knows nothing of the product. Whatever it is given was written by others, so nothing here is
parsed in the process that serves people (see `parser.Parser`).
"""

from switchboard.documents.document import Document, Empty, Page, Sitemap, Unpacked, Unreadable
from switchboard.documents.limits import SUFFIXES
from switchboard.documents.parser import Parser

__all__ = ["SUFFIXES", "Document", "Empty", "Page", "Parser", "Sitemap", "Unpacked", "Unreadable"]
