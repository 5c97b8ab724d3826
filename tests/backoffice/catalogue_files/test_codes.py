"""A file of discount codes: preview, all or nothing, undo."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from shop.backoffice.catalogue_upload import CatalogueUpload
from shop.london import iso, london
from shop.offer.models import ConditionalOffer
from shop.voucher.models import Voucher
from tests.backoffice.catalogue_files.sending import URL, Send, upload, zipped
from tests.support.factories import a_product
from tests.support.html import words_of
from tests.support.purchases import a_paid_order

pytestmark = pytest.mark.django_db
LAST = timezone.localdate() + timedelta(days=30)
HEAD = "code,percent,amount,from,until,uses\n"
SPRING = f"{HEAD}SPRING10,10,,,{iso(LAST)},100\n"


def taken(staff: Client, post: Send, text: str) -> str:
    return upload(staff, post, text, about="codes")


def imported(staff: Client, post: Send, text: str) -> str:
    page = taken(staff, post, text)
    post(page)
    return page


def test_nothing_is_made_before_it_is_imported(staff: Client, post: Send) -> None:
    page = taken(staff, post, SPRING)
    assert "1 would be added" in words_of(staff.get(page)) and not Voucher.objects.exists()


def test_a_code_is_made_with_its_terms(staff: Client, post: Send) -> None:
    imported(staff, post, SPRING)
    offer, voucher = ConditionalOffer.objects.get(), Voucher.objects.get()
    assert (voucher.code, offer.benefit.value, offer.max_global_applications) == ("SPRING10", 10, 100)
    assert london(voucher.end_datetime) == london(LAST)
    assert offer.condition.range.includes_all_products


def test_an_amount_is_in_pounds_and_other_headings_are_known(staff: Client, post: Send) -> None:
    text = f"Coupon code;Amount off;Expires;Minimum spend\nFIVER;£5.00;{LAST:%d/%m/%Y};30\n"
    imported(staff, post, text)
    offer = ConditionalOffer.objects.get()
    assert (offer.benefit.type, offer.benefit.value) == ("Absolute", Decimal("5.00"))
    assert offer.condition.value == 30


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (f"A1,10,5,,{LAST},", "percent: Give either a percentage or an amount."),
        (f"A1,,,,{LAST},", "percent: Give either a percentage or an amount."),
        ("A1,10,,,,", "until: Choose the last day."),
        ("A1,10,,,2020-01-01,", "until: That day is over."),
        (f"A1,10,,,{LAST},lots", "uses: “lots” is not a whole number"),
        (f"A1,101,,,{LAST},", "percent: “101” is not a percentage"),
        (f",10,,,{LAST},", "code: Enter a code with letters or digits"),
        (f"A1,10,,2099-01-01,{LAST},", "until: The last day is before the first one."),
    ],
)
def test_a_problem_is_named_and_no_code_is_made(staff: Client, post: Send, row: str, says: str) -> None:
    page = imported(staff, post, f"{HEAD}GOOD1,10,,,{LAST},\n{row}\n")
    assert says in words_of(staff.get(page))
    assert not Voucher.objects.exists() and CatalogueUpload.objects.get().state == "checked"


def test_codes_that_read_the_same_are_refused(staff: Client, post: Send) -> None:
    page = taken(staff, post, f"{HEAD}AB-1,10,,,{LAST},\nab1,10,,,{LAST},\n")
    assert "The code in row 2 reads the same." in words_of(staff.get(page))


def test_the_same_file_again_changes_nothing(staff: Client, post: Send) -> None:
    imported(staff, post, SPRING)
    page = taken(staff, post, SPRING)
    assert "0 would be added" in words_of(staff.get(page)) and Voucher.objects.count() == 1


def test_a_code_with_other_terms_is_left_alone(staff: Client, post: Send) -> None:
    imported(staff, post, SPRING)
    page = taken(staff, post, SPRING.replace("10,,", "20,,"))
    assert "This code exists with other terms." in words_of(staff.get(page))


def test_a_code_made_since_the_preview_stops_the_import(staff: Client, post: Send) -> None:
    page = taken(staff, post, f"{SPRING}SUMMER,10,,,{LAST},\n")
    imported(staff, post, f"{HEAD}SUMMER,10,,,{LAST},\n")
    post(page)
    assert set(Voucher.objects.values_list("code", flat=True)) == {"SUMMER"}
    assert "changed after the check" in words_of(staff.get(page))


def test_undoing_deletes_the_codes(staff: Client, post: Send) -> None:
    page = imported(staff, post, SPRING)
    assert "Undo: delete 1" in words_of(staff.get(f"{page}undo/"))
    post(f"{page}undo/")
    assert not Voucher.objects.exists() and not ConditionalOffer.objects.exists()
    assert CatalogueUpload.objects.get().state == "undone"
    assert "Undone: what is below was taken back." in words_of(staff.get(page))


def test_nothing_is_undone_once_a_code_was_used(staff: Client, post: Send) -> None:
    page = imported(staff, post, f"{SPRING}SUMMER,10,,,{LAST},\n")
    order = a_paid_order(a_product(), code=Voucher.objects.get(code="SUMMER"))
    post(f"{page}undo/")
    assert Voucher.objects.count() == 2
    assert f"SUMMER: {order.number} used it" in words_of(staff.get(page))


def test_nothing_is_undone_that_was_changed_since(staff: Client, post: Send) -> None:
    page = imported(staff, post, SPRING)
    ConditionalOffer.objects.update(max_global_applications=5)
    post(f"{page}undo/")
    assert "SPRING10: It was changed since the import." in words_of(staff.get(page))
    assert not ConditionalOffer.objects.get().is_suspended


def test_the_import_and_each_code_are_logged(staff: Client, post: Send) -> None:
    imported(staff, post, SPRING)
    logged = set(ModelLogEntry.objects.values_list("action", flat=True))
    assert "office.catalogue_imported" in logged and "office.created" in logged


def test_a_file_without_codes_says_so(staff: Client) -> None:
    sent = {"file": SimpleUploadedFile("list.csv", b"name,colour\nOil,red\n"), "about": "codes"}
    answer = staff.post(URL, sent)
    refused = staff.post(answer.headers["Location"], {"column_0": "name", "column_1": ""})
    assert refused.status_code == 422 and "Say which column holds the code." in words_of(refused)


def test_codes_dont_come_in_a_zip(staff: Client) -> None:
    sent = {"file": SimpleUploadedFile("codes.zip", zipped(a__jpg=b"x")), "about": "codes"}
    answer = staff.post(URL, sent)
    assert answer.status_code == 422 and "not as a zip" in words_of(answer)
