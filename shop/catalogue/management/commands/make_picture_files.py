"""`manage.py make_picture_files`: remake the AVIF and WebP files of all product pictures."""

from django.core.management import BaseCommand

from shop.catalogue.models import ProductImage


class Command(BaseCommand):
    help = "Recreate the files of every product picture, after an upgrade that needs different widths."

    def handle(self, *args: object, **options: object) -> None:
        """Print the progress; name pictures whose original is missing and go on."""
        images = ProductImage.objects.order_by("pk")
        total, lost = images.count(), 0
        for number, image in enumerate(images.iterator(), start=1):
            try:
                image.original.save_all()
            except FileNotFoundError:
                lost += 1
                self.stderr.write(f"{image.original.name} is missing.")
            if number % 10 == 0 or number == total:
                self.stdout.write(f"{number} of {total}")
        self.stdout.write(f"{total - lost} pictures done.")
