// Says what became of a passkey that was not used: allauth tells it to the console only.

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const place = document.getElementById("passkey-said");
  const domain = event.detail.exception.name === "SecurityError";
  place.textContent = domain
    ? "A passkey needs the site’s own name in the address bar (on your own machine: localhost, not 127.0.0.1)."
    : "That did not work, or it was cancelled. Try again, or take another way.";
  place.hidden = false;
});
