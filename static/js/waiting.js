// Says what came of what waited on this phone, and warns before signing out wipes it.
(() => {
  const find = (selector) => document.querySelector(selector);
  const reports = (count) => (count === 1 ? "1 verslag" : `${count} verslagen`);
  const day = (moment) => new Date(moment).toLocaleDateString("nl", { day: "numeric", month: "long" });
  const isLog = Boolean(find("[data-state]")); // there a line of its own says it

  // ── One bar, for the news that matters most ──
  const RANK = ["away", "kept", "door", "look", "refused"];
  let shown = -1;
  const show = (rank, words, { href, text } = {}) => {
    if (RANK.indexOf(rank) < shown) return;
    shown = RANK.indexOf(rank);
    const bar = find(".signal.waiting");
    const link = bar.querySelector("a");
    bar.querySelector("p").textContent = words;
    link.hidden = !href;
    if (href) Object.assign(link, { href, textContent: text });
    bar.hidden = false;
  };
  const news = {
    kept: ({ url, draft, wish }) =>
      wish === "save"
        ? show("kept", "Je verslag is verstuurd en opgeslagen.", { href: new URL("../", location.origin + url).pathname, text: "Bekijk het" })
        : show("kept", "Je was nog aan het schrijven. Je tekst staat klaar.", { href: draft, text: "Schrijf verder" }),
    look: ({ written, draft }, errors) =>
      show("look", `Je verslag van ${day(written)} vroeg om een blik. ${errors.join(" ")}`, { href: draft, text: "Kijk het na" }),
    refused: ({ written, body }) =>
      show("refused", `Je verslag van ${day(written)} kan niet worden verstuurd. Kopieer je tekst: ${new URLSearchParams(body).get("note") ?? ""}`),
  };
  document.addEventListener("outbox:sent", ({ detail }) => news[detail.outcome]?.(detail.entry, detail.errors));
  document.addEventListener("outbox:told", ({ detail: { waiting, outcome } }) => {
    if (isLog || !waiting) return;
    const next = encodeURIComponent(location.pathname);
    if (outcome === "door") show("door", outbox.ask, { href: `${outbox.signIn}?next=${next}`, text: outbox.signInText });
    if (outcome === "away") show("away", `Er wacht ${reports(waiting)} versleuteld op deze telefoon. We versturen het zodra er internet is.`);
  });

  // ── Signing out leaves nothing of ours behind ──
  const soon = (work) => Promise.race([work, new Promise((resolve) => setTimeout(resolve, 3000))]);
  const forget = async (form) => {
    const others = await vault.wipe();
    if (others) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "anderen", value: "1" }));
    for (const name of await caches.keys()) await caches.delete(name);
    const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? [];
    await Promise.all(registrations.map((each) => each.unregister()));
  };
  const leave = async (form) => {
    await soon(forget(form)).catch(() => {});
    form.submit();
  };
  const warn = (form, count) => {
    const bar = find(".signal.leaving");
    const it = count === 1 ? "het" : "ze";
    bar.querySelector("p").textContent = `Er ${count === 1 ? "staat" : "staan"} nog ${reports(count)} op deze telefoon. Verstuur ${it} eerst, of gooi ${it} weg.`;
    bar.hidden = false;
    bar.onclick = async ({ target }) => {
      const choice = target.dataset.choice;
      if (choice === "send") {
        const told = await outbox.send();
        if (!told?.waiting) return leave(form);
        bar.querySelector("p").textContent = `Versturen lukt nu niet. Probeer het zo nog eens, of gooi ${it} weg.`;
      }
      if (choice === "drop") leave(form);
      if (choice === "stay") bar.hidden = true;
    };
    bar.querySelector("button").focus();
  };
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (new URL(form.action).pathname !== outbox.signOut) return;
    event.preventDefault();
    const rows = await soon(vault.waiting()).catch(() => []);
    if (rows?.length) warn(form, rows.length);
    else leave(form);
  });

  document.addEventListener("DOMContentLoaded", outbox.begin); // after the script of the page
})();
