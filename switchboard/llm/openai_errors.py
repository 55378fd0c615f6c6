"""Turns what the `openai` library raises into the errors of our port."""

import re
from collections.abc import Collection

import openai

from switchboard.core.redact import HIDDEN, without_secrets
from switchboard.llm.errors import (
    ModelBadAnswer,
    ModelError,
    ModelRateLimited,
    ModelRefused,
    ModelTimeout,
    ModelUnavailable,
)
from switchboard.llm.rate_limits import retry_after

# The vendor's advice: look at the code, because the type stays insufficient_quota for all of them.
_QUOTA = {
    "insufficient_quota",
    "credit_balance_exhausted",
    "billing_hard_limit_reached",
    "billing_not_active",
}
_SPEAKS_OF_PARAMETERS = re.compile(
    r"argument|parameter|field|propert|keyword|option|extra (?:input|fields|key)|not permitted",
    re.IGNORECASE,
)
MAX_PROVIDER_SAYS = 300
_MAX_READ = 2_000
_KEY_LIKE = re.compile(r"\b[sp]k-\S+|[\w+/=-]*\*{3,}[\w*+/=-]*|[\w+/=-]{24,}")
"""Keys, masked keys, and long words, which may be one."""
_IDENTIFIER = re.compile(r"[A-Za-z0-9_.\[\]-]{1,60}")


def translate(error: Exception) -> ModelError:
    """Return our error for one of the library's, or for an answer that could not be read."""
    translated = _translated(error)
    if isinstance(error, openai.APIError) and not isinstance(error, openai.APIConnectionError):
        translated.provider_says = _message_of(error)
    return translated


def _translated(error: Exception) -> ModelError:
    match error:
        case ModelError():
            return error
        case TimeoutError() | openai.APITimeoutError():
            return ModelTimeout("The model did not respond in time.")
        case openai.APIConnectionError():
            return ModelUnavailable("The model provider is not available.")
        case openai.APIStatusError():
            return _translate_status(error)
        case openai.APIError():
            return ModelUnavailable(f"The model provider reported an error{_named(error)}.")
        case _:
            return ModelBadAnswer("The model provider returned an invalid response.")


def rejected_parameters(error: Exception, candidates: Collection[str]) -> list[str]:
    """Which of the parameters a 400 or 422 complains about.

    OpenAI names one in `param`; others quote it in their message, or write it there without any
    sign: then the sentence must speak of parameters, because `store` is also a word.
    """
    if not isinstance(error, openai.BadRequestError | openai.UnprocessableEntityError):
        return []
    if error.param in candidates:
        return [str(error.param)]
    if error.param:
        return []
    body = str(error.body)
    quoted = [name for name in candidates if re.search(rf"['\"`]{name}['\"`]", body)]
    if quoted or not _SPEAKS_OF_PARAMETERS.search(body):
        return quoted
    return [name for name in candidates if re.search(rf"(?<![\w.-]){name}(?![\w-])", body)]


def _message_of(error: openai.APIError) -> str | None:
    """The provider's own words, which may be anything, made fit to be shown to an admin."""
    body = error.body
    said = body.get("message", body) if isinstance(body, dict) else body
    text = " ".join(str(said or "")[:_MAX_READ].split())
    plain = _KEY_LIKE.sub(HIDDEN, without_secrets(text))
    if len(plain) > MAX_PROVIDER_SAYS:
        plain = f"{plain[: MAX_PROVIDER_SAYS - 1]}…"
    return plain or None


def _translate_status(error: openai.APIStatusError) -> ModelError:
    status = error.status_code
    if status in {402, 429}:
        return _translate_refusal_for_now(error)
    if status >= 500 or status in {408, 409}:
        return ModelUnavailable(f"The model provider is failing (HTTP {status}).")
    if status in {401, 403}:
        return ModelRefused(f"The model provider rejected the API key (HTTP {status}).")
    if status == 404:
        return ModelRefused("Unknown model or URL at the model provider (HTTP 404).")
    return ModelRefused(f"The model provider rejected the request (HTTP {status}{_named(error)}).")


def _translate_refusal_for_now(error: openai.APIStatusError) -> ModelRateLimited:
    if error.status_code == 402 or _QUOTA & {error.code, error.type}:
        return ModelRateLimited(
            "The account with the model provider is out of credit or over its spending limit.",
            quota_exhausted=True,
        )
    return ModelRateLimited(
        "The model provider's rate limit was reached.",
        retry_after=retry_after(error.response.headers),
    )


def _named(error: openai.APIError) -> str:
    """The code and the parameter, when they look like identifiers and not like somebody's text."""
    names = [name for name in (error.code, error.param) if isinstance(name, str)]
    return "".join(f", {name}" for name in names if _IDENTIFIER.fullmatch(name))
