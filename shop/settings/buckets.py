"""Buckets at any service that speaks S3, for uploads and for backups."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ImproperlyConfigured


def bucket(name: str, to: str, *, key_id: str, secret: str) -> dict[str, Any]:
    """Options of a storage for the variable `name`: `s3://bucket/folder?endpoint=https://…&region=…`."""
    parts = urlsplit(to)
    options = {key: values[0] for key, values in parse_qs(parts.query).items()}
    endpoint = options.get("endpoint")
    unknown = set(options) - {"endpoint", "region"}
    if parts.scheme != "s3" or not parts.hostname or unknown or not _is_address(endpoint):
        raise ImproperlyConfigured(
            f"{name} must look like s3://bucket/folder?endpoint=https://…&region=…, not {to}"
        )
    return {
        "bucket_name": parts.netloc,
        "location": parts.path.strip("/"),
        "endpoint_url": endpoint,
        "region_name": options.get("region"),
        "access_key": key_id or None,
        "secret_key": secret or None,
        "default_acl": None,
        "file_overwrite": False,
    }


def _is_address(endpoint: str | None) -> bool:
    parts = urlsplit(endpoint or "https://aws")
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def media_storage(to: str, *, key_id: str, secret: str) -> dict[str, Any]:
    """The entry of STORAGES for uploads: a bucket, or the folder MEDIA_ROOT where `to` is empty."""
    if not to:
        return {"BACKEND": "shop.web.media_storage.MediaStorage"}
    if bool(key_id) is not bool(secret):
        raise ImproperlyConfigured("MEDIA_S3_KEY_ID and MEDIA_S3_SECRET belong together: set both or neither")
    options = bucket("MEDIA_STORAGE", to, key_id=key_id, secret=secret)
    return {"BACKEND": "shop.web.bucket_storage.BucketStorage", "OPTIONS": options}
