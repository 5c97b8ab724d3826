"""What an editor is told while writing; a page already saved is never refused later."""

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm

from shop.catalogue.shelf import current_shelf


class HomePageForm(WagtailAdminPageForm):
    """Refuses, by name, a product that nobody can see in the shop."""

    def clean_featured(self) -> str:
        chosen: str = self.cleaned_data["featured"]
        known = {item.slug for item in current_shelf().items}
        if unknown := [slug for slug in chosen.split() if slug not in known]:
            raise ValidationError(f"Not in the shop: {', '.join(unknown)}.")
        return chosen
