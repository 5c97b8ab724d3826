"""The shop is crawled once for all tests of its pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client, override_settings

from tests.crawl.documents import Document
from tests.crawl.states import every_state
from tests.support import demo_shop
from tests.support.all_caches import empty_caches
from tests.support.crawler import HOST, STARTS, Walk
from tests.support.once_a_run import once_a_run


@dataclass(frozen=True)
class Crawl:
    """A stranger's walk, Ada's with a full basket, and the pages that no link leads to."""

    stranger: Walk
    ada: Walk
    states: list[Document]

    @property
    def walks(self) -> list[Walk]:
        return [self.stranger, self.ada]

    @property
    def documents(self) -> list[Document]:
        """Every answer once: public pages are the same bytes for both walks."""
        every = [*self.stranger.seen.values(), *self.states, *self.ada.seen.values()]
        return list({(document.url, document.body): document for document in every}.values())

    @property
    def pages(self) -> list[Document]:
        """HTML; filtered lists are many and alike, so one for each kind of filter."""
        every = [document for document in self.documents if document.is_html]
        filtered = {document.parameters: document for document in every if document.parameters}
        return [document for document in every if not document.parameters] + list(filtered.values())


@pytest.fixture(scope="session")
def crawl(
    django_db_setup: Callable[[], None], django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Crawl:
    """About a thousand answers in a few seconds, without a server."""

    def walk() -> Crawl:
        with django_db_blocker.unblock():
            with override_settings(MEDIA_ROOT=demo_shop.restore()):
                found = _walk()
            django_db_setup()
        empty_caches()
        return found

    return once_a_run("crawl", tmp_path_factory, walk)


def _walk() -> Crawl:
    stranger = Walk("a stranger", Client(headers={"host": HOST}))
    stranger.start()
    states, client = every_state()
    ada = Walk("Ada", client)
    ada.start([*STARTS, *(address for page in states for address in page.leads_to)])
    return Crawl(stranger, ada, states)
