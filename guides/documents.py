"""Documents of the CMS: checks on upload, and always served as downloads."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from wagtail.documents.forms import BaseDocumentForm
from wagtail.documents.views.serve import serve as wagtail_serve

from shop.fields.file_store import check_store
from shop.web.upload_sizes import MEGABYTE, AtMost
from shop.web.uploads import DOCUMENTS, extension_of, is_what_it_says, make_harmless

MOST = 20 * MEGABYTE  # less than the proxies let through (deploy/), so that the form can say it


class DocumentForm(BaseDocumentForm):
    """Also checks the content of a file; Wagtail checks only the extension."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].validators.append(AtMost(MOST))

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        is_new = "file" in self.changed_data
        if is_new and extension_of(file.name) in DOCUMENTS and not is_what_it_says(file):
            kind = extension_of(file.name).upper()
            raise ValidationError(f"This isn’t a {kind} file, whatever its name says. Please save it as one.")
        if is_new:
            check_store()
        return file


def serve(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    """`/documents/<id>/<name>`: always a download, also for types that are no longer allowed."""
    response: HttpResponseBase = wagtail_serve(request, document_id, document_filename)
    make_harmless(response, name=document_filename, attachment=True)
    return response
