"""What the activity log says of recalls."""

from collections.abc import Sequence
from typing import Final

from wagtail.log_actions import log

from shop.accounts.models import User
from shop.recall.models import Recall

PREPARED, CHANGED, STOPPED = "recall.prepared", "recall.changed", "recall.stopped"
SEARCHED, SENT, TESTED = "recall.searched", "recall.sent", "recall.tested"
PUBLISHED, WITHDRAWN = "recall.published", "recall.withdrawn"
NOTED, AUTHORITY, CLOSED = "recall.noted", "recall.authority", "recall.closed"
# Name, what it is called in a list of actions, what the log says.
ACTIONS: Final = (
    (PREPARED, "Prepare a recall", "Prepared"),
    (CHANGED, "Change a recall", "Changed"),
    (STOPPED, "Stop the sale for a recall", "Stopped the sale"),
    (SEARCHED, "Look for buyers again", "Looked for buyers again"),
    (TESTED, "Send a test of a recall’s email", "Sent a test"),
    (SENT, "Send a recall’s emails", "Sent the emails"),
    (PUBLISHED, "Publish a recall’s page", "Published the page"),
    (WITHDRAWN, "Take a recall’s page off", "Took the page off"),
    (NOTED, "Note how somebody was reached", "Noted how somebody was reached"),
    (AUTHORITY, "Note that the authority was told", "Noted that the authority was told"),
    (CLOSED, "Close a recall", "Closed"),
)
Change = tuple[str, str, str]  # what, before, after


def log_change(
    recall: Recall, action: str, by: User | None, *, changes: Sequence[Change] = (), why: str = ""
) -> None:
    """Add an entry; the caller has opened the transaction of the change itself."""
    log(recall, action, user=by, data={"changes": [list(change) for change in changes], "why": why})
