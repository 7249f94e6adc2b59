// What a screen reader and the keyboard need of the page and Streamlit does not give: landmarks, the current page, a
// voice for what has been chosen, panels that the keys scroll, ways past the controls, a focus that outlives a run.
// Streamlit draws anew at will, so all of it is put in place whenever the page has changed.
(() => {
  if (window.gateAccess) return;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const set = (element, attributes) => {
    for (const [name, value] of Object.entries(attributes)) {
      if (element.getAttribute(name) !== value) element.setAttribute(name, value);
    }
  };

  const voice = document.createElement("div");
  voice.className = "gate-voice gate-unseen";
  set(voice, { role: "status", "aria-live": "polite" });
  document.body.append(voice);
  let said = null;

  /* The heading of what is chosen: the panel beside the map, the claim that is open. */
  const heading = () => document.querySelector('[class*="st-key-panel"]:not(.gate-ahead) h2, [class*="st-key-claim-"] h2');

  /* What the page opens with is read anyway; only what follows is announced. */
  function announce() {
    const told = heading()?.innerText.trim();
    if (!told || told === said) return;
    if (said !== null) voice.textContent = told;
    said = told;
  }

  function landmarks() {
    const open = new URL(location.href).searchParams.get("claim");
    all(".gate-cards [data-claim]").forEach((link) => {
      if (link.dataset.claim === open) set(link, { "aria-current": "true" });
      else link.removeAttribute("aria-current");
    });
    // Of the buttons beside it these have come to an end: a button that is disabled would lose the focus.
    all("[data-ended]").forEach((mark) => {
      const ended = mark.dataset.ended.split(" ");
      mark.closest('[class*="st-key-ledger-navigation"]')?.querySelectorAll("button").forEach((button) =>
        set(button, { "aria-disabled": String(ended.includes(button.innerText.trim())) })
      );
    });
    // Wherever it is opened, all else that is chosen here stays.
    all("a[data-place]").forEach((link) => set(link, { href: withPlace(link) }));
    // Vega leaves the empty frame of a selection without a name.
    all('.stVegaLiteChart [role="graphics-symbol"]:not([aria-label])').forEach((mark) => set(mark, { "aria-hidden": "true" }));
  }

  const overflows = (box) => box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1;

  /* What scrolls by itself takes the keys, and says what it is. */
  function scrollers() {
    all('[class*="st-key-panel"]:not(.gate-ahead)').forEach((box) => {
      const name = box.querySelector("h2, h3")?.innerText.trim();
      const scrolls = overflows(box) && getComputedStyle(box).overflowY !== "visible";
      set(box, { role: "region", "aria-label": name || "Beside the map", tabindex: scrolls ? "0" : "-1" });
    });
    all(".gate-text .wide").forEach((box) => {
      if (overflows(box)) set(box, { role: "group", "aria-label": "Table", tabindex: "0" });
      else if (box.tabIndex === 0) box.removeAttribute("tabindex");
    });
  }

  /* Ways past what comes before: to the map, into its frame, and to what stands beside it. */
  const TARGETS = {
    map: () => document.querySelector(".st-key-map iframe")?.contentDocument.querySelector(".leaflet-container"),
    panel: () => document.querySelector('[class*="st-key-panel"]:not(.gate-ahead)') || heading()?.closest('[class*="st-key-claim-"]'),
  };
  document.addEventListener("click", (event) => {
    const target = event.target.closest?.("[data-skip]");
    const found = target && TARGETS[target.dataset.skip]();
    if (!found) return;
    if (!found.hasAttribute("tabindex")) found.tabIndex = -1;
    // The frame has to have the focus before something in it can.
    if (found.ownerDocument !== document) found.ownerDocument.defaultView.focus();
    found.focus();
    found.scrollIntoView({ block: "nearest" });
  });

  /* The address of this page with the place of a link, at the step of the story that the link belongs to. */
  function withPlace(link) {
    const to = new URL(location.href);
    ["view", "v"].forEach((name) => to.searchParams.delete(name));
    if (link.dataset.step) to.searchParams.set("step", link.dataset.step);
    to.searchParams.set("place", link.dataset.place);
    return to.href.replace(/%2C/g, ",");
  }

  /* Go on to an address of the dashboard as the search does: without loading the page anew. */
  function go(address) {
    if (address === location.href) return;
    history.pushState(null, "", address);
    window.dispatchEvent(new PopStateEvent("popstate", { state: null }));
  }

  function within(link) {
    const to = new URL(link.href);
    const here = new URL(location.href).searchParams;
    ["embed", "embed_options"].forEach((name) => here.getAll(name).forEach((value) => to.searchParams.append(name, value)));
    return to.href.replace(/%2C/g, ",");
  }

  /* Links to places open them beside the text, on the Map page as a click on the map does; any other click is the link's. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-place], a[data-within]");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const gate = document.querySelector(".stApp:has(.st-key-overview) .st-key-map iframe")?.contentWindow.gate;
    if ("within" in link.dataset) go(within(link));
    else if (gate?.choose) gate.choose(link.dataset.place);
    else go(withPlace(link));
  });

  /*
   * What has the focus, and where that leads back: what is pressed is often gone after the run. Then the focus goes to
   * the same control if it is there again, to the button that had opened what is closed, or to the heading of what has
   * come instead.
   */
  const OVER = '[data-testid="stPopoverBody"]';
  let held = null;
  let opener = null;
  let keys = 0;
  /* A selector of the same control once the page has been drawn anew. */
  function same(one) {
    const key = one.closest('[data-testid="stElementContainer"][class*="st-key-"]')?.className.match(/st-key-\S+/)?.[0];
    if (key) return `.${CSS.escape(key)} :is(button, input, a)`;
    return one.dataset.page ? `.gate-pages [data-page="${one.dataset.page}"]` : "";
  }
  document.addEventListener("focusin", ({ target }) => {
    if (target.closest('[data-testid="stPopover"]')) opener = target;
    held = { element: target, again: same(target), opener: target.closest(OVER) && opener };
  });
  document.addEventListener("focusout", ({ target }) =>
    setTimeout(() => {
      // The reader has put it down; what is gone has lost it.
      if (!target.isConnected) return void soon();
      if (held?.element !== target || document.activeElement !== document.body) return;
      // What is disabled while it works, as a download is, gets it back.
      if (target.disabled) whenever(target);
      else held = null;
    })
  );

  function whenever(target) {
    if (!target.isConnected || held?.element !== target || document.activeElement !== document.body) return;
    if (target.disabled) setTimeout(whenever, 100, target);
    else target.focus({ preventScroll: true });
  }

  function arrived() {
    const step = new URL(location.href).searchParams.get("step") || "1";
    return heading() || document.querySelector(`.st-key-step-${CSS.escape(step)} h2, .stMain h2:not(.gate-unseen)`);
  }

  function regain() {
    if (!held || document.activeElement !== document.body) return;
    // Still there and not put down: it was disabled while it worked, as a download is.
    if (held.element.isConnected) return void whenever(held.element);
    if (document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "running") return void soon();
    const again = held.again && document.querySelector(held.again);
    const to = again || (held.opener?.isConnected && held.opener) || arrived();
    if (!to) return;
    if (to.matches("h2")) to.tabIndex = -1;
    to.focus({ preventScroll: true });
    // The story scrolls to its step by itself.
    if (!to.closest('[class*="st-key-step-"]')) to.scrollIntoView({ block: "nearest" });
  }

  /* What a key opens over the page gets the focus, which Streamlit leaves on the button and takes back for a while. */
  function enter(left, key) {
    if (!left || key !== keys) return;
    const body = document.querySelector(OVER);
    if (body && !body.contains(document.activeElement)) body.querySelector("input, button, a[href]")?.focus();
    setTimeout(enter, 100, left - 1, key);
  }
  document.addEventListener(
    "keydown",
    (event) => {
      keys += 1;
      if (event.key === "Escape") soon();
      const button = event.target.closest?.('[data-testid="stPopover"] button');
      if (button && ["Enter", " "].includes(event.key)) setTimeout(enter, 150, 14, keys);
    },
    { capture: true }
  );

  /* The table of claims is one stop, as grids are: by itself it leads Tab through its cells, each of which opens a claim. */
  document.addEventListener(
    "keydown",
    (event) => {
      const grid = event.key === "Tab" && event.target.closest?.('[data-testid="stDataFrame"] canvas');
      if (!grid) return;
      event.stopPropagation();
      // Else the way back from a cell would lead to the table, which leads to the cell.
      grid.tabIndex = -1;
      setTimeout(() => (grid.tabIndex = 0));
    },
    { capture: true }
  );

  let waiting = 0;
  function look() {
    waiting = 0;
    // What stands in the frame of the map arrives there unseen.
    const map = document.querySelector(".st-key-map iframe");
    all("[data-skip]").forEach((way) => (way.hidden = !(way.dataset.skip === "map" ? map : TARGETS[way.dataset.skip]())));
    landmarks();
    scrollers();
    announce();
    regain();
  }
  const soon = () => (waiting = waiting || setTimeout(look, 120));
  window.gateAccess = new MutationObserver(soon);
  window.gateAccess.observe(document.querySelector("#root") || document.body, { subtree: true, childList: true, characterData: true });
  window.addEventListener("resize", soon);
  look();
})();
