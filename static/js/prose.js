// What the office's editor has beyond the usual: notes, links that are checked, foreign passages, captions.
// The names that are exported are those of countries/writing.py.

import {
  Extension, Link as BaseLink, Mark, OrderedList as BaseOrderedList, Table as BaseTable,
  TableHeader as BaseTableHeader,
} from "django-prose-editor/editor"
import { ask } from "prose/dialog"

// Marks ---------------------------------------------------------------------------------------------------------------

let marks = 0
// Two notes side by side are two: each has a number of its own, which is not written.
const own = () => ({ number: { default: null, rendered: false, parseHTML: () => ++marks } })
const element = (name, tag, priority, more = {}) =>
  Mark.create({
    name, priority,
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
    ...more,
  })

export const Quotation = element("quotation", "q", 1400, { addAttributes: own })
export const Cite = element("cite", "cite", 1300)
export const Small = element("small", "small", 1200)

export const Footnote = element("footnote", "small", 1500, {
  inclusive: false,
  addAttributes: own,
  parseHTML: () => [{ tag: "small.fn", priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ["small", { ...HTMLAttributes, class: "fn" }, 0],
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "footnote", groups: "marks", priority: 90,
      button: buttons.text("Fn", "Footnote"),
      active: (editor) => editor.isActive("footnote"),
      command: (editor) => footnote(editor),
    })
  },
})

const footnote = async (editor) => {
  if (editor.isActive("footnote")) {
    const { number } = editor.getAttributes("footnote")
    editor.chain().focus().extendMarkRange("footnote", { number }).unsetMark("footnote").run()
  } else if (!editor.state.selection.empty) {
    editor.chain().focus().setMark("footnote", { number: ++marks }).run()
  } else {
    const help = "It stands at the foot of the page; here it stands where its number will be."
    const check = ({ note }) => (note ? null : ["note", "Write the note, or cancel."])
    const said = await ask("Footnote", [{ name: "note", label: "Note", kind: "textarea", help }], { check })
    const mark = { type: "footnote", attrs: { number: ++marks } }
    if (said) editor.chain().focus().insertContent({ type: "text", text: said.note.replace(/\s+/g, " "), marks: [mark] }).run()
  }
}

const ALLOWED = /^(https?:\/\/[^\s/]|mailto:[^\s@]+@)/i

