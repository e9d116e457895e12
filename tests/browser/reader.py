"""A reader who goes through the site by keyboard alone, seeing at each stop where the focus is, or by touch."""

from playwright.sync_api import Locator, Page, expect

MOST_STOPS = 400
STOP = """(target) => {
  const at = document.activeElement, look = getComputedStyle(at), box = at.getBoundingClientRect()
  const outlined = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2
  const drawn = at.closest("svg") && [...at.children].some((one) => getComputedStyle(one).strokeWidth === "5px")
  return { there: at === target, nowhere: at === document.body, html: at.outerHTML.slice(0, 120),
           seen: box.right > 0 && box.bottom > 0 && box.top < innerHeight && Boolean(outlined || drawn) }
}"""


class Reader:
    """What a reader does on a page; the same journey is made by keyboard and by touch."""

    def __init__(self, page: Page, site: str, *, keyboard: bool) -> None:
        self.page, self.site, self.keyboard = page, site, keyboard

    def open(self, address: str) -> None:
        """Type an address; by keyboard, look whether the first stop leads past the masthead."""
        self.page.goto(self.site + address)
        self.is_at(address)
        if self.keyboard:
            self.page.keyboard.press("Tab")
            expect(self.page.locator("a.skip").first).to_be_focused()
            assert self.page.evaluate(STOP, None)["seen"]

    def is_at(self, address: str) -> None:
        expect(self.page).to_have_url(self.site + address)
        width = self.page.viewport_size["width"]  # type: ignore[index]
        assert self.page.evaluate("document.documentElement.scrollWidth") == width

    def follow(self, target: Locator) -> None:
        """Go to a link, a button or a summary, and press it."""
        if not self.keyboard:
            target.click()
            return
        self.reach(target)
        self.page.keyboard.press("Enter")

    def write(self, target: Locator, text: str, keys: str = "") -> None:
        """Write into a box; `keys` are those pressed where the box takes a text in parts."""
        if not self.keyboard:
            target.fill(text)
            return
        self.reach(target)
        self.page.keyboard.type(keys or text)

    def choose(self, target: Locator, words: str) -> None:
        """Choose from a list by its words."""
        if not self.keyboard:
            target.select_option(label=words)
            return
        self.reach(target)
        self.page.keyboard.type(words)
        assert target.evaluate("one => one.selectedOptions[0].label") == words

    def reach(self, target: Locator) -> None:
        wanted = target.element_handle()
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            stop = self.page.evaluate(STOP, wanted)
            assert stop["seen"] or stop["nowhere"], f"The focus does not show: {stop['html']}"
            if stop["there"]:
                return
        raise AssertionError(f"The keyboard does not come to {target}.")
