"""Why a person is asked to take over."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a conversation is handed to a person, or why an answer came another way than usual."""

    ASKED_FOR_PERSON = "asked_for_person"
    NOTHING_FOUND = "nothing_found"
    NOT_SURE = "not_sure"
    NO_TEXT = "no_text"
    SAID_IT_TWICE = "said_it_twice"
    MODEL_HANDED_OVER = "model_handed_over"
    MODEL_FAILED = "model_failed"
    TIMED_OUT = "timed_out"
    UNGROUNDED = "ungrounded"
    FAILED = "failed"
    BY_STAFF = "by_staff"
