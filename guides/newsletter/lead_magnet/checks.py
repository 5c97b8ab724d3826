"""Says at the start what the newsletter lacks."""

from typing import Any

from django.core.checks import CheckMessage, Warning, register

from guides.newsletter.lead_magnet.pdf import missing_library


@register(deploy=True)
def renderer_is_there(**_: Any) -> list[CheckMessage]:
    """The free guide's PDF needs system libraries that pip can't install.

    Asked only before a deployment: loading the renderer takes a second, which every command would pay.
    """
    missing = missing_library()
    return [Warning(f"The free guide has no PDF: {missing}", id="newsletter.W001")] if missing else []
