/* What the map's frame is to those who do not see it, a page with a heading and one main part; and what outside it leads back: Escape, the button. */
(function (gate) {
  "use strict";

  /* title: of the map, its heading; the map itself takes keys of its own. */
  function dress(container, title) {
    const main = container.parentNode;
    const heading = document.createElement("h1");
    heading.className = "gate-unseen";
    heading.textContent = title;
    main.setAttribute("role", "main");
    main.insertBefore(heading, container);
    container.setAttribute("role", "application");
    container.setAttribute("aria-label", title);
  }

  /* What Escape closes first, or what it means something to by itself. */
  const OTHERS = '[role="dialog"], [role="listbox"], [data-testid="stPopoverBody"]';

  /* back: called when Escape is pressed in the page round the frame and nothing there has a better use for it. */
  function escape(frame, back) {
    const outer = frame.parent;
    if (outer === frame) return;
    const gone = new AbortController();
    const heard = (event) => {
      if (event.key !== "Escape" || event.target.closest("input, textarea, select")) return;
      if (!outer.document.querySelector(OTHERS)) back();
    };
    outer.document.addEventListener("keydown", heard, { capture: true, signal: gone.signal });
    // Python does not know of every move of the map.
    const asked = (event) => event.target.closest(".st-key-overview button") && back();
    outer.document.addEventListener("click", asked, { signal: gone.signal });
    frame.addEventListener("pagehide", () => gone.abort());
  }

  gate.landmark = { dress: dress, escape: escape };
})((window.gate = window.gate || {}));
