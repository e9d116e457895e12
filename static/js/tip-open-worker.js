// Opens what is sealed, apart from the page: the key lives here alone, and ends with this worker (docs/tip-keys.md).
//
// The page sends { number, deed, … } and gets { number, … }, or { number, wrong: "a sentence" }.
let age = null
let key = ""
let recipient = ""

class Wrong extends Error {}

const ARMOR = "-----BEGIN AGE ENCRYPTED FILE-----"
const LONGEST_KEY = 100_000 // bytes; a key file has less than 1,000
const NO_KEY = /no identity matched/
const TOO_MUCH_WORK = /work factor/
const NO_MEMORY = /allocation|memory/i

// A key file is sealed with a passphrase, in letters or in bytes, or is the plain key.
async function textOf(file, passphrase) {
  if (file.length > LONGEST_KEY) throw new Wrong("This file is too long for a key. Choose the file tip-key-….age.")
  const text = new TextDecoder().decode(file)
  const armored = text.trimStart().startsWith(ARMOR)
  if (!armored && !text.startsWith("age-encryption.org/v1\n")) return text
  if (!passphrase) throw new Wrong("This key has a passphrase: type it, then press the button again.")
  const decrypter = new age.Decrypter()
  decrypter.addPassphrase(passphrase)
  try {
    return await decrypter.decrypt(armored ? age.armor.decode(text) : file, "text")
  } catch (error) {
    if (NO_KEY.test(error.message)) throw new Wrong("The passphrase does not open this key.")
    if (TOO_MUCH_WORK.test(error.message)) throw new Wrong("This passphrase takes more work than a browser does. Use open_tips.")
    if (NO_MEMORY.test(error.message)) throw new Wrong("This browser has not enough memory for this key. Use open_tips.")
    throw new Wrong("This key file is damaged, or it is no key file.")
  }
}

async function unseal(sealed) {
  const decrypter = new age.Decrypter()
  decrypter.addIdentity(key)
  try {
    return await decrypter.decrypt(sealed)
  } catch (error) {
    if (NO_KEY.test(error.message)) return null
    throw new Wrong("What is sealed is damaged: it does not open, although the key fits, or it is cut off.")
  }
}

async function words(sealed) {
  const content = await unseal(sealed)
  if (content === null) return null
  try {
    return JSON.parse(new TextDecoder().decode(content))
  } catch {
    throw new Wrong("What is sealed is no tip.")
  }
}

const deeds = {
  async key({ address, file, passphrase }) {
    age ??= await import(address)
    const [found] = (await textOf(file, passphrase)).match(/^AGE-SECRET-KEY-1[0-9A-Z]+\r?$/m) ?? []
    if (!found) throw new Wrong("There is no private key (AGE-SECRET-KEY-1…) in this file.")
    try {
      recipient = await age.identityToRecipient(found.trim())
    } catch {
      throw new Wrong("The private key in this file is damaged.")
    }
    key = found.trim()
    return { recipient }
  },
  async tip({ sealed, messages }) {
    const said = await words(sealed)
    if (said === null) return { said, recipient }
    const talk = []
    for (const message of messages) talk.push(await words(message).catch(() => ({ text: "(damaged)" })))
    return { said, talk, recipient }
  },
  async file({ sealed }) {
    const content = await unseal(sealed)
    if (content === null) throw new Wrong("This file was sealed to other keys.")
    return { content }
  },
  async copy({ files, passphrase }) {
    const encrypter = new age.Encrypter()
    encrypter.setPassphrase(passphrase)
    return { content: await encrypter.encrypt(age.zipSync(files, { level: 0, mtime: new Date(1980, 0, 2) })) }
  },
}

addEventListener("message", async ({ data: { number, deed, ...asked } }) => {
  try {
    postMessage({ number, ...(await deeds[deed](asked)) })
  } catch (error) {
    postMessage({ number, wrong: error instanceof Wrong ? error.message : "This browser cannot open tips. Use open_tips." })
  }
})
