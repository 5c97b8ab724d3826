"""Scheduled tasks of documents."""

from crontask import cron
from django.tasks import task

from shop.documents.files import make_files
from shop.documents.missing import issue_missing

MOST = 200  # PDFs in one run


@cron("*/10 * * * *")
@task
def issue_missing_documents() -> int:
    """Every ten minutes: issue documents that a fault left out, and make the PDFs of new ones."""
    issued = sum(len(documents or ()) for _, documents in issue_missing())
    make_files(most=MOST)
    return issued
