"""Allowed file types of uploads, and safe headers for serving them: no upload runs in a browser."""

from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile

from django.core.files import File
from django.http import HttpResponseBase

DOCUMENTS = ("csv", "docx", "ods", "odt", "pdf", "txt", "xlsx")
PICTURES = ("avif", "gif", "jpeg", "jpg", "png", "webp")
PLAIN = ("csv", "txt")
# Only views serve these: documents as downloads, free guides behind emailed links. Unfinished uploads: never.
PRIVATE_FOLDERS = ("documents", "free-guides", "wagtail_uploads")
# Also in deploy/ for /media/: change both.
HARMLESS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
}
UNKNOWN = "application/octet-stream"
MARKUP = (
    b"<!doctype",
    b"<html",
    b"<head",
    b"<body",
    b"<script",
    b"<svg",
    b"<?xml",
    b"<iframe",
    b"<img",
    b"mime-version:",
)


def extension_of(name: str) -> str:
    """The file extension in lower case, without the dot."""
    return PurePosixPath(name).suffix[1:].lower()


def harmless_name(name: str) -> str:
    """The name to store a file under; types that aren't allowed get the extension `.bin`."""
    return name if extension_of(name) in (*DOCUMENTS, *PICTURES) else f"{name}.bin"


def make_harmless(response: HttpResponseBase, *, name: str, attachment: bool) -> None:
    """Set safe headers. Types that aren't allowed are sent as a download of unknown type."""
    for header, value in HARMLESS.items():
        response.headers[header] = value
    if extension_of(name) not in (*DOCUMENTS, *PICTURES):
        response.headers["Content-Type"] = UNKNOWN
        attachment = True
    if attachment and "attachment" not in response.headers.get("Content-Disposition", ""):
        response.headers["Content-Disposition"] = "attachment"


def is_what_it_says(file: File) -> bool:
    """Whether a document's content matches its extension."""
    extension = extension_of(file.name or "")
    file.seek(0)
    head = file.read(4096)
    file.seek(0)
    if extension == "pdf":
        return bool(head.startswith(b"%PDF-"))
    return _is_text(head) if extension in PLAIN else _is_office(file)


def _is_text(head: bytes) -> bool:
    lowered = head.lower()
    return b"\0" not in head and not any(sign in lowered for sign in MARKUP)


def _is_office(file: File) -> bool:
    """Word, Excel and OpenDocument files are ZIP archives with a member that names their type."""
    try:
        with ZipFile(file) as archive:
            return bool({"[Content_Types].xml", "mimetype"} & set(archive.namelist()))
    except BadZipFile:
        return False
    finally:
        file.seek(0)
