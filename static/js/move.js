// Comfort only: the law's tick follows the stage for as long as nobody has touched it.
const stage = document.querySelector("[name='step-stage']");
const tick = document.querySelector("[name='law-take']");
const makesLaw = (document.querySelector("[data-makes-law]")?.dataset.makesLaw ?? "").split(" ").filter(Boolean);
let touched = tick && tick.checked !== makesLaw.includes(stage?.value);

tick?.addEventListener("change", () => { touched = true; });
stage?.addEventListener("change", () => {
  if (tick && !touched) tick.checked = makesLaw.includes(stage.value);
});
