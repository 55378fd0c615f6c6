"""What an administrator can set of a web chat inbox."""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from switchboard.conversations.business_hours import BusinessHours
from switchboard.core.errors import FieldError, Invalid
from switchboard.core.parsing import origin_of, split_address


def _origin(value: str) -> str:
    parts = split_address(value.strip().rstrip("/"))
    if parts is None or parts.path or parts.query or origin_of(parts.geturl()) is None:
        raise ValueError("must be an origin such as https://example.com, without a path")
    return f"{parts.scheme}://{parts.netloc}".lower()


def _link(value: str) -> str:
    """A page, or another channel to go on with: an e-mail address or a telephone number."""
    link = value.strip()
    if origin_of(link) is None and not re.fullmatch(r"mailto:\S+@\S+|tel:\+?[\d() .-]+", link):
        raise ValueError("must be a link such as https://example.com/page, mailto:… or tel:…")
    return link


Origin = Annotated[str, AfterValidator(_origin), Field(max_length=300)]
ShortText = Annotated[str, Field(max_length=500)]
Texts = dict[Annotated[str, Field(max_length=10)], ShortText]
"""By language."""


class HomeLink(BaseModel):
    """A link on the home screen."""

    model_config = ConfigDict(extra="forbid")

    title: Texts = Field(max_length=40)
    url: Annotated[str, Field(max_length=2000), AfterValidator(_link)]


class WebchatSettings(BaseModel):
    """A web chat inbox's settings.

    `allowed_origins` are the sites that may show the widget; none means every site.
    `identity_secret` is shared with the site's server, which signs who its visitor is;
    with `require_identity` nobody chats without such a token. Texts are by language.
    `business_hours` are when people are there; without them, always. `when_unknown` says what
    the assistant does with a question it cannot answer: offer to ask a colleague, or hand over.
    """

    model_config = ConfigDict(extra="forbid")

    title: Annotated[str, Field(max_length=80)] = ""
    color: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] = "#0d6b5f"
    greeting: dict[Annotated[str, Field(max_length=10)], ShortText] = Field(
        default_factory=dict, max_length=40
    )
    allowed_origins: list[Origin] = Field(default_factory=list, max_length=50)
    require_identity: bool = False
    identity_secret: Annotated[str, Field(min_length=32, max_length=200)] | None = None
    when_unknown: Literal["offer", "hand_over"] = "offer"
    handover_team_id: Annotated[str, Field(max_length=60)] | None = None

    theme: Literal["auto", "light", "dark"] = "auto"
    position: Literal["right", "left"] = "right"
    launcher_icon: Literal["chat", "question", "wave"] = "chat"
    launcher_text: Texts = Field(default_factory=dict, max_length=40)
    intro: Texts = Field(default_factory=dict, max_length=40)
    placeholder: Texts = Field(default_factory=dict, max_length=40)
    logo_id: Annotated[str, Field(max_length=60)] | None = None
    links: list[HomeLink] = Field(default_factory=list, max_length=8)
    help_search: bool = True
    hide_branding: bool = False
    sound: bool = True
    uploads: bool = True
    voice: bool = True
    rating: Literal["off", "stars", "thumbs"] = "stars"
    transcripts: bool = True
    business_hours: BusinessHours | None = None


class WebchatChannel:
    """The web chat as a `Channel`."""

    name = "webchat"

    def check_settings(
        self, given: dict[str, Any], kept: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """See `Channel.check_settings`. A secret that is not given stays as it was."""
        known = {name: value for name, value in given.items() if name != "identity_secret_set"}
        try:
            settings = WebchatSettings.model_validate({**(kept or {}), **known})
        except ValidationError as error:
            raise _invalid(error) from error
        if settings.require_identity and not settings.identity_secret:
            raise Invalid(
                "Set an identity verification secret before you require verified visitors."
            )
        return settings.model_dump(mode="json")

    def shown_settings(self, kept: dict[str, Any]) -> dict[str, Any]:
        """See `Channel.shown_settings`."""
        shown = WebchatSettings.model_validate(kept).model_dump(mode="json")
        shown["identity_secret_set"] = shown.pop("identity_secret") is not None
        return shown


def _invalid(error: ValidationError) -> Invalid:
    fields = [
        FieldError(field=".".join(["settings", *map(str, part["loc"])]), message=part["msg"])
        for part in error.errors(include_input=False, include_url=False)
    ]
    said = "; ".join(f"{field.field}: {field.message}" for field in fields)
    return Invalid(f"{said}.", errors=fields)
