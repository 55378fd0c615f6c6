"""However a shelf came about, it says the same as one made anew from the articles that are left."""

from hypothesis import given, settings
from hypothesis import strategies as st

from switchboard.search.index_snapshot import Document, LanguageShelf, Text, merge
from switchboard.search.text_analysis import Terms

AUDIENCES = ("public", "customers", "staff")
QUERIES = ("parcel return", "refund of the parcel", "ret", "free shipping zebra")
VOCABULARY = "the", "parcel", "parcels", "return", "returned", "refund", "free", "shipping", "zebra"
WORDS = st.lists(
    st.sampled_from(VOCABULARY),
    min_size=1,
    max_size=6,
).map(" ".join)


@st.composite
def article(draw: st.DrawFn) -> Document:
    """An article, often one that was written before."""
    key, version = f"art_{draw(st.integers(0, 7))}", draw(st.integers(0, 10**6))
    passages = draw(st.lists(st.tuples(WORDS, WORDS), max_size=3))
    return Document.of(
        key,
        key,
        "en",
        title := draw(WORDS),
        None,
        draw(st.sampled_from(AUDIENCES)),
        [Text(f"{key}/{version}/p{n}", key, *both) for n, both in enumerate(passages)],
        [Text(f"{key}/{version}/q", key, "", title)],
    )


@st.composite
def edit(draw: st.DrawFn) -> tuple[str, list[Document], set[str]]:
    """Articles are written, others removed, and now and then what is due is merged."""
    written = {document.id: document for document in draw(st.lists(article(), max_size=5))}
    removed = {f"art_{n}" for n in draw(st.lists(st.integers(0, 7), max_size=2))}
    return draw(st.sampled_from(("", "now", "late"))), list(written.values()), removed


@settings(max_examples=60, deadline=None)
@given(st.lists(edit(), max_size=8))
def test_edits_and_merges_say_what_a_new_index_says(
    edits: list[tuple[str, list[Document], set[str]]],
) -> None:
    shelf, now = LanguageShelf((), {}, {}), dict[str, Document]()
    for when, written, removed in edits:
        due = shelf.due() if when == "late" else []
        merged = merge(due) if due else None
        added = [document for document in written if document.id not in removed]
        going = removed | {document.id for document in added}
        shelf = shelf.changed([one for one in going if one in shelf.documents], added)
        now = {**{k: v for k, v in now.items() if k not in going}, **{d.id: d for d in added}}
        if merged:  # it was made of what was there before these edits
            shelf = shelf.merged(due, merged)
        if when == "now":
            shelf = shelf.merged_while()
    assert shelf.documents == now
    assert says(shelf) == says(LanguageShelf.of(list(now.values())))


def test_many_small_edits_leave_few_segments() -> None:
    shelf = LanguageShelf((), {}, {})
    for number in range(200):
        text = Text(f"c{number}", f"a{number}", "", f"parcel number {number}")
        document = Document.of(f"a{number}", "", "en", "Parcels", None, "public", [text], [])
        shelf = shelf.changed([], [document]).merged_while()
    assert len(shelf.parts) <= 5
    assert len(shelf.passages) == 200


def says(shelf: LanguageShelf) -> list[object]:
    """Everything that a shelf can be asked, scores rounded."""
    found: list[object] = [len(shelf.passages), len(shelf.questions)]
    articles = sorted(shelf.documents)
    for query in (Terms.of(text, "en") for text in QUERIES):
        for audience in AUDIENCES:
            found.append(sorted(shelf.lists(query, audience)))
            for kind in (shelf.passages, shelf.questions):
                hits = kind.ask(query, audience, 3)
                found.append([round(score, 5) for score in hits.articles(3).values()])
                found.append({one: round(score, 5) for one, score in hits.top(articles).items()})
                counted = {
                    one: [side.tolist() for side in both]
                    for one, both in hits.counts(articles).items()
                }
                found.append(counted)
    for document in shelf.documents.values():
        chunks = [text.chunk_id for text in (*document.passages, *document.questions)]
        owners = shelf.owners([*chunks, "chk_unknown"])
        found += [(chunk, owners.pop(chunk)) for chunk in chunks]
        assert not owners
    return sorted(found, key=repr)
