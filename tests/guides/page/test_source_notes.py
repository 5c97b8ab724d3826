"""Notes within a text: numbered as they appear, with a way to the list and back."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guides.body.facts import facts_of
from guides.claims.content.reader import read
from guides.feeds.full_text import feed_text
from guides.listing.snapshot import current_guides
from guides.models import Source
from guides.page.context import build_context
from guides.printing.render import paper
from tests.support import pages
from tests.support.html import html_of

pytestmark = pytest.mark.django_db


def note(source: Source | int) -> str:
    key = source if isinstance(source, int) else source.pk
    return f'<a linktype="source" id="{key}">[Ash B (2019)]</a>'


def shown(client: Client, *body: tuple[str, Any]) -> str:
    return html_of(client.get(pages.a_guide(body=body).url))


def test_sources_are_numbered_as_they_appear(client: Client) -> None:
    first, second, below = (pages.a_source(title) for title in ("One", "Two", "Three"))
    text = f"<p>A{note(second)} and B{note(first)}, again{note(second)}.</p>"
    html = shown(client, pages.text(text, [below]))
    for number, place in ((1, "note-1"), (2, "note-2"), (1, "note-1-2")):
        assert f'<a href="#source-{number}" id="{place}" role="doc-noteref"' in html
    assert [html.index(f">{title}</a>") for title in ("Two", "One", "Three")] == sorted(
        html.index(f">{title}</a>") for title in ("One", "Two", "Three")
    )


def test_the_list_leads_back_to_each_note(client: Client) -> None:
    source = pages.a_source()
    html = shown(client, pages.text(f"<p>A{note(source)} b{note(source)}.</p>"))
    assert html.count('role="doc-backlink"') == 2
    assert 'href="#note-1"' in html and 'href="#note-1-2"' in html
    assert 'id="sources-title"' in html and 'aria-describedby="sources-title"' in html


@pytest.mark.parametrize("is_known", [True, False])
def test_a_source_that_is_gone_or_a_draft_leaves_plain_words(client: Client, is_known: bool) -> None:
    key = pages.a_source(live=False).pk if is_known else 987_654
    html = shown(client, pages.text(f"<p>A {note(key)}.</p>"))
    assert "<p>A [Ash B (2019)].</p>" in html and 'role="doc-noteref"' not in html


def test_headings_keep_their_anchors(client: Client) -> None:
    text = "".join(f"<h2>Part {one}{note(pages.a_source(one))}</h2><p>x</p>" for one in "abc")
    html = shown(client, pages.text(text))
    assert 'href="#part-b"' in html and 'id="part-b"' in html


def test_answers_and_callouts_hold_notes_too(client: Client) -> None:
    source = pages.a_source()
    asked = {"heading": "Asked", "questions": [{"question": "Why?", "answer": f"<p>So{note(source)}.</p>"}]}
    assert 'id="note-1"' in shown(client, ("questions", asked))


def test_feeds_and_paper_have_plain_numbers_and_the_list() -> None:
    guide = pages.a_guide(body=[pages.text(f"<p>A{note(pages.a_source())}.</p>")])
    texts = (feed_text(current_guides().guides[guide.pk]), paper(guide)[0])
    for text in texts:
        assert "<p>A\N{NO-BREAK SPACE}[1].</p>" in text and "A study" in text and "doc-backlink" not in text


def test_a_note_cites_its_section_and_counts_as_used() -> None:
    source = pages.a_source()
    guide = pages.a_guide(body=[pages.text(f"<h2>One</h2><p>A{note(source)}.</p><h2>Two</h2><p>B.</p>")])
    found = [passage.is_cited for passage in read(guide).passages if passage.is_html]
    assert (found, facts_of(guide.body)["sources"]) == ([True, False], [source.pk])


def test_many_notes_take_no_more_queries_than_one() -> None:
    counts = []
    for number in (1, 1, 20):  # the first fills the caches
        notes = "".join(note(pages.a_source(str(one))) for one in range(number))
        guide = pages.a_guide(f"guide-{len(counts)}", body=[pages.text(f"<p>A{notes}.</p>")])
        with CaptureQueriesContext(connection) as asked:
            build_context(page=guide, is_preview=True)
        counts.append(len(asked))
    assert counts[1] == counts[2]
