// The desk around the editor: clean pasting, the source, a name and a keyboard for every button.
// The names that are exported are those of countries/writing.py.

import { Extension, Plugin } from "django-prose-editor/editor"
import { ask, make } from "prose/dialog"
import { clean } from "prose/paste"

// Pasting and source --------------------------------------------------------------------------------------------------

export const Paste = Extension.create({ name: "cleanPaste", transformPastedHTML: (html) => clean(html) })

export const Source = Extension.create({
  name: "source",
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "source", groups: "source",
      button: buttons.material("code", "HTML source"),
      command: async (editor) => {
        const value = editor.getHTML().replace(/(<\/(?:p|h4|h5|li|ul|ol|blockquote|tr|table)>|<hr>)(?=<)/g, "$1\n")
        const help = "Only what the buttons can make is kept."
        const said = await ask("HTML source", [{ name: "html", label: "HTML", kind: "textarea", rows: 16, value, help }], { okay: "Change" })
        if (said) editor.chain().focus().setContent(clean(said.html)).run()
      },
    })
  },
})

// A name and a keyboard for everything --------------------------------------------------------------------------------

const NAMES = {
  heading4: "Heading", heading5: "Lesser heading", bulletList: "Bulleted list", orderedList: "Numbered list",
  orderedListProperties: "Numbering", blockquote: "Block quote", horizontalRule: "Line across", bold: "Bold (Ctrl+B)",
  italic: "Italic (Ctrl+I)", subscript: "Subscript", superscript: "Superscript", link: "Link (Ctrl+K)",
  unlink: "Remove link", "history:undo": "Undo (Ctrl+Z)", "history:redo": "Redo (Ctrl+Shift+Z)",
  "table:addColumnAfter": "Add a column after this", "table:addRowAfter": "Add a row below this",
}
const HINT = "Alt+F10: the buttons. In a list or table Tab moves inwards; Esc, then Tab, moves on."

const leave = () => {
  let leaving = false
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown(view, event) {
          const moving = event.key === "Tab" && leaving
          leaving = event.key === "Escape" || (leaving && event.key === "Shift")
          return moving
        },
      },
    },
  })
}

const name = (editor, bar) => {
  const box = editor.view.dom
  const textarea = box.parentElement.querySelector("textarea")
  const label = document.querySelector(`label[for="${textarea.id}"]`)
  const said = (label?.textContent ?? textarea.name).trim().replace(/:$/, "")
  const hint = make("p", { class: "prose-hint help", id: `${textarea.id}-hint` }, [HINT])
  box.after(hint)
  const described = [textarea.getAttribute("aria-describedby"), hint.id].filter(Boolean).join(" ")
  const attributes = { role: "textbox", "aria-multiline": "true", "aria-label": said, "aria-describedby": described }
  if (textarea.getAttribute("aria-invalid")) attributes["aria-invalid"] = "true"
  for (const [key, value] of Object.entries(attributes)) box.setAttribute(key, value)
  bar.setAttribute("role", "toolbar")
  bar.setAttribute("aria-label", `Formatting: ${said}`)
  label?.addEventListener("click", () => editor.commands.focus())
}

const keyboard = (editor, bar) => {
  const shown = () => [...bar.querySelectorAll("button:not(.hidden)")]
  const hold = (button) => {
    for (const one of bar.querySelectorAll("button")) one.tabIndex = one === button ? 0 : -1
  }
  const sync = () => {
    for (const button of bar.querySelectorAll("button")) {
      button.setAttribute("aria-disabled", button.classList.contains("disabled"))
      button.setAttribute("aria-pressed", button.classList.contains("active"))
    }
    const buttons = shown()
    if (!buttons.some((button) => button.tabIndex === 0)) hold(buttons[0])
  }
  for (const button of bar.querySelectorAll("button")) {
    button.title = NAMES[button.dataset.name] ?? button.title
    button.setAttribute("aria-label", button.title.replace(/ \(.*/, ""))
    if (button.dataset.level) button.dataset.level = Number(button.dataset.level) - 3
    button.addEventListener("mousedown", (event) => event.preventDefault()) // the selection stays
    button.addEventListener("focus", () => hold(button))
  }
  bar.addEventListener("keydown", (event) => {
    const buttons = shown()
    const at = buttons.indexOf(document.activeElement)
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key]
    if (event.key === "Escape") editor.commands.focus()
    else if (next !== undefined) buttons.at(next % buttons.length).focus()
    else return
    event.preventDefault()
  })
  editor.view.dom.addEventListener("keydown", (event) => {
    if (event.altKey && event.key === "F10") {
      event.preventDefault()
      bar.querySelector("[tabindex='0']").focus()
    }
  })
  hold(shown()[0])
  editor.on("transaction", sync)
  sync()
}

export const Desk = Extension.create({
  name: "desk",
  priority: 10, // after the menu is made
  addProseMirrorPlugins: () => [leave()],
  addMenuItems({ buttons, menu, _definedItems }) {
    const list = (name, active) => Object.assign(_definedItems[name], { active })
    list("bulletList", (editor) => editor.isActive("bulletList"))
    list("orderedList", (editor) => editor.isActive("orderedList"))
    for (const item of ["blockquote", "horizontalRule"]) _definedItems[item].groups.add("blocks")
    for (const [name, icon, title, command] of [
      ["deeper", "format_indent_increase", "Nest the item deeper", "sinkListItem"],
      ["outer", "format_indent_decrease", "Bring the item out", "liftListItem"],
    ]) {
      menu.defineItem({
        name, groups: "lists", priority: 50,
        button: buttons.material(icon, title),
        hidden: (editor) => !editor.isActive("listItem"),
        enabled: (editor) => editor.can()[command]("listItem"),
        command: (editor) => editor.chain().focus()[command]("listItem").run(),
      })
    }
  },
  onCreate({ editor }) {
    const bar = editor.view.dom.parentElement.querySelector(".prose-menubar")
    name(editor, bar)
    keyboard(editor, bar)
  },
})
