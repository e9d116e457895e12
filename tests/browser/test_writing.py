"""Writing in the office: the real editor in Chromium, under the site's own policy."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from .conftest import log_in

BOX = ".field-body .ProseMirror"
CLIPBOARDS = Path(__file__).parent / "writing"
RECORDS = ("countries/section", "countries/glancerow", "countries/report", "legal/initiative")


@pytest.fixture
def form(site: str, page: Page) -> Iterator[Page]:
    """A new section's form, as far as Save; the browser may complain of nothing meanwhile."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    log_in(page, site)
    _open(page, f"{site}/admin/countries/section/add/?country={_country(page, site)}&part=overview&heading=Trial")
    yield page
    assert said == []


def _country(page: Page, site: str) -> str:
    """A country of our own, that no other test reads."""
    page.goto(f"{site}/admin/countries/country/?q=Ruritania")
    if not page.locator("#result_list tbody tr").count():
        page.goto(f"{site}/admin/countries/country/add/")
        page.fill("#id_name", "Ruritania")
        page.fill("#id_slug", "ruritania")
        page.click("input[name=_save] >> nth=0")
        page.goto(f"{site}/admin/countries/country/?q=Ruritania")
    address = page.locator("#result_list tbody th a").first.evaluate("link => link.href")
    return str(address).split("/country/")[1].split("/")[0]


def _open(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("[role=toolbar]").first).to_be_visible()


def _button(page: Page, name: str) -> None:
    page.get_by_role("toolbar", name="Body").get_by_role("button", name=name, exact=True).click()


def _type(page: Page, *words: str) -> None:
    """Type words; a name in braces is a key."""
    page.locator(BOX).focus()
    for word in words:
        if word.startswith("{"):
            page.keyboard.press(word[1:-1])
        else:
            page.keyboard.type(word)


def _select_all_but(page: Page, first: str, rest: str) -> None:
    """Select `rest`, which ends the line, by keyboard; the browser tells of each step a little later."""
    selected = "words => getSelection().toString() === words"
    page.keyboard.press("Shift+Home")
    page.wait_for_function(selected, arg=first + rest)
    for at in range(1, len(first) + 1):
        page.keyboard.press("Shift+ArrowRight")
        page.wait_for_function(selected, arg=first[at:] + rest)


def _paste(page: Page, html: str) -> None:
    page.locator(BOX).focus()
    page.evaluate(
        """([box, html]) => {
            const clipboardData = new DataTransfer()
            clipboardData.setData("text/html", html)
            const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true })
            document.querySelector(box).dispatchEvent(event)
        }""",
        [BOX, html],
    )


def _stored(page: Page) -> str:
    """Save, and say what is in the row now."""
    page.click("input[name=_continue] >> nth=0")
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page.locator("[role=toolbar]").first).to_be_visible()
    return str(page.evaluate("document.querySelector('#id_body').defaultValue"))


def test_what_is_typed_is_stored_with_ordinary_spaces(form: Page):
    _type(form, "a b  c ", "{Enter}", "d")

    assert _stored(form) == "<p>a b c</p><p>d</p>"


@pytest.mark.parametrize(
    ("button", "stored"),
    [
        ("Heading", "<h4>words</h4>"),
        ("Lesser heading", "<h5>words</h5>"),
        ("Bulleted list", "<ul><li>words</li></ul>"),
        ("Numbered list", "<ol><li>words</li></ol>"),
        ("Block quote", "<blockquote><p>words</p></blockquote>"),
        ("Bold", "<p><strong>words</strong></p>"),
        ("Italic", "<p><em>words</em></p>"),
        ("Subscript", "<p><sub>words</sub></p>"),
        ("Superscript", "<p><sup>words</sup></p>"),
        ("Footnote", '<p><small class="fn">words</small></p>'),
    ],
)
def test_a_button_makes_of_selected_words(form: Page, button: str, stored: str):
    _type(form, "words", "{Control+A}")
    _button(form, button)

    assert _stored(form) == stored


def test_a_list_is_nested_and_numbered_as_the_editor_says(form: Page):
    _button(form, "Numbered list")
    _type(form, "one", "{Enter}", "{Tab}", "deep", "{Enter}", "{Shift+Tab}", "two")
    _button(form, "Numbering")
    form.get_by_role("dialog", name="Numbering").get_by_label("Numbers").select_option("a, b, c")
    form.get_by_label("Begins at").fill("3")
    form.get_by_role("button", name="Change").click()

    assert _stored(form) == '<ol start="3" type="a"><li>one<ol><li>deep</li></ol></li><li>two</li></ol>'


