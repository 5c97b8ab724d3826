"""The figures in Prometheus' text format."""

import os
from collections.abc import Iterator
from contextlib import suppress

from django.db import DatabaseError
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from shop.monitoring.figures import Figure, all_figures

__all__ = ["CONTENT_TYPE_LATEST", "report"]


class Figures(Collector):
    """Reads the registered figures each time; while the database is away, those that don't need it."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        for figure in all_figures():
            with suppress(DatabaseError):
                yield _family(figure)


def _family(figure: Figure) -> GaugeMetricFamily:
    labels = [figure.label] if figure.label else []
    family = GaugeMetricFamily(figure.name, figure.text, labels=labels)
    for words, value in figure.values():
        family.add_metric(words, value)
    return family


def report() -> bytes:
    """With PROMETHEUS_MULTIPROC_DIR the counts of all processes that write there, else of this one."""
    registry = CollectorRegistry()
    registry.register(Figures())
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest(REGISTRY) + generate_latest(registry)
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry)
