"""What can go wrong when a model is asked, in the words a trace row may show.

A reason is a plain sentence that we wrote ourselves. The provider's own text never becomes one: it
may repeat the prompt or a part of the key. It stands in `provider_says`, for admins alone.
"""


class ModelError(Exception):
    """The model gave no usable answer. `reason` may be stored and shown to staff.

    `provider_says` is the provider's own message, on one line and without what looks like a key.
    Only those who set up the model may see it; it never goes to a log or a customer.
    """

    reason: str
    provider_says: str | None = None

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ModelTimeout(ModelError):
    """No first token, or no complete answer, within the time that was given."""


class ModelRateLimited(ModelError):
    """The provider refused for now.

    `retry_after` is in seconds where the provider said so. `quota_exhausted` means that waiting
    does not help: somebody has to pay the bill or raise the limit.
    """

    def __init__(
        self, reason: str, *, retry_after: float | None = None, quota_exhausted: bool = False
    ) -> None:
        super().__init__(reason)
        self.retry_after = retry_after
        self.quota_exhausted = quota_exhausted


class ModelUnavailable(ModelError):
    """The provider cannot be reached, is failing, or the circuit breaker is open."""


class ModelRefused(ModelError):
    """The provider rejected the request itself: a wrong key, an unknown model, a bad parameter.

    Asking again changes nothing; the settings have to be corrected.
    """


class ModelBadAnswer(ModelError):
    """An answer came, but it is empty or does not have the promised form."""


class ModelBroken(ModelError):
    """The stream broke off after a part of the answer had already been handed on."""
