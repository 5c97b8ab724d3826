"""An address of the office that nothing stands at."""

import pytest
from django.test import Client

from tests.support.html import main_words_of

pytestmark = pytest.mark.django_db


def test_it_leads_to_today_in_the_offices_words(staff: Client) -> None:
    answer = staff.get("/office/orders/NOBODY/")
    assert answer.status_code == 404
    said = main_words_of(answer)
    assert "There is no such page" in said and "Go to Today" in said
