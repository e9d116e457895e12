// Comfort only: everything on the page works without this file.
const subheadings = () => document.querySelectorAll("main details");

function openTo(fragment) {
  let place = null;
  try { place = document.getElementById(decodeURIComponent(fragment.slice(1))); } catch { return; }
  for (let at = place; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  place?.scrollIntoView();
}

document.querySelector(".open-all a")?.addEventListener("click", (event) => {
  event.preventDefault();
  const link = event.currentTarget;
  const open = link.dataset.open === "all";
  for (const one of document.querySelectorAll("main section details")) one.open = open;
  link.dataset.open = open ? "" : "all";
  link.textContent = open ? "Close all subheadings" : "Open all subheadings";
});

addEventListener("hashchange", () => openTo(location.hash));
openTo(location.hash);

let closed = [];
addEventListener("beforeprint", () => {
  closed = [...subheadings()].filter((one) => !one.open);
  for (const one of closed) one.open = true;
});
addEventListener("afterprint", () => { for (const one of closed) one.open = false; });
