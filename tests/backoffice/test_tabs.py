"""The tabs of the office's lists."""

import pytest
from bs4 import BeautifulSoup

from shop.accounts.models import User
from shop.backoffice.roles import OWNER, role_group
from tests.support.cast import signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/office/returns/", "/office/reviews/", "/office/offers/"])
def test_each_tab_leads_to_its_list_and_says_that_it_is_chosen(path: str, cleo: User) -> None:
    cleo.groups.add(role_group(OWNER))
    office = signed_in(cleo)
    for tab in BeautifulSoup(office.get(path).content, "html.parser").select(".office-tabs a"):
        if not tab.get_text().endswith(")"):  # a link to another page
            continue
        assert str(tab["href"]).startswith(path)
        page = BeautifulSoup(office.get(str(tab["href"])).content, "html.parser")
        (chosen,) = page.select(".office-tabs [aria-current=page]")
        assert chosen["href"] == tab["href"]
