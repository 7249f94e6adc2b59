/* The wheel over the map: it zooms where the map is the main thing, and with Ctrl; elsewhere it scrolls the page. */
(function (gate) {
  "use strict";

  /* free: whether it zooms by itself; hint: called when it has just scrolled the page instead. */
  function on(container, map, free, hint) {
    container.addEventListener(
      "wheel",
      (event) => {
        const zooms = free() || event.ctrlKey || event.metaKey;
        map.scrollWheelZoom[zooms ? "enable" : "disable"]();
        if (!zooms) hint();
      },
      { capture: true, passive: true }
    );
  }

  gate.wheel = { on: on };
})((window.gate = window.gate || {}));
