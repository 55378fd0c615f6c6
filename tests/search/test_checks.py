"""Saved questions: asked again after a change, they say what it changed."""

from tests.support.workspace import WorkspaceUnderTest

CHECKS = "/api/v1/knowledge/checks"
ARTICLES = "/api/v1/knowledge/articles"


async def test_a_run_says_what_a_change_changed(workspace: WorkspaceUnderTest) -> None:
    cards = {"title": "How long are gift cards valid?", "body": "Gift cards last for 3 years."}
    article = await workspace.post(ARTICLES, cards)
    question = {"question": "how long are gift cards valid", "article_id": article["id"]}
    saved = await workspace.post(CHECKS, question)
    assert (saved["article_title"], saved["result"], saved["changed"]) == (
        cards["title"],
        None,
        False,
    )
    await workspace.post(CHECKS, {"question": "xylophone quartz"})
    first = (await workspace.post(f"{CHECKS}/run", {}))["items"]
    assert [check["result"]["passed"] for check in first] == [True, True]
    await workspace.patch(f"{ARTICLES}/{article['id']}", {"status": "draft"})
    failed, held = (await workspace.post(f"{CHECKS}/run", {}))["items"]
    assert (failed["question"], failed["result"]["passed"]) == (question["question"], False)
    assert (failed["changed"], held["changed"], held["result"]["passed"]) == (True, False, True)
    assert (await workspace.call("DELETE", f"{CHECKS}/{failed['id']}")).status_code == 204
    left = (await workspace.get(CHECKS))["items"]
    assert [check["expects"] for check in left] == ["nothing"]
    missing = await workspace.call("POST", CHECKS, json={"question": "x", "article_id": "art_no"})
    assert missing.status_code == 404
