"""The page on which an owner says from which day sales have VAT, and at which rates."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from shop.accounts.models import User
from shop.trader.models import VatRate, VatRegistration
from shop.trader.vat import vat_registered
from tests.documents.test_vat_period import paid
from tests.support.cast import signed_in
from tests.support.html import single_spaced
from tests.support.roles import bookkeeper_group

pytestmark = pytest.mark.django_db
HERE = "/office/shop-settings/vat/"
DAY = timedelta(days=1)


@pytest.fixture
def today() -> date:
    return timezone.localdate()


def registers(client: Client, since: date | str, says: str = "yes", seen: int = 0) -> Any:
    data = {"registered": says, "since": str(since), "seen": str(seen)}
    return client.post(
        f"{HERE}registration/", {f"registration-{name}": value for name, value in data.items()}
    )


def rates(client: Client, since: date | str, percent: str = "17.5", code: str = "standard") -> Any:
    data = {"tax_code": code, "percent": percent, "since": str(since), "seen": "0"}
    return client.post(f"{HERE}rate/", {f"rate-{name}": value for name, value in data.items()})


def test_pages_name_vat_at_once(
    owner: Client, today: date, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.VAT_REGISTERED, settings.PAGE_CACHE = False, True
    assert "VAT" not in single_spaced(Client().get("/shop/"))
    with django_capture_on_commit_callbacks(execute=True):
        assert registers(owner, today).status_code == 302
    assert vat_registered()
    page = single_spaced(Client().get("/shop/"))
    assert "All prices include VAT." in page and f"VAT number {settings.TRADER['vat_number']}" in page


def test_a_planned_day_is_shown_and_changes_nothing_yet(owner: Client, today: date) -> None:
    registers(owner, today + DAY, "no")
    rates(owner, today + DAY)
    page = single_spaced(owner.get(HERE))
    assert "Not registered, from" in page and "Standard rate: 17.5%, from" in page
    assert page.count("(planned)") == 2
    assert vat_registered()


def test_a_plan_is_taken_back(owner: Client, today: date) -> None:
    registers(owner, today + DAY, "no")
    registers(owner, today + DAY, "yes", seen=1)
    assert "(planned)" not in single_spaced(owner.get(HERE))


def test_a_day_before_issued_invoices_is_refused_beside_it(owner: Client, today: date) -> None:
    number = paid("Calm oil").documents.get().number
    answer = registers(owner, today, "no")
    assert answer.status_code == 422
    assert number in str(answer.context["registration_form"].errors["since"])
    assert f'value="{today}"' in single_spaced(answer)
    assert not VatRegistration.objects.exists()


@pytest.mark.parametrize(("since", "says"), [("", "yes"), ("2030-13-01", "yes"), ("2030-01-01", "perhaps")])
def test_a_wrong_registration_is_refused(since: str, says: str, owner: Client) -> None:
    assert registers(owner, since, says).status_code == 422
    assert not VatRegistration.objects.exists()


@pytest.mark.parametrize("percent", ["", "-1", "100", "NaN", "17.505", "a fifth"])
def test_a_wrong_rate_is_refused(percent: str, owner: Client) -> None:
    answer = rates(owner, "2030-01-01", percent)
    assert answer.status_code == 422 and "percent" in answer.context["rate_form"].errors
    assert not VatRate.objects.exists()


def test_the_zero_rate_stays_zero(owner: Client) -> None:
    assert rates(owner, "2030-01-01", "20", code="zero").status_code == 422


def test_who_has_no_vat_number_gives_it_first(owner: Client, settings: Any) -> None:
    settings.TRADER = settings.TRADER | {"vat_number": ""}
    answer = registers(owner, "2030-01-01")
    assert answer.status_code == 422
    assert "Type your VAT number under Trader’s details first" in single_spaced(answer)


def test_the_log_has_the_rate_before_and_after(owner: Client) -> None:
    rates(owner, "2030-01-01", "22")
    data = {"tax_code": "standard", "percent": "23", "since": "2030-01-01", "seen": "1"}
    owner.post(f"{HERE}rate/", {f"rate-{name}": value for name, value in data.items()})
    entry = ModelLogEntry.objects.latest("pk")
    assert entry.label == "VAT: standard rate"
    assert entry.data["changes"] == [["rate", "0.2200", "0.2300"]]


def test_bookkeepers_read_and_change_nothing(ben: User) -> None:
    ben.groups.add(bookkeeper_group())
    bookkeeper = signed_in(ben)
    page = single_spaced(bookkeeper.get(HERE))
    assert "Registered, from the beginning" in page and "Save the registration" not in page
    registers(bookkeeper, "2030-01-01", "no")
    assert not VatRegistration.objects.exists()


def test_packers_have_no_such_page(packer: Client) -> None:
    assert packer.get(HERE).status_code in {302, 403}


def agrees(client: Client, form: str, **data: object) -> Any:
    path = {"registration": "registration/", "rate": "rate/"}[form]
    return client.post(f"{HERE}{path}", {f"{form}-{name}": str(value) for name, value in data.items()})


@pytest.mark.parametrize(
    ("form", "data"),
    [
        ("registration", {"registered": "no", "seen": 0}),
        ("rate", {"tax_code": "standard", "percent": "17.5", "seen": 0}),
    ],
)
def test_a_past_day_asks_first_where_only_simulated_invoices_differ(
    form: str, data: dict[str, object], owner: Client, today: date
) -> None:
    paid("Calm oil", simulated=True)
    answer = agrees(owner, form, since=today, **data)
    page = single_spaced(answer)
    assert answer.status_code == 422 and "1 simulated invoice was issued otherwise" in page
    assert f'type="checkbox" name="{form}-knows"' in page
    assert agrees(owner, form, since=today, knows="on", **data).status_code == 302


def test_a_day_on_which_nothing_differs_asks_nothing(owner: Client, today: date) -> None:
    paid("Calm oil", simulated=True)
    assert registers(owner, today + DAY, "no").status_code == 302
    assert "Save it all the same" not in single_spaced(owner.get(HERE))