const completed = (typed) => {
  if (/^[^\s@:/]+@[^\s@/]+\.\w+$/.test(typed)) return `mailto:${typed}`
  return /^[\w-]+(\.[\w-]+)+([/?#]|$)/.test(typed) ? `https://${typed}` : typed
}

export const Link = BaseLink.extend({
  addOptions() {
    return { ...this.parent?.(), autolink: false, isAllowedUri: (address) => ALLOWED.test(address ?? "") }
  },
  addCommands() {
    return { ...this.parent?.(), addLink: () => ({ editor }) => { link(editor); return true } }
  },
  addMenuItems(context) {
    this.parent?.(context)
    const { enabled: _, ...item } = context._definedItems.link
    context.menu.defineItem({ ...item, groups: "link", command: (editor) => link(editor) })
  },
})

const link = async (editor) => {
  const { href = "" } = editor.getAttributes("link")
  const bare = editor.state.selection.empty && !href
  const fields = [{ name: "href", label: "Address", value: href, help: "https://… or an e-mail address" }]
  if (bare) fields.push({ name: "words", label: "Words of the link", help: "The address itself, if you leave it empty" })
  const wrong = ["href", "An address begins with https://, http:// or mailto:."]
  const said = await ask("Link", fields, {
    okay: href ? "Change" : "Insert",
    remove: href && "Remove link",
    check: (typed) => (ALLOWED.test(completed(typed.href)) ? null : wrong),
  })
  if (!said) return
  const chain = editor.chain().focus().extendMarkRange("link")
  if (said === "remove") return void chain.unsetMark("link").run()
  const attrs = { href: completed(said.href) }
  if (!bare) return void chain.setMark("link", attrs).run()
  editor.chain().focus().insertContent({ type: "text", text: said.words || said.href, marks: [{ type: "link", attrs }] }).run()
}

// Foreign passages ----------------------------------------------------------------------------------------------------

const LANGUAGES = [
  ["ru", "Russian"], ["kk", "Kazakh"], ["ky", "Kyrgyz"], ["tg", "Tajik"], ["tk", "Turkmen"], ["uz", "Uzbek"],
  ["ar", "Arabic"], ["fa", "Persian"], ["ps", "Pashto"], ["ur", "Urdu"], ["he", "Hebrew"], ["tr", "Turkish"],
  ["az", "Azerbaijani"], ["hy", "Armenian"], ["ka", "Georgian"], ["uk", "Ukrainian"], ["mn", "Mongolian"],
  ["zh", "Chinese"], ["fr", "French"], ["es", "Spanish"], ["pt", "Portuguese"], ["de", "German"],
]
const RTL = /^(ar|fa|ps|ur|he|dv|ckb|sd|ug|yi)(-|$)|-arab(-|$)/i
const CODE = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i
const attribute = (name) => ({
  default: null,
  parseHTML: (node) => node.getAttribute(name) || null,
  renderHTML: (attributes) => (attributes[name] ? { [name]: attributes[name] } : {}),
})
const lang = attribute("lang")
const dir = attribute("dir")

export const Passage = element("passage", "span", 1100, {
  addAttributes: () => ({ lang, dir }),
  parseHTML: () => [{ tag: "span[lang]" }, { tag: "span[dir]" }],
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "passage", groups: "passage",
      button: buttons.material("translate", "Foreign passage"),
      active: (editor) => editor.isActive("passage") || Boolean(lineLanguage(editor).lang),
      command: (editor) => passage(editor),
    })
  },
})

export const Languages = Extension.create({
  name: "languages",
  addGlobalAttributes: () => [
    {
      types: [
        "paragraph", "heading", "bulletList", "orderedList", "listItem", "blockquote", "table", "tableRow", "tableCell",
        "tableHeader", "bold", "italic", "subscript", "superscript", "link", "footnote", "quotation", "cite", "small",
      ],
      attributes: { lang, dir },
    },
  ],
})

const lineLanguage = (editor) => editor.state.selection.$from.parent.attrs

const passage = async (editor) => {
  const { empty, $from, $to } = editor.state.selection
  const marked = editor.isActive("passage")
  const lines = !marked && (empty || !$from.sameParent($to)) // else the words that are selected
  const now = marked ? editor.getAttributes("passage") : lineLanguage(editor)
  const known = LANGUAGES.some(([code]) => code === now.lang)
  const said = await ask("Foreign passage", [
    {
      name: "language", label: "Language", kind: "select", value: known || !now.lang ? (now.lang ?? "ru") : "other",
      options: [...LANGUAGES, ["other", "Another: its code, below"]],
      help: lines ? "Of the paragraphs you are in; to mark some words only, select them first." : "Of the selected words.",
    },
    { name: "code", label: "Code", value: known ? "" : (now.lang ?? ""), help: "Such as sr-Latn; only for another language" },
    {
      name: "dir", label: "Direction", kind: "select", value: now.dir ?? "",
      options: [["", "As the language is written"], ["ltr", "Left to right"], ["rtl", "Right to left"]],
    },
  ], {
    okay: "Mark",
    remove: now.lang || now.dir ? "Unmark" : "",
    check: ({ language, code }) => (language !== "other" || CODE.test(code) ? null : ["code", "A code is like sr or sr-Latn."]),
  })
  if (!said) return
  const code = said.language === "other" ? said.code : said.language
  const attrs = said === "remove" ? { lang: null, dir: null } : { lang: code, dir: said.dir || (RTL.test(code) ? "rtl" : null) }
  const chain = editor.chain().focus()
  if (lines) return void chain.updateAttributes("paragraph", attrs).updateAttributes("heading", attrs).run()
  if (marked) chain.extendMarkRange("passage", now)
  if (said === "remove") chain.unsetMark("passage").run()
  else chain.setMark("passage", attrs).run()
}

