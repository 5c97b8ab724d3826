"""What counts as a dead link of another site."""

from collections.abc import Callable

import pytest

from guides.editorial.outside_links import http, verdict
from guides.editorial.outside_links.public_address import NoSuchHost, NotPublic, Target
from guides.editorial.outside_links.verdict import problem_with

type Answer = tuple[int, str]
type Answers = Callable[..., list[tuple[str, str]]]
ADDRESS = "https://example.org/page/"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Sets what the other site answers, by method and path. Returns the list of what is asked."""

    def look_up(address: str) -> Target:
        if "inside" in address:
            raise NotPublic
        if "gone" in address:
            raise NoSuchHost
        return Target("https", "example.org", "93.184.215.14", address.removeprefix("https://example.org"))

    def set_answers(**answers: Answer | None) -> list[tuple[str, str]]:
        asked: list[tuple[str, str]] = []

        def ask(method: str, target: Target, **_: float) -> Answer:
            asked.append((method, target.path))
            answer = answers[method]
            if answer is None:
                raise http.NoAnswer
            return answer

        monkeypatch.setattr(http, "ask", ask)
        return asked

    monkeypatch.setattr(verdict, "target_of", look_up)
    return set_answers


def test_a_page_that_answers_is_asked_once_by_head(site: Answers) -> None:
    asked = site(HEAD=(200, ""))
    assert problem_with(ADDRESS) == ""
    assert asked == [("HEAD", "/page/")]


@pytest.mark.parametrize("status", [404, 405, 500])
def test_a_site_that_only_knows_get_is_alive(site: Answers, status: int) -> None:
    site(HEAD=(status, ""), GET=(200, ""))
    assert problem_with(ADDRESS) == ""


@pytest.mark.parametrize("status", [404, 410, 500, 503])
def test_an_error_is_named(site: Answers, status: int) -> None:
    site(HEAD=(status, ""), GET=(status, ""))
    assert problem_with(ADDRESS) == f"Answers {status}"


@pytest.mark.parametrize("status", [401, 403, 429])
def test_a_site_that_turns_robots_away_is_alive(site: Answers, status: int) -> None:
    site(HEAD=(status, ""), GET=(status, ""))
    assert problem_with(ADDRESS) == ""


def test_no_answer_is_a_problem(site: Answers) -> None:
    site(HEAD=None)
    assert problem_with(ADDRESS) == "The site doesn’t answer"


def test_an_unknown_name_is_a_problem(site: Answers) -> None:
    assert problem_with("https://gone.example/") == "The site’s name is unknown"


def test_a_redirect_into_a_private_network_is_not_followed(site: Answers) -> None:
    asked = site(HEAD=(302, "http://inside.example/"))
    assert problem_with(ADDRESS) == "Leads to no public address"
    assert len(asked) == 1


def test_redirects_without_end_are_given_up(site: Answers) -> None:
    asked = site(HEAD=(301, "/again/"))
    assert problem_with(ADDRESS) == "Redirects without end"
    assert len(asked) == verdict.MOST_REDIRECTS + 1
