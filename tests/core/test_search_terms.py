"""What is stored and what is asked meet, in every way in which people look for a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from switchboard.core.db import Database
from switchboard.core.search_terms import MAX_TERMS, stored_terms, terms_query, workspace_key

FITS = "SELECT array_to_tsvector(CAST(:terms AS text[])) @@ CAST(:q AS tsquery)"


async def fits(database: Database, stored: str, asked: str) -> bool:
    query = terms_query("wsp_1", asked)
    if query is None:
        return False
    async with database.system() as session:
        given_ = {"terms": stored_terms("wsp_1", stored), "q": query}
        return bool(await session.scalar(text(FITS), given_))


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("José Núñez", "Nunez"),
        ("José Núñez", "nuñ"),
        ("Jose Nunez", "Núñez"),
        ("Frau Müller", "muller"),
        ("Frau Müller", "mueller"),
        ("Straße", "strasse"),
        ("Søren Østergård", "soren ostergard"),
        ("Łukasz", "lukasz"),
        ("My order ORD-2024-00718/B is late", "00718"),
        ("My order ORD-2024-00718/B is late", "718"),
        ("My order ORD-2024-00718/B is late", "ord-2024-00718/b"),
        ("My order ORD-2024-00718/B is late", "ORD2024"),
        ("My order ORD-2024-00718/B is late", "2024-00718"),
        ("My order ORD-2024-00718/B is late", "ord 00718"),
        ("Part AB12345", "12345"),
        ("Part AB12345", "345"),
        ("Part AB-12345", "AB12345"),
        ("Invoice #4711", "4711"),
        ("Call me: +34 600 11 22 33", "600112233"),
        ("Call me: +34 600 11 22 33", "600 112 233"),
        ("Call me: +34 600 11 22 33", "0034600112233"),
        ("Call me: +34 600 11 22 33", "+34600112233"),
        ("Call me: +34 600 11 22 33", "112233"),
        ("+49 (0)30 / 123 45-67", "0301234567"),
        ("0171 2345678", "+49 171 2345678".removeprefix("+49 ")),
        ("我想申请退貨谢谢", "退貨"),
        ("我想申请退貨谢谢", "申请退貨"),
        ("我想申请退貨谢谢", "谢"),
        ("返品したいです", "返品"),
        ("ต้องการคืนสินค้า", "สินค้า"),
        ("반품하고 싶어요", "반품"),
        ("I don't know", "dont"),
        ("I dont know", "don't"),
        ("Pat O’Neil", "oneil"),
        ("Pat ONeil", "O'Neil"),
        ("Pas d'eau", "eau"),
        ("ana.ruiz@example.com", "ana.ruiz@example.com"),
        ("ana.ruiz@example.com", "ruiz"),
        ("ana.ruiz@example.com", "example"),
        ("ｆｕｌｌ ｗｉｄｔｈ", "full"),
        ("Kaputte Zeltstange", "zelt kap"),
        ("ΑΘΗΝΑ", "αθηνα"),
        ("ВОЗВРАТ", "возврат"),
    ],
)
async def test_people_find_what_they_remember(database: Database, stored: str, asked: str) -> None:
    assert await fits(database, stored, asked)


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("zeppelin", "pelin"),
        ("My order 4711", "4712"),
        ("我想申请退貨", "换货"),
        ("退一下貨", "退貨"),
        ("zeppelin", "zeppelin late"),
        ("anything", "!?"),
        ("anything", ""),
        ("+34 600 11 22 33", "600112234"),
    ],
)
async def test_other_texts_are_not_found(database: Database, stored: str, asked: str) -> None:
    assert not await fits(database, stored, asked)


def test_a_workspace_has_terms_of_its_own() -> None:
    assert workspace_key("wsp_1") != workspace_key("wsp_2")
    assert not set(stored_terms("wsp_1", "hello")) & set(stored_terms("wsp_2", "hello"))


@given(st.text(max_size=300))
def test_terms_hold_nothing_that_a_query_would_read_as_a_sign(written: str) -> None:
    terms = stored_terms("wsp_1", written)
    assert all(not set(term) & set(" '\\\x00") for term in terms)
    assert len(terms) <= MAX_TERMS


@given(st.text(max_size=60))
async def test_every_query_is_one_for_postgresql(database: Database, typed: str) -> None:
    await fits(database, "hello", typed)


def test_terms_stay_few_whatever_is_written() -> None:
    assert len(stored_terms("wsp_1", "1" * 100_000)) <= MAX_TERMS
    assert len(stored_terms("wsp_1", " ".join(map(str, range(100_000))))) == MAX_TERMS
