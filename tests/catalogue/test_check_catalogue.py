from collections.abc import Callable
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from shop.demo.catalogue import load_products
from shop.demo.glossary import load_glossary

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def goods(module_rows: Callable[..., None]) -> None:
    module_rows(load_glossary, load_products)


def test_a_complete_catalogue_passes() -> None:
    out = StringIO()
    call_command("check_catalogue", stdout=out)
    assert "complete" in out.getvalue()


def test_a_certificate_that_ran_out_is_found() -> None:
    out = StringIO()
    with time_machine.travel("2031-01-01T12:00Z"), pytest.raises(CommandError):
        call_command("check_catalogue", stdout=out)
    assert "Organic jojoba oil (organic-jojoba-oil), title: “Organic” needs" in out.getvalue()
