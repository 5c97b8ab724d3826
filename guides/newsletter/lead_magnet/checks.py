"""A system check for the libraries that the free guide's PDF needs."""

from django.core.checks import CheckMessage, Warning, register

from shop.pdf.render import missing_library


@register(deploy=True)
def check_pdf_renderer(**_: object) -> list[CheckMessage]:
    """Warn if a system library is missing that pip can't install.

    Runs with `check --deploy` only, as loading the renderer takes a second.
    """
    missing = missing_library()
    return [Warning(f"The free guide has no PDF: {missing}", id="newsletter.W001")] if missing else []
