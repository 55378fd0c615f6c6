"""A person's browsers subscribe to web push."""

from typing import Annotated

from fastapi import APIRouter, status
from pydantic import BaseModel, Field
from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from switchboard.core.api import provided
from switchboard.core.clock import now
from switchboard.core.db import Database, Session
from switchboard.core.errors import Conflict, Forbidden, Invalid, NotFound
from switchboard.core.http import Refused, web_address
from switchboard.core.ids import new_id
from switchboard.core.settings import Settings
from switchboard.handover.notices.models import PushSubscription
from switchboard.handover.notices.webpush import Receiver, Sender
from switchboard.team import Principal, allow

router = APIRouter(prefix="/api/v1/me/push", tags=["notices"])

Staff = Annotated[Principal, allow("me")]
Db = Annotated[Database, provided(Database)]
Config = Annotated[Settings, provided(Settings)]
MOST_BROWSERS = 20


class PushKey(BaseModel):
    """What a browser subscribes with (`applicationServerKey`)."""

    key: str


class PushKeys(BaseModel):
    """A browser's keys, base64url."""

    p256dh: str = Field(max_length=200, pattern=r"^[\w-]+=*$")
    auth: str = Field(max_length=100, pattern=r"^[\w-]+=*$")


class NewPushSubscription(BaseModel):
    """What `PushSubscription.toJSON()` gives, and the language of that browser's console."""

    endpoint: str = Field(max_length=2000, pattern=r"^[^\x00\s]+$")
    keys: PushKeys
    locale: str = Field("en", pattern=r"^[a-z]{2,3}$")


class PushSubscriptionId(BaseModel):
    """How to take a subscription back."""

    id: str


@router.get("/key")
async def read_key(_staff: Staff, sender: Annotated[Sender, provided(Sender)]) -> PushKey:
    """Get the public key for push subscriptions."""
    return PushKey(key=sender.public_key)


@router.post("", status_code=status.HTTP_201_CREATED)
async def subscribe(
    body: NewPushSubscription,
    staff: Staff,
    db: Db,
    settings: Config,
) -> PushSubscriptionId:
    """Turn on push notifications for this browser, replacing its earlier subscription."""
    if staff.session_id is None:
        raise Forbidden(
            "API keys cannot subscribe to push notifications. Sign in with e-mail and password."
        )
    _check(body, settings)
    async with db.transaction(staff.workspace_id) as session:
        return PushSubscriptionId(id=await _keep(session, staff, body))


@router.delete("/{subscription_id}", status_code=status.HTTP_204_NO_CONTENT)
async def unsubscribe(subscription_id: str, staff: Staff, db: Db) -> None:
    """Turn off push notifications for this browser."""
    async with db.transaction(staff.workspace_id) as session:
        gone = await session.scalar(
            delete(PushSubscription)
            .where(PushSubscription.id == subscription_id, PushSubscription.member_id == staff.id)
            .returning(PushSubscription.id)
        )
        if gone is None:
            raise NotFound("Subscription not found.")


def _check(body: NewPushSubscription, settings: Settings) -> None:
    """The address is a browser's word: checked here, and again at every connection to it."""
    try:
        url = web_address(body.endpoint)
        Receiver(body.endpoint, body.keys.p256dh, body.keys.auth).check()
    except (Refused, ValueError) as error:
        raise Invalid(f"Invalid push subscription: {error}") from error
    if url.scheme != "https" and not settings.allow_private_addresses:
        raise Invalid("The push endpoint must use https.")


async def _keep(session: Session, staff: Principal, body: NewPushSubscription) -> str:
    count = select(func.count()).where(PushSubscription.member_id == staff.id)
    if (await session.scalar(count) or 0) >= MOST_BROWSERS:
        raise Conflict(f"You can turn on push notifications in up to {MOST_BROWSERS} browsers.")
    values = {
        "workspace_id": session.workspace_id,
        "member_id": staff.id,
        "p256dh": body.keys.p256dh,
        "auth": body.keys.auth,
        "locale": body.locale,
    }
    # Somebody else may have been signed in with this browser before: it is this person's now.
    await session.execute(
        delete(PushSubscription).where(
            PushSubscription.endpoint == body.endpoint, PushSubscription.member_id != staff.id
        )
    )
    statement = insert(PushSubscription).values(
        id=new_id("psh"), endpoint=body.endpoint, created_at=now(), **values
    )
    kept: str | None = await session.scalar(
        statement.on_conflict_do_update(
            index_elements=["workspace_id", "endpoint"], set_=values
        ).returning(PushSubscription.id)
    )
    assert kept is not None
    return kept
