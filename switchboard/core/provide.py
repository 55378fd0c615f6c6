"""Collaborators (the database, the bus, a model) by their type, as the role set them up."""

from typing import TypeVar

T = TypeVar("T")


class Services:
    """A process's collaborators. A role fills it once; nobody changes it afterwards."""

    def __init__(self) -> None:
        self._by_type: dict[type, object] = {}

    def add(self, service: object, kind: type | None = None) -> None:
        """Register a collaborator under its own type, or under a protocol it fulfils."""
        self._by_type[kind or type(service)] = service

    def get(self, kind: type[T]) -> T:
        """The collaborator of this type. Raises LookupError when the role has none."""
        try:
            return self._by_type[kind]  # type: ignore[return-value]  # added under its type
        except KeyError:
            raise LookupError(f"this process provides no {kind.__name__}") from None
