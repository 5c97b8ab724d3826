"""A long import goes on in a task: whatever interrupts it, nothing is lost and nothing doubled."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AbstractUser
from django.core.files.uploadedfile import SimpleUploadedFile

from guides.newsletter.cms import import_runs, importing
from guides.newsletter.models import Consent, Permission, Subscriber, SubscriberImport
from shop.spreadsheets.reader import UnreadableFile
from tests.guides.newsletter.cms.test_send import sender  # noqa: F401
from tests.guides.newsletter.import_files import GOOD, a_file, people
from tests.support.cast import signed_in
from tests.support.html import html_of

pytestmark = pytest.mark.django_db
MANY = 2_000
PATH = "/office/newsletter/import/"


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_runs, "CHUNK", 100)


def begun(*rows: str, dry_run: bool = False) -> SubscriberImport:
    """Stored, and not begun: the queue only sends on commit."""
    return import_runs.start(name="people.csv", content=a_file(*rows), dry_run=dry_run)


def killed_at(monkeypatch: pytest.MonkeyPatch, job: SubscriberImport, batch: int) -> None:
    """A worker that dies in the middle of writing this batch."""
    write, calls = importing._write, iter(range(1, 1_000))

    def dies(rows: Any, source: str) -> None:
        write(rows, source)
        if next(calls) == batch:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(importing, "_write", dies)
        with pytest.raises(KeyboardInterrupt):
            import_runs.take_some(job.pk)
    job.refresh_from_db()


def sums() -> tuple[int, int, int]:
    return Subscriber.objects.count(), Permission.objects.count(), Consent.objects.count()


@pytest.mark.usefixtures("small_batches")
def test_killed_half_way_and_run_again_everybody_is_there_once(monkeypatch: pytest.MonkeyPatch) -> None:
    job = begun(*people(MANY), "nobody,news,Paper form at the market,2026-05-01", people(1)[0])
    killed_at(monkeypatch, job, 11)
    assert (job.done, job.added, Permission.objects.count()) == (1_000, 1_000, 1_000)
    import_runs.take_some(job.pk)
    job.refresh_from_db()
    assert sums() == (MANY, MANY, 2 * MANY)
    assert (job.state, job.added, job.already, len(job.faults)) == ("finished", MANY, 1, 1)
    assert bytes(job.content) == b""


@pytest.mark.usefixtures("small_batches")
def test_a_task_makes_room_and_the_next_goes_on() -> None:
    job = begun(*people(250))
    assert [import_runs.take_some(job.pk, seconds=0) for _ in range(4)] == [True, True, False, False]
    assert sums() == (250, 250, 500)


@pytest.mark.usefixtures("small_batches")
def test_of_two_tasks_at_once_each_batch_is_taken_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    job = begun(*people(250))
    read = import_runs.read_rows

    def read_slowly(content: bytes, **options: Any) -> Any:
        monkeypatch.setattr(import_runs, "read_rows", read)
        import_runs.take_some(job.pk)  # another worker, while this one reads
        return read(content, **options)

    monkeypatch.setattr(import_runs, "read_rows", read_slowly)
    assert not import_runs.take_some(job.pk)
    job.refresh_from_db()
    assert (job.added, sums()) == (250, (250, 250, 500))


@pytest.mark.usefixtures("small_batches")
def test_it_resumes_by_itself(
    monkeypatch: pytest.MonkeyPatch,
    clock: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    job = begun(*people(300))
    killed_at(monkeypatch, job, 2)
    assert import_runs.resume() == 0  # it may still be alive
    clock.shift(timedelta(minutes=3))
    with django_capture_on_commit_callbacks(execute=True):
        assert import_runs.resume() == 1
    assert sums() == (300, 300, 600)


def test_after_three_tries_it_says_that_it_stopped_and_can_go_on(
    sender: AbstractUser,  # noqa: F811
    clock: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    job = begun(GOOD)
    SubscriberImport.objects.update(state="running", tries=3)
    clock.shift(timedelta(minutes=3))
    assert import_runs.resume() == 0
    client = signed_in(sender)
    assert "The import stopped" in client.get(f"{PATH}{job.pk}/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{PATH}{job.pk}/")
    job.refresh_from_db()
    assert (job.state, job.added) == ("finished", 1)


def test_the_page_reloads_itself_while_something_comes(sender: AbstractUser) -> None:  # noqa: F811
    job, client = begun(*people(5)), signed_in(sender)
    waiting = html_of(client.get(f"{PATH}{job.pk}/"))
    assert '<meta http-equiv="refresh"' in waiting and "<progress" in waiting
    import_runs.take_some(job.pk)
    finished = html_of(client.get(f"{PATH}{job.pk}/"))
    assert 'http-equiv="refresh"' not in finished and "5 added" in finished


def test_a_long_list_of_faults_is_cut_on_the_page_and_whole_in_the_download(
    sender: AbstractUser,  # noqa: F811
) -> None:
    job, client = begun(*["nobody,news,Paper form at the market,2026-05-01"] * 600), signed_in(sender)
    import_runs.take_some(job.pk)
    page = client.get(f"{PATH}{job.pk}/").content.decode()
    assert page.count("not an email address") == 500
    assert b"".join(client.get(f"{PATH}{job.pk}/faults/")).count(b"not an email address") == 600


def test_a_check_counts_a_person_once_across_batches(small_batches: None) -> None:
    job = begun(*people(150), *people(150), dry_run=True)
    import_runs.take_some(job.pk)
    job.refresh_from_db()
    assert (job.added, job.already, sums()) == (150, 150, (0, 0, 0))


def test_too_many_rows_are_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "MAX_ROWS", 10)
    with pytest.raises(UnreadableFile, match="11 rows"):
        begun(*people(11))
    assert not SubscriberImport.objects.exists()


def test_a_file_that_is_too_large_is_refused_beside_the_field(sender: AbstractUser) -> None:  # noqa: F811
    file = SimpleUploadedFile("people.csv", b"x" * (10 * 1024 * 1024 + 1))
    answer = signed_in(sender).post(PATH, {"file": file})
    assert answer.status_code == 400 and "At most 10 MB" in answer.content.decode()


@pytest.mark.parametrize("end", ["", "{pk}/", "{pk}/faults/"])
@pytest.mark.parametrize("person", ["ada", "cleo", "mia"])
def test_nobody_else_sees_imports(request: pytest.FixtureRequest, person: str, end: str) -> None:
    path = PATH + end.format(pk=begun(GOOD).pk)
    assert signed_in(request.getfixturevalue(person)).get(path).status_code in {302, 403}


def test_a_row_dated_tomorrow_is_a_fault_whenever_the_file_is_read(clock: Any) -> None:
    job = begun(GOOD.replace("2026-05-01", "2099-01-01"))
    clock.shift(timedelta(days=366 * 100))
    import_runs.take_some(job.pk)
    job.refresh_from_db()
    assert (job.added, len(job.faults)) == (0, 1)
