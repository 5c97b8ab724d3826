"""What no page of ours may do, collected while a browser test runs."""

from playwright.sync_api import ConsoleMessage, Page, Request, Response

# A form error answers 4xx on purpose; a missing picture or script never does.
MAY_ANSWER_4XX = {"document", "fetch", "xhr"}
# Wagtail writes what its checks found in a preview there, too.
SAID_ELSEWHERE = ("Failed to load resource", "axe.run results")


class Faults:
    """Console errors (a CSP violation is one), script errors, 5xx, lost files, third-party requests."""

    def __init__(self, page: Page, base: str) -> None:
        self.seen: list[str] = []
        self.base = base
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.seen.append(f"script error: {error}"))
        page.on("request", self.request)
        page.on("response", self.response)

    def console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(words in message.text for words in SAID_ELSEWHERE):
            self.seen.append(f"console: {message.text}")

    def request(self, request: Request) -> None:
        if not request.url.startswith((self.base, "data:", "blob:", "about:")):
            self.seen.append(f"third party: {request.url}")

    def response(self, response: Response) -> None:
        lost = response.status >= 400 and response.request.resource_type not in MAY_ANSWER_4XX
        if lost or response.status >= 500:
            self.seen.append(f"{response.status}: {response.url}")
