// Names the boxes that Select2 draws in place of a select: it leaves them, and its search box, without.
const $ = django.jQuery

function nameOf(select) {
  const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`)
  return (label?.textContent ?? select.getAttribute("aria-label") ?? "").replace(/:\s*$/, "").trim()
}

function nameAll() {
  for (const select of document.querySelectorAll("select.select2-hidden-accessible")) {
    const box = select.nextElementSibling?.querySelector("[role=combobox]")
    const value = box?.querySelector("[role=textbox]")
    if (!value) continue
    value.removeAttribute("role") // it is what the box says, and no box of its own
    value.removeAttribute("aria-readonly")
    box.id ||= `${value.id}-box`
    box.setAttribute("aria-label", nameOf(select))
    box.setAttribute("aria-labelledby", `${box.id} ${value.id}`)
  }
}

$(nameAll) // after Django's own, which draws them
document.addEventListener("formset:added", () => setTimeout(nameAll))
$(document).on("select2:open", (event) => {
  const box = event.target.nextElementSibling.querySelector("[role=combobox]")
  box.setAttribute("aria-controls", box.getAttribute("aria-owns"))
  const search = document.querySelector(".select2-container--open .select2-search__field")
  search?.setAttribute("aria-label", `Search: ${nameOf(event.target)}`)
})
