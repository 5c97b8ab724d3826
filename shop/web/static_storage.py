"""Static files with a content hash in their names, which browsers may cache forever."""

import re
from functools import cache

from django.conf import settings
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

_HASH = re.compile(r"\.[0-9a-f]{12}\.[\w.]+$")
# What only developers' tools ask for: source maps, and the sources of Oscar's style sheets.
NOT_COMPRESSED = ("map", "scss")


class OnceCompressor(Compressor):
    """Compresses each content once: nearly every file is there twice, with its hash and without."""

    compress_brotli = staticmethod(cache(Compressor.compress_brotli))
    compress_gzip = staticmethod(cache(Compressor.compress_gzip))


class HashedStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage that also hashes imports between JavaScript modules, so that they are cached."""

    support_js_module_import_aggregation = True

    def create_compressor(self, **options: object) -> Compressor:
        """WhiteNoise's, without doing anything twice or for nobody."""
        skipped = (*Compressor.SKIP_COMPRESS_EXTENSIONS, *NOT_COMPRESSED)
        return OnceCompressor(**{**options, "extensions": skipped})


def is_immutable(path: str, url: str) -> bool:
    """Called by WhiteNoise: whether the name has a hash, from collectstatic or the bundled styles."""
    return url.startswith(settings.STATIC_URL) and bool(_HASH.search(url))
