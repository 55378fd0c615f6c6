"""Bytes as text, whatever they were written with."""

import codecs

from charset_normalizer import from_bytes

_SAMPLE = 100_000
_WESTERN = frozenset("äöüÄÖÜßéèêëÉÈÊàâáÀÁçÇñÑíîïÍóôõÓúùûÚœæøåÅØãìò¿¡€‚‘’“”„…–—«»·°§©®ºª½¼²³×\xa0")
"""Letters and marks of western European texts: a short one in cp1252 is told by them."""
_ENCODINGS = """cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 shift_jis euc_jp euc_kr
    gb18030 big5 koi8_r"""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, declared: str | None = None) -> str:
    """The text: by its mark, else as UTF-8, else as declared, else as it most likely is."""
    marked = [encoding for mark, encoding in _MARKS if data.startswith(mark)]
    for encoding in (*marked, "utf-8", declared):
        text = _try(data, encoding)
        if text is not None:
            return text
    western = data.decode("cp1252", "replace")
    if all(letter.isascii() or letter in _WESTERN for letter in western):
        return western
    best = from_bytes(data[:_SAMPLE], cp_isolation=_ENCODINGS.split()).best()
    guessed = _try(data, best.encoding) if best else None
    return western if guessed is None else guessed


def _try(data: bytes, encoding: str | None) -> str | None:
    try:
        return data.decode(encoding) if encoding else None
    except (UnicodeError, LookupError):
        return None
