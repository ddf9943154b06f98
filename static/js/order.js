// Lets goals and steps be dragged by their handle; the buttons omhoog and omlaag do the same.
(() => {
  let drag;

  const items = (list) => [...list.children].filter((each) => each.dataset.item);
  const order = (list) => items(list).map((each) => each.dataset.item).join(",");
  const middle = (each) => each.getBoundingClientRect().top + each.offsetHeight / 2;

  document.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest?.("[data-handle]");
    if (!handle || event.button) return;
    const item = handle.closest("[data-item]");
    drag = { item, list: item.parentElement, before: items(item.parentElement) };
    handle.setPointerCapture(event.pointerId);
    item.classList.add("dragged");
    event.preventDefault();
  });

  // The others make way: what is held itself stays in the page, so the finger keeps it.
  document.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const { item, list } = drag;
    let beside;
    while ((beside = item.nextElementSibling) && event.clientY > middle(beside)) list.insertBefore(beside, item);
    while ((beside = item.previousElementSibling) && event.clientY < middle(beside)) item.after(beside);
  });

  const drop = (isMeant) => {
    if (!drag) return;
    const { item, list, before } = drag;
    drag = null;
    item.classList.remove("dragged");
    if (!isMeant) list.append(...before);
    else if (items(list).some((each, at) => each !== before[at])) send(list, before);
  };
  document.addEventListener("pointerup", () => drop(true));
  document.addEventListener("pointercancel", () => drop(false));
  document.addEventListener("keydown", (event) => event.key === "Escape" && drop(false));
  // A handle stands in a summary: letting it go does not fold that open.
  document.addEventListener("click", (event) => event.target.closest?.("[data-handle]") && event.preventDefault());

  // Of details with one name only one is open: those that leave must not close those that come.
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    detail.target?.querySelectorAll("details[name]").forEach((each) => each.removeAttribute("name"));
  });

  // The whole order goes at once; where somebody was first, the list goes back to how it was.
  const send = (list, before) => {
    const back = (event) => !(event.detail.xhr.status < 300) && list.append(...before);
    list.addEventListener("htmx:afterRequest", back, { once: true });
    const values = { seen: list.dataset.seen, order: order(list) };
    htmx.ajax("POST", list.dataset.order, { source: list, target: "#goals", swap: "outerHTML", values });
  };
})();
