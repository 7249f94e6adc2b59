/*
 * The panel of a place before it comes: how it begins, which the map knows, stands beside it in the next frame of the
 * screen, in a copy of the panel that is there, until the page has drawn the panel itself. Only to be looked at: what
 * reads the page aloud, the keys and the address go by the panel.
 */
(function (gate) {
  "use strict";

  const PANEL = '[class*="st-key-panel-sheet-"]:not(.gate-ahead)';
  /* Milliseconds after which the page is not waited for any longer, and shows what it has. */
  const PATIENCE = 4000;

  const heading = (box) => box.querySelector(".gate-text h2")?.textContent;

  /* The panel of a place as it begins, told as HTML that is the page's own; null if this page has none to copy. */
  function made(page, panel, told) {
    const text = panel.querySelector(".gate-text")?.closest('[data-testid="stElementContainer"]');
    if (!text) return null;
    const copy = panel.cloneNode(false);
    copy.classList.add("gate-ahead");
    ["role", "aria-label", "tabindex"].forEach((name) => copy.removeAttribute(name));
    copy.setAttribute("aria-hidden", "true");
    copy.inert = true;
    const words = text.cloneNode(false);
    words.innerHTML = told;
    copy.append(words);
    // Streamlit draws a panel anew with what it lies in.
    const wrapped = panel.parentElement.cloneNode(false);
    wrapped.append(copy);
    return wrapped;
  }

  /* page: the document round the map; places: records by id, with what is told of them ahead. */
  function on(page, places) {
    let end = () => {};
    /* Other pages have other panels. */
    const ofMap = (panel) =>
      ["overview", ...Object.keys(places)].some((one) => panel.classList.contains(`st-key-panel-sheet-${one}`));

    function show(id) {
      end();
      const told = places[id] && places[id].ahead;
      const panel = page.querySelector(PANEL);
      if (!told || !panel || !ofMap(panel)) return;
      // What has the focus is not taken away under the reader; the sheet of a phone is measured and drawn by fingers.
      if (panel.contains(page.activeElement) || getComputedStyle(panel).position === "fixed") return;
      const copy = made(page, panel, told);
      if (!copy) return;
      panel.parentElement.after(copy);
      page.documentElement.dataset.ahead = id;
      const watch = new MutationObserver(arrived);
      const late = setTimeout(() => end(), PATIENCE);
      end = () => {
        watch.disconnect();
        clearTimeout(late);
        copy.remove();
        delete page.documentElement.dataset.ahead;
        end = () => {};
      };

      function arrived() {
        const now = page.querySelector(PANEL);
        if (!now || heading(now) === heading(copy)) end();
      }

      watch.observe(page.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["class"] });
    }

    return { show: show };
  }

  gate.ahead = { on: on };
})((window.gate = window.gate || {}));
