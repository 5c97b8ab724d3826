"""Styles and scripts, uploads, pictures and backups: where they lie and who hands them out."""

from typing import Any

from shop.settings import styles
from shop.settings.backups import backup_storage, check_key
from shop.settings.buckets import media_storage
from shop.settings.env import BASE_DIR, env
from shop.settings.folders import VAR_DIR
from shop.settings.pictures import PICTURE_WIDTHS

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STYLES = styles.STYLES
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "compressor.finders.CompressorFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
COMPRESS_OFFLINE = True
COMPRESS_CSS_HASHING_METHOD = None  # collectstatic has put the hashes in already
# Uploads in a bucket, which all machines share; the shop hands them out at MEDIA_URL all the same.
MEDIA_STORAGE = env.str("MEDIA_STORAGE", "")
STORAGES: dict[str, dict[str, Any]] = {
    "default": media_storage(
        MEDIA_STORAGE, key_id=env.str("MEDIA_S3_KEY_ID", ""), secret=env.str("MEDIA_S3_SECRET", "")
    ),
    "staticfiles": {"BACKEND": "shop.web.static_storage.HashedStorage"},
}
# Encrypted copies of database and uploads, each night: nothing is stored while BACKUP_TO is empty.
BACKUP_TO = env.str("BACKUP_TO", "")
BACKUP_KEEP = env.int("BACKUP_KEEP", 14)
BACKUP_KEY = check_key(BACKUP_TO, env.str("BACKUP_KEY", ""))
if BACKUP_TO:
    STORAGES["backups"] = backup_storage(
        BACKUP_TO,
        MEDIA_ROOT,
        key_id=env.str("BACKUP_S3_KEY_ID", ""),
        secret=env.str("BACKUP_S3_SECRET", ""),
    )
WHITENOISE_ROOT = BASE_DIR / "static" / "root"  # icons at the addresses that clients ask for unasked
WHITENOISE_IMMUTABLE_FILE_TEST = "shop.web.static_storage.is_immutable"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = (
    3_000  # 50 parcels of several lines, each with up to four batches, are one form
)
PICTURES = {
    "BREAKPOINTS": {},
    # One column of one pixel, so that the “densities” are the widths themselves.
    "GRID_COLUMNS": 1,
    "CONTAINER_WIDTH": 1,
    "PIXEL_DENSITIES": PICTURE_WIDTHS,
    "FILE_TYPES": ["AVIF", "WEBP"],
    "USE_PLACEHOLDERS": False,
    "PICTURE_CLASS": "shop.catalogue.pictures.files.ProductPicture",
    "PROCESSOR": "shop.catalogue.pictures.files.process",
}
