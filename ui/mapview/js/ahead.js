/*
 * The panel of a place before it comes: what the map knows of a place stands beside it in the next frame of the screen,
 * drawn with copies of the panel that is there, until the page has drawn the panel itself. Only to be looked at: what
 * reads the page aloud, the keys and the address go by the panel.
 */
(function (gate) {
  "use strict";

  const PANEL = '[class*="st-key-panel-sheet-"]:not(.gate-ahead)';
  /* Milliseconds after which the page is not waited for any longer, and shows what it has. */
  const PATIENCE = 4000;

  /* What stands directly in a box and holds what the selector names. */
  function part(box, selector) {
    let found = box && box.querySelector(selector);
    while (found && found.parentElement !== box) found = found.parentElement;
    return found;
  }

  /* A copy of an element with other words in what the selector names. */
  function written(model, selector, words) {
    const copy = model.cloneNode(true);
    copy.querySelector(selector)?.replaceChildren(...words);
    return copy;
  }

  const elements = (page, pieces) =>
    pieces.map(([name, words]) => Object.assign(page.createElement(name), { textContent: words }));

  /* Whether the panel is there as far as what was shown ahead of it; some of it Streamlit loads when it is first met. */
  function complete(panel, id, told) {
    if (!panel.classList.contains(`st-key-panel-sheet-${id}`) || !panel.querySelector(".st-key-lead p")) return false;
    return told.facts.every((fact) => panel.textContent.includes(fact));
  }

  /* The panel of a place, made of copies; null if this page has none or not all that it takes. */
  function made(page, panel, told) {
    const head = part(panel, "h2");
    const lead = part(panel, ".st-key-lead");
    const paragraph = lead && lead.querySelector('[data-testid="stElementContainer"]');
    const small = page.querySelector('[data-testid="stCaptionContainer"]')?.closest('[data-testid="stElementContainer"]');
    if (!head || !paragraph || !small) return null;
    const copy = panel.cloneNode(false);
    copy.classList.add("gate-ahead");
    ["role", "aria-label", "tabindex"].forEach((name) => copy.removeAttribute(name));
    copy.setAttribute("aria-hidden", "true");
    copy.inert = true;
    copy.append(written(head, "h2", [told.heading]));
    const facts = told.facts.flatMap((fact, number) => (number ? [page.createElement("br"), fact] : [fact]));
    if (facts.length) copy.append(written(small, "p", facts));
    told.known.forEach((pieces) => copy.append(written(paragraph, "p", elements(page, pieces))));
    copy.append(written(lead, "p", elements(page, told.lead)));
    // Streamlit draws a panel anew with what it lies in.
    copy.querySelectorAll("[id]").forEach((one) => one.removeAttribute("id"));
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
      if (!told || !told.heading || !panel || !ofMap(panel)) return;
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
        if (!now || complete(now, id, told)) end();
      }

      watch.observe(page.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["class"] });
    }

    return { show: show };
  }

  gate.ahead = { on: on };
})((window.gate = window.gate || {}));
