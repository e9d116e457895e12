"""An editor's journey in Chromium, under the site's own policy."""

from playwright.sync_api import Page, expect

from tests.builders import PASSWORD


def test_an_editor_changes_a_figure_compares_publishes_and_reads_it(site: str, page: Page):
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.goto(f"{site}/admin/")
    page.fill("#id_username", "ada")
    page.fill("#id_password", PASSWORD)
    page.click("input[type=submit]")

    page.goto(f"{site}/admin/countries/country/")
    page.click("#result_list >> text=Kazakhstan")
    page.click(".parts >> text=BARRIERS TO FORMATION")
    page.fill("#id_body", "<p>The fee is now seven indicators.</p><script>alert(1)</script>")
    page.fill("#id_revision_comment", "The fee went up")
    page.click("input[name=_continue] >> nth=0")
    expect(page.locator(".messagelist")).to_be_visible()
    expect(page.locator("#id_body")).to_have_value("<p>The fee is now seven indicators.</p>")

    page.click(".object-tools >> text=History")
    expect(page.locator("#change-history >> text=The fee went up")).to_have_count(1)
    page.click("text=Compare with now >> nth=-1")
    expect(page.locator("ins", has_text="seven")).to_have_count(1)

    page.goto(f"{site}/admin/countries/country/")
    page.click("#result_list >> text=Kazakhstan")
    page.click("text=Publish …")
    page.fill("#id_note", "The registration fee was raised.")
    page.click("input[value=Publish]")
    expect(page.locator(".messagelist >> text=is published")).to_have_count(1)

    page.goto(f"{site}/countries/kazakhstan/?open=all")
    assert "The fee is now seven indicators." in page.inner_text("#barriers-to-formation")
    assert "The registration fee was raised." in page.inner_text(".page-foot")
    assert said == []
