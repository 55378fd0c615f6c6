"""What can go wrong in knowledge without being the caller's fault."""


class VectorsUnavailable(Exception):
    """The vector store did not do what it was asked; `reason` is a plain sentence for staff."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
