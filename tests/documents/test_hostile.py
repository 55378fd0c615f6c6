"""Files made to do harm: each is refused within limits, and the next file is read as ever."""

import gzip
import io
import os
import signal
import zipfile
from pathlib import Path

import pytest

from switchboard.documents import Parser, Unreadable
from tests.support.papers import empty_pdf, with_member, word, word_of_laughs, zipped


@pytest.fixture(scope="module")
def zeros() -> bytes:
    return bytes(40_000_000)


async def _still_works(parser: Parser) -> None:
    [found] = await parser.file("a.md", b"# Fine\nText.")
    assert found.fields["title"] == "Fine"


async def test_a_zip_bomb_is_not_opened(parser: Parser, tmp_path: Path, zeros: bytes) -> None:
    with pytest.raises(Unreadable, match="suspiciously large"):
        await parser.unpack(zipped({"a.md": b"x", "bomb.md": zeros}), tmp_path)
    assert not list(tmp_path.iterdir())
    await _still_works(parser)


async def test_a_zip_that_lies_about_its_sizes_is_cut_off(parser: Parser, tmp_path: Path) -> None:
    """The directory says 10 bytes; the packed stream holds three megabytes."""
    made = bytearray(zipped({"a.md": bytes(3_000_000)}))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        directory = archive.start_dir
    made[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    unpacked = await parser.unpack(bytes(made), tmp_path)
    assert unpacked.errors or Path(unpacked.files[0][1]).stat().st_size <= 10


async def test_names_in_a_zip_lead_nowhere(parser: Parser, tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    members = {"../../evil.md": b"x", "/etc/evil.md": b"y", ".hidden.md": b"z", "a.exe": b"w"}
    unpacked = await parser.unpack(zipped(members), inside)
    assert [name for name, _ in unpacked.files] == ["/etc/evil.md"]
    assert {path.name for path in inside.iterdir()} == {"0"}
    assert list(tmp_path.iterdir()) == [inside]


async def test_too_many_files_are_too_many(parser: Parser, tmp_path: Path) -> None:
    many = zipped({f"{n}.md": b"" for n in range(5_001)})
    with pytest.raises(Unreadable, match="5,001 files"):
        await parser.unpack(many, tmp_path)


async def test_a_pdf_of_50_000_pages_is_counted_and_left(parser: Parser) -> None:
    with pytest.raises(Unreadable, match="50,000 pages"):
        await parser.file("endless.pdf", empty_pdf(50_000))
    await _still_works(parser)


async def test_a_billion_laughs_stay_one(parser: Parser) -> None:
    with pytest.raises(Unreadable):
        await parser.file("laughs.docx", word_of_laughs())
    entities = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    bomb = f'<!DOCTYPE x [<!ENTITY l0 "lol">{entities}]><urlset><url><loc>&l9;</loc></url></urlset>'
    assert (await parser.sitemap(bomb.encode())).pages == ()
    secret = '<!DOCTYPE x [<!ENTITY s SYSTEM "file:///etc/passwd">]><x><loc>&s;</loc></x>'
    assert (await parser.sitemap(secret.encode())).pages == ()
    await _still_works(parser)


async def test_a_word_document_that_unpacks_to_gigabytes_is_not_opened(
    parser: Parser, zeros: bytes
) -> None:
    with pytest.raises(Unreadable, match="suspiciously large"):
        await parser.file("bomb.docx", with_member(word(), "word/document.xml", zeros))


async def test_html_50_000_levels_deep_is_survived(parser: Parser) -> None:
    for tag in ("div", "b", "table", "ul", "blockquote"):
        await parser.page("https://shop.test/", f"<{tag}>".encode() * 50_000 + b"x")
    await _still_works(parser)


async def test_a_packed_sitemap_that_grows_is_cut_off(parser: Parser, zeros: bytes) -> None:
    with pytest.raises(Unreadable, match="larger than"):
        await parser.sitemap(gzip.compress(zeros * 2, 1))


async def test_yaml_that_multiplies_stays_small(parser: Parser) -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    bomb = "---\n" + "\n".join(rows) + "\nquestions: *a9\ntitle: *a9\n---\nText."
    [found] = await parser.file("bomb.md", bomb.encode())
    assert found.fields["questions"] == [{}] * 10


async def test_what_takes_too_long_is_ended() -> None:
    impatient = Parser(seconds=0.0)
    with pytest.raises(Unreadable, match="takes more than"):
        await impatient.file("a.md", b"x")
    await impatient.close()


async def test_a_killed_child_is_replaced() -> None:
    parser = Parser()
    await _still_works(parser)
    child = parser._child._child
    assert child is not None
    os.kill(child.pid, signal.SIGKILL)
    await child.wait()
    await _still_works(parser)
    assert parser.started == 2
    await parser.close()
