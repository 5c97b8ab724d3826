"""What can go wrong with any database."""


class DatabaseToolFailed(Exception):
    """A program or statement of the database failed; the text says why and what to do."""


class StillInUse(Exception):
    """Another process is connected to the database that should be replaced."""

    def __init__(self) -> None:
        super().__init__(
            "The database is in use: stop web, worker and scheduler first "
            "(systemctl stop plainsong.target), then restore again"
        )
