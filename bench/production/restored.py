"""A backup, restored into a new database by `manage.py restore`, and its books beside the shop's own."""

from bench.__main__ import output
from bench.production import books
from bench.production.shop import Shop


def restored_books(shop: Shop) -> books.Books:
    """Of the newest backup; `restore` itself compares all counts and sums and fails where one differs."""
    env = {
        **shop.env,
        "DATABASE_URL": shop.database.create("elsewhere"),
        "VAR_DIR": str(shop.folder / "elsewhere"),
        "MEDIA_STORAGE": "",  # into a folder of its own, not into the shop's bucket
    }
    print(output(env, "manage.py", "restore", "--no-input"))
    return books.read(env)
