"""Uploads in a private bucket, for shops on several machines. Only the shop itself reads and writes it."""

from urllib.parse import urljoin

from botocore.config import Config
from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

from shop.web.uploads import harmless_name

# A bucket that hangs is given up before the proxy gives up the shop. Services other than Amazon's know
# neither a bucket's own host name nor every checksum.
SERVICE = Config(
    connect_timeout=3,
    read_timeout=15,
    retries={"max_attempts": 2},
    s3={"addressing_style": "path"},
    signature_version="s3v4",
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)


class BucketStorage(S3Storage):
    """The files' addresses stay `/media/…`, so that pages, emails and their policy are the same."""

    def __init__(self, **options: object) -> None:
        super().__init__(client_config=SERVICE, **options)

    def url(self, name: str, *args: object, **kwargs: object) -> str:
        """The address at the shop; the bucket's own answers nobody."""
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name))

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Called for every upload: types that a browser could run get a harmless extension."""
        return str(super().get_available_name(harmless_name(name), max_length))
