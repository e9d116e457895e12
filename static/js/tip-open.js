// Opens tips with the reader's own key.  The key and its passphrase go to a worker and nowhere else; what was opened is in
// this page alone, as text, and is gone after Close, or when the page is left (docs/tip-keys.md).
const place = document.getElementById("tip-open")
const part = (selector, within = place) => within.querySelector(selector)
const [file, typed] = [part("#tip-key-file"), part("#tip-key-words")]
const [keyPart, status] = [part("[data-key]"), part("[data-status]")]
const [shown, closer] = [part("[data-shown]"), part("[data-close]")]
const NO_ID = "00000000-0000-0000-0000-000000000000"

let worker = null
let waiting = new Map() // number of a question → who waits for its answer
let count = 0
let addresses = [] // of what was offered as a download
let opened = null // { tip, said, talk, address } of the tip that is shown
let busy = false

class Wrong extends Error {} // its message is for the reader
class Closed extends Error {}

// The worker ----------------------------------------------------------------------------------------------------------

function start() {
  worker = new Worker(place.dataset.worker, { type: "module" })
  worker.addEventListener("message", ({ data }) => {
    const { done, failed } = waiting.get(data.number)
    waiting.delete(data.number)
    if (data.wrong) failed(new Wrong(data.wrong))
    else done(data)
  })
  worker.addEventListener("error", () => {
    for (const { failed } of waiting.values()) failed(new Wrong("This browser cannot open tips. Use open_tips."))
    waiting.clear()
  })
}

const ask = (deed, asked) => new Promise((done, failed) => {
  if (!worker) throw new Closed()
  waiting.set(++count, { done, failed })
  worker.postMessage({ number: count, deed, ...asked })
})

const contentOf = (chosen) => new Promise((done, failed) => {
  const reader = new FileReader()
  reader.addEventListener("load", () => done(new Uint8Array(reader.result)))
  reader.addEventListener("error", () => failed(new Wrong("The key file cannot be read.")))
  reader.readAsArrayBuffer(chosen)
})

async function giveKey() {
  if (!keyPart.hidden) {
    if (!file.files.length) throw new Wrong("Choose your private key first: the file tip-key-….age.")
    say("Checking the key. This takes some seconds.")
    const passphrase = typed.value
    const address = new URL(place.dataset.age, location.href).href
    if (!worker) start()
    await ask("key", { address, file: await contentOf(file.files[0]), passphrase })
    file.value = typed.value = ""
    keyPart.hidden = true
    closer.hidden = false
  }
}

// The server: it gives what is sealed, and is told nothing but what is asked for ----------------------------------------

async function post(address) {
  const headers = { "X-CSRFToken": document.querySelector("input[name=csrfmiddlewaretoken]").value }
  const answer = await fetch(address, { method: "POST", headers, cache: "no-store" }).catch(() => {
    throw new Wrong("The site does not answer. Look at the connection, then try again.")
  })
  if (answer.ok && !answer.redirected) return answer
  if (answer.status === 404) throw new Wrong("It is no longer there, or not for you to read.")
  throw new Wrong("The site did not give it. Open this page again, in case you are logged out, then try again.")
}

const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))

async function unsealed(address, one, which) {
  const answer = await post(address.replace(NO_ID, encodeURIComponent(one.id)).replace(/clean(\/?)$/, `${which}$1`))
  return (await ask("file", { sealed: new Uint8Array(await answer.arrayBuffer()) })).content
}

// What is shown, as text only -------------------------------------------------------------------------------------------

function make(tag, text, className) {
  const element = document.createElement(tag)
  if (text !== undefined) element.textContent = text
  if (className) element.className = className
  return element
}

function said(text) {
  const element = make("div", text, "said")
  element.dir = "auto"
  return element
}

const who = (message) => (message.from === "sender" ? "the sender" : `the office (${message.by})`)
const headOf = (message) => `Message ${message.number}, ${message.day}, from ${who(message)}`
const words = (one) => (one === null ? "(sealed to other keys)" : String(one.text ?? ""))
const nameOf = (one, which) => {
  const [short, number, ending] = [opened.tip.short, one.number, one.ending].map((each) => String(each).replace(/\W/g, ""))
  return `tip-${short}-${number}${which === "original" ? "-original" : ""}.${ending}`
}

const WORDS = { text: "What the sender wrote", passage: "About these words", link: "Link", contact: "How to reach the sender" }
const FACTS = {
  day: "Came on", state: "State", risk: "The sender says the danger is", country: "Country", passage: "Passage",
}
const present = (names, from) =>
  Object.entries(names).filter(([name]) => from[name]).map(([name, title]) => [title, String(from[name])])

function show() {
  const article = part("template").content.cloneNode(true).firstElementChild
  part("[data-title]", article).textContent = `Tip ${opened.tip.short}`
  const facts = present(FACTS, opened.tip).flatMap(([title, value]) => [make("dt", title), make("dd", value)])
  part("[data-facts]", article).append(...facts)
  part("[data-words]", article).append(...present(WORDS, opened.said).flatMap(([title, value]) => [make("h4", title), said(value)]))
  opened.tip.messages.forEach((message, at) => {
    part("[data-talk]", article).append(make("p", headOf(message), "what"), said(words(opened.talk[at])))
  })
  part("[data-talk]", article).hidden = !opened.tip.messages.length
  for (const one of opened.tip.files) part("[data-files] ul", article).append(fileOf(one))
  part("[data-files]", article).hidden = !opened.tip.files.length
  part("[data-copy]", article).addEventListener("click", () => tell(() => saveCopy(article)))
  shown.replaceChildren(article)
  part("[data-title]", article).focus()
}

