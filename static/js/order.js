// Puts the records of a list in order: by drag, and by the buttons beside each without a reload.
const formOf = (list) => document.getElementById(`order-${list.dataset.kind}`)

function ids(list) {
  return [...list.querySelectorAll("[data-id]")].map((entry) => entry.dataset.id)
}

async function save(list, said) {
  const form = formOf(list)
  const data = new FormData(form)
  data.set("order", ids(list).join(","))
  const status = list.parentElement.querySelector("[role=status]")
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body: data })
    if (!answer.ok) throw new Error(String(answer.status))
    status.textContent = said
  } catch {
    status.textContent = "The order was not saved. Reload the page and try again."
  }
}

function move(entry, step) {
  const list = entry.parentElement
  const beside = step < 0 ? entry.previousElementSibling : entry.nextElementSibling
  if (!beside) return
  if (step < 0) beside.before(entry)
  else beside.after(entry)
  save(list, `${entry.dataset.name}: now ${ids(list).indexOf(entry.dataset.id) + 1} of ${list.children.length}.`)
}

for (const list of [...document.querySelectorAll("ol[data-kind]")].filter(formOf)) {
  let held = null
  for (const entry of list.querySelectorAll("[data-id]")) {
    entry.draggable = true
    entry.addEventListener("dragstart", (event) => {
      held = entry
      event.dataTransfer.effectAllowed = "move"
      event.dataTransfer.setData("text/plain", entry.dataset.name)
    })
    entry.addEventListener("dragover", (event) => {
      if (!held) return
      event.preventDefault()
      const after = event.clientY > entry.getBoundingClientRect().top + entry.offsetHeight / 2
      entry.classList.toggle("drop-after", after && held !== entry)
      entry.classList.toggle("drop-before", !after && held !== entry)
    })
    entry.addEventListener("dragleave", () => entry.classList.remove("drop-after", "drop-before"))
    entry.addEventListener("drop", (event) => {
      event.preventDefault()
      const after = entry.classList.contains("drop-after")
      entry.classList.remove("drop-after", "drop-before")
      if (!held || held === entry) return
      if (after) entry.after(held)
      else entry.before(held)
      save(list, `${held.dataset.name}: now ${ids(list).indexOf(held.dataset.id) + 1} of ${list.children.length}.`)
    })
    entry.addEventListener("dragend", () => { held = null })
  }
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=up], button[name=down]")
    if (!button) return
    event.preventDefault()
    move(button.closest("[data-id]"), button.name === "up" ? -1 : 1)
    button.focus()
  })
}
