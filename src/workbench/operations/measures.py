"""What is measured, in the form that Prometheus reads."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

REGISTRY = CollectorRegistry()
REQUESTS = Counter(
    "openimr_requests",
    "Answers given.",
    ["view", "method", "status"],
    registry=REGISTRY,
)
SECONDS = Histogram(
    "openimr_request_seconds",
    "Time to answer.",
    ["view"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.15, 0.3, 0.6, 1.2, 2.5, 5, 10),
    registry=REGISTRY,
)
WAITING = Gauge(
    "openimr_tasks", "Tasks of the background, by state.", ["state"], registry=REGISTRY
)
