"""Tasks that moved: rows that were queued under an old path still run after an upgrade.

A row of the queue stores its task's dotted path. Remove an entry one release after it was added.
"""

from collections.abc import Mapping

PURGE = "shop.accounts.tasks.purge_personal_data"  # carries out the rules that had tasks of their own
MOVED: Mapping[str, str] = {
    "guides.claims.tasks.rescan": "guides.claims.review.tasks.rescan",
    "guides.claims.tasks.check_live": "guides.claims.review.tasks.check_live",
    "guides.desk.tasks.forget_old_counts": "guides.editorial.tasks.forget_old_counts",
    "guides.desk.tasks.remind_of_reviews": "guides.editorial.tasks.remind_of_reviews",
    "guides.newsletter.tasks.begin_newsletter": "guides.newsletter.sending.schedule.begin_newsletter",
    "guides.newsletter.tasks.import_some": "guides.newsletter.cms.import_runs.import_some",
    "guides.newsletter.tasks.make_pdf": "guides.newsletter.lead_magnet.tasks.make_pdf",
    "guides.newsletter.tasks.purge_newsletter": PURGE,
    "shop.basket.tasks.forget_old_baskets": PURGE,
    "shop.customer.tasks.forget_pending": PURGE,
    "shop.mail.tasks.forget_old_emails": PURGE,
    "guides.newsletter.tasks.send_some": "guides.newsletter.sending.worker.send_some",
}


def current_path(queued: str) -> str:
    """Where the task of a queued row is now."""
    return MOVED.get(queued, queued)
