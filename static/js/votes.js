// Leaves nothing behind: no address with a key, and no page to come back to.
(() => {
  const { home } = document.currentScript.dataset;
  // Also for a page that came from a POST: the browser then forgets what was sent.
  history.replaceState(null, "", location.pathname.endsWith("/bewijs/") ? location.pathname : home);

  document.querySelector(".away").addEventListener("click", (event) => {
    event.preventDefault();
    document.body.hidden = true;
    location.replace(event.currentTarget.href);
  });

  // What the browser keeps of a page that was left is blank, and starts anew when it comes back.
  addEventListener("pagehide", () => document.querySelector("main").replaceChildren());
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    event.stopImmediatePropagation();
    location.replace(home);
  });
})();
