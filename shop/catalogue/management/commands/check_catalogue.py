"""`manage.py check_catalogue`: published products that no longer pass the publication check."""

from django.core.management.base import BaseCommand, CommandError

from shop.catalogue.incomplete_products import problems_on_sale


class Command(BaseCommand):
    """A certificate expires without a save; this command finds such products."""

    help = "List published products with something missing. Exit code 1 when there are any."

    def handle(self, *args: object, **options: object) -> None:
        """Print each problem by product and field."""
        found = list(problems_on_sale())
        for line in found:
            self.stdout.write(line)
        if found:
            raise CommandError(f"{len(found)} problem{'s'[: len(found) > 1]}.", returncode=1)
        self.stdout.write("Every published product is complete.")
