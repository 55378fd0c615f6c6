"""Prometheus metrics: base units, `_total` and unit suffixes, never an id as a label.

What outsiders send must not make this page grow: labels have a fixed set of values, and only
metrics with few label values have buckets.
"""

from prometheus_client import Counter, Gauge, Histogram, Summary, disable_created_metrics

disable_created_metrics()  # type: ignore[no-untyped-call]

_FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20)

REQUESTS = Counter(
    "switchboard_http_requests_total",
    "HTTP requests by route and class of status, such as 2xx.",
    ["method", "route", "status"],
)
REQUEST_SECONDS = Histogram(
    "switchboard_http_request_seconds",
    "Time to answer an HTTP request, by the part of the product: api, widget or page.",
    ["part"],
    buckets=_FAST,
)
SOCKETS = Gauge("switchboard_websockets", "Open WebSockets.", ["kind"], multiprocess_mode="livesum")
MESSAGES = Counter("switchboard_messages_total", "Messages kept.", ["author"])
JOBS = Counter("switchboard_jobs_total", "Job runs by how they ended.", ["job", "result"])
JOB_SECONDS = Histogram(
    "switchboard_job_seconds", "Time that one run of a job took.", ["job"], buckets=_FAST
)
TURNS = Counter("switchboard_turns_total", "The assistant's turns by outcome.", ["outcome"])
TURN_SECONDS = Histogram(
    "switchboard_turn_seconds", "Time that one turn of the assistant took.", buckets=_FAST
)
TOKENS = Counter("switchboard_model_tokens_total", "Tokens used.", ["model", "direction"])
LOOP_LAG_SECONDS = Histogram(
    "switchboard_event_loop_lag_seconds",
    "How late the event loop comes round. Anything that blocks it delays every request.",
    buckets=(0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5),
)
LOOP_BLOCKED = Counter(
    "switchboard_event_loop_blocked_total",
    "How often the event loop was held for a quarter of a second or longer; the log says where.",
)
CHORES = Counter("switchboard_chores_total", "Chores by how they ended.", ["chore", "result"])
CHORE_SECONDS = Summary("switchboard_chore_seconds", "Time that runs of a chore took.", ["chore"])
