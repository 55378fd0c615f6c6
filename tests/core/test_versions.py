"""Two people who change the same thing do not overwrite each other."""

from typing import Any

import httpx
import pytest

from tests.support.workspace import WorkspaceUnderTest


@pytest.mark.parametrize("path", ["/api/v1/workspace", "/api/v1/help-center", "assistant", "inbox"])
async def test_the_second_of_two_changes_is_refused_until_it_knows_the_first(
    workspace: WorkspaceUnderTest, path: str
) -> None:
    path = await _path(workspace, path)
    read = await _read(workspace, path)
    change = {"title": {"en": "Help"}} if "help-center" in path else {"name": "Ana's"}

    async def patch(version: str | None) -> httpx.Response:
        headers = {"If-Match": f'"{version}"'} if version else {}
        return await workspace.call("PATCH", path, json=change, headers=headers)

    assert (await patch(read["version"])).status_code == 200
    after = await _read(workspace, path)
    assert after["version"] != read["version"]
    refused = await patch(read["version"])
    assert refused.status_code == 412
    assert refused.json()["type"].endswith(":changed_meanwhile")
    assert await _read(workspace, path) == after
    assert (await patch(after["version"])).status_code == 200
    assert (await patch(None)).status_code == 200


async def _path(workspace: WorkspaceUnderTest, path: str) -> str:
    if path.startswith("/"):
        return path
    items = (await workspace.get(f"/api/v1/{'assistants' if path == 'assistant' else 'inboxes'}"))[
        "items"
    ]
    return f"/api/v1/{'assistants' if path == 'assistant' else 'inboxes'}/{items[0]['id']}"


async def _read(workspace: WorkspaceUnderTest, path: str) -> dict[str, Any]:
    if path.count("/") == 3:
        read: dict[str, Any] = await workspace.get(path)
        return read
    folder, id_ = path.rsplit("/", 1)
    items: list[dict[str, Any]] = (await workspace.get(folder))["items"]
    return next(item for item in items if item["id"] == id_)
