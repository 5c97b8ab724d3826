"""A real round trip, on the database that the tests run on: SQLite, or PostgreSQL by bin/with-postgres."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal as D
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from oscar.core.loading import get_model
from pyrage import x25519

from shop.backup import services, store
from shop.monitoring.heartbeats import silence
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order

pytestmark = pytest.mark.django_db(transaction=True)


def orders() -> list[tuple[str, D]]:
    return sorted(get_model("order", "Order").objects.values_list("number", "total_incl_tax"))


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """The databases that a restore left under another name."""
    yield
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            name = str(connection.settings_dict["NAME"])
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{name}_before_%"])
            for (old,) in cursor.fetchall():
                cursor.execute(f"DROP DATABASE {connection.ops.quote_name(old)}")


def test_what_was_lost_comes_back(backups: Path, settings: Any) -> None:
    a_paid_order(a_product())
    before = orders()
    call_command("backup")
    get_model("order", "Order").objects.update(total_incl_tax=D("0.01"))
    (Path(settings.MEDIA_ROOT) / "oil.txt").write_text("nothing")
    call_command("restore", no_input=True)
    assert orders() == before
    assert (Path(settings.MEDIA_ROOT) / "oil.txt").read_text() == "lavender"


def test_uploads_of_a_bucket_come_back(backups: Path, in_bucket: str) -> None:
    name = default_storage.save("images/oil.txt", ContentFile(b"lavender"))
    call_command("backup")
    default_storage.delete(name)
    call_command("restore", no_input=True)
    with default_storage.open(name) as restored:
        assert restored.read() == b"lavender"


@pytest.mark.postgres
def test_what_was_lost_comes_back_on_postgresql(backups: Path, settings: Any) -> None:
    test_what_was_lost_comes_back(backups, settings)


def test_what_was_replaced_stays_under_another_name(backups: Path, settings: Any) -> None:
    name = services.make_backup()
    (Path(settings.MEDIA_ROOT) / "oil.txt").write_text("newer")
    with (backups / name).open("rb") as source:
        restored = services.restore(source)
    assert (Path(restored.old_media) / "oil.txt").read_text() == "newer"
    assert restored.old_database.startswith(str(connection.settings_dict["NAME"]))


def test_nobody_reads_it_without_the_key(backups: Path, settings: Any) -> None:
    content = (backups / services.make_backup()).read_bytes()
    assert content.startswith(b"age-encryption.org/v1")
    assert b"lavender" not in content
    settings.BACKUP_KEY = str(x25519.Identity.generate())
    with pytest.raises(CommandError, match="BACKUP_KEY"):
        call_command("restore", no_input=True)


@pytest.mark.parametrize("part", [0.3, 0.99])
def test_a_file_cut_short_restores_nothing(part: float, backups: Path) -> None:
    file = backups / services.make_backup()
    file.write_bytes(file.read_bytes()[: int(file.stat().st_size * part)])
    a_paid_order(a_product())
    before = orders()
    with pytest.raises(CommandError, match="can’t be read"):
        call_command("restore", no_input=True)
    assert orders() == before


def test_the_drill_leaves_the_shop_alone_and_says_when_it_ran(backups: Path) -> None:
    services.make_backup()
    a_paid_order(a_product())
    before = orders()
    call_command("restore_drill")
    assert orders() == before
    assert silence(services.DRILL) < timedelta(minutes=1)  # type: ignore[operator]


def test_the_drill_notices_a_changed_sum(backups: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_paid_order(a_product())
    monkeypatch.setattr(services, "make_manifest", with_a_penny_more(services.make_manifest))
    services.make_backup()
    with pytest.raises(CommandError, match="order_order.total_incl_tax: .* when it was stored"):
        call_command("restore_drill")


def with_a_penny_more(real: Any) -> Any:
    def changed(figures: dict[str, str]) -> Any:
        total = D(figures["order_order.total_incl_tax"]) + D("0.01")
        return real(figures | {"order_order.total_incl_tax": str(total)})

    return changed


def test_a_shop_that_is_open_isnt_replaced(backups: Path) -> None:
    services.make_backup()
    before = orders()
    command = [sys.executable, "-c", HOLD, str(connection.settings_dict["NAME"])]
    if connection.vendor == "postgresql":
        host, port = connection.settings_dict["HOST"], connection.settings_dict["PORT"]
        command = ["psql", "-h", host, "-p", str(port), "-U", connection.settings_dict["USER"]]
        command += ["-Atc", "SELECT 1", "-c", "SELECT pg_sleep(60)", str(connection.settings_dict["NAME"])]
    open_shop = subprocess.Popen(command, stdout=subprocess.PIPE)  # noqa: S603
    try:
        assert open_shop.stdout
        assert open_shop.stdout.readline().strip() == b"1"
        with pytest.raises(CommandError, match="stop web, worker and scheduler first"):
            call_command("restore", no_input=True)
        assert orders() == before
    finally:
        open_shop.kill()
        open_shop.wait()


@pytest.mark.postgres
def test_an_open_shop_on_postgresql_isnt_replaced(backups: Path) -> None:
    test_a_shop_that_is_open_isnt_replaced(backups)


HOLD = """
import sqlite3, sys, time
shop = sqlite3.connect(sys.argv[1]); shop.execute("select * from order_order limit 1").fetchall()
print(1, flush=True); time.sleep(60)
"""


def test_nothing_is_restored_without_a_yes(backups: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    services.make_backup()
    monkeypatch.setattr("builtins.input", lambda question: "no")
    with pytest.raises(CommandError, match="Nothing was restored"):
        call_command("restore")


def test_the_newest_backups_stay(backups: Path, settings: Any) -> None:
    settings.BACKUP_KEEP = 2
    made = []
    for day in (1, 2, 3):
        with time_machine.travel(datetime(2026, 11, day, 2, 45, tzinfo=UTC), tick=False):
            made.append(services.make_backup())
    assert store.stored() == made[:0:-1]
    assert not list(backups.glob("*.partial"))
