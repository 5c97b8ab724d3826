"""What several tests of uploads need: the owner, files in the library, and every form that takes a file."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model

from tests.support.factories import a_product
from tests.support.once_a_run import once_a_run
from tests.support.pages import a_picture
from tests.web.upload_ways import Way, upload_ways

PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def owner(admin_client: Client, settings: Any, tmp_path: Path) -> Client:
    settings.MEDIA_ROOT = tmp_path
    admin_client.raise_request_exception = False  # the CMS has a page that only raises
    return admin_client


@pytest.fixture
def ways(owner: Client, tmp_path_factory: pytest.TempPathFactory) -> list[Way]:
    """Found once a run: each test that asks for them has the same rows with the same keys."""
    keys = (a_document("first.pdf", PDF).pk, a_picture().pk, a_product().pk, 1)
    name = "upload-ways-" + "-".join(map(str, keys))
    return once_a_run(name, tmp_path_factory, lambda: upload_ways(owner, set(keys)))


def a_document(name: str, content: bytes) -> Any:
    """Stored as it was before anything was refused."""
    document = get_document_model()(title=name)
    document.file.save(name, ContentFile(content), save=False)
    path = Path(document.file.path)
    path.rename(path.with_name(name))
    document.file.name = f"documents/{name}"
    document.save()
    return document
