"""The help center speaks each of its languages wholly."""

import re

import pytest

from switchboard.help_center.texts import date_in, text_language, texts

LANGUAGES = ("en", "es", "de", "fr", "it", "pt", "nl", "pl")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_there_with_its_placeholders(language: str) -> None:
    english, own = texts("en"), texts(f"{language}-XX")
    assert text_language(f"{language}-XX") == language
    assert list(own) == list(english)
    for key, text in english.items():
        assert re.findall(r"{\w+}", own[key]) == re.findall(r"{\w+}", text)
    assert len({date_in(language, 2026, month, 2) for month in range(1, 13)}) == 12


def test_days_are_written_as_people_write_them() -> None:
    assert date_in("fr", 2026, 5, 1) == "1er mai 2026"
    assert date_in("pt-BR", 2026, 3, 12) == "12 de março de 2026"
    assert date_in("sv", 2026, 3, 12) == "12 March 2026"  # a language without words of its own
