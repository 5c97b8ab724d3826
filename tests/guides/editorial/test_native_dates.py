"""Days and times are the browser's own fields, in forms and in blocks."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django import forms
from wagtail.admin.telepath import JSContext
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from tests.support import pages
from tests.support.cast import signed_in
from tests.support.html import html_of

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("widget", "kind"), [(AdminDateInput, "date"), (AdminDateTimeInput, "datetime-local")]
)
def test_blocks_start_no_calendar_of_their_own(widget: type[forms.Widget], kind: str) -> None:
    packed = JSContext().pack(widget())
    assert packed["_type"] == "wagtail.widgets.Widget"
    assert f'type="{kind}"' in str(packed["_args"])


@pytest.mark.django_db
def test_the_time_of_a_draft_stands_in_a_native_field(editor: object) -> None:
    guide = pages.a_guide(live=False)
    guide.go_live_at = datetime(2031, 6, 10, 9, 0, tzinfo=LONDON)
    guide.save_revision()
    page = html_of(signed_in(editor).get(f"/office/pages/{guide.pk}/edit/"))
    assert 'type="datetime-local"' in page and 'value="2031-06-10T09:00"' in page
