"""`python -m switchboard.search.learner`: learns classifiers, within limits (`core.child_main`)."""

from __future__ import annotations

import base64

import numpy as np

from switchboard.core.child_main import Answer, Limits, serve
from switchboard.search.intent_classifier import Examples, learn, pack

_LIMITS = Limits(memory_bytes=4 * 1024**3, rest_bytes=256 * 1024**2, cpu_seconds=600)


def answer(message: Answer, payload: bytes) -> Answer:
    """The classifier of these examples, packed; `payload` has their vectors, if there are any."""
    vectors = None
    if payload:
        vectors = np.frombuffer(payload, np.float32).reshape(len(message["texts"]), -1)
    try:
        classifier = learn(
            Examples(
                message["language"],
                message["texts"],
                message["articles"],
                message["asked"],
                message["fingerprint"],
                vectors,
            )
        )
    except Exception as error:
        return {"failed": repr(error)[:500]}
    return {"classifier": base64.b64encode(pack(classifier)).decode()}


if __name__ == "__main__":
    serve(answer, _LIMITS)
