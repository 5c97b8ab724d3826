"""Settings by which no backup would be made, or none be read, stop the start."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage.handler import StorageHandler
from pyrage import x25519

from shop.settings.backups import backup_storage, check_key
from tests.shop.test_payment_settings import start

MEDIA = Path("/srv/plainsong/var/media")


def storage(to: str) -> dict[str, object]:
    return backup_storage(to, MEDIA, key_id="id", secret="hush")


@pytest.mark.parametrize(
    "to", ["backup", "/srv/plainsong/var/media", "/srv/plainsong/var/media/old", "s3://"]
)
def test_a_place_that_is_public_or_none_is_refused(to: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="BACKUP_TO must"):
        storage(to)


def test_a_bucket_is_any_services() -> None:
    to = "s3://oils/shop?endpoint=https://s3.example&region=uk-1"
    bucket = StorageHandler({"backups": storage(to)})["backups"]
    assert (bucket.bucket_name, bucket.location, bucket.endpoint_url) == (
        "oils",
        "shop",
        "https://s3.example",
    )
    assert (bucket.access_key, bucket.region_name) == ("id", "uk-1")


def test_a_misspelt_option_of_a_bucket_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="endpoint"):
        storage("s3://oils?end_point=https://s3.example")


@pytest.mark.parametrize(
    "key",
    ["", "secret", pytest.param(str(x25519.Identity.generate().to_public()), id="public half")],
)
def test_backups_that_nobody_could_read_stop_the_start(key: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="BACKUP_KEY"):
        check_key("/mnt/backup", key)
    assert check_key("", key) == key


def test_production_takes_a_folder() -> None:
    assert start(BACKUP_TO="/mnt/backup", BACKUP_KEY=str(x25519.Identity.generate())).returncode == 0
