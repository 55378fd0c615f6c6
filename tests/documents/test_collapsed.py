"""Accordions and tabs are text that waits for a click: all of it is read, with its question."""

import pytest

from switchboard.documents.html import read_page

ANSWER = "Parcels to the Azores arrive after eleven working days."
QUESTION = "How long to the Azores?"
PATTERNS = {
    "aria accordion": f'<h3><button aria-expanded="false" aria-controls="a1">{QUESTION}</button>'
    f'</h3><div id="a1" role="region" hidden><p>{ANSWER}</p></div>',
    "button that is no heading": f'<button aria-expanded="false" aria-controls="a1">{QUESTION}'
    f'</button><div id="a1" hidden>{ANSWER}</div>',
    "button without a name for its panel": f'<div><button class="x">{QUESTION}</button>'
    f'<div aria-hidden="true">{ANSWER}</div></div>',
    "bootstrap": f'<h2><a role="button" data-toggle="collapse" href="#c1">{QUESTION}</a></h2>'
    f'<div id="c1" class="panel-collapse collapse" style="display:none">{ANSWER}</div>',
    "bootstrap 5": f'<button data-bs-toggle="collapse" data-bs-target="#c1">{QUESTION}</button>'
    f'<div id="c1" class="x" style="display: none">{ANSWER}</div>',
    "plain script": f'<div role="button" tabindex="0">{QUESTION}</div>'
    f'<div class="answer" style="color:red; display : none">{ANSWER}</div>',
    "question mark": f'<div class="a">{QUESTION}</div><div class="b" hidden>{ANSWER}</div>',
    "definition list": f"<dl><dt><button>{QUESTION}</button></dt><dd hidden>{ANSWER}</dd></dl>",
    "style sheet alone": f'<input type="checkbox" id="t"><label for="t">{QUESTION}</label>'
    f'<div class="x">{ANSWER}</div>',
    "details": f"<details><summary>{QUESTION}</summary><p>{ANSWER}</p></details>",
    "until found": f'<h3>{QUESTION}</h3><p hidden="until-found">{ANSWER}</p>',
    "tabs": f'<div role="tablist"><button role="tab" aria-controls="p1">{QUESTION}</button>'
    '<button role="tab" aria-controls="p2">Madeira</button></div>'
    f'<div id="p1" role="tabpanel">{ANSWER}</div>'
    '<div id="p2" role="tabpanel" hidden>Madeira takes nine days.</div>',
    "bootstrap tabs": f'<ul class="nav nav-tabs"><li><a data-toggle="tab" href="#p1">{QUESTION}</a>'
    f'</li></ul><div class="tab-content"><div id="p1" class="tab-pane" aria-hidden="true">{ANSWER}'
    "</div></div>",
}


def read(inner: str) -> str:
    """The text of a page with this in its main part."""
    page = f"<html><body><main><h1>Shipping</h1><p>Open one.</p>{inner}</main></body></html>"
    return str(read_page("https://shop.test/x", page.encode(), None).fields["body"])


@pytest.mark.parametrize("pattern", PATTERNS)
def test_what_is_collapsed_is_read_under_its_question(pattern: str) -> None:
    body = read(PATTERNS[pattern])
    assert body.count(ANSWER) == 1
    assert body.count(QUESTION) == 1
    assert body.index(QUESTION) < body.index(ANSWER)


@pytest.mark.parametrize("pattern", [name for name in PATTERNS if name != "question mark"])
def test_the_question_stands_out(pattern: str) -> None:
    lines = read(PATTERNS[pattern]).splitlines()
    [question] = [line for line in lines if QUESTION in line]
    assert question.startswith(("#", "**"))


def test_tabs_stand_above_their_own_panels() -> None:
    body = read(PATTERNS["tabs"])
    order = [body.index(text) for text in (QUESTION, ANSWER, "### Madeira", "nine days")]
    assert order == sorted(order)


def test_rows_behind_show_more_are_read() -> None:
    body = read("<ul><li>Spain<li>Portugal<li hidden>Malta</ul><button>Show more</button>")
    assert "Malta" in body
    assert "Show more" not in body


@pytest.mark.parametrize(
    "unwanted",
    [
        '<div class="cookie-banner" hidden>We use cookies for all kinds of things.</div>',
        '<div class="modal" aria-hidden="true"><h2>Subscribe</h2><p>Get our letters.</p></div>',
        '<button aria-haspopup="true" aria-expanded="false">Get our letters</button>',
        '<ul class="dropdown-menu" style="display:none"><li>Get our letters</li></ul>',
        '<button aria-label="Copy">Copy link</button><button>Subscribe</button>',
        '<div role="status" hidden>We use cookies, your vote was sent.</div>',
    ],
)
def test_what_is_hidden_for_good_stays_out(unwanted: str) -> None:
    body = read(f"<p>{ANSWER}</p>{unwanted}")
    assert ANSWER in body
    assert not {"cookies", "letters", "Subscribe", "Copy"} & set(body.replace(".", " ").split())


def test_hidden_text_that_is_left_out_is_named() -> None:
    page = b"<main><h1>A</h1><p>Text.</p><p hidden>The old price was four euros.</p><img src=x>"
    found = read_page("https://shop.test/", page, None)
    assert found.notes == (
        "Hidden text was skipped: “The old price was four euros.”",
        "1 image was skipped.",
    )


def test_one_answer_of_many_is_not_the_page() -> None:
    """Each answer stands in an element called `content`: none of them is the main part."""
    answers = [f"Answer {number}. " + "It takes some days. " * 15 for number in range(5)]
    page = "".join(
        f'<div class="item"><h3>Q{number}?</h3><div class="content">{answer}</div></div>'
        for number, answer in enumerate(answers)
    )
    found = read_page("https://shop.test/", f"<body>{page}</body>".encode(), None)
    assert all(f"Answer {number}." in found.fields["body"] for number in range(5))


def test_a_page_inside_a_form_and_a_hint_in_an_aside_are_text() -> None:
    text = "<p>Every kettle has a warranty of three years from the day it was bought.</p>" * 6
    page = f"""<form><h1>Warranty</h1>{text}<aside><p>Keep the receipt: no claim without it.</p>
        </aside><aside><ul><li><a href=a>Related</a></ul></aside></form>"""
    body = read_page("https://shop.test/", page.encode(), None).fields["body"]
    assert "three years" in body
    assert "Keep the receipt" in body
    assert "Related" not in body
