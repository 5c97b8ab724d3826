"""Which settings `manage.py` uses when the environment names none."""

from pathlib import Path

from dotenv import dotenv_values

DEMO = "shop.settings.demo"
BEFORE_ENV = "shop.settings.before_env"
NAME = "DJANGO_SETTINGS_MODULE"
NONE = f"""\
No settings are chosen, so nothing was done.
  To look at the shop with demo data:  make demo
  To set up a real shop:               manage.py make_env, then fill in .env
  For a command on the demo’s data:    {NAME}={DEMO} manage.py ..."""


class SettingsNotNamed(Exception):
    """Neither the environment nor a `.env` file says with which settings a command runs."""


def chosen_settings(env_file: Path, command: str) -> str:
    """The settings module that `.env` names. Without one only `make_env` runs.

    Without this rule a command on a server, typed without an exported DJANGO_SETTINGS_MODULE,
    would run with the demo's settings and seem to have worked.
    """
    if command == "make_env":
        return BEFORE_ENV
    if not env_file.exists():
        raise SettingsNotNamed(NONE)
    named = dotenv_values(env_file).get(NAME)
    if not named:
        raise SettingsNotNamed(
            f"{env_file.name} names no settings. Add the line {NAME}=shop.settings.production to it, "
            f"or give them for this command: {NAME}={DEMO} python manage.py ..."
        )
    return named
