"""A test email at an administrator's wish. It goes past the outbox, so that its fault shows at once."""

from django.conf import settings
from django.core.mail import EmailMessage

from shop.mail.smtp import open_mailer


def send_trial(address: str) -> None:
    """Send it now; raises what the mail server refuses with."""
    text = f"{settings.SHOP_URL} can send emails. If this is in the spam folder, look at SPF, DKIM and DMARC."
    connection = open_mailer("outgoing", "default")
    try:
        message = EmailMessage(
            f"Test email from {settings.SHOP_NAME}", text, settings.DEFAULT_FROM_EMAIL, [address]
        )
        connection.send_messages([message])
    finally:
        connection.close()
