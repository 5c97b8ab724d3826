"""Which settings `manage.py` uses when the environment names none."""

from pathlib import Path

from dotenv import dotenv_values

DEMO = "shop.settings.demo"
NAME = "DJANGO_SETTINGS_MODULE"


class SettingsNotNamed(Exception):
    """A `.env` file says that this is a real shop, but not with which settings it runs."""


def chosen_settings(env_file: Path) -> str:
    """The settings module that `.env` names; the demo's only where there is no `.env`.

    Without this rule a command on a server, typed without an exported DJANGO_SETTINGS_MODULE,
    would run with the demo's settings against whatever database the file names.
    """
    if not env_file.exists():
        return DEMO
    named = dotenv_values(env_file).get(NAME)
    if not named:
        raise SettingsNotNamed(
            f"{env_file.name} names no settings. Add the line {NAME}=shop.settings.production to it, "
            f"or give them for this command: {NAME}={DEMO} python manage.py ..."
        )
    return named
