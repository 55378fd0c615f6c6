"""Staff: workspaces, members, teams, roles, sign-in and API keys."""

from switchboard.team.access import PUBLIC, allow, authenticate, identify, unprotected_routes
from switchboard.team.credentials import Credentials, Principal
from switchboard.team.models import Member, Team, Workspace
from switchboard.team.permissions import PERMISSIONS, Permission, Role

__all__ = [
    "PERMISSIONS",
    "PUBLIC",
    "Credentials",
    "Member",
    "Permission",
    "Principal",
    "Role",
    "Team",
    "Workspace",
    "allow",
    "authenticate",
    "identify",
    "unprotected_routes",
]
