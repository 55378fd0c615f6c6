"""Tables of search: the classifiers that were learned from the articles."""

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from switchboard.core.db import Base, UpdatedAt, WorkspaceRow


class StoredClassifier(WorkspaceRow, Base):
    """The classifier of one language of a workspace, as `intent_classifier.py` packs it.

    `number` counts how often it was learned: processes load it when it moves. `learned_from` tells
    states of the articles apart; `complete` is false while vectors are missing that it should have
    read. `data` is null where there is too little, or too much, to learn from.
    """

    __tablename__ = "intent_classifiers"

    workspace_id: Mapped[str] = mapped_column(
        Text(collation="C"), ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True
    )
    language: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)
    learned_from: Mapped[str]
    complete: Mapped[bool]
    data: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    updated_at: Mapped[UpdatedAt]
