"""How much is read, of what and for how long. All of it is checked before anything is parsed."""

MEGABYTE = 1_000_000

TEXT_BYTES = 5 * MEGABYTE
"""Of a file of text: Markdown, HTML, JSON, CSV, a sitemap."""
BINARY_BYTES = 25 * MEGABYTE
"""Of a PDF or a DOCX."""
ARCHIVE_BYTES = 60 * MEGABYTE
"""Of a zip."""
ARCHIVE_FILES = 5_000
ARCHIVE_UNPACKED_BYTES = 250 * MEGABYTE
ARCHIVE_RATIO = 100
"""Unpacked to packed, of one file over a megabyte. Text packs to a tenth; a bomb to nothing."""
DOCX_UNPACKED_BYTES = 60 * MEGABYTE
PDF_PAGES = 2_000
SITEMAP_ADDRESSES = 50_000
PAGE_LINKS = 2_000

MAX_ARTICLES = 5_000
"""In one file of several: JSON, CSV."""
MAX_JSON_DEPTH = 40
MAX_ROWS, MAX_COLUMNS = 50_000, 200
"""Of a CSV file."""

ARTICLE_BYTES = 150_000
"""A longer document becomes several articles, divided at its headings."""

SECONDS = 30.0
"""For one document, by the clock."""
CPU_SECONDS = 20
MEMORY_BYTES = 640 * 1024 * 1024
"""Of address space, of which a parser at rest has some 200 MB."""
REST_BYTES = 200 * 1024 * 1024
"""A child that has once held so much is not used again."""

TEXTS = (".md", ".markdown", ".html", ".htm", ".csv", ".json", ".txt")
BINARIES = (".pdf", ".docx")
ARCHIVES = (".zip",)
SUFFIXES = (*TEXTS, *BINARIES, *ARCHIVES)


def most_bytes(suffix: str) -> int:
    """How large a file with this ending may be."""
    if suffix in ARCHIVES:
        return ARCHIVE_BYTES
    return BINARY_BYTES if suffix in BINARIES else TEXT_BYTES
