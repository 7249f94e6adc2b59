// Narrow windows: the row of pages shows the current one, and the legend is folded until it is asked for.
(() => {
  if (window.gatePhone) return;
  const root = document.documentElement;
  let shown = null;

  /* Only when the row is new: the reader may have pushed it elsewhere since. */
  function reveal() {
    const link = document.querySelector(".gate-pages a[aria-current]");
    const row = link?.closest(".gate-pages");
    if (!row || shown === link || row.scrollWidth <= row.clientWidth) return;
    shown = link;
    row.scrollLeft += link.getBoundingClientRect().left - row.getBoundingClientRect().left - row.clientWidth / 4;
  }

  function dress() {
    const open = String(root.dataset.legend === "open");
    document.querySelectorAll("[data-fold]").forEach((button) => {
      if (button.getAttribute("aria-expanded") !== open) button.setAttribute("aria-expanded", open);
    });
  }

  /* A legend in one line, which is pushed along, takes the keys, too. */
  function scrollers() {
    document.querySelectorAll(".gate-fold > ul").forEach((list) => {
      if (list.scrollWidth > list.clientWidth + 1) list.tabIndex = 0;
      else list.removeAttribute("tabindex");
    });
  }

  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-fold]")) return;
    root.dataset.legend = root.dataset.legend === "open" ? "" : "open";
    dress();
  });

  let waiting = 0;
  function look() {
    waiting = 0;
    reveal();
    dress();
    scrollers();
  }
  const soon = () => (waiting = waiting || setTimeout(look, 150));
  window.gatePhone = new MutationObserver(soon);
  window.gatePhone.observe(document.querySelector("#root") || document.body, { subtree: true, childList: true });
  window.addEventListener("resize", soon);
  soon();
})();
