"""A file input for several files at once."""

from django.forms import ClearableFileInput


class SeveralFiles(ClearableFileInput):
    """For a field whose `clean` takes a list of files."""

    allow_multiple_selected = True
