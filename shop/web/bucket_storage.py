"""Uploads in a private bucket, for shops on several machines. Only the shop itself reads and writes it."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from urllib.parse import urljoin

from botocore.config import Config
from botocore.exceptions import ClientError, ConnectionError, HTTPClientError
from django.conf import settings
from django.core.files import File
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

from shop.fields.file_store import StoreAway
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


@contextmanager
def _answering() -> Iterator[None]:
    """Raise StoreAway for a service that can't be reached, doesn't answer in time, or is broken itself."""
    try:
        yield
    except (ConnectionError, HTTPClientError) as error:
        raise StoreAway("The bucket of MEDIA_STORAGE doesn’t answer") from error
    except ClientError as error:
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        if status < HTTPStatus.INTERNAL_SERVER_ERROR:
            raise
        raise StoreAway(f"The bucket of MEDIA_STORAGE answers with {status}") from error


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

    def exists(self, name: str) -> bool:
        """Raises StoreAway, as everything here that asks the bucket."""
        with _answering():
            return bool(super().exists(name))

    def _open(self, name: str, mode: str = "rb") -> File:
        with _answering():
            return super()._open(name, mode)

    def _save(self, name: str, content: File) -> str:
        with _answering():
            return str(super()._save(name, content))

    def delete(self, name: str) -> None:
        """Raises StoreAway, too: whoever deletes a person's files must know."""
        with _answering():
            super().delete(name)
