// The desk: ticking a change means “only those that are ticked”.
for (const box of document.querySelectorAll('input[name="key"]')) {
  box.addEventListener("change", () => {
    const some = document.querySelector('input[name="which"][value="some"]')
    if (some && !document.querySelector('input[name="which"][value="rest"]').checked) some.checked = true
  })
}
