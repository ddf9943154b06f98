// What the log and the page without internet share: when there is a pause, what stands in the form
// then, how long somebody is at it, and the line that says what holds.
const writing = (() => {
  const PAUSE = 1200; // milliseconds without a key or a tap
  const LONGEST = 10_000; // milliseconds: who types on and on is kept too
  const form = () => document.querySelector("#log");
  const now = () => performance.now(); // never the clock of the phone, which can be wrong

  // ── The time that the page was looked at ──
  let spent = 0;
  let since = document.hidden ? undefined : now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && since !== undefined) spent += now() - since;
    since = document.hidden ? undefined : now();
  });
  const before = Number(form()?.elements.seconds?.value) || 0;
  const seconds = () => before + Math.round((spent + (since === undefined ? 0 : now() - since)) / 1000);

  // ── What stands in the form now ──
  let revision = Number(form()?.elements.revision?.value) || 0;
  const entry = (wish, { id, url, draft }, atLeast = 0) => {
    revision = Math.max(revision, atLeast) + 1;
    const fields = new URLSearchParams(new FormData(form()));
    fields.delete("csrfmiddlewaretoken");
    fields.set("client_id", id);
    fields.set("seconds", seconds());
    const stamp = String(Math.random());
    return { id, url, draft, wish, revision, stamp, body: `${fields}`, written: Date.now() };
  };

  // ── Pauses ──
  let timer;
  let began;
  const stop = () => {
    clearTimeout(timer);
    began = undefined;
  };
  const watch = (touched, paused) => {
    const pause = () => {
      stop();
      paused();
    };
    const touch = (event) => {
      if (event.target.form !== form() || !form()) return;
      touched();
      began ??= now();
      clearTimeout(timer);
      timer = setTimeout(pause, Math.max(0, Math.min(PAUSE, began + LONGEST - now())));
    };
    document.addEventListener("input", touch); // taps too; "change" would come with the tap on Opslaan
    // Whoever puts the phone away has paused.
    document.addEventListener("visibilitychange", () => document.hidden && began !== undefined && pause());
    addEventListener("pagehide", () => began !== undefined && pause());
  };

  // ── The line that says what holds; read aloud only where it matters ──
  const says = (words, { aloud = false, link } = {}) => {
    const line = document.querySelector("[data-state]");
    if (line && line.textContent !== words) line.textContent = words;
    if (line && link) line.append(" ", Object.assign(document.createElement("a"), link));
    const live = document.querySelector("#said");
    if (aloud && live && live.textContent !== words) live.textContent = words;
  };

  // A question that can help: a tap puts it in the note, to go on from.
  const offer = () => {
    for (const item of document.querySelectorAll("li[data-prompt]")) {
      const button = { type: "button", className: "button quiet small", textContent: item.textContent };
      item.replaceChildren(Object.assign(document.createElement("button"), button));
      item.parentElement.setAttribute("role", "list");
      item.parentElement.classList.add("row");
    }
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-prompt] button");
    const note = button && form().elements.note;
    if (!note) return;
    const before = note.value && !note.value.endsWith("\n") ? `${note.value}\n` : note.value;
    note.value = `${before}${button.textContent}\n`;
    note.focus();
    note.dispatchEvent(new Event("input", { bubbles: true }));
  });
  document.addEventListener("htmx:afterSettle", offer);
  offer();

  return { entry, form, says, seconds, stop, watch };
})();
