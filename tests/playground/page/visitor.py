"""Somebody who uses the page: with the words that stand on it, and with the keyboard."""

from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import ConsoleMessage, Error, Locator, Page, Request, WebSocket, expect

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
STARTS_SLOWLY = 60_000
MOST_STOPS = 150
NAME_OF_FOCUS = """() => {
    const at = document.activeElement;
    if (!at || at === document.body) return "";
    return (at.getAttribute("aria-label") || at.innerText || at.placeholder || at.tagName).replace(/\\s+/g, " ").trim();
}"""


class Visitor:
    """One browser window."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        self._home = ""
        page.set_default_timeout(STARTS_SLOWLY)
        page.on("console", self._on_console)
        page.on("pageerror", self._on_error)
        page.on("request", self._on_request)
        page.on("websocket", self._on_request)

    def _on_console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.faults.append(message.text)

    def _on_request(self, request: Request | WebSocket) -> None:
        """Nothing leaves this computer: whatever the page asks for, it asks its own server."""
        host = urlsplit(request.url.removeprefix("blob:")).netloc
        if self._home and host != self._home:
            self.faults.append(f"a request went to {request.url}")

    def _on_error(self, error: Error) -> None:
        self.faults.append(str(error))

    async def arrive(self, url: str, *, look: bool, fresh: bool) -> None:
        """Come to a fresh server's welcome, or into the middle of a story."""
        self._home = urlsplit(url).netloc
        await self.page.goto(url)
        if not fresh:
            await expect(self.composer()).to_be_visible()
            return
        await expect(self.page.get_by_role("button", name="Take the tour")).to_be_visible()
        if look:
            await self.page.get_by_role("button", name="Just look around").click()

    def pane(self, at: int = 0) -> Locator:
        return self.page.locator(".pane").nth(at)

    def log(self, at: int = 0) -> Locator:
        return self.pane(at).get_by_role("log")

    def composer(self, at: int = 0) -> Locator:
        return self.pane(at).locator(".composer textarea")

    async def be(self, name: str, at: int = 0) -> None:
        await self.pane(at).locator(f'[data-person="{name}"]').click()
        await self.is_now(name, at)

    async def is_now(self, name: str, at: int = 0) -> None:
        """The pane is this person's."""
        await expect(self.pane(at)).to_have_attribute("aria-label", f"{name}\N{RIGHT SINGLE QUOTATION MARK}s view")

    async def side_by_side(self) -> None:
        await self.page.get_by_role("button", name="Side by side").click()
        await expect(self.pane(1)).to_be_visible()

    async def open(self, channel: str, at: int = 0) -> None:
        await self.pane(at).locator(".channel", has_text=channel).click()

    async def write(self, text: str, at: int = 0) -> None:
        await self.composer(at).fill(text)
        await self.composer(at).press("Enter")

    async def command(self, path: str, at: int = 0, **options: str) -> None:
        """Choose a command and fill in its texts, with the keyboard."""
        await self.composer(at).focus()
        await self.page.keyboard.type(f"/{path} ")
        form = self.pane(at).get_by_role("form")
        for name, value in options.items():
            if not await form.get_by_label(name, exact=False).count():
                await form.get_by_role("button", name=name, exact=True).click()
            await form.get_by_label(name, exact=False).first.fill(value)
        await form.get_by_role("button", name="Send").click()

    async def press(self, label: str, at: int = 0) -> None:
        await self.log(at).get_by_role("button", name=label).last.click()

    async def focused(self) -> str:
        return str(await self.page.evaluate(NAME_OF_FOCUS))

    async def tab_to(self, name: str, key: str = "Tab") -> None:
        """Go on with Tab (or Shift+Tab) until the control called so has the keyboard."""
        for _ in range(MOST_STOPS):
            if name in await self.focused():
                return
            await self.page.keyboard.press(key)
        raise AssertionError(f"“{name}” cannot be reached with {key}; at last: {await self.focused()}")

    async def step(self, number: int) -> None:
        await self.page.wait_for_selector(f'body[data-step="{number}"]', timeout=STARTS_SLOWLY)

    async def grave_findings(self) -> list[str]:
        """What axe-core finds that is serious or critical, with where."""
        await self.page.evaluate(AXE)
        found: dict[str, Any] = await self.page.evaluate("() => axe.run({resultTypes: ['violations']})")
        grave = [one for one in found["violations"] if one["impact"] in ("serious", "critical")]
        return [f"{one['id']}: {node['target']}" for one in grave for node in one["nodes"]]
