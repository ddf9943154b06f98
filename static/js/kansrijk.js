// Makes the pages quicker and kinder; nothing here is needed to use them.
(() => {
  const find = (selector, within = document) => within.querySelector(selector);
  const signal = (name, visible) => {
    const bar = find(`.signal.${name}`);
    if (bar) bar.hidden = !visible;
  };

  // A form that came back with mistakes says so first.
  const focusErrors = (within) => {
    const summary = within.matches?.(".errors") ? within : find(".errors", within);
    summary?.focus();
  };

  // A link in the summary leads to the field, or to the first choice of a group.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".errors a[href^='#']");
    const group = link && document.getElementById(link.hash.slice(1));
    const choice = group && !group.matches("input, select, textarea") && find("input, select, textarea", group);
    if (!choice) return;
    event.preventDefault();
    choice.focus();
  });

  // Characters: the server counts, this only warns. A line break is sent as two characters.
  const length = (text) => [...text.normalize("NFC").replace(/\r?\n/g, "\r\n")].length;
  const count = (field) => {
    const max = Number(field.dataset.max || field.maxLength);
    if (!(max > 0)) return;
    const left = max - length(field.value);
    const near = Math.min(max / 4, Math.max(20, max * 0.1));
    let counter = find(`[data-counts="${field.id}"]`);
    if (!counter) {
      if (left > near) return;
      counter = Object.assign(document.createElement("p"), { className: "counter", id: `${field.id}_counter` });
      counter.dataset.counts = field.id;
      counter.setAttribute("aria-live", "polite");
      field.after(counter);
      const described = field.getAttribute("aria-describedby") || "";
      field.setAttribute("aria-describedby", `${described} ${counter.id}`.trim());
    }
    const letters = (number) => `${number} ${number === 1 ? "teken" : "tekens"}`;
    counter.classList.toggle("over", left < 0);
    counter.hidden = left > near;
    clearTimeout(counter.pause);
    counter.pause = setTimeout(() => {
      counter.textContent = left < 0 ? `${letters(-left)} te veel` : `Nog ${letters(left)}`;
    }, counter.textContent ? 400 : 0);
  };
  const countAll = (within) =>
    within.querySelectorAll?.(":is(textarea, input):is([data-max], [maxlength])").forEach((field) => field.id && count(field));
  document.addEventListener("input", (event) => event.target.id && count(event.target));

  // A second tap on the same button within four seconds is the same tap.
  const free = (form) => {
    delete form.dataset.sent;
    form.querySelectorAll("[data-busy]").forEach((button) => {
      button.removeAttribute("data-busy");
      button.removeAttribute("aria-disabled");
    });
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.getAttribute("method")?.toLowerCase() !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    form.dataset.sent = "1";
    event.submitter?.setAttribute("data-busy", "");
    event.submitter?.setAttribute("aria-disabled", "true");
    setTimeout(() => free(form), 4000);
  }, true);
  // What was not sent after all can be sent again at once.
  document.addEventListener("kansrijk:free", (event) => free(event.target));
  document.addEventListener("click", (event) => {
    if (event.target.closest?.('[aria-disabled="true"]:not([data-busy])')) event.preventDefault();
  }, true);

  // Two minutes before the session ends somebody who is still typing can stay.
  const ends = Number(find('meta[name="session-ends"]')?.content);
  const extendUrl = find('meta[name="session-extend"]')?.content;
  const tabs = ends && "BroadcastChannel" in window ? new BroadcastChannel("session") : null;
  let endsAt = Date.now() + ends * 1000;
  let clock;
  const watch = () => {
    clearTimeout(clock);
    if (!(ends > 0)) return;
    const left = endsAt - Date.now();
    const bar = find(".signal.expiring");
    signal("expiring", left <= 120000);
    if (bar && left <= 0) {
      const text = find("[data-ended]", bar);
      text.textContent = text.dataset.ended;
      find("button", bar).hidden = true;
    } else clock = setTimeout(watch, left > 120000 ? left - 120000 : left);
  };
  const stay = (told) => {
    endsAt = Date.now() + ends * 1000;
    if (!told) tabs?.postMessage("stay");
    watch();
  };
  if (tabs) tabs.onmessage = () => stay(true);
  document.addEventListener("visibilitychange", watch);
  document.addEventListener("click", async (event) => {
    if (!event.target.closest?.(".expiring button")) return;
    const token = JSON.parse(document.body.getAttribute("hx-headers") || "{}")["x-csrftoken"];
    try {
      const answer = await fetch(extendUrl, { method: "POST", headers: { "x-csrftoken": token }, redirect: "error" });
      signal("failed", !answer.ok);
      if (answer.ok) stay();
    } catch {
      signal("failed", true);
    }
  });

  // The menu closes like a menu.
  const closeMenu = (event) => {
    const menu = find(".menu[open]");
    if (!menu || (event.key ? event.key !== "Escape" : menu.contains(event.target))) return;
    menu.open = false;
    if (event.key) find("summary", menu).focus();
  };
  document.addEventListener("click", closeMenu);
  document.addEventListener("focusin", closeMenu);
  document.addEventListener("keydown", (event) => event.key === "Escape" && closeMenu(event));

  // Where a page says itself what is kept, its own line is enough.
  const connection = () => signal("offline", !navigator.onLine && !find("[data-state]"));
  addEventListener("online", connection);
  addEventListener("offline", connection);

  // What a page asks by itself says nothing about who reads it, and never interrupts them.
  const isPoll = (event) => "X-Stand" in (event.detail.requestConfig?.headers ?? {});
  for (const name of ["responseError", "sendError", "timeout"]) {
    document.addEventListener(`htmx:${name}`, (event) => isPoll(event) || signal("failed", navigator.onLine));
  }
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("form");
    if (form) free(form);
    if (!event.detail.successful || isPoll(event)) return;
    signal("failed", false);
    stay();
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (isPoll(event)) return;
    countAll(event.target);
    focusErrors(event.target);
    const said = find("[data-said]", event.target);
    const live = find("#said");
    if (said && live) live.textContent = said.textContent;
    if (document.activeElement === document.body) find("#main")?.focus({ preventScroll: true });
  });

  // What was said on one page says nothing about the next.
  document.addEventListener("htmx:pushedIntoHistory", () => find("#messages")?.replaceChildren());

  // Back after signing out must not show the old page from memory.
  addEventListener("pageshow", (event) => event.persisted && location.reload());

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      button.textContent = "Gekopieerd";
    });
  }
  document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  countAll(document);
  focusErrors(document);
  connection();
  watch();
})();
