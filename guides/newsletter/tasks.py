"""Sends the newsletter's service mails outside the request that causes them."""

from crontask import cron
from django.core.management import call_command
from django.tasks import task

from guides.newsletter import queueing, sending, series, tokens
from guides.newsletter.free_guides import title_of
from guides.newsletter.leaving import is_dead
from guides.newsletter.letters import ways_out
from guides.newsletter.mails import compose, link
from guides.newsletter.models import DataRequest, FreeGuide, Newsletter, SignUp, Subscriber
from guides.newsletter.pdf import publish


@task
def send_confirmation(sign_up_id: int) -> None:
    """Ask whether the sign-up was theirs; nothing is sent for one that was used or replaced meanwhile."""
    found = SignUp.objects.select_related("subscriber").filter(pk=sign_up_id, used_at=None, replaced=False)
    sign_up = found.first()
    if sign_up and not is_dead(sign_up.subscriber.email_hash):
        context = {
            "sign_up": sign_up,
            "guide_title": title_of(sign_up.guide),
            "series_title": series.title_of(sign_up.series),
            "confirm_url": link("newsletter-confirm", tokens.for_sign_up(sign_up)),
        }
        subject = "Your free guide: one press to go" if sign_up.guide else "Please confirm your email address"
        compose(to=sign_up.subscriber.email, name="confirm", subject=subject, context=context).send()


@task
def send_guide(subscriber_id: int, slug: str) -> None:
    """Mail the link to a free guide to somebody whose address is confirmed."""
    person = Subscriber.objects.filter(pk=subscriber_id).exclude(state=Subscriber.UNCONFIRMED).first()
    title = title_of(slug)
    if person and title:
        context = {
            "guide_title": title,
            "guide_url": link("newsletter-guide", tokens.make(tokens.GUIDE, person.key.hex, slug)),
            "preferences_url": link("newsletter-preferences", tokens.for_leaving(person)),
            "days": (tokens.LIVES[tokens.GUIDE] or 0) // tokens.DAY,
        }
        subject = f"Here it is: {title}"
        compose(to=person.email, name="guide", subject=subject, context=context).send()


@task
def make_pdf(guide_id: int) -> None:
    """Render a published guide."""
    if guide := FreeGuide.objects.filter(pk=guide_id, live=True).first():
        publish(guide)


@task
def begin_newsletter(newsletter_id: int) -> None:
    """Make a newsletter's rows and start its lanes."""
    queueing.begin(newsletter=Newsletter.objects.get(pk=newsletter_id))


@task
def send_some(newsletter_id: int, lane: int, run: int) -> None:
    """Send from one lane for a while, then make room for other tasks and come again."""
    ours = Newsletter.objects.filter(pk=newsletter_id, run=run, state=Newsletter.SENDING)
    if newsletter := ours.first():
        if sending.send_some(newsletter=newsletter, lane=lane):
            send_some.enqueue(newsletter_id, lane, run)
        else:
            queueing.finish(newsletter)


@cron("* * * * *")
@task
def resume_newsletters() -> None:
    """Every minute: what is due starts, what stopped half-way goes on."""
    queueing.resume()


@task
def send_data_link(request_id: int) -> None:
    """Mail the way to one's data."""
    if asked := DataRequest.objects.filter(pk=request_id, erased_at=None).first():
        context = {"data_url": link("newsletter-data", tokens.make(tokens.RIGHTS, asked.pk, asked.nonce))}
        compose(to=asked.email, name="data", subject="Your data", context=context).send()


@task
def send_still_there(subscriber_id: int) -> None:
    """Ask somebody silent for two years whether they still want to hear from us."""
    if person := Subscriber.objects.filter(pk=subscriber_id, state=Subscriber.CONFIRMED).first():
        token = tokens.for_leaving(person)
        context = {"preferences_url": link("newsletter-preferences", token)}
        mail = compose(to=person.email, name="still_there", subject="Shall we go on?", context=context)
        mail.extra_headers |= ways_out(link("newsletter-unsubscribe", token))
        mail.send()


@cron("41 3 * * *")
@task
def purge_newsletter() -> None:
    """Each night: forget what is due."""
    call_command("purge_newsletter")
