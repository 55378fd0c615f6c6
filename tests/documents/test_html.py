"""Of a web page, the text is kept with its shape, and nothing of what stands around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from switchboard.documents.blocks import markdown_of
from switchboard.documents.html import read_page

PAGE = """<!doctype html><html lang="de_AT"><head><title>Rückgabe | Laden</title>
<link rel="canonical" href="/hilfe/rueckgabe"><base href="/hilfe/"></head><body>
<header><a href="/">Laden</a></header><nav><a href="versand">Versand</a></nav>
<div class="cookie-banner">Cookies?</div>
<main><nav class="breadcrumbs">Start &gt; Hilfe</nav><h1>Rückgabe</h1>
<p>Sie haben <b>60 Tage</b>.<br>Danach <a href="kontakt#oben">fragen Sie uns</a>.</p>
<ul><li>unbenutzt<ul><li>auch Schuhe</li></ul></li><li><p>im Karton</p></li></ul>
<ol start="3"><li>drei</li></ol>
<table><tr><th>Land</th><th>Preis</th></tr><tr><td>Spanien</td><td>4 | 5</td></tr></table>
<details><summary>Und Geschenke?</summary>Ja.</details>
<p hidden>Versteckt</p><script>boese()</script><form>Suche</form></main>
<footer>Impressum</footer></body></html>"""

BODY = """Sie haben **60 Tage**.
Danach [fragen Sie uns](https://laden.test/hilfe/kontakt#oben).

- unbenutzt
  - auch Schuhe
- im Karton

3. drei

| Land | Preis |
|---|---|
| Spanien | 4 \\| 5 |

### Und Geschenke?

Ja."""


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_a_page_is_its_main_part(encoding: str) -> None:
    found = read_page("https://laden.test/x", PAGE.encode(encoding), encoding)
    assert found.fields == {"title": "Rückgabe", "language": "de-AT", "body": BODY}
    assert found.canonical == "https://laden.test/hilfe/rueckgabe"
    assert found.links == (
        "https://laden.test/",
        "https://laden.test/hilfe/versand",
        "https://laden.test/hilfe/kontakt",
    )
    assert (found.index, found.follow, found.menu) == (True, True, False)


def test_without_a_main_element_menus_are_known_by_their_names() -> None:
    text = "<p>You have sixty days to send it back to us, whatever it is.</p>" * 4
    page = f"""<title>Returns - Shop</title><ul class="main-nav"><li><a href=a>All</a></ul>
        <div id="page-content">{text}</div><div class="site-footer">Imprint</div>"""
    found = read_page("https://shop.test/", page.encode(), None)
    assert found.fields["title"] == "Returns"
    assert "sixty days" in found.fields["body"]
    assert not {"All", "Imprint"} & set(found.fields["body"].split())


def test_a_page_of_links_answers_nothing() -> None:
    links = "".join(f"<li><a href={n}>How long does number {n} take?</a>" for n in range(20))
    page = f"<main><h1>Help</h1><ul>{links}</ul></main>"
    found = read_page("https://shop.test/", page.encode(), None)
    assert found.menu
    assert len(found.links) == 20


def test_a_page_says_who_may_take_it_up() -> None:
    page = b'<meta name="robots" content="NOINDEX, nofollow"><p>x</p>'
    found = read_page("https://shop.test/", page, None)
    assert (found.index, found.follow) == (False, False)


@given(st.text(alphabet=st.sampled_from("a1 #*_`[]()<>!-+.|\\~=&\n"), max_size=40))
def test_what_a_page_says_stays_text(said: str) -> None:
    """Rendered again, the text is a paragraph that says what the page said."""
    paragraph = html.Element("p")
    paragraph.text = f"a {said} z"
    root = html.Element("div")
    root.append(paragraph)
    shown = html.fromstring(MarkdownIt().render(markdown_of(root, "")))
    assert shown.tag == "p"
    assert not list(shown)
    assert shown.text_content().split() == paragraph.text.split()


@given(
    st.recursive(
        st.text("ab <&*", max_size=5),
        lambda inner: st.tuples(
            st.sampled_from(
                ["div", "ul", "li", "p", "b", "table", "tr", "td", "a", "h2", "pre", "br"]
            ),
            st.lists(inner, max_size=4),
        ),
        max_leaves=25,
    )
)
def test_any_nesting_of_elements_gives_a_text(tree: object) -> None:
    page = read_page("https://shop.test/", f"<p>x</p>{_written(tree)}".encode(), None)
    assert isinstance(page.fields.get("body", ""), str)


def _written(tree: object) -> str:
    if isinstance(tree, tuple):
        tag, children = tree
        return f"<{tag}>{''.join(map(_written, children))}</{tag}>"
    return str(tree)
