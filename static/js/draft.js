// Keeps a log while it is written: sealed on the phone at each pause, and then at the server, where
// it has an address of its own. The line beside "Opslaan" always says what holds.
(() => {
  const { form, says } = writing;
  const NOT_YET = "Staat nog niet op de server";
  const SEALED = `${NOT_YET}. Wacht versleuteld op deze telefoon.`;
  const OPEN = `${NOT_YET}. Houd deze pagina open.`;
  const SENDING = "Wordt verstuurd…";

  const place = () => ({
    id: form().elements.client_id.value,
    url: new URL(form().action).pathname,
    draft: form().dataset.draft,
  });
  let latest; // the entry as it was at the last pause
  let isChanged = false; // something was typed after that
  let isSealed = Promise.resolve(true);

  const take = (wish, atLeast) => {
    writing.stop();
    if (!latest) outbox.install();
    isChanged = false;
    latest = writing.entry(wish, place(), atLeast);
    outbox.writing(latest.id);
    isSealed = vault.keep(latest); // before it is sent: killed now, nothing is lost
  };
  const waits = async () => says((await isSealed) ? SEALED : OPEN, { aloud: true });
  const askSignIn = () => {
    const next = encodeURIComponent(location.pathname);
    const link = { href: `${outbox.signIn}?next=${next}`, textContent: "Inloggen" };
    says(`${NOT_YET}. Log in, dan versturen we het.`, { aloud: true, link });
  };

  // ── At a pause ──
  let isSending = false;
  const push = async () => {
    if (isSending) return; // an answer at a time: a late one never passes a newer one
    isSending = true;
    let sent;
    while (latest !== sent && latest.wish === "draft") {
      sent = latest;
      await send(sent);
    }
    isSending = false;
  };
  const send = async (entry) => {
    if (!navigator.onLine) return waits();
    if (!isChanged) says(SENDING);
    const { outcome, data } = await outbox.draft(entry, entry.revision);
    if (outcome === "kept") await kept(entry, data);
    else if (entry !== latest) return;
    else if (outcome === "later") take("draft", data.revision);
    else if (outcome === "away") await waits();
    else if (outcome === "door") askSignIn();
    else says(data.errors?.[0] ?? `${NOT_YET}. Kopieer je tekst en laad de pagina opnieuw.`, { aloud: true });
  };
  const kept = async (entry, data) => {
    if (data.stored) return says("Dit gesprek is al opgeslagen. Moet dit er ook bij? Druk op Opslaan.", { aloud: true });
    await vault.drop(entry.id, entry.stamp);
    history.replaceState(history.state, "", entry.draft);
    // What was typed since is not kept yet, and the line must not say that it is.
    if (entry === latest && !isChanged) says(`Bewaard ${data.saved}`, { aloud: !said });
    said = true;
  };
  let said = false; // once is enough to be read aloud
  const again = () => {
    if (latest?.wish === "draft") push();
  };
  const touched = () => {
    isChanged = true;
    says(NOT_YET);
  };
  writing.watch(touched, () => {
    take("draft");
    push();
  });
  const begin = () => latest || says(navigator.onLine ? "Nog niets getypt" : "Je hebt nu geen internet. Typ rustig door.");
  addEventListener("online", () => (latest ? setTimeout(again, 500) : begin()));
  addEventListener("offline", begin);

  // ── Opslaan ──
  let isLeaving = false; // once: what the next page says is read by who loads it first
  const mine = (event) => event.target.id === "log" || event.detail.elt?.id === "log";
  const on = (name, act) =>
    document.addEventListener(`htmx:${name}`, (event) => {
      if (mine(event)) act(event);
    });
  on("configRequest", ({ detail }) => {
    Object.assign(detail.headers, outbox.headers());
    detail.parameters.seconds = writing.seconds();
    detail.timeout = 30_000; // milliseconds
  });
  on("beforeRequest", (event) => {
    take("save");
    says(SENDING);
    if (navigator.onLine) return;
    event.preventDefault();
    form().dispatchEvent(new CustomEvent("kansrijk:free", { bubbles: true }));
    waits();
  });
  on("beforeOnLoad", async (event) => {
    const to = event.detail.xhr.getResponseHeader("HX-Redirect");
    if (event.detail.xhr.status !== 200 || !to) return;
    event.preventDefault(); // first forget, then leave
    if (isLeaving) return;
    isLeaving = true;
    await vault.drop(latest.id);
    location.assign(to);
  });
  // Mistakes: it is a draft again, perhaps under a new number.
  on("afterSettle", async () => {
    const old = latest;
    take("draft");
    if (old && old.id !== latest.id) await vault.drop(old.id);
    push();
  });
  const failed = () => {
    document.querySelector(".signal.failed").hidden = true; // the line says it better
    waits();
    outbox.send();
  };
  for (const name of ["responseError", "sendError", "timeout"]) on(name, failed);

  // ── What the outbox did with an entry of this page ──
  document.addEventListener("outbox:sent", ({ detail: { entry, outcome } }) => {
    if (!form() || entry.id !== place().id || isChanged) return;
    if (isLeaving || !["kept", "later"].includes(outcome)) return;
    isLeaving = true;
    location.replace(entry.draft);
  });
  document.addEventListener("outbox:told", ({ detail }) => {
    if (form()) form().inert = false;
    if (detail.outcome === "door" && latest) askSignIn();
  });
  // A later text of this draft waits on the phone: nobody types in the older one meanwhile.
  vault.waiting().then((rows) => {
    if (form() && navigator.onLine && rows.some((row) => row.id === place().id)) form().inert = true;
  });
  if (!Number(form().elements.revision.value)) begin();
})();
