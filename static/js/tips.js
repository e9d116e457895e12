// Work for the form's ticket, so that machines cannot flood us and nobody has to be watched (monitor/tips/tickets.py).
// Nothing waits for it: a form that is sent before it is found is taken as one without scripts.
const form = document.querySelector("[data-bits]");
const proof = form.querySelector("[data-proof]");
const ticket = form.elements.ticket.value;
const bits = Number(form.dataset.bits);
const AT_ONCE = 200;

async function isProof(number) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${ticket}:${number}`));
  return new DataView(digest).getUint32(0) >>> (32 - bits) === 0;
}

async function work() {
  for (let from = 0; ; from += AT_ONCE) {
    const tries = await Promise.all(Array.from({ length: AT_ONCE }, (_, step) => isProof(from + step)));
    const found = tries.indexOf(true);
    if (found >= 0) return from + found;
    await new Promise((resume) => { setTimeout(resume); });
  }
}

if (globalThis.crypto?.subtle && !proof.value) work().then((number) => { proof.value = number; });
