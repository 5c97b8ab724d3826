"""Static files with a content hash in their names, which browsers may cache forever."""

import re

from django.conf import settings
from whitenoise.storage import CompressedManifestStaticFilesStorage

_HASH = re.compile(r"\.[0-9a-f]{12}\.[\w.]+$")


class HashedStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage that also hashes imports between JavaScript modules, so that they are cached."""

    support_js_module_import_aggregation = True


def is_immutable(path: str, url: str) -> bool:
    """Called by WhiteNoise: whether the name has a hash, from collectstatic or the bundled styles."""
    return url.startswith(settings.STATIC_URL) and bool(_HASH.search(url))
