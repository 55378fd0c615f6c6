"""Reads a file from a request, a form's field or the bare body, and no more than is allowed."""

from collections.abc import AsyncGenerator
from urllib.parse import unquote

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from switchboard.conversations.attachments.schemas import LONGEST_NAME
from switchboard.core.errors import Invalid, Malformed, TooLarge

_FORM_BYTES = 64 * 1024
"""What a form may have around its file."""


async def one_file(request: Request, largest: int) -> tuple[str, str, bytes]:
    """The file's name, the type it is said to have, and its bytes.

    A form has it in the field `file`; a bare body's name is the query's `name`. Raises TooLarge
    as soon as more has come than is allowed.
    """
    declared = request.headers.get("content-type", "")
    if declared.startswith("multipart/form-data"):
        return await _of_form(request, largest)
    name = file_name(request.query_params.get("name", ""))
    return name, declared.partition(";")[0], await body_of(request, largest)


async def body_of(request: Request, largest: int) -> bytes:
    """The whole body. Raises TooLarge."""
    return b"".join([part async for part in _at_most(request, largest)])


def file_name(given: str) -> str:
    """A name without folders and without what no file system takes."""
    last = unquote(given).replace("\\", "/").rpartition("/")[2]
    kept = "".join(each for each in last if each.isprintable()).strip(". ")
    stem, dot, ending = kept.rpartition(".")
    if len(kept) > LONGEST_NAME and dot and len(ending) < 20:
        return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
    return kept[:LONGEST_NAME] or "file"


async def _of_form(request: Request, largest: int) -> tuple[str, str, bytes]:
    parser = MultiPartParser(
        request.headers, _at_most(request, largest + _FORM_BYTES), max_files=1, max_fields=10
    )
    try:
        form = await parser.parse()
    except MultiPartException as error:
        raise Malformed(f"Invalid form data: {error.message}") from error
    async with _closing(form.get("file")) as file:
        data = await file.read()
    if len(data) > largest:
        raise _too_large(largest)
    return file_name(file.filename or ""), (file.content_type or "").partition(";")[0], data


class _closing:
    def __init__(self, part: object) -> None:
        if not isinstance(part, UploadFile):
            raise Invalid("Send the file in the form field `file`.")
        self._part = part

    async def __aenter__(self) -> UploadFile:
        return self._part

    async def __aexit__(self, *_: object) -> None:
        await self._part.close()


async def _at_most(request: Request, largest: int) -> AsyncGenerator[bytes, None]:
    received = 0
    async for part in request.stream():
        received += len(part)
        if received > largest:
            raise _too_large(largest)
        yield part


def _too_large(largest: int) -> TooLarge:
    return TooLarge(f"At most {largest // (1024 * 1024)} MB are allowed here.")
