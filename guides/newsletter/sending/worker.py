"""The tasks that send a newsletter: one chain of short tasks for each shard of its deliveries."""

from django.conf import settings
from django.db.models import F
from django.tasks import task
from django.utils import timezone

from guides.newsletter.models import Newsletter
from guides.newsletter.sending import delivery
from guides.newsletter.sending.transitions import finish, on_its_way


def start_shards(newsletter_id: int) -> None:
    """Start one chain of tasks for each shard; chains of an earlier start end by themselves."""
    sending = Newsletter.objects.filter(pk__in=on_its_way().filter(pk=newsletter_id).values("pk"))
    if not sending.update(run=F("run") + 1, started_at=timezone.now()):
        return
    run = sending.values_list("run", flat=True).get()
    for shard in range(settings.NEWSLETTER_LANES):
        send_some.enqueue(newsletter_id, shard, run)


@task
def send_some(newsletter_id: int, shard: int, run: int) -> None:
    """Send from one shard for a while, then queue the next task of its chain."""
    ours = on_its_way().filter(pk=newsletter_id, run=run)
    if newsletter := ours.first():
        if delivery.send_some(newsletter=newsletter, shard=shard):
            send_some.enqueue(newsletter_id, shard, run)
        else:
            finish(newsletter)
