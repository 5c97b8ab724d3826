"""Wagtail: the office and the pages, what may be uploaded there, and which checks of ours it runs."""

from shop.settings.trade import SHOP_NAME, SHOP_URL
from shop.settings.uploads import EXTENSIONS, MAX_PIXELS, MEGABYTES
from shop.web.uploads import DOCUMENTS

WAGTAIL_I18N_ENABLED = True  # each page is in the tree of a language; there is one
WAGTAIL_CONTENT_LANGUAGES = [("en-gb", "English")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English")]  # the screens of our own have no other
WAGTAIL_SITE_NAME = SHOP_NAME
WAGTAILADMIN_BASE_URL = SHOP_URL
WAGTAIL_FINISH_WORKFLOW_ACTION = "guides.claims.review.finish.publish_or_wait"
WAGTAIL_ENABLE_UPDATE_CHECK = False  # no request to third parties
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_DATETIME_FORMAT = "%Y-%m-%dT%H:%M"  # as a native field takes it
# Everything in the office is in London time. The list of all zones has some that browsers don’t know.
WAGTAIL_USER_TIME_ZONES = ["Europe/London"]
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 1
WAGTAILIMAGES_IMAGE_FORM_BASE = "guides.claims.cms.image_form.ClaimsImageForm"
# Documents are downloads of these kinds and nothing else (guides/documents.py).
WAGTAILDOCS_EXTENSIONS = list(DOCUMENTS)
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "guides.documents.DocumentForm"
WAGTAILIMAGES_EXTENSIONS = EXTENSIONS
WAGTAILIMAGES_AVIF_QUALITY = 62  # as of product pictures; 76 looks the same and takes half as much again
WAGTAILIMAGES_MAX_UPLOAD_SIZE = MEGABYTES * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = MAX_PIXELS
