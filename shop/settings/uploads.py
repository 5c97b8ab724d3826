"""What pictures may be uploaded; one list for the shop's forms and for Wagtail's."""

FORMATS = ("AVIF", "JPEG", "PNG", "WEBP")
EXTENSIONS = ["avif", "jpg", "jpeg", "png", "webp"]
MEGABYTES = 20
MAX_PIXELS = 50_000_000  # decoded they take 150 to 200 MB, a tenth of a small server's memory
