"""The PDF of a document: made from its snapshot once, stored, and the same bytes ever since."""

import hashlib

from django.db import IntegrityError, transaction
from django.template.loader import render_to_string

from shop.documents.models import Document, DocumentFile
from shop.documents.page import page_context
from shop.pdf.render import STYLES, render

SHEET = STYLES / "document-pdf.css"


class DamagedFile(Exception):
    """The stored bytes aren't those that were made: somebody changed the database."""


def pdf_of(document: Document) -> bytes:
    """The PDF; the first call makes it. Raises DamagedFile."""
    file = DocumentFile.objects.filter(document=document).first() or _make(document)
    content = bytes(file.content)
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise DamagedFile(document.number)
    return content


def _make(document: Document) -> DocumentFile:
    """Two first downloads at once make it twice; the first one stored counts."""
    content = render(render_to_string("documents/pdf/document.html", page_context(document)), sheets=[SHEET])
    digest = hashlib.sha256(content).hexdigest()
    try:
        with transaction.atomic():
            return DocumentFile.objects.create(document=document, content=content, sha256=digest)
    except IntegrityError:
        return DocumentFile.objects.get(document=document)


def make_files(*, most: int) -> int:
    """Make the PDFs that nobody has asked for yet, the oldest first; returns how many."""
    waiting = Document.objects.filter(file=None).order_by("pk")[:most]
    for document in waiting:
        _make(document)
    return len(waiting)
