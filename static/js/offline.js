// The page without internet: the same log, for the participant in the address. It waits on the
// phone, and leaves by itself when there is internet again.
(() => {
  const find = (selector) => document.querySelector(selector);
  const { form, says } = writing;
  const SEALED = "Wacht versleuteld op deze telefoon";
  const OPEN = "Houd deze pagina open: je telefoon kan dit niet bewaren";
  const [url] = location.pathname.match(/^\/deelnemers\/\d+\/gesprek\//) ?? [];

  const turn = (name) => {
    for (const part of document.querySelectorAll("[data-part]")) part.hidden = part.dataset.part !== name;
  };

  // Not at once: a connection that flickers must not stop somebody who goes to another page.
  const tryAgain = () => setTimeout(() => navigator.onLine && location.reload(), 1000);

  // Nowhere to write: say what waits, and try again by itself.
  if (!url) {
    if (location.pathname !== "/zonder-internet/") find("[data-again]").href = location.href;
    addEventListener("online", tryAgain);
    vault.waiting().then((rows) => {
      if (rows.length) find("[data-waits]").textContent = "Wat je zonder internet opschreef, wacht versleuteld op deze telefoon.";
    });
    return;
  }

  // Always a new number: what waits under another one is never written over.
  const id = crypto.randomUUID();
  const place = { id, url, draft: `${url}${id}/` };
  let isSaved = false;
  let isKept = true;
  const keep = async (wish) => {
    isKept = await vault.keep(writing.entry(wish, place));
    says(isKept ? SEALED : OPEN, { aloud: !isKept });
    return isKept;
  };
  outbox.writing(id);
  turn("write");
  if (new URLSearchParams(location.search).has("niet-doorgegaan")) find("[value=missed]").checked = true;
  writing.watch(() => says("Nog niet bewaard"), () => isSaved || keep("draft"));

  const done = (title, text, href, label, target = "") => {
    const page = find("[data-part=done]");
    find("[data-title]").textContent = title;
    if (text) find("[data-text]").textContent = text;
    if (href) Object.assign(find("[data-next]"), { href, target, textContent: label });
    find("[data-next]").hidden = !href;
    turn("done");
    page.focus();
  };
  document.addEventListener("submit", async (event) => {
    event.preventDefault();
    writing.stop();
    isSaved = true;
    if (await keep("save")) done("Je verslag wacht op deze telefoon", "", "/vandaag/", "Naar Vandaag");
    else done("Houd deze pagina open", "Je telefoon kan niets bewaren. Blijf op deze pagina tot er internet is: dan versturen we je verslag.");
    outbox.send();
  });

  document.addEventListener("outbox:sent", ({ detail: { entry, outcome, errors } }) => {
    if (entry.id !== id) return;
    if (outcome === "kept") done("Je verslag is verstuurd", "Het staat in de tijdlijn.", new URL("../", location.origin + url).pathname, "Bekijk het");
    if (outcome === "look") done("Kijk je verslag nog even na", errors.join(" "), entry.draft, "Kijk het na");
  });
  document.addEventListener("outbox:told", ({ detail: { outcome } }) => {
    if (!isSaved || outcome !== "door") return;
    // What only this page remembers waits for a sign-in beside it.
    done("Er is weer internet", "Log in, dan versturen we je verslag.", `${outbox.signIn}?next=/vandaag/`, "Inloggen", isKept ? "" : "_blank");
  });
  // Nothing typed yet: then the real page is better.
  addEventListener("online", () => find("[data-state]").textContent === "Nog niets getypt" && tryAgain());
})();
