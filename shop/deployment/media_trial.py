"""Whether uploads can be stored, read and deleted."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

TEXT = b"A trial of `manage.py check --deploy` or the doctor: delete it.\n"


def media_problem() -> str:
    """What is wrong, "" for nothing. Leaves nothing behind."""
    try:
        name = default_storage.save("doctor/trial.txt", ContentFile(TEXT))
        with default_storage.open(name) as file:
            is_same = file.read() == TEXT
        default_storage.delete(name)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "" if is_same else "another text was read than was written"
