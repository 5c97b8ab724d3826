"""The parts of `make try-production`: settings, arguments, the proxy’s file, and what the table counts."""

from pathlib import Path
from typing import Any

import pytest

from bench.production.__main__ import arguments
from bench.production.books import Books
from bench.production.client import Asked
from bench.production.crowd import Crowd
from bench.production.emails import twice, unwritten
from bench.production.environment import settings
from bench.production.faults import FAULTS
from bench.production.proxy import site
from bench.production.rates import Rates
from bench.production.services import Service
from bench.production.shopper import GAVE_UP, PAID, Purchase
from bench.production.table import Window, is_sound, row
from tests.deploy.proxies import is_there

WINDOW = Window("Redis stopped", 10, 20)
ONCE = Books(orders={"a@b.c": 1}, charges={"a@b.c": 1}, owed=1450, charged=1450, open=0)


def bought(email: str = "a@b.c", ended: str = PAID) -> Purchase:
    return Purchase(email, began=12, ended=ended)


def changed(**more: Any) -> Books:
    return Books(**{**vars(ONCE), **more})


def test_a_fault_is_chosen_by_its_key() -> None:
    assert arguments(["--faults", "redis"]).faults == ["redis"]
    assert arguments([]).faults == [fault.key for fault in FAULTS]


def test_help_says_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        arguments(["--help"])
    assert "--shoppers" in capsys.readouterr().out


GIVEN = dict.fromkeys(["EMAIL_URL", "DATABASE_URL", "CACHE_URL"], "somewhere")


def test_the_settings_are_the_examples_with_secrets_made_up(tmp_path: Path) -> None:
    assert settings(tmp_path, GIVEN)["SHOP_URL"] == "https://shop.example"


def test_nothing_that_the_example_asks_for_stays_empty(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="EMAIL_URL"):
        settings(tmp_path, {**GIVEN, "EMAIL_URL": ""})


@pytest.mark.skipif(not is_there("openssl"), reason="openssl is missing")
def test_both_machines_serve_and_uploads_come_from_the_shop(tmp_path: Path) -> None:
    text = site(tmp_path, 1443, ("127.0.0.1:1001", "10.77.0.2:1002"))
    assert "server 127.0.0.1:1001;" in text
    assert "server 10.77.0.2:1002;" in text
    assert "alias" not in text
    assert "location ~ ^/media/(documents" in text


def test_requests_count_for_the_fault_in_which_they_began() -> None:
    asked = [
        Asked(9, 1, 500, "/"),
        Asked(11, 0.5, 200, "/"),
        Asked(12, 2.5, 502, "/"),
        Asked(13, 1, 0, "/"),
        Asked(14, 1, 503, "/media/a.png"),
    ]
    found = row(WINDOW, asked, [], ONCE)
    assert (found.requests, found.failed, found.unanswered, found.pictures) == (4, 1, 1, 1)
    assert found.slowest == 2.5


def test_one_order_paid_once_is_sound() -> None:
    found = row(WINDOW, [], [bought()], ONCE)
    assert (found.bought, found.gave_up, found.lost, found.doubled) == (1, 0, 0, 0)
    assert is_sound([found], ONCE)


@pytest.mark.parametrize(
    ("books", "lost", "doubled"),
    [
        (changed(orders={}), 1, 0),
        (changed(orders={"a@b.c": 2}), 0, 1),
        (changed(charges={"a@b.c": 2}), 0, 1),
    ],
    ids=["no order", "two orders", "two charges"],
)
def test_a_lost_or_doubled_order_is_counted(books: Books, lost: int, doubled: int) -> None:
    found = row(WINDOW, [], [bought()], books)
    assert (found.lost, found.doubled) == (lost, doubled)
    assert not is_sound([found], books)


def test_money_without_an_order_is_lost_though_its_shopper_gave_up() -> None:
    books = changed(orders={})
    assert row(WINDOW, [], [bought(ended=GAVE_UP)], books).lost == 1


def test_another_sum_than_was_owed_is_not_sound() -> None:
    assert not is_sound([], changed(charged=1449))


def test_a_buyer_without_an_email_and_an_email_sent_twice_are_found(tmp_path: Path) -> None:
    log = tmp_path / "emails.txt"
    log.write_text("1.0 a@b.c <1> 0\n2.0 a@b.c <1> 0\n3.0 d@e.f <2> 0\n")
    assert unwritten(log, ["a@b.c", "x@y.z"], seconds=0) == {"x@y.z"}
    assert twice(log) == 1


def test_a_service_that_is_stopped_is_gone(tmp_path: Path) -> None:
    service = Service("sleep", ["sleep", "60"], {"PATH": "/usr/bin:/bin"}, tmp_path)
    service.start()
    pid = service.pid
    service.stop()
    assert not Path(f"/proc/{pid}").exists()


def test_only_orders_that_were_paid_count_for_the_rate() -> None:
    crowd = Crowd(1443, [1], [""], purchases=[bought(), bought(ended=GAVE_UP)])
    assert crowd.paid == 1


def test_failed_pages_are_named_beside_the_rate() -> None:
    assert str(Rates(2.04, 1.5, 900, 0)).endswith("1.5 on one; 900 pages a second from nginx’s cache")
    assert str(Rates(2.04, 1.5, 900, 3)).endswith(", 3 failed")
