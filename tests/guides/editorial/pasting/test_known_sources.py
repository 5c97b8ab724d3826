"""Which source of the library a footnote names."""

import pytest

from guides.editorial.pasting.known_sources import find_source
from tests.support import pages

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "note",
    [
        "Ash B (2019). A course of four weeks. Journal of Touch 4, 12–20.",
        "See https://doi.org/10.1000/feet",
        "A COURSE OF FOUR WEEKS",
    ],
)
def test_its_title_or_doi_names_it(note: str) -> None:
    source = pages.a_source("A course of four weeks", doi="10.1000/feet", published_in="Journal of Touch 4")
    found = find_source(note)
    assert found and (found.pk, found.name) == (source.pk, str(source))


@pytest.mark.parametrize(
    "note",
    [
        "Ask your health visitor.",
        "A course of four weeks, which we found less convincing than what midwives told us in Bristol.",
    ],
)
def test_a_note_that_says_something_of_its_own_stays_a_note(note: str) -> None:
    pages.a_source("A course of four weeks")
    assert find_source(note) is None
