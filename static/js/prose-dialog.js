// One dialog for all that the editor asks: ask("Link", [{ name, label, … }]) → what was typed, "remove", or null.

let count = 0

export const make = (tag, attributes = {}, children = []) => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "")
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value)
  }
  element.append(...children)
  return element
}

const control = ({ name, kind = "text", value = "", options = [], rows }, id, described) => {
  const attributes = { id, name, "aria-describedby": described }
  if (kind === "select") {
    const choices = options.map(([key, text]) => make("option", { value: key, selected: key === value }, [text]))
    return make("select", attributes, choices)
  }
  if (kind === "textarea") {
    const area = make("textarea", { ...attributes, rows: rows ?? 4 })
    area.value = value
    return area
  }
  const input = make("input", { ...attributes, type: kind === "number" || kind === "checkbox" ? kind : "text" })
  if (kind === "checkbox") input.checked = Boolean(value)
  else input.value = value
  if (kind === "number") Object.assign(input, { min: 1, max: 99 })
  return input
}

const row = (field, number) => {
  const id = `prose-dialog-${number}-${field.name}`
  const help = field.help ? make("p", { class: "help", id: `${id}-help` }, [field.help]) : ""
  const input = control(field, id, field.help ? `${id}-help` : null)
  const label = make("label", { for: id }, [field.label])
  return make("div", { class: "prose-dialog-row" }, field.kind === "checkbox" ? [input, label] : [label, input, help])
}

const read = (form, fields) =>
  Object.fromEntries(
    fields.map(({ name, kind }) => {
      const input = form.elements[name]
      return [name, kind === "checkbox" ? input.checked : input.value.trim()]
    }),
  )

// `check(said)` words what is wrong, and names the field: ["href", "An address begins with https://."].
export const ask = (title, fields, { okay = "Insert", remove = "", check, watch } = {}) =>
  new Promise((resolve) => {
    const number = ++count
    const heading = make("h2", { id: `prose-dialog-${number}` }, [title])
    const error = make("p", { class: "errornote", role: "alert", hidden: true })
    const buttons = [make("button", { type: "submit", class: "button default", value: "okay" }, [okay])]
    if (remove) buttons.push(make("button", { type: "button", class: "button", value: "remove" }, [remove]))
    buttons.push(make("button", { type: "button", class: "button", value: "cancel" }, ["Cancel"]))
    const rows = fields.map((field) => row(field, number))
    const form = make("form", { novalidate: true }, [
      heading, error, ...rows, make("div", { class: "prose-dialog-buttons" }, buttons),
    ])
    const dialog = make("dialog", { class: "prose-dialog", "aria-labelledby": heading.id }, [form])
    let answer = null

    form.addEventListener("submit", (event) => {
      event.preventDefault()
      const said = read(form, fields)
      const wrong = check?.(said)
      if (wrong) {
        const input = form.elements[wrong[0]]
        error.textContent = wrong[1]
        error.hidden = false
        input.setAttribute("aria-invalid", "true")
        input.focus()
        return
      }
      answer = said
      dialog.close()
    })
    form.addEventListener("click", ({ target }) => {
      if (target.value === "remove") answer = "remove"
      if (target.value === "remove" || target.value === "cancel") dialog.close()
    })
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve(answer)
    })
    watch?.(form)
    document.body.append(dialog)
    dialog.showModal()
    form.elements[fields[0].name].focus()
  })
