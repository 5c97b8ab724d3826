"""A server that speaks S3 on loopback (moto), with a bucket, as `MEDIA_STORAGE` names it."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.storage import default_storage

from bench.ports import free_port, wait_for_port
from shop.settings.buckets import media_storage

KEY_ID, SECRET = "key", "hush"


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    """The address of a server of this test process alone."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        wait_for_port(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=15)


@pytest.fixture
def in_bucket(s3_endpoint: str, settings: Any) -> Iterator[str]:
    """Uploads go into an empty bucket; the value of MEDIA_STORAGE."""
    to = f"s3://oils/shop?endpoint={s3_endpoint}&region=eu-west-2"
    settings.MEDIA_STORAGE = to
    settings.STORAGES = {**settings.STORAGES, "default": media_storage(to, key_id=KEY_ID, secret=SECRET)}
    bucket = default_storage.connection.Bucket("oils")
    bucket.create(CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    yield to
    bucket.objects.delete()
    bucket.delete()
