"""What people set for themselves is kept for them alone; a lost invitation can be renewed."""

from tests.support.workspace import PASSWORD, WorkspaceUnderTest


async def test_settings_are_kept_and_changed_one_by_one(workspace: WorkspaceUnderTest) -> None:
    usual = await workspace.get("/api/v1/me/settings")
    assert (usual["locale"], usual["availability"], usual["quiet"]) == (None, "online", None)
    quiet = {"start": "22:00:00", "end": "07:30:00"}
    await workspace.patch("/api/v1/me/settings", {"quiet": quiet, "time_zone": "Europe/Madrid"})
    await workspace.patch("/api/v1/me/settings", {"keys": {"inbox.next": "Alt+KeyJ"}})
    changed = await workspace.patch("/api/v1/me/settings", {"locale": "es", "availability": "busy"})
    assert changed["quiet"] == quiet
    assert changed["keys"] == {"inbox.next": "Alt+KeyJ"}
    assert changed == await workspace.get("/api/v1/me/settings")
    (me,) = (await workspace.get("/api/v1/members"))["items"]
    assert me["availability"] == "busy"
    back = await workspace.patch("/api/v1/me/settings", {"locale": None, "quiet": None})
    assert (back["locale"], back["quiet"], back["availability"]) == (None, None, "busy")


async def test_settings_that_make_no_sense_are_refused(workspace: WorkspaceUnderTest) -> None:
    for wrong in (
        {"time_zone": "Mars/Olympus"},
        {"time_zone": "../../etc/passwd"},
        {"availability": "asleep"},
        {"keys": {"inbox.next": "x" * 50}},
        {"quiet": {"start": "25:00", "end": "07:00"}},
    ):
        answer = await workspace.call("PATCH", "/api/v1/me/settings", json=wrong)
        assert answer.status_code == 422, wrong
    key = await workspace.post("/api/v1/api-keys", {"name": "bot", "role": "agent"})
    bot = {"Authorization": f"Bearer {key['key']}"}
    assert (await workspace.http.get("/api/v1/me/settings", headers=bot)).status_code == 403


async def test_a_lost_invitation_is_renewed_and_the_old_link_ends(
    workspace: WorkspaceUnderTest,
) -> None:
    body = {"email": f"{workspace.id}@example.com", "name": "Ana", "role": "agent"}
    invited = await workspace.post("/api/v1/members", body)
    renewed = await workspace.post(f"/api/v1/members/{invited['id']}/invite")
    links = [one["invite_url"].partition("token=")[2] for one in (invited, renewed)]

    async def accept(token: str) -> int:
        joining = {"token": token, "name": "Ana", "password": PASSWORD}
        return (await workspace.http.post("/api/v1/auth/accept-invite", json=joining)).status_code

    assert await accept(links[0]) >= 400
    assert await accept(links[1]) == 200
    again = await workspace.call("POST", f"/api/v1/members/{invited['id']}/invite")
    assert again.status_code == 409
