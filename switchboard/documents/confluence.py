"""Confluence's storage format (XHTML with elements of its own) as HTML that others read.

https://confluence.atlassian.com/doc/confluence-storage-format-790796544.html
"""

from __future__ import annotations

import html
import re

_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_CODE = re.compile(r"<ac:plain-text-body>(.*?)</ac:plain-text-body>", re.DOTALL)
_TITLE = re.compile(r'<ac:parameter\b[^>]*ac:name="title"[^>]*>(.*?)</ac:parameter>', re.DOTALL)
_EXPAND = re.compile(
    r'(<ac:structured-macro\b[^>]*ac:name="(?:expand|panel|info|note|tip|warning)"[^>]*>\s*)'
    r'<ac:parameter\b[^>]*ac:name="title"[^>]*>(.*?)</ac:parameter>',
    re.DOTALL,
)
_PARAMETER = re.compile(r"<ac:parameter\b[^>]*>.*?</ac:parameter>", re.DOTALL)
_TASK = re.compile(r"<ac:task-(id|status|uuid)\b[^>]*>.*?</ac:task-\1>", re.DOTALL)
_PAGE = re.compile(r'<ri:page\b[^>]*ri:content-title="([^"]*)"[^>]*/>')
_EMOTICON = re.compile(r'<ac:emoticon\b[^>]*ac:emoji-fallback="([^"]*)"[^>]*/?>')
_TIME = re.compile(r'<time\b[^>]*datetime="([^"]*)"[^>]*/>')
_LINK = re.compile(r"<ac:link\b[^>]*>(.*?)</ac:link>", re.DOTALL)
_OWN = re.compile(r"</?(ac|ri):[\w-]+\b[^>]*>")
_BODY = re.compile(
    r"<(/?)ac:(rich-text-body|task|task-body|layout|layout-section|layout-cell)\b[^>]*>"
)


def storage_html(source: str) -> str:
    """The page's text with what Confluence's macros hold in it."""
    text = _CDATA.sub(lambda found: html.escape(found[1]), source)
    text = _LINK.sub(_link, text)
    text = _CODE.sub(r"<pre>\1</pre>", text)
    text = _EXPAND.sub(r"\1<h3>\2</h3>", text)
    text = _TITLE.sub(r"<b>\1</b>", text)
    text = _TASK.sub("", _PARAMETER.sub("", text))
    text = _EMOTICON.sub(r"\1", text)
    text = _TIME.sub(r"\1", text)
    text = _BODY.sub(r"<\1div>", text)
    return _OWN.sub("", text)


def _link(found: re.Match[str]) -> str:
    """A link to another page: what is written over it, else that page's title."""
    said = _OWN.sub("", _PAGE.sub("", found[1])).strip()
    page = _PAGE.search(found[1])
    return said or (page[1] if page else "")