def test_a_link_is_checked_and_completed(form: Page):
    _type(form, "the law", "{Control+A}", "{Control+k}")
    dialog = form.get_by_role("dialog", name="Link")
    dialog.get_by_label("Address").fill("javascript:alert(1)")
    dialog.get_by_role("button", name="Insert").click()
    expect(dialog.get_by_role("alert")).to_contain_text("https://")
    dialog.get_by_label("Address").fill("adilet.zan.kz/eng?a=1&b=2")
    form.keyboard.press("Enter")

    assert _stored(form) == '<p><a href="https://adilet.zan.kz/eng?a=1&amp;b=2">the law</a></p>'


def test_a_link_is_written_where_no_words_are_selected_and_taken_away(form: Page):
    _type(form, "write to ")
    _button(form, "Link")
    form.get_by_label("Address").fill("office@example.org")
    form.get_by_label("Words of the link").fill("us")
    form.keyboard.press("Enter")
    assert _stored(form) == '<p>write to <a href="mailto:office@example.org">us</a></p>'

    form.click(f"{BOX} a")
    _button(form, "Remove link")
    assert _stored(form) == "<p>write to us</p>"


def test_two_notes_side_by_side_stay_two(form: Page):
    _type(form, "6.5 MCIs")
    for note in ("The first", "The second"):
        _button(form, "Footnote")
        form.get_by_label("Note", exact=True).fill(note)
        form.get_by_role("dialog").get_by_role("button", name="Insert").click()
    _type(form, ", says the law")

    notes = '<small class="fn">The first</small><small class="fn">The second</small>'
    assert _stored(form) == f"<p>6.5 MCIs{notes}, says the law</p>"


def test_a_table_has_headers_rows_and_a_caption(form: Page):
    _button(form, "Insert table")
    form.get_by_label("Rows").fill("2")
    form.get_by_label("Columns").fill("2")
    form.keyboard.press("Enter")
    _type(form, "Body", "{Tab}", "Days", "{Tab}", "Court", "{Tab}", "5")
    _button(form, "Add a row below this")
    _button(form, "Caption of the table")
    form.get_by_label("Caption", exact=True).fill("Who decides")
    form.keyboard.press("Enter")

    head = "<thead><tr><th>Body</th><th>Days</th></tr></thead>"
    rows = "<tr><td>Court</td><td>5</td></tr><tr><td></td><td></td></tr>"
    assert _stored(form) == f"<table><caption>Who decides</caption>{head}<tbody>{rows}</tbody></table>"


def test_a_foreign_passage_has_its_language_and_direction(form: Page):
    _type(form, "The law says ")
    _type(form, "حق")
    _select_all_but(form, "The law says ", "حق")
    _button(form, "Foreign passage")
    form.get_by_label("Language").select_option("Persian")
    form.keyboard.press("Enter")
    form.get_by_role("button", name="Mark").click()
    assert _stored(form) == '<p>The law says <span dir="rtl" lang="fa">حق</span></p>'


def test_a_whole_paragraph_is_foreign_where_no_words_are_selected(form: Page):
    _type(form, "Закон")
    _button(form, "Foreign passage")
    dialog = form.get_by_role("dialog", name="Foreign passage")
    dialog.get_by_label("Language").select_option("other")
    dialog.get_by_role("button", name="Mark").click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    dialog.get_by_label("Code").fill("sr-Cyrl")
    dialog.get_by_role("button", name="Mark").click()
    assert _stored(form) == '<p lang="sr-Cyrl">Закон</p>'

    _type(form, "{Control+End}")
    _button(form, "Foreign passage")
    form.get_by_role("button", name="Unmark").click()
    assert _stored(form) == "<p>Закон</p>"


def test_a_line_across_undo_redo_and_the_source(form: Page):
    _type(form, "above")
    _button(form, "Line across")
    _button(form, "Undo")
    _button(form, "Redo")
    _button(form, "HTML source")
    source = form.get_by_label("HTML", exact=True)
    assert source.input_value().startswith("<p>above</p>\n<hr>")
    source.fill('<h1 class="x">Title</h1><p onclick="alert(1)">a<br>b <q>c</q> <cite>d</cite> <small>e</small></p>')
    form.get_by_role("button", name="Change").click()

    assert _stored(form) == "<h4>Title</h4><p>a<br>b <q>c</q> <cite>d</cite> <small>e</small></p>"


