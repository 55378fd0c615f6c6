"""What the API says of files."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

LONGEST_NAME = 200
WAVEFORM_BARS = 64
LONGEST_SOUND_SECONDS = 3600.0

FileName = Annotated[
    str, Field(min_length=1, max_length=LONGEST_NAME, pattern=r"^[^\x00-\x1f/\\]+$")
]
Bar = Annotated[int, Field(ge=0, le=100)]


class Attachment(BaseModel):
    """A file of a message. `url` needs a credential, or ask for a `link` that needs none."""

    id: str
    name: str
    media_type: str
    size: int
    url: str
    thumbnail_url: str | None = None
    width: int | None = None
    height: int | None = None
    duration: float | None = None
    waveform: list[int] | None = None


class NewUpload(BaseModel):
    """A file to be sent piece by piece. `duration` in seconds and `waveform` are for sound."""

    name: FileName
    size: Annotated[int, Field(ge=1)]
    media_type: Annotated[str, Field(max_length=100)] = ""
    duration: Annotated[float, Field(gt=0, le=LONGEST_SOUND_SECONDS)] | None = None
    waveform: Annotated[list[Bar], Field(max_length=WAVEFORM_BARS)] | None = None


class Upload(BaseModel):
    """How far a file has come; `attachment` is there once it is complete and was looked at."""

    id: str
    offset: int
    size: int
    attachment: Attachment | None


class FileLink(BaseModel):
    """An address of a file that needs no credential, for a few minutes."""

    url: str
    thumbnail_url: str | None
    expires_at: datetime
