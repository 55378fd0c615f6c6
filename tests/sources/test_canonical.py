"""What a page names as its own address is believed only where its text stands there too."""

import pytest

from tests.sources.conftest import Fetching

HOME = "Welcome to the shop. We sell kettles, ovens and lamps, and repair what breaks. " * 5
RETURNS = "You have sixty days from the day your parcel was delivered to send something back. "
SHIPPING = "Parcels leave our house in Porto on Tuesdays and Fridays, whatever the weather is. "


def page(title: str, text: str, *links: str, canonical: str = "", refresh: str = "") -> str:
    """A page that names an address as its own, or sends its readers there."""
    head = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    head += f'<meta http-equiv="refresh" content="{refresh}">' if refresh else ""
    listed = "".join(f'<a href="{link}">x</a> ' for link in links)
    return (
        f"<html lang=en><head><title>{title}</title>{head}</head><body><nav>{listed}</nav>"
        f"<main><h1>{title}</h1><p>{text}</p></main></body></html>"
    )


async def test_a_home_page_named_by_all_pages_hides_none(fetching: Fetching) -> None:
    site = fetching.site
    site.put("/", page("Home", HOME, "/returns", "/shipping", canonical="/"))
    site.put("/returns", page("Returns", RETURNS, canonical="/"))
    site.put("/shipping", page("Shipping", SHIPPING, canonical="/"))
    await fetching.add()
    assert {"Returns", "Shipping"} <= set(await fetching.articles())


async def test_pages_that_name_each_other_are_read_once(fetching: Fetching) -> None:
    site = fetching.site
    site.put("/", page("Help", HOME, "/a"))
    site.put("/a", page("Returns", RETURNS, "/b", canonical="/b"))
    site.put("/b", page("Returns", RETURNS, "/a", canonical="/a"))
    await fetching.add()
    titles = [item["title"] for item in (await fetching.articles()).values()]
    assert titles.count("Returns") == 1


async def test_a_page_that_redirects_to_the_one_that_names_it_hides_it_not(
    fetching: Fetching,
) -> None:
    site = fetching.site
    site.put("/", page("Help", HOME, "/returns/"))
    site.put("/returns/", "", status=301, headers={"Location": "/returns"})
    site.put("/returns", page("Returns", RETURNS, canonical="/returns/"))
    source = await fetching.add()
    assert "Returns" in await fetching.articles()
    assert (await fetching.states(source["id"]))["/returns"] == "unchanged"


@pytest.mark.parametrize("named", ["/gone", "/other", "http://[", "https://elsewhere.test/returns"])
async def test_an_address_that_is_not_the_pages_own_hides_it_not(
    fetching: Fetching, named: str
) -> None:
    site = fetching.site
    site.put("/", page("Help", HOME, "/returns", "/other"))
    site.put("/gone", "", status=404)
    site.put("/other", page("Shipping", SHIPPING))
    site.put("/returns", page("Returns", RETURNS, canonical=named))
    await fetching.add()
    assert {"Returns", "Shipping"} <= set(await fetching.articles())


async def test_a_copy_is_left_to_the_page_it_names(fetching: Fetching) -> None:
    site = fetching.site
    site.put("/", page("Help", HOME, "/print/returns", "/returns"))
    site.put("/returns", page("Returns", RETURNS + SHIPPING, canonical="/returns"))
    site.put("/print/returns", page("Returns", RETURNS, canonical="/returns"))
    source = await fetching.add()
    document = (await fetching.documents(source["id"]))["/print/returns"]
    assert document["state"] == "skipped"
    assert document["error"].startswith("Its own address is ")


async def test_a_page_that_sends_its_readers_on_is_followed(fetching: Fetching) -> None:
    site = fetching.site
    site.put("/", page("Help", HOME, "/old", "/round"))
    site.put("/old", page("Moved", "This page has moved.", refresh="0; url=/returns"))
    site.put("/returns", page("Returns", RETURNS))
    site.put("/round", page("Round", SHIPPING, refresh="5; url=/round2"))
    site.put("/round2", page("Round two", "Back you go.", refresh="0; url=/round"))
    source = await fetching.add()
    articles = await fetching.articles()
    assert {"Returns", "Round"} <= set(articles)
    assert "Moved" not in articles
    assert (await fetching.states(source["id"]))["/old"] == "skipped"


async def test_what_was_left_out_of_a_page_is_said(fetching: Fetching) -> None:
    text = f'{RETURNS}</p><p hidden>The old price was four euros.</p><img src="a.png"><p>'
    fetching.site.put("/", page("Returns", text))
    source = await fetching.add()
    [document] = (await fetching.documents(source["id"])).values()
    assert document["notes"] == [
        "Hidden text was skipped: “The old price was four euros.”",
        "1 image was skipped.",
    ]


async def test_pages_of_one_short_name_in_two_languages_are_no_translations(
    fetching: Fetching,
) -> None:
    site = fetching.site
    german = "Sie haben sechzig Tage, um etwas zurückzuschicken, und zahlen dafür nichts. "
    site.put(
        "/", page("Help", HOME, "/returns/overview", "/versand/overview", "/de/gifts", "/en/gifts")
    )
    site.put("/returns/overview", page("Returns", RETURNS))
    for path, title in (("/versand/overview", "Versand"), ("/de/gifts", "Geschenke")):
        site.put(path, page(title, german + title).replace("lang=en", "lang=de"))
    site.put("/en/gifts", page("Gifts", SHIPPING))
    await fetching.add()
    articles = await fetching.articles()
    assert articles["Returns"]["translations"] == articles["Versand"]["translations"] == []
    assert [other["title"] for other in articles["Gifts"]["translations"]] == ["Geschenke"]
