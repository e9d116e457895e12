// Asks before a page is left whose form holds what was typed and not saved.
const form = document.querySelector("#content-main > form")
let typed = false

form?.addEventListener("input", () => { typed = true })
form?.addEventListener("change", () => { typed = true })
form?.addEventListener("submit", () => { typed = false })
addEventListener("beforeunload", (event) => { if (typed) event.preventDefault() })