def test_word_leaves_lists_notes_and_words_alone(form: Page):
    _paste(form, (CLIPBOARDS / "word.html").read_text())

    assert _stored(form) == (
        "<h4>Foreign Funding</h4>"
        '<p>The fee is <strong>6.5&nbsp;MCIs</strong><small class="fn">Starting January 2026, the MCI is 4,325 tenge.'
        '</small>, see the <a href="https://adilet.zan.kz/eng/docs/Z960000003_">Law on Associations</a>.</p>'
        '<p>The law says <span lang="ru">«общественное объединение»</span>, <em>an association</em>.</p>'
        "<ul><li>founders’ documents<ul><li>the charter</li><li>the minutes</li></ul></li>"
        "<li>proof of address</li></ul>"
        '<p>Then:</p><ol type="a"><li>apply</li><li>wait a month</li></ol>'
        "<table><tbody><tr><td>Body</td><td>Days</td></tr>"
        '<tr><td colspan="2">Ministry of Justice, 5</td></tr></tbody></table>'
    )


def test_a_web_page_leaves_clean_markup(form: Page):
    _paste(form, (CLIPBOARDS / "web.html").read_text())

    assert _stored(form) == (
        "<h4>Peaceful Assembly</h4><p>Notice is <strong><em>five days</em></strong> before; see "
        '<a href="https://adilet.zan.kz/eng/docs/Z2000000333?lang=eng">the Law</a> and this.</p>'
        "<ol><li>who<ul><li>citizens</li></ul></li><li>where</li></ol><h5>Appeal</h5><p>A court decides.</p>"
        "<p>H<sub>2</sub>O and <sup>1</sup> underlined red</p>"
        '<p dir="rtl" lang="ar">حرية التجمع</p>'
    )


def test_the_toolbar_and_the_way_out_need_no_mouse(form: Page):
    _type(form, "words", "{Control+A}", "{Alt+F10}")
    expect(form.get_by_role("button", name="Heading", exact=True)).to_be_focused()
    for key in ("ArrowRight", "End", "Home", "ArrowRight", "ArrowRight", "Enter"):
        form.keyboard.press(key)
    expect(form.locator(BOX)).to_be_focused()
    expect(form.get_by_role("button", name="Bulleted list")).to_have_attribute("aria-pressed", "true")
    _type(form, "{End}")
    form.wait_for_timeout(200)  # the browser tells of a moved caret a little later
    _type(form, "{Enter}", "more", "{Escape}", "{Tab}")
    expect(form.locator(BOX)).not_to_be_focused()

    assert _stored(form) == "<ul><li>words</li><li>more</li></ul>"


def test_without_scripts_the_html_is_typed_in_a_box(site: str, browser: Browser, form: Page):
    form.fill("#id_heading", "Plain")
    _type(form, "words")
    _stored(form)
    address = form.url
    context = browser.new_context(java_script_enabled=False, storage_state=form.context.storage_state())
    page = context.new_page()
    page.goto(address)
    page.fill("#id_body", "<p>typed</p>\n<ul><li><p>one</p></li></ul>")
    page.click("input[name=_continue] >> nth=0")

    assert page.input_value("#id_body") == "<p>typed</p><ul><li>one</li></ul>"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_section_form_has_no_serious_violation(site: str, browser: Browser, scheme: str):
    page = browser.new_context(bypass_csp=True, color_scheme=scheme).new_page()
    log_in(page, site)
    _open(page, f"{site}/admin/countries/section/add/?country={_country(page, site)}")
    _paste(page, (CLIPBOARDS / "word.html").read_text())
    _button(page, "Foreign passage")
    found = Axe().run(page).response["violations"]
    page.keyboard.press("Escape")
    found += Axe().run(page).response["violations"]

    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []


def test_the_history_form_of_a_record_has_the_editor_too(form: Page):
    _type(form, "words")
    _stored(form)
    form.click(".object-tools >> text=History")
    form.click("#change-history tbody a >> nth=0")

    expect(form.locator(BOX)).to_have_text("words")


@pytest.mark.parametrize("kind", RECORDS)
def test_what_is_opened_and_saved_again_keeps_its_bytes(site: str, page: Page, kind: str):
    """Also where the editor is made to write all of it anew, as it does when one letter is changed."""
    log_in(page, site)
    page.goto(f"{site}/admin/{kind}/")
    links = page.locator("#result_list tbody th a").evaluate_all("links => links.map(link => link.href)")
    assert links
    for address in links:
        _open(page, re.sub(r"\?.*", "", address))
        before = page.evaluate(_ANEW)
        page.click("input[name=_continue] >> nth=0")
        expect(page.locator(".messagelist .success, .messagelist .info").first).to_be_visible()
        after = page.evaluate("[...document.querySelectorAll('textarea.vLargeTextField')].map(box => box.defaultValue)")
        assert after == before


_ANEW = """
() => [...document.querySelectorAll('.prose-editor')].map(desk => {
    const box = desk.querySelector('textarea')
    box.value = desk.querySelector('.ProseMirror').editor.getHTML()
    return box.defaultValue
})
"""
