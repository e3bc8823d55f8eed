"""The tally and the figures in Prometheus' form: counts by kind and state, never a name or an id."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

from prometheus_client import CollectorRegistry, GCCollector, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from mentorbot.services.figures import Counted
from mentorbot.store.figures import Figure
from mentorbot.tally import SECONDS, Tally


def exposition(tally: Tally, healthy: Mapping[str, bool], counted: Counted | None, latency: float) -> bytes:
    """Give one scrape; without `counted` (the database cannot be read) the rest is still told."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    GCCollector(registry=registry)
    found = [*_counters(tally), *_gauges(tally, healthy, latency), *(_figures(counted) if counted else ())]
    registry.register(_Found(found))
    return generate_latest(registry)


class _Found(Collector):
    def __init__(self, found: Iterable[Metric]) -> None:
        self._found = found

    def collect(self) -> Iterable[Metric]:
        return self._found


def _counters(tally: Tally) -> Iterator[Metric]:
    for name, words, value in (
        ("logins", "Times the bot logged in to Discord anew", tally.logins),
        ("gateway_resumes", "Times a cut connection was taken up again", tally.resumes),
        ("gateway_disconnects", "Times the connection was lost", tally.disconnects),
        ("loop_stalls", "Times the event loop stood still for a second or more", tally.stalls),
    ):
        yield CounterMetricFamily(f"mentorbot_{name}", words, value=value)
    yield _labelled("interactions", "Commands, presses, forms and suggestions", "kind", tally.interactions)
    yield _labelled("restarts", "Clients that ended by an error, by its kind", "error", tally.restarts)
    buckets = zip([*map(str, SECONDS), "+Inf"], accumulate(tally.answers), strict=True)
    yield HistogramMetricFamily(
        "mentorbot_answer_seconds",
        "From what somebody did to the end of its answer",
        buckets=list(buckets),
        sum_value=tally.answer_seconds,
    )


def _labelled(name: str, words: str, label: str, counts: Mapping[str, int]) -> Metric:
    family = CounterMetricFamily(f"mentorbot_{name}", words, labels=[label])
    for kind, number in sorted(counts.items()):
        family.add_metric([kind], number)
    return family


def _gauges(tally: Tally, healthy: Mapping[str, bool], latency: float) -> Iterator[Metric]:
    yield GaugeMetricFamily("mentorbot_gateway_latency_seconds", "How long Discord's gateway takes", value=latency)
    yield GaugeMetricFamily("mentorbot_loop_lateness_seconds", "How late the event loop is", value=tally.lateness)
    family = GaugeMetricFamily("mentorbot_healthy", "1 where a part of the bot is well", labels=["part"])
    for part, ok in healthy.items():
        family.add_metric([part], int(ok))
    yield family


def _figures(counted: Counted) -> Iterator[Metric]:
    yield _by_state("announcements", "Announcements since the beginning", counted.announcements)
    yield _by_state("jobs", "Jobs that are not done yet", counted.jobs)
    yield _by_state("questions", "Questions that are not closed", counted.questions)
    yield _by_state("offers", "Offers that run", counted.offers)


def _by_state(name: str, words: str, figures: Iterable[Figure]) -> Metric:
    family = GaugeMetricFamily(f"mentorbot_{name}", words, labels=["kind", "state"])
    for figure in figures:
        family.add_metric([figure.kind, figure.state], figure.number)
    return family
