"""What a buyer does and reads on the order's page: returns, claims, one photo, and where it stands."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from shop.accounts.models import User
from shop.london import london
from shop.order.models import Return, ReturnPhoto
from shop.order.returns.steps import note_arrival
from shop.order.tokens import VIEW, token_for
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.outbox import send_queued
from tests.support.packing import send
from tests.support.purchases import a_paid_order
from tests.support.returns import a_return, back
from tests.support.roles import packer_group, shopkeeper_group

pytestmark = pytest.mark.django_db
PLACE = 0x8825  # EXIF: where it was taken


@pytest.fixture
def sent() -> Any:
    order = a_paid_order(a_product(stock=9), quantity=2)
    send(order)
    order.refresh_from_db()
    return order


def a_photo(size: tuple[int, int] = (60, 40)) -> SimpleUploadedFile:
    exif = Image.Exif()
    exif[0x010F] = "A telephone"
    exif.get_ifd(PLACE)[1] = "N"
    made = BytesIO()
    Image.new("RGB", size, "red").save(made, "JPEG", exif=exif)
    return SimpleUploadedFile("../my kitchen.jpg", made.getvalue(), "image/jpeg")


def form(order: Any) -> str:
    return f"/orders/{token_for(order, VIEW)}/cancel/"


def page(order: Any) -> str:
    found = Client().get(f"/orders/{token_for(order, VIEW)}/").content.decode()
    return " ".join(found.split())


def tells(order: Any, **data: Any) -> Any:
    return Client().post(form(order), {"items": [order.lines.get().pk], **data}, follow=True)


def test_no_reason_is_needed_and_a_photo_isnt_stored_without_one(sent: Any) -> None:
    tells(sent, photo=a_photo())
    row = Return.objects.get()
    assert (row.kind, row.reason) == ("cancellation", "changed mind")
    assert not ReturnPhoto.objects.exists()


def test_what_is_damaged_is_a_claim_with_its_photo(sent: Any, mailoutbox: Any) -> None:
    tells(sent, cause="damaged", reason="The glass is cracked", photo=a_photo())
    row = Return.objects.get()
    assert (row.kind, row.reason, row.said) == ("claim", "damaged", "The glass is cracked")
    assert not sent.cancellations.exists()
    send_queued()
    assert "The glass is cracked" in mailoutbox[-1].body and london(row.due_on) in mailoutbox[-1].body
    assert f"We answer by {london(row.due_on)}" in page(sent)


def test_the_stored_photo_is_small_and_says_nothing_of_the_camera(sent: Any) -> None:
    tells(sent, cause="faulty", photo=a_photo((3000, 2000)))
    stored = Image.open(BytesIO(ReturnPhoto.objects.get().content))
    assert stored.size == (1600, 1067) and not stored.getexif() and "exif" not in stored.info


@pytest.mark.parametrize("content", [b"<svg onload=alert(1)>", b"GIF89a", b""], ids=["svg", "gif", "empty"])
def test_another_file_is_refused_and_what_was_written_stays(content: bytes, sent: Any) -> None:
    bad = SimpleUploadedFile("photo.jpg", content, "image/jpeg")
    answer = Client().post(
        form(sent),
        {"items": [sent.lines.get().pk], "cause": "faulty", "reason": "It leaks", "photo": bad},
    )
    assert answer.status_code == 422 and "It leaks" in answer.content.decode()
    assert not Return.objects.exists()


def test_before_sending_there_is_nothing_to_complain_about() -> None:
    order = a_paid_order()
    text = Client().get(form(order)).content.decode()
    assert "Something is faulty" not in text and 'type="file"' not in text
    tells(order, cause="faulty")
    assert Return.objects.get().kind == "cancellation"


def test_the_page_says_where_it_stands(sent: Any, cleo: User, mailoutbox: Any) -> None:
    row = a_return(sent)
    assert f"Please send it back by {london(row.due_on)}" in page(sent)
    note_arrival(item_return=row, arrived=back(row), by=cleo)
    row.refresh_from_db()
    assert f"We refund what we owe you by {london(row.due_on)}" in page(sent)
    send_queued()
    assert mailoutbox[-1].subject == f"Your return of order {sent.number} has arrived"


def test_the_photo_is_a_download_for_those_who_handle_returns(sent: Any, cleo: User, ben: User) -> None:
    tells(sent, cause="faulty", photo=a_photo())
    cleo.groups.add(shopkeeper_group())
    ben.groups.add(packer_group())
    url = f"/office/returns/{Return.objects.get().pk}/photo/"
    answer = signed_in(cleo).get(url)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer.headers["Cache-Control"]
    assert signed_in(ben).get(url).status_code == 302 and Client().get(url).status_code == 302
