#!/usr/bin/env python
"""Django's command line for the shop."""

import gc
import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

from shop.settings.chosen import NAME, SettingsNotNamed, chosen_settings


def main() -> None:
    if NAME not in os.environ:
        try:
            os.environ[NAME] = chosen_settings(Path(__file__).with_name(".env"), "".join(sys.argv[1:2]))
        except SettingsNotNamed as error:
            sys.exit(str(error))
    if "migrate" in sys.argv:
        # Each migration drops fifty thousand models; looking for them that often takes a quarter of the time.
        gc.set_threshold(200_000, 20, 20)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
