"""Static files that browsers may keep for ever, because their names change with their contents."""

import re

from django.conf import settings
from whitenoise.storage import CompressedManifestStaticFilesStorage

_HASH = re.compile(r"\.[0-9a-f]{12}\.[\w.]+$")


class HashedStorage(CompressedManifestStaticFilesStorage):
    """Whitenoise's, with the imports between our modules hashed, too: else each visit asks for them."""

    support_js_module_import_aggregation = True


def is_immutable(path: str, url: str) -> bool:
    """Called by whitenoise: a name with a hash of collectstatic's, or of the bundled styles."""
    return url.startswith(settings.STATIC_URL) and bool(_HASH.search(url))
