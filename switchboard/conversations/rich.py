"""Messages that are more than words: answers to tap, and cards such as products."""

from typing import Annotated

from pydantic import BaseModel, Field, HttpUrl, PlainSerializer, model_validator

Title = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[^\x00]*\S[^\x00]*$")]
Said = Annotated[str, Field(min_length=1, max_length=500, pattern=r"^[^\x00]*\S[^\x00]*$")]
Address = Annotated[HttpUrl, PlainSerializer(str), Field(max_length=2000)]


class QuickReply(BaseModel):
    """An answer to tap; `text` is what the customer then says, the title itself if absent."""

    title: Annotated[Title, Field(max_length=40)]
    text: Said | None = None


class CardButton(BaseModel):
    """Opens an address or says something; exactly one of the two."""

    title: Annotated[Title, Field(max_length=40)]
    url: Address | None = None
    text: Said | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> "CardButton":
        if (self.url is None) == (self.text is None):
            raise ValueError("must have either url or text")
        return self


class Card(BaseModel):
    """A product, a plan, an appointment. `image_id` is one of the message's own attachments:
    pictures of other sites would tell them who reads."""

    title: Title
    subtitle: Annotated[str, Field(max_length=200)] | None = None
    price: Annotated[str, Field(max_length=40)] | None = None
    image_id: Annotated[str, Field(max_length=60)] | None = None
    url: Address | None = None
    buttons: list[CardButton] = Field(default_factory=list, max_length=3)


class Rich(BaseModel):
    """What stands below a message's text."""

    quick_replies: list[QuickReply] = Field(default_factory=list, max_length=8)
    cards: list[Card] = Field(default_factory=list, max_length=10)
