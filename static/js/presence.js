// Says that this record is open here, and shows who else has it open.
const place = document.querySelector("[data-presence]")

async function tell(gone) {
  const said = new FormData()
  said.set("kind", place.dataset.kind)
  said.set("record", place.dataset.record)
  said.set("csrfmiddlewaretoken", document.querySelector("input[name=csrfmiddlewaretoken]").value)
  if (gone) {
    said.set("gone", "on")
    navigator.sendBeacon(place.dataset.presence, said)
    return
  }
  try {
    const answer = await fetch(place.dataset.presence, { method: "POST", body: said })
    if (answer.ok && !answer.redirected) show((await answer.json()).others)
  } catch {
    // away from the network: the next time will do
  }
}

function show(others) {
  const words = others.length ? `${others.join(", ")} ${others.length > 1 ? "have" : "has"} this record open right now.` : ""
  if (place.textContent !== words) place.textContent = words
}

if (place) {
  tell(false)
  setInterval(() => document.visibilityState === "visible" && tell(false), 30000)
  addEventListener("pagehide", () => tell(true))
  addEventListener("pageshow", (event) => event.persisted && tell(false))
}
