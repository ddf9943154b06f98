// Keeps an open page fresh: only what differs is written over, so focus, folds and selection stay.
(() => {
  const MOST = 3; // failures in a row, after which the page no longer asks
  let failed = 0;
  // A row is called by its id, or by where its first link leads.
  const name = (node) => node.id || (/^(LI|TR)$/.test(node.nodeName) && node.querySelector("a")?.getAttribute("href")) || "";
  const alike = (old, fresh) => old.nodeType === fresh.nodeType && old.nodeName === fresh.nodeName && name(old) === name(fresh);
  const counterpart = (old, fresh) => {
    if (!name(fresh)) return old && alike(old, fresh) ? old : null;
    while (old && !alike(old, fresh)) old = old.nextSibling;
    return old;
  };
  const sync = (old, fresh) => {
    if (old.nodeType !== Node.ELEMENT_NODE) {
      if (old.data !== fresh.data) old.data = fresh.data;
      return;
    }
    for (const { name: key, value } of fresh.attributes) if (old.getAttribute(key) !== value) old.setAttribute(key, value);
    for (const key of old.getAttributeNames()) if (key !== "open" && !fresh.hasAttribute(key)) old.removeAttribute(key);
    let at = old.firstChild;
    const pass = () => {
      const gone = at;
      at = at.nextSibling;
      gone.remove();
    };
    for (const child of [...fresh.childNodes]) {
      const same = counterpart(at, child);
      if (!same) {
        old.insertBefore(child, at);
        continue;
      }
      while (at !== same) pass();
      sync(same, child);
      at = same.nextSibling;
    }
    while (at) pass();
  };

  htmx.defineExtension("keep", {
    isInlineSwap: (style) => style === "keep",
    handleSwap: (style, target, fragment) => {
      const fresh = style === "keep" && fragment.querySelector(`[id="${target.id}"]`);
      if (fresh) sync(target, fresh);
      return style === "keep" ? [] : false;
    },
  });

  const asks = (event) => event.target.id === "fresh";
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (asks(event) && (document.hidden || failed >= MOST)) event.preventDefault();
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) failed = 0;
    if (!asks(event) || event.detail.successful) return;
    if (++failed === MOST) event.target.append(` ${event.target.dataset.rest}`);
  });
})();
