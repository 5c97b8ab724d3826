"""One function words a product's age; no template does it by itself."""

import re
from pathlib import Path

from django.conf import settings

from tests.support.factories import a_product


def test_no_template_words_an_age_itself() -> None:
    for file in Path(settings.BASE_DIR, "templates").rglob("*.html"):
        assert not re.search(r"min_age_months|[Ff]rom birth", file.read_text()), file


def test_years_are_said_in_years_on_the_page(client, db) -> None:
    a_product("Oil", min_age_months=36)
    page = client.get("/shop/oil/").content.decode()
    assert page.count("From 3 years") == 2
    assert "36 months" not in page
