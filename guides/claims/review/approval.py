"""Whether a person may approve a page or snippet at the workflow's claims step."""

from wagtail.models import RevisionMixin

from guides.claims.content.authors import CmsUser, authors_of
from guides.claims.review.completeness import missing_parts
from guides.claims.review.decisions import WROTE_IT
from guides.claims.review.gate import blocking


def approval_problem(obj: RevisionMixin, user: CmsUser) -> str:
    """Why this person can't approve the newest draft now, as a sentence for them; empty if they can."""
    newest = obj.get_latest_revision_as_object()
    if user.pk in authors_of(newest):
        return WROTE_IT
    if parts := missing_parts(newest):
        return f"It can’t be approved yet: {' '.join(parts.values())}"
    if found := blocking(newest):
        claims = "One claim is" if len(found) == 1 else f"{len(found)} claims are"
        return f"It can’t be approved yet: {claims} open. Open “Claims” to settle them."
    return ""
