// What comes from Word, a document or a web page, as what the editor has: words, and what they are.

const GONE = [
  "script", "style", "meta", "link", "title", "base", "template", "noscript", "img", "picture", "svg", "math", "canvas",
  "video", "audio", "iframe", "object", "embed", "input", "select", "textarea", "button", "del", "colgroup", "hr[align]",
  "[hidden]", "[data-style*='display:none' i]", "[data-style*='display: none' i]", "[data-style*='mso-hide:all' i]",
]
const BLOCKS = new Set("p h4 h5 ul ol li blockquote hr table caption thead tbody tr th td".split(" "))
const MARKS = new Set("a em strong i b sub sup small span q cite br".split(" "))
const HEADINGS = { H1: "h4", H2: "h4", H3: "h4", H4: "h4", H5: "h5", H6: "h5" }
const KEPT = { a: ["href"], ol: ["start", "type"], th: ["colspan", "rowspan", "scope"], td: ["colspan", "rowspan"] }
const TRACKING = /^(utm_\w+|fbclid|gclid|mc_cid|mc_eid)$/
const FOREIGN = /[^\P{L}\p{Script=Latin}]/gu
const SPACES = /[ \t\r\n\u00a0]*(?:[ \t\r\n]\u00a0|\u00a0[ \t\r\n]|\u00a0\u00a0)[ \t\r\n\u00a0]*/g

const style = (element) => element.getAttribute("data-style") ?? ""
const isBlock = (node) => node.nodeType === 1 && BLOCKS.has(node.localName)

