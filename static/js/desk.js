// The desk: ticking a change means “only those that are ticked”.
for (const box of document.querySelectorAll('input[name="key"]')) {
  box.addEventListener("change", () => {
    const some = document.querySelector('input[name="which"][value="some"]')
    if (some && !document.querySelector('input[name="which"][value="rest"]').checked) some.checked = true
  })
}

// A long text of which little changed: what stands far from a change is folded away, until it is asked for.
function wordsOf(block) {
  const bare = block.cloneNode(true)
  for (const mark of bare.querySelectorAll("ins, del")) mark.remove()
  return bare.textContent.replace(/\s+/g, "")
}

function nearAChange(cell) {
  const blocks = [...cell.children]
  const changed = blocks.map((block) => block.matches("ins, del") || Boolean(block.querySelector("ins, del")))
  return blocks.filter((_, at) => changed[at - 1] || changed[at] || changed[at + 1])
}

for (const row of document.querySelectorAll(".difference .fields tbody tr")) {
  const cells = [...row.querySelectorAll(":scope > td")]
  const kept = new Set(cells.flatMap(nearAChange).map(wordsOf))
  const far = cells.flatMap((cell) => [...cell.children]).filter((block) => !kept.has(wordsOf(block)))
  if (!kept.size || far.length < 4 * cells.length) continue
  const button = document.createElement("button")
  button.type = "button"
  button.className = "linklike"
  button.textContent = "Show the rest of the text, which is as it was"
  button.addEventListener("click", () => {
    for (const block of far) block.hidden = false
    button.remove()
  })
  for (const block of far) block.hidden = true
  cells.at(-1).append(button)
}
