"""A place for uploads that can't work stops the start and names its setting."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from shop.settings.buckets import media_storage
from tests.shop.test_payment_settings import start

WRONG = ["oils", "/srv/media", "s3://", "s3://oils?end_point=https://h", "s3://oils?endpoint=h:9000"]


@pytest.mark.parametrize("to", WRONG)
def test_a_mistyped_bucket_is_refused(to: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="MEDIA_STORAGE"):
        media_storage(to, key_id="", secret="")


def test_half_a_key_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="MEDIA_S3_SECRET"):
        media_storage("s3://oils", key_id="id", secret="")


def test_production_stops_for_a_mistyped_bucket() -> None:
    assert "MEDIA_STORAGE must look like" in start(MEDIA_STORAGE="s3:/oils").stderr


def test_production_takes_a_bucket() -> None:
    assert start(MEDIA_STORAGE="s3://oils?region=eu-west-2").returncode == 0
