"""Sessions in the database with a copy in Redis: a visitor's next page asks the database once less.

A copy is believed for a minute at most. A sign-out while Redis is away deletes only the row, so that a
server that comes back with what it knew before would let the session live on.
"""

from django.contrib.sessions.backends.cached_db import SessionStore

__all__ = ["SessionStore"]
