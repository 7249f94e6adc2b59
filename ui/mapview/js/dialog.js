/* A small card on the map, one at a time: at a point of the ground or in the middle, and never over the map's edge. */
(function (gate) {
  const MARGIN = 8;
  /* Pixels from the point to the card. */
  const GAP = 12;
  const CROSS = '<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M5 5l10 10M15 5L5 15"/></svg>';

  /* The upper left corner of a box beside a point of a map, all in pixels: to the right and below if there is room. */
  function corner(at, box, size) {
    const along = (point, length, whole) => {
      const wanted = point + GAP + length + MARGIN <= whole ? point + GAP : point - GAP - length;
      return Math.max(MARGIN, Math.min(wanted, whole - length - MARGIN));
    };
    return { x: along(at.x, box.x, size.x), y: along(at.y, box.y, size.y) };
  }

  function on(map) {
    const container = map.getContainer();
    let shown = null;
    /* Whether what the reader did last was done with a key. */
    let keyed = false;

    /*
     * name: of the card, for those who do not see it; css: its class; content: nodes; at: on the ground, or none for
     * the middle; gone: called when it closes; back: what gets the focus then, if it is to move into the card anyhow.
     */
    function open(given) {
      close();
      const box = L.DomUtil.create("div", "gate-dialog " + given.css, container);
      const back = given.back || (keyed ? document.activeElement : null);
      box.tabIndex = -1;
      box.setAttribute("role", "dialog");
      box.setAttribute("aria-label", given.name);
      const shut = document.createElement("button");
      Object.assign(shut, { type: "button", className: "gate-shut", title: "Close (Escape)", innerHTML: CROSS });
      shut.setAttribute("aria-label", "Close");
      shut.addEventListener("click", close);
      box.append(...given.content, shut);
      L.DomEvent.disableClickPropagation(box);
      L.DomEvent.disableScrollPropagation(box);
      shown = { box: box, at: given.at, back: back || container, gone: given.gone };
      lay();
      if (back) box.focus({ preventScroll: true });
    }

    function lay() {
      if (!shown) return;
      const size = map.getSize();
      const box = { x: shown.box.offsetWidth, y: shown.box.offsetHeight };
      const at = shown.at && map.latLngToContainerPoint(shown.at);
      if (at && !(at.x >= 0 && at.y >= 0 && at.x <= size.x && at.y <= size.y)) return void close();
      const middle = { x: (size.x - box.x) / 2, y: Math.max((size.y - box.y) / 2, MARGIN) };
      const { x, y } = at ? corner(at, box, size) : middle;
      Object.assign(shown.box.style, { left: `${x}px`, top: `${y}px` });
    }

    /* Whether there was a card to close. */
    function close() {
      if (!shown) return false;
      const { box, back, gone } = shown;
      shown = null;
      const inside = box.contains(document.activeElement);
      box.remove();
      if (gone) gone();
      if (inside) back.focus({ preventScroll: true });
      return true;
    }

    container.addEventListener("pointerdown", () => (keyed = false), true);
    container.addEventListener(
      "keydown",
      (event) => {
        keyed = true;
        if (event.key !== "Escape" || !close()) return;
        // One press, one step back: the map as a whole comes with the next.
        event.stopImmediatePropagation();
      },
      true
    );
    map.on("move resize", lay);

    return { open: open, close: close };
  }

  gate.dialog = { corner: corner, on: on };
})((window.gate = window.gate || {}));