function fileOf(one) {
  const entry = make("li", `File ${one.number} (${one.kind}) `)
  for (const [which, title] of [["clean", "Cleaned copy"], ...(one.has_original ? [["original", "Original"]] : [])]) {
    const button = make("button", title, "button")
    button.type = "button"
    button.setAttribute("aria-label", `${title} of file ${one.number}`)
    button.addEventListener("click", () => tell(async () => {
      say("Getting the file and opening it.")
      offer(await unsealed(opened.address, one, which), nameOf(one, which))
      say(which === "original" ? "Saved. Open the original on a machine that is on no network." : "Saved.")
    }))
    entry.append(button, " ")
  }
  return entry
}

function offer(content, name) {
  const link = make("a")
  link.href = URL.createObjectURL(new Blob([content], { type: "application/octet-stream" }))
  link.download = name
  addresses.push(link.href)
  link.click()
}

// A copy for a lawyer ---------------------------------------------------------------------------------------------------

const README = `What this is

One tip that somebody sent to the Civic Freedom Monitor, for a lawyer. tip.txt has what is known of it, what the sender wrote,
and what was said since. Then come its files: cleaned copies, and originals where they were kept.

The sender may be harmed if it were known who wrote. Originals may be marked, and may hold what harms a computer: open them
on a machine that is on no network. Do not send any of this on by plain mail, and delete what you no longer need.

How it was opened, to open it again: it is a zip file sealed with age (https://age-encryption.org) under a passphrase:
age -d -o tip.zip FILE.zip.age
`
const isGood = (passphrase) => passphrase.length >= 20 || passphrase.split(/\s+/).filter((word) => word.length >= 3).length >= 5

function inWords() {
  const lines = [`Tip ${opened.tip.short}`, ...present(FACTS, opened.tip).map(([title, value]) => `${title}: ${value}`)]
  for (const [title, value] of present(WORDS, opened.said)) lines.push("", `${title}:`, value)
  opened.tip.messages.forEach((message, at) => lines.push("", `${headOf(message)}:`, words(opened.talk[at])))
  for (const one of opened.tip.files) lines.push("", `File ${one.number}: ${one.kind}, ${nameOf(one, "clean")}`)
  return [...lines, ""].join("\n")
}

async function saveCopy(article) {
  const [first, again] = [part("[data-copy-words]", article), part("[data-copy-again]", article)]
  if (!isGood(first.value)) throw new Wrong("Too short: take five words of three letters or more, or 20 characters.")
  if (first.value !== again.value) throw new Wrong("The two passphrases differ.")
  const { tip, address } = opened
  const [passphrase, text] = [first.value, new TextEncoder()]
  const files = { "README.txt": text.encode(README), "tip.txt": text.encode(inWords()) }
  say("Making the copy. This takes some seconds.")
  for (const one of tip.files) {
    for (const which of one.has_original ? ["clean", "original"] : ["clean"]) {
      files[nameOf(one, which)] = await unsealed(address, one, which)
    }
  }
  const { content } = await ask("copy", { files, passphrase })
  first.value = again.value = ""
  offer(content, `tip-${String(tip.short).replace(/\W/g, "")}.zip.age`)
  say("Saved. Tell the lawyer the passphrase by another way than the one the file takes.")
}

// What the reader does --------------------------------------------------------------------------------------------------

const say = (sentence) => { status.textContent = sentence }

// One thing at a time; what went wrong is said, and nothing of it is written anywhere.
async function tell(deed) {
  if (busy) return
  busy = true
  try {
    await deed()
  } catch (error) {
    if (!(error instanceof Closed)) say(error instanceof Wrong ? error.message : "This browser cannot do that. Use open_tips.")
  }
  busy = false
}

async function open({ sealed, file: address }) {
  await giveKey()
  say("Opening the tip.")
  const tip = await (await post(sealed)).json()
  const messages = tip.messages.map((message) => bytes(message.sealed))
  const { said: found, talk, recipient } = await ask("tip", { sealed: bytes(tip.sealed), messages })
  if (found === null) throw new Wrong(`This tip was sealed to other keys: ${tip.sealed_to.join(", ")}. Yours is ${recipient}.`)
  opened = { tip, said: found, talk, address }
  show()
  say(`Tip ${tip.short} is open.`)
}

function close() {
  worker?.terminate()
  for (const { failed } of waiting.values()) failed(new Closed())
  addresses.forEach((address) => URL.revokeObjectURL(address))
  ;[worker, waiting, addresses, opened] = [null, new Map(), [], null]
  file.value = typed.value = ""
  shown.replaceChildren()
  keyPart.hidden = false
  closer.hidden = true
}

const buttons = [...document.querySelectorAll(".tip-open-button")]
for (const button of buttons) {
  button.addEventListener("click", () => tell(() => open(button.dataset)))
}
typed.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && buttons.length === 1) buttons[0].click()
})
closer.addEventListener("click", () => {
  close()
  say("Closed: the key and the words are forgotten.")
  file.focus()
})
addEventListener("pagehide", () => {
  close()
  say("")
})