// Lists and tables ----------------------------------------------------------------------------------------------------

const NUMBERS = [
  ["decimal", "1, 2, 3"], ["lower-alpha", "a, b, c"], ["upper-alpha", "A, B, C"], ["lower-roman", "i, ii, iii"],
  ["upper-roman", "I, II, III"],
]
const SIGNS = { 1: "decimal", a: "lower-alpha", A: "upper-alpha", i: "lower-roman", I: "upper-roman" }

export const OrderedList = BaseOrderedList.extend({
  addAttributes() {
    const type = {
      default: "decimal",
      parseHTML: (node) => SIGNS[node.getAttribute("type")] ?? "decimal",
      renderHTML: (attributes) => ({ type: Object.keys(SIGNS).find((sign) => SIGNS[sign] === attributes.type) }),
    }
    return { ...this.parent?.(), type }
  },
  addCommands() {
    return { ...this.parent?.(), updateListAttributes: () => ({ editor }) => { numbering(editor); return true } }
  },
})

const numbering = async (editor) => {
  const { start, type } = editor.getAttributes("orderedList")
  const said = await ask("Numbering", [
    { name: "type", label: "Numbers", kind: "select", value: type, options: NUMBERS },
    { name: "start", label: "Begins at", kind: "number", value: start ?? 1 },
  ], { okay: "Change" })
  const first = Math.max(Number.parseInt(said?.start, 10) || 1, 1)
  if (said) editor.chain().focus().updateAttributes("orderedList", { type: said.type, start: first }).run()
}

export const TableHeader = BaseTableHeader.extend({
  addAttributes() {
    return { ...this.parent?.(), scope: attribute("scope") }
  },
})

export const Table = BaseTable.extend({
  addAttributes() {
    const caption = {
      default: null,
      parseHTML: (node) => node.querySelector("caption")?.textContent.trim() || null,
      renderHTML: (attributes) => (attributes.caption ? { "data-caption": attributes.caption } : {}),
    }
    return { ...this.parent?.(), caption }
  },
  parseHTML: () => [{ tag: "table" }, { tag: "caption", ignore: true }],
  renderHTML({ node, HTMLAttributes }) {
    const { "data-caption": _, ...attributes } = HTMLAttributes
    const caption = node.attrs.caption ? [["caption", {}, node.attrs.caption]] : []
    return ["table", attributes, ...caption, ["tbody", 0]]
  },
  addCommands() {
    return { ...this.parent?.(), insertTableWithOptions: () => ({ editor }) => { table(editor); return true } }
  },
  addMenuItems(context) {
    this.parent?.(context)
    context.menu.defineItem({
      name: "table:caption", groups: "table",
      button: context.buttons.material("subtitles", "Caption of the table"),
      hidden: (editor) => !editor.isActive("table"),
      active: (editor) => Boolean(editor.getAttributes("table").caption),
      command: (editor) => caption(editor),
    })
  },
})

const table = async (editor) => {
  const said = await ask("Table", [
    { name: "rows", label: "Rows", kind: "number", value: 3 },
    { name: "cols", label: "Columns", kind: "number", value: 3 },
    { name: "head", label: "The first row has the headers", kind: "checkbox", value: true },
  ])
  const count = (typed) => Math.min(Math.max(Number.parseInt(typed, 10) || 3, 1), 99)
  const size = said && { rows: count(said.rows), cols: count(said.cols), withHeaderRow: said.head }
  if (said) editor.chain().focus().insertTable(size).run()
}

const caption = async (editor) => {
  const value = editor.getAttributes("table").caption ?? ""
  const help = "What the table shows, in a line; empty takes it away."
  const said = await ask("Caption of the table", [{ name: "caption", label: "Caption", value, help }], { okay: "Change" })
  if (said) editor.chain().focus().updateAttributes("table", { caption: said.caption || null }).run()
}
