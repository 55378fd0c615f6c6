"""Staff: workspaces, members, teams, roles, sign-in and API keys."""

from switchboard.team.access import PUBLIC, allow, authenticate, identify, unprotected_routes
from switchboard.team.credentials import Credentials, Principal
from switchboard.team.endpoints import router
from switchboard.team.models import Member, Team, Workspace
from switchboard.team.permissions import PERMISSIONS, Permission, Role
from switchboard.team.queries import (
    members_by_id,
    members_of_team,
    own_workspace,
    team_names,
    workspace_language,
)
from switchboard.team.service import (
    User,
    add_user,
    create_workspace,
    first_workspace,
    list_users,
    set_password,
)
from switchboard.team.sessions import prune_sessions

__all__ = [
    "PERMISSIONS",
    "PUBLIC",
    "Credentials",
    "Member",
    "Permission",
    "Principal",
    "Role",
    "Team",
    "User",
    "Workspace",
    "add_user",
    "allow",
    "authenticate",
    "create_workspace",
    "first_workspace",
    "identify",
    "list_users",
    "members_by_id",
    "members_of_team",
    "own_workspace",
    "prune_sessions",
    "router",
    "set_password",
    "team_names",
    "unprotected_routes",
    "workspace_language",
]
