"""`python -m tests.support.migrate` migrates the database of DATABASE_URL, as `manage.py migrate` does."""

import gc

import django
from django.core.management import call_command

if __name__ == "__main__":
    # Each migration drops fifty thousand models; looking for them that often takes a quarter of the time.
    gc.set_threshold(200_000, 20, 20)
    django.setup()
    call_command("migrate", verbosity=0)
