"""Days and times that Django and Wagtail show by themselves are written as ours."""

from datetime import datetime

import pytest
from django.utils import translation
from django.utils.formats import date_format
from wagtail.utils.timestamps import render_timestamp

from shop.london import LONDON

AT = datetime(2026, 12, 3, 9, 0, tzinfo=LONDON)
FORMATS = {
    "DATE_FORMAT": "3 December 2026",
    "TIME_FORMAT": "09:00",
    "DATETIME_FORMAT": "3 December 2026, 09:00",
    "SHORT_DATE_FORMAT": "03/12/2026",
    "SHORT_DATETIME_FORMAT": "03/12/2026 09:00",
}


@pytest.mark.parametrize("language", ["en-gb", "en"])
@pytest.mark.parametrize("name", FORMATS)
def test_a_moment_is_written_as_people_here_write_it(name: str, language: str) -> None:
    with translation.override(language):
        assert date_format(AT, name) == FORMATS[name]


def test_wagtails_panels_write_it_so_too() -> None:
    assert render_timestamp(AT) == "3 December 2026, 09:00"
