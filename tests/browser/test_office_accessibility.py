"""Every page of the office in every state: axe-core, by day and night, wide and narrow; its console; its width.

The pages are found by walking the office's patterns, so that a new one is opened on the day that it is added.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from tests.builders import PASSWORD
from tests.office.every_path import places

from .conftest import PASSWORDS, log_in, manage
from .office_states import NAME, SHORT_TOKEN, TOKEN

MAKE = "import json; from tests.browser.office_states import make_states; print(json.dumps(make_states()))"
COLOURS = ["color-contrast", "link-in-text-block"]
LOOKS = [(1280, "light", None), (1280, "dark", COLOURS), (768, "dark", None), (768, "light", COLOURS)]
"""Width, colours, rules (None: all).  Only colours change with the colours, so the other rules run once a width."""
QUICK = [(1280, "light", None), (768, "dark", COLOURS)]
ALIKE = ("history", "compare", "revision", "recoverlist", "recover", "delete")
"""Pages that one template makes for every kind of record: the first of each has all LOOKS, the others the QUICK ones,
without the list of all lists beside them."""
RUN = """async ([rules, quick]) => {
  await Promise.all(document.getAnimations().map((one) => one.finished))  // a colour halfway is neither
  const options = { resultTypes: ["violations"], preload: false }
  if (rules) options.runOnly = { type: "rule", values: rules }
  const found = await axe.run(quick ? { exclude: ["#nav-sidebar"] } : document, options)
  const grave = found.violations.filter((one) => ["serious", "critical"].includes(one.impact))
  return grave.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 200)).slice(0, 3).join(" ")}`)
}"""
LEFT_OUT = {
    "login": "leads on; tests/browser/test_login.py opens its pages",
    "logout": "only POST; tests/browser/test_login.py opens what follows",
    "password_change": "leads to the page of accounts, which tests/browser/test_login.py opens",
    "view_on_site": "leads to the site",
    "autocomplete": "JSON",
    "jsi18n": "a script",
    "desk_ages_csv": "a file",
    "desk_auditentry_export": "a file",
    "desk_checked": "only POST",
    "desk_here": "only POST",
    "countries_country_order": "only POST",
    "countries_country_revoke_link": "only POST",
    "desk_proposal_change": "leads to the review",
    **dict.fromkeys(("tips_tip_export", "tips_tip_sealed", "tips_tip_file", "tips_tip_deed"), "only POST"),
    "": "leads from Django's old addresses to its new ones; the last of all says 404",
    **{
        f"{kind}_{page}": "refused to everybody: these rows are only looked at"
        for kind in (
            "publishing_edition", "publishing_treatyreference", "auth_group", "desk_auditentry", "desk_proposal",
        )
        for page in ("add", "delete")
    },
    "importing_missinglink_add": "refused to everybody: only an import makes them",
    "auth_user_delete": "refused to everybody: an account is closed, not deleted",
}  # fmt: skip
PLACES = {place.name: place for place in places() if place.name not in LEFT_OUT}


def part_of(name: str) -> str:
    """The app that a page is of: countries, legal …; of pages of the office itself, "own"."""
    model = PLACES[name].model
    return model._meta.app_label if model else "own"


PARTS = sorted({part_of(name) for name in PLACES})
STATES: dict[str, Callable[[dict[str, Any]], str]] = {
    "a desk where nothing differs": lambda made: f"{made['Dull']}desk/",
    "a desk of a page that was never published": lambda made: f"{made['Novaland']}desk/",
    "a desk of a page that is withdrawn": lambda made: f"{made['Erewhon']}desk/",
    "a desk with changes side by side": lambda made: f"{made['Elbonia']}desk/?view=side",
    "a country without records": lambda made: f"{made['Novaland']}change/",
    "a preview with the changes marked": lambda made: f"{made['Elbonia']}preview/?changes=1",
    "a preview of a proposal": lambda made: f"{made['Elbonia']}preview/?proposal={made['waiting']}&changes=1",
    "a preview of nothing": lambda made: f"{made['Novaland']}preview/",
    "a new link to a proposal": lambda made: f"{made['Elbonia']}links/?proposal={made['waiting']}",
    "tasks, and there are none": lambda made: f"{made['Dull']}tasks/",
    "the way back of a withdrawn page": lambda made: f"{made['Erewhon']}withdraw/",
    "a published review": lambda made: made["reviews"][0],
    "a review that was sent back": lambda made: made["reviews"][1],
    "a review that was taken back": lambda made: made["reviews"][2],
    "a review that waits": lambda made: made["reviews"][3],
    "a review of one's own": lambda made: made["reviews"][4],
    "a scheduled review": lambda made: made["reviews"][5],
    "a review side by side": lambda made: f"{made['reviews'][3]}?view=side",
    "ages by another column": lambda made: "/admin/ages/?sort=-checked",
    "a law that a colleague has open": lambda made: made["law"],
    "a form in a window of its own": lambda made: "/admin/legal/treaty/add/?_popup=1&_to_field=id",
    "a list in which nothing is found": lambda made: "/admin/legal/law/?q=zyxwomble",
    "a list that is narrowed": lambda made: "/admin/legal/law/?q=law&kind__exact=law&o=-1",
    "links to be supplied": lambda made: "/admin/importing/missinglink/?state=open",
    "the records of an app": lambda made: "/admin/legal/",
    "every tip there is": lambda made: "/admin/tips/tip/?state=all",
    "a tip that was used": lambda made: made["tips"][0],
    "a double of a tip": lambda made: made["tips"][1],
    "a tip with a file, a question and a double": lambda made: made["tips"][3],
    "a tip about no country": lambda made: made["tips"][2],
    "accounts and roles": lambda made: "/admin/auth/",
    "a shared preview": lambda made: f"/preview/{TOKEN}/",
    "a shared preview of one section": lambda made: f"/preview/{SHORT_TOKEN}/",
}


# What is looked for --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made(site: str) -> dict[str, Any]:
    """Countries in every state, by address (office_states.py)."""
    PASSWORDS[NAME] = PASSWORD
    found: dict[str, Any] = json.loads(manage("shell", "-v0", "-c", MAKE).splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def office(site: str, browser: Browser, made: dict[str, Any]) -> Iterator[Page]:
    """The window of someone who may do everything, under the site's own policy."""
    context = browser.new_context(base_url=site, reduced_motion="reduce")
    page = context.new_page()
    log_in(page, site, NAME)
    yield page
    context.close()


@pytest.fixture
def said(office: Page) -> Iterator[list[str]]:
    """What the browser warns of, the policy among it; it has to be nothing."""
    found: list[str] = []

    def hear(one: Any) -> None:
        refused = "status of 400" in one.text and one.location["url"] == office.url  # the page itself says so too
        if one.type in ("error", "warning") and not refused:
            found.append(f"{office.url}: {one.text}")

    def hear_error(error: Any) -> None:
        found.append(f"{office.url}: {error}")

    office.on("console", hear)
    office.on("pageerror", hear_error)
    yield found
    office.remove_listener("console", hear)
    office.remove_listener("pageerror", hear_error)
    assert found == []


def faults(page: Page, *, quick: bool = False) -> list[str]:
    """Look at the page that is open in each of LOOKS; what is folded is unfolded before."""
    found = []
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.evaluate(AXE_SCRIPT)
    for width, colours, rules in QUICK if quick else LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=colours)
        found += [f"{width} {colours} {fault}" for fault in page.evaluate(RUN, [rules, quick])]
        if page.evaluate("document.scrollingElement.scrollWidth > innerWidth"):
            found.append(f"{width}: wider than the window")
    return [f"{page.url}: {fault}" for fault in found]


def opened(page: Page, address: str) -> Page:
    response = page.goto(address)
    assert response.status == 200, address
    assert page.url.endswith(address), f"{address} leads to {page.url}: add its name to LEFT_OUT, or open what it needs"
    return page


# Every page ----------------------------------------------------------------------------------------------------------


def test_what_is_left_out_is_there_to_be_left_out():
    assert set(LEFT_OUT) <= {place.name for place in places()}


def test_what_is_left_out_is_no_page(office: Page, made: dict[str, Any]):
    """It leads elsewhere, is refused, or is no HTML."""
    pages = []
    for name in LEFT_OUT.keys() - {"logout"}:
        answer = office.request.get(made["names"][name], max_redirects=0)
        if answer.status == 200 and "text/html" in answer.headers["content-type"]:
            pages.append(name)
    assert pages == []


@pytest.mark.parametrize("part", PARTS)
def test_every_page_has_no_grave_fault(office: Page, made: dict[str, Any], said: list[str], part: str):
    found, seen = [], set()
    for name, place in PLACES.items():
        if part_of(name) == part:
            found += faults(opened(office, made["names"][name]), quick=place.page in seen)
            seen |= {place.page} & set(ALIKE)

    assert not found, "\n".join(found)


@pytest.mark.parametrize("state", STATES)
def test_a_page_in_another_state_has_no_grave_fault(office: Page, made: dict[str, Any], said: list[str], state: str):
    found = faults(opened(office, STATES[state](made)))

    assert not found, "\n".join(found)


# What forms answer ---------------------------------------------------------------------------------------------------


def send(page: Page, **typed: str) -> None:
    """Send the form of the page as it stands, past the browser's own checks."""
    for name, value in typed.items():
        page.locator(f"#content [name={name}]").fill(value)
    with page.expect_navigation():
        page.evaluate("HTMLFormElement.prototype.submit.call(document.querySelector('#content form[method=post]'))")


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.locator("#content").get_by_role("button", name=name).first.click()


def refused_section(page: Page, made: dict[str, Any]) -> None:
    page.goto(made["section"])
    page.fill("#id_heading", "")
    press(page, "Save and continue editing")
    expect(page.locator(".errornote")).to_be_visible()


def refused_rows(page: Page, made: dict[str, Any]) -> None:
    page.goto(f"{made['initiative']}change/")
    page.click(".add-row a")
    page.fill("[name=events-1-date]", "someday")
    press(page, "Save and continue editing")
    expect(page.locator(".inline-group .errorlist").first).to_be_visible()


def empty_add_form(page: Page, made: dict[str, Any]) -> None:
    page.goto("/admin/legal/law/add/")
    press(page, "Save and add another")
    expect(page.locator(".errornote")).to_be_visible()


def stale_form(page: Page, made: dict[str, Any]) -> None:
    page.goto(made["law"])
    with page.context.expect_page() as window:
        page.evaluate("open(location.href)")
    other = window.value
    other.fill("#id_title", "Theirs")
    press(other, "Save and continue editing")
    other.close()
    page.fill("#id_title", "Mine")
    press(page, "Save and continue editing")
    expect(page.locator(".stale ins").first).to_be_visible()


def saved_form(page: Page, made: dict[str, Any]) -> None:
    page.goto(made["law"])
    page.fill("#id_note", "A note.")
    press(page, "Save and continue editing")
    expect(page.locator(".messagelist .success")).to_be_visible()


def open_picker(page: Page, made: dict[str, Any]) -> None:
    page.goto("/admin/legal/law/add/")
    page.get_by_role("combobox", name="Country").click()
    expect(page.locator(".select2-results__option").first).to_be_visible()
    expect(page.get_by_role("searchbox", name="Search: Country")).to_be_focused()


def refused_desk(page: Page, made: dict[str, Any]) -> None:
    page.goto(f"{made['Elbonia']}desk/")
    page.fill("#id_note", "")
    press(page, "Ask for review")
    expect(page.locator(".send .errorlist").first).to_be_visible()


def refused_review(page: Page, made: dict[str, Any]) -> None:
    page.goto(made["reviews"][3])
    press(page, "Send back")
    expect(page.locator(".errorlist").first).to_be_visible()


def made_link(page: Page, made: dict[str, Any]) -> None:
    page.goto(f"{made['Elbonia']}links/")
    press(page, "Make a link")
    expect(page.get_by_label("Address of the preview")).to_be_visible()


def refused_withdrawal(page: Page, made: dict[str, Any]) -> None:
    page.goto(f"{made['Elbonia']}withdraw/")
    send(page)
    expect(page.locator(".errorlist")).to_be_visible()


def refused_redaction(page: Page, made: dict[str, Any]) -> None:
    page.goto(f"{made['Elbonia']}redact/")
    send(page, words="Doe")
    expect(page.locator(".errorlist")).to_be_visible()


def refused_answer(page: Page, made: dict[str, Any]) -> None:
    page.goto(made["tips"][3])
    page.get_by_text("It was not used", exact=True).click()
    press(page, "Not used")
    expect(page.locator(".deed .errorlist")).to_be_visible()


def redaction_to_confirm(page: Page, made: dict[str, Any]) -> None:
    page.goto(f"{made['Elbonia']}redact/")
    send(page, words="Law on Societies")
    expect(page.locator("#content")).to_contain_text("This cannot be undone.")


def doubtful_step(page: Page, made: dict[str, Any]) -> None:
    page.goto(f"{made['initiative']}move/")
    page.fill("[name=step-date]", "2019-01-01")
    press(page, "Save the step")
    expect(page.locator(".doubts")).to_be_visible()


def refused_step(page: Page, made: dict[str, Any]) -> None:
    page.goto(f"{made['initiative']}move/")
    page.fill("[name=step-date]", "someday")
    press(page, "Save the step")
    expect(page.locator(".errornote")).to_be_visible()


def deleting_many(page: Page, made: dict[str, Any]) -> None:
    page.goto("/admin/countries/glancerow/")
    page.check("#action-toggle")
    page.select_option("select[name=action]", "delete_selected")
    press(page, "Run")
    expect(page.locator("#content")).to_contain_text("Are you sure")


def refused_list(page: Page, made: dict[str, Any]) -> None:
    page.goto("/admin/importing/missinglink/")
    page.fill("[name=form-0-address]", "javascript:alert(1)")
    press(page, "Save")
    expect(page.locator(".errornote")).to_be_visible()


def refused_account(page: Page, made: dict[str, Any]) -> None:
    page.goto("/admin/auth/user/add/")
    page.fill("#id_username", "rosa")
    page.click(".add-row a")
    press(page, "Save and add another")
    expect(page.locator(".errornote")).to_be_visible()


def unknown_column(page: Page, made: dict[str, Any]) -> None:
    page.goto("/admin/ages/?sort=nonsense")
    expect(page.locator(".errornote")).to_be_visible()


def refused_advice(page: Page, made: dict[str, Any]) -> None:
    page.goto(f"/preview/{TOKEN}/")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_be_visible()


FORMS = [
    refused_section, refused_rows, empty_add_form, stale_form, saved_form, open_picker, refused_desk, refused_review,
    made_link, refused_withdrawal, refused_redaction, redaction_to_confirm, doubtful_step, refused_step,
    deleting_many, refused_list, refused_account, unknown_column, refused_advice,
    refused_answer,
]  # fmt: skip


@pytest.mark.parametrize("answer", FORMS, ids=lambda answer: answer.__name__)
def test_what_a_form_answers_has_no_grave_fault(
    office: Page, made: dict[str, Any], said: list[str], answer: Callable[[Page, dict[str, Any]], None]
):
    office.set_viewport_size({"width": 1280, "height": 800})
    answer(office, made)
    found = faults(office)

    assert not found, "\n".join(found)
