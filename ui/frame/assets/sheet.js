// On a phone the text beside the map is a sheet at the foot of the screen: a bar, its beginning, or drawn up to be read.
// Which of them is kept on the root element, so that Streamlit may draw the text anew; the style sheet does the rest and
// says where there is a sheet at all. The map asks how much of it is covered and keeps what it shows in the free part.
(() => {
  if (window.gateSheet) return;
  const root = document.documentElement;
  const STATES = ["thin", "peek", "open"];
  /* Pixels: what a finger moves by less is a tap; what it leaves free of the map. */
  const SWIPE = 36;
  const FREE = 120;

  const sheet = () => document.querySelector('[class*="st-key-panel-sheet-"]');
  const drawn = (box) => Boolean(box) && getComputedStyle(box).position === "fixed";
  const state = () => root.dataset.sheet || "peek";
  const heading = (box) => box.querySelector("h2")?.innerText.trim() || "";
  const frame = () => document.querySelector(".st-key-map iframe");

  function take(next) {
    const box = sheet();
    if (!box) return;
    root.dataset.sheet = next;
    if (next !== "open") box.scrollTop = 0;
    look();
  }

  const step = (by) => take(STATES[Math.min(Math.max(STATES.indexOf(state()) + by, 0), 2)]);

  /* The words and states of the buttons; Streamlit makes them new with every text. */
  let told = null;
  function dress(box) {
    const grip = box.querySelector(".gate-pull");
    if (!grip) return;
    const words = { thin: heading(box), peek: "Read on", open: "Show less" }[state()];
    if (grip.firstElementChild.textContent !== words) grip.firstElementChild.textContent = words;
    const expanded = String(state() === "open");
    if (grip.getAttribute("aria-expanded") !== expanded) grip.setAttribute("aria-expanded", expanded);
  }

  /* How much of the map's frame lies under the controls on it and under the sheet; what the map looks at goes between. */
  window.gateCovered = (map) => {
    const box = map.getBoundingClientRect();
    const bar = document.querySelector(".st-key-bar");
    const over = sheet();
    const inside = (length) => Math.round(Math.min(Math.max(length, 0), Math.max(box.height - FREE, 0)));
    const top = bar && getComputedStyle(bar).position === "absolute" ? bar.getBoundingClientRect().bottom - box.top : 0;
    const seen = Math.min(box.bottom, window.innerHeight);
    const bottom = drawn(over) && box.top < window.innerHeight ? seen - over.getBoundingClientRect().top : 0;
    return { top: inside(top), bottom: inside(bottom > 0 ? bottom + box.bottom - seen : 0) };
  };

  let fitted = "";
  let known = null;
  function fit() {
    const gate = frame()?.contentWindow?.gate;
    if (!gate?.refit || root.dataset.sheetDrag) return;
    const { top, bottom } = window.gateCovered(frame());
    const now = `${top} ${bottom}`;
    if (known === gate && now === fitted) return;
    [known, fitted] = [gate, now];
    gate.refit();
  }

  function look() {
    const box = sheet();
    if (box) {
      const name = heading(box);
      if (name && told !== null && name !== told && state() === "thin") root.dataset.sheet = "peek";
      told = name || told;
      dress(box);
    }
    // The page scrolls under the sheet, which changes what is covered, but nothing that was asked for.
    fit();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-sheet-to]");
    if (!button) return;
    if (button.dataset.sheetTo === "thin") take("thin");
    else take(state() === "open" || state() === "thin" ? "peek" : "open");
    sheet().querySelector(".gate-pull").focus({ preventScroll: true });
  });

  /* Before anything else hears of it: one press, one step back. */
  window.addEventListener(
    "keydown",
    (event) => {
      const busy = event.target.closest?.("input, textarea, select") || document.querySelector('[role="dialog"], [role="listbox"]');
      if (event.key !== "Escape" || busy || state() !== "open" || !drawn(sheet())) return;
      event.stopImmediatePropagation();
      take("peek");
      sheet().querySelector(".gate-pull").focus({ preventScroll: true });
    },
    true
  );

  /* A finger draws the sheet; inside an open one only from where its text cannot be scrolled back any further. */
  let drag = null;
  const on = (kind, act) => document.addEventListener(kind, act, { passive: true });
  on("touchstart", (event) => {
    const box = event.target.closest?.('[class*="st-key-panel-sheet-"]');
    drag = null;
    if (!drawn(box) || event.touches.length !== 1) return;
    const held = Boolean(event.target.closest(".gate-sheet"));
    if (state() === "open" && !held && box.scrollTop > 0) return;
    const { clientX, clientY } = event.touches[0];
    drag = { box: box, x: clientX, y: clientY, by: 0, height: box.offsetHeight, held: held || state() !== "open" };
  });
  on("touchmove", (event) => {
    if (!drag) return;
    drag.by = event.touches[0].clientY - drag.y;
    if (Math.abs(event.touches[0].clientX - drag.x) > Math.max(Math.abs(drag.by), SWIPE)) return void drop();
    if (!drag.held && drag.by < 0) return void drop();
    if (Math.abs(drag.by) < 8) return;
    root.dataset.sheetDrag = "on";
    drag.box.style.height = `${Math.max(drag.height - drag.by, 44)}px`;
  });
  function drop() {
    if (drag) drag.box.style.height = "";
    delete root.dataset.sheetDrag;
    drag = null;
  }
  on("touchcancel", drop);
  on("touchend", () => {
    if (!drag) return;
    const { by, height } = drag;
    drop();
    if (by <= -SWIPE) step(state() === "thin" && by < -window.innerHeight / 3 ? 2 : 1);
    if (by >= SWIPE) step(state() === "open" && by > height * 0.7 ? -2 : -1);
  });
  document.addEventListener("transitionend", (event) => event.target === sheet() && fit());

  let waiting = 0;
  const soon = () => (waiting = waiting || setTimeout(() => ((waiting = 0), look()), 100));
  window.gateSheet = new MutationObserver(soon);
  window.gateSheet.observe(document.querySelector("#root") || document.body, { subtree: true, childList: true, characterData: true });
  window.addEventListener("resize", soon);
  look();
})();