// Styles are read here and never applied: even a parsed document that nobody shows falls under the site's policy.
const TAGS = /<[a-z](?:[^"'>]|"[^"]*"|'[^']*')*>/gi
const parse = (html) => {
  const bare = html.replace(/<!--[^]*?-->|<(style|script)\b[^]*?<\/\1\s*>/gi, "")
  const inert = bare.replace(TAGS, (tag) => tag.replace(/([\s/"'])(style|on[a-z]+)(?=\s*=)/gi, "$1data-$2"))
  return new DOMParser().parseFromString(inert, "text/html")
}

const rename = (element, tag, attributes = {}) => {
  const fresh = element.ownerDocument.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) fresh.setAttribute(name, value)
  fresh.append(...element.childNodes)
  element.replaceWith(fresh)
  return fresh
}
const unwrap = (element) => element.replaceWith(...element.childNodes)

// Footnotes: a link into the document whose target leads back.
const target = (doc, link) => {
  const [where, name] = link.getAttribute("href").split(/#(?!.*#)/)
  return /^https?:/i.test(where) || !name ? null : (doc.getElementById(name) ?? doc.getElementsByName(name)[0] ?? null)
}
const footnotes = (doc) => {
  const notes = new Map()
  for (const link of doc.querySelectorAll("a[href*='#']")) {
    const to = target(doc, link)
    const note = to?.closest("div[id^=ftn], div[id^=edn], div[id^=sdfootnote], p, li, div")
    if (!note || note.contains(link)) continue
    const back = [...note.querySelectorAll("a[href*='#']")].find((one) => {
      const from = target(doc, one)
      return from && (from === link || from.contains(link) || link.contains(from) || from.parentElement === link.parentElement)
    })
    if (!back || back.compareDocumentPosition(link) & 4) continue // the note stands after its mark
    notes.set(link, { note, back, to })
  }
  for (const [link, { note, back, to }] of notes) {
    for (const one of [back, to]) (one.closest("sup") ?? one).remove()
    const words = [...note.querySelectorAll("p")].map((p) => p.innerHTML)
    const small = doc.createElement("small")
    small.className = "fn"
    small.innerHTML = words.length ? words.join(" ") : note.innerHTML
    const first = doc.createTreeWalker(small, NodeFilter.SHOW_TEXT).nextNode()
    if (first) first.data = first.data.trimStart()
    ;(link.closest("sup") ?? link).replaceWith(small)
    note.remove()
  }
}

// Word writes a list as paragraphs, each with its mark before it and its level in a style.
const numbering = (mark) => {
  const [, sign] = mark.replace(/[\s\u00a0]+/g, " ").trim().match(/^\(?(\d+|[a-z]+)[.)]/i) ?? []
  if (!sign) return { tag: "ul" }
  if (/^\d/.test(sign)) return { tag: "ol", type: "1", start: Number(sign) }
  const roman = /^[ivx]+$/i.test(sign) && !/^[vx]$/i.test(sign)
  return { tag: "ol", type: (roman ? "i" : "a")[sign === sign.toUpperCase() ? "toUpperCase" : "toString"]() }
}
const wordLists = (doc) => {
  let open = [] // one list a level
  let last = null
  for (const p of [...doc.querySelectorAll("[data-style*='mso-list:' i]")]) {
    const [, id, deep] = style(p).match(/mso-list:\s*(\w+)\s+level(\d+)/i) ?? []
    if (!deep || p.closest("li")) continue
    if (last !== p.previousElementSibling || !last) open = []
    const level = Number(deep)
    const mark = p.querySelector("[data-style*='mso-list:Ignore' i], [data-style*='mso-list: Ignore' i]")
    const { tag, type, start } = numbering(mark?.textContent ?? "")
    mark?.remove()
    open.length = Math.min(open.length, level)
    if (open[level - 1] && (open[level - 1].id !== id || open[level - 1].list.localName !== tag)) open.length = level - 1
    if (!open[level - 1]) {
      const list = doc.createElement(tag)
      if (type && type !== "1") list.setAttribute("type", type)
      if (start > 1) list.setAttribute("start", start)
      const above = open.filter(Boolean).at(-1)
      if (above) above.list.lastElementChild.append(list)
      else p.before(list)
      open[level - 1] = { list, id }
    }
    const item = doc.createElement("li")
    item.append(...p.childNodes)
    open[level - 1].list.append(item)
    p.remove()
    last = open.find(Boolean).list
  }
}

// Bold, italic and raised words that only a style says; and Google's <b> that says “not bold”.
const styledMarks = (doc) => {
  for (const element of [...doc.querySelectorAll("b, strong, i, em")]) {
    if (/(^|[;\s])font-(weight:\s*(normal|400)|style:\s*normal)/i.test(style(element))) unwrap(element)
  }
  for (const element of doc.querySelectorAll("span, font")) {
    const said = style(element)
    const marks = []
    if (/font-weight:\s*(bold|[6-9]00)/i.test(said)) marks.push("strong")
    if (/font-style:\s*italic/i.test(said)) marks.push("em")
    if (/vertical-align:\s*super/i.test(said)) marks.push("sup")
    if (/vertical-align:\s*sub(?!p|er)/i.test(said)) marks.push("sub")
    for (const tag of marks) {
      if (element.closest(tag) || (tag === "strong" && element.closest("h1, h2, h3, h4, h5, h6, th"))) continue
      const mark = doc.createElement(tag)
      mark.append(...element.childNodes)
      element.append(mark)
    }
  }
}

const address = (href) => {
  if (!/^(https?:\/\/|mailto:)/i.test(href)) return null
  try {
    const url = new URL(href)
    if (/(^|\.)google\.[a-z.]+$/.test(url.hostname) && url.pathname === "/url" && url.searchParams.has("q")) {
      return address(url.searchParams.get("q"))
    }
    const known = [...url.searchParams.keys()].filter((key) => TRACKING.test(key))
    if (!known.length) return href
    for (const key of known) url.searchParams.delete(key)
    return url.href
  } catch {
    return null
  }
}

// A language is kept where most letters bear it out: Word says of all words some language or other.
const isForeign = (element) => {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  let words = ""
  while (walker.nextNode()) if (walker.currentNode.parentElement.closest("[lang]") === element) words += walker.currentNode.data
  return (words.match(FOREIGN) ?? []).length * 2 > (words.match(/\p{L}/gu) ?? []).length
}
const kept = (element) => {
  const attributes = {}
  const open = element.getAttribute("data-pm-slice") // copied in an editor like this one
  if (open) attributes["data-pm-slice"] = open
  for (const name of KEPT[element.localName] ?? []) {
    const value = name === "href" ? address(element.getAttribute(name) ?? "") : element.getAttribute(name)
    if (value) attributes[name] = value
  }
  if (element.localName === "small" && element.classList.contains("fn")) attributes.class = "fn"
  if (element.lang && isForeign(element)) attributes.lang = element.lang.toLowerCase().replace(/-[a-z]{2}$/, "")
  if (/^rtl$/i.test(element.getAttribute("dir") ?? "")) attributes.dir = "rtl"
  return attributes
}

const plain = (doc) => {
  for (const element of [...doc.body.querySelectorAll("*")]) {
    const tag = HEADINGS[element.tagName] ?? element.localName
    const attributes = kept(element)
    const holdsBlocks = () => element.querySelector([...BLOCKS, "div", "h1", "h2", "h3", "h6"].join())
    if ((tag === "a" && !attributes.href) || (tag === "span" && !attributes.lang && !attributes.dir)) unwrap(element)
    else if (BLOCKS.has(tag) || MARKS.has(tag)) {
      const fresh = tag === element.localName ? element : rename(element, tag, attributes)
      for (const { name } of [...fresh.attributes]) if (!(name in attributes)) fresh.removeAttribute(name)
      for (const [name, value] of Object.entries(attributes)) fresh.setAttribute(name, value)
    } else if (/^(div|section|article|main|header|footer|aside|nav|address|center|figure|figcaption|pre|dl|dt|dd|body)$/.test(tag)) {
      if (holdsBlocks() || element.closest("p, li, td, th, h4, h5")) unwrap(element)
      else rename(element, "p", attributes)
    } else unwrap(element)
  }
}

const spaces = (doc) => {
  const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    node.data = node.data.replace(/[\u00ad\u200b\ufeff]/g, "").replace(SPACES, " ")
  }
  for (const br of [...doc.querySelectorAll("br")]) {
    if (isBlock(br.nextElementSibling ?? doc.body) || isBlock(br.previousElementSibling ?? doc.body)) {
      if (!isBlock(br.parentElement) || /^(ul|ol|tr|tbody|table)$/.test(br.parentElement.localName)) br.remove()
    }
  }
  for (const element of [...doc.querySelectorAll("p, h4, h5, a, em, strong, b, i, span, sub, sup, q, cite, small, li")].reverse()) {
    if (element.textContent.trim() || element.querySelector("table, br, hr")) continue
    if (element.textContent && !isBlock(element)) unwrap(element)
    else element.remove()
  }
}

export const clean = (html) => {
  const doc = parse(html)
  for (const one of doc.querySelectorAll(GONE.join())) one.remove()
  footnotes(doc)
  wordLists(doc)
  styledMarks(doc)
  plain(doc)
  spaces(doc)
  return doc.body.innerHTML.trim()
}
