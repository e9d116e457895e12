// "Changed since your last visit": one date, in this browser alone, and none before it is asked for.
const KEY = "last-visit";
const place = document.querySelector("[data-since]");
const [says, keep, forget] = ["says", "keep", "forget"].map((name) => place.querySelector(`[data-since-${name}]`));
const entries = [...document.querySelectorAll("[data-published]")];
let shelf = null;
try { shelf = window.localStorage; } catch { /* this browser keeps nothing, so nothing is offered */ }

function show(words, since) {
  says.textContent = words;
  keep.textContent = since ? "I have seen these" : "Remember on this device when I was last here";
  forget.hidden = !since;
}

function mark(since, day) {
  for (const old of document.querySelectorAll(".mark.new")) old.remove();
  const fresh = entries.filter((entry) => since && new Date(entry.dataset.published) > since);
  for (const entry of fresh) {
    const word = document.createElement("span");
    word.className = "mark new";
    word.textContent = `new since ${day}`;
    entry.querySelector("h3").append(" ", word);
  }
  return fresh.length;
}

function compare() {
  const since = new Date(shelf.getItem(KEY) ?? NaN);
  if (Number.isNaN(since.getTime())) { mark(null); show("", null); return; }
  const day = since.toLocaleDateString("en-US", { year: "numeric", month: "long", day: "numeric" });
  const fresh = mark(since, day);
  const counted = `${fresh} of these ${entries.length} updates ${fresh === 1 ? "is" : "are"} new since ${day}.`;
  const further = fresh === entries.length && document.querySelector(".paging [rel=next]");
  show(fresh ? `${counted}${further ? " Further down the list there may be more." : ""}` : `Nothing here is new since ${day}.`, since);
}

keep.addEventListener("click", () => {
  try { shelf.setItem(KEY, new Date().toISOString()); } catch { show("This browser does not keep anything.", null); return; }
  compare();
});

forget.addEventListener("click", () => {
  shelf.removeItem(KEY);
  compare();
  says.textContent = "Forgotten: nothing is kept on this device.";
  keep.focus();
});

if (shelf) {
  document.querySelector("[data-since-without]").hidden = true;
  place.hidden = false;
  compare();
}
