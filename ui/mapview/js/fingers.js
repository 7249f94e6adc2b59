/* Fingers on the map: one scrolls the page it stands in, two move the map; where there is no page, one is enough. */
(function (gate) {
  "use strict";

  /* Pixels from which on a finger is meant to move something. */
  const MEANT = 12;

  /* What takes a finger for itself. */
  const OWN = ".leaflet-control, .gate-swipe, .gate-dialog, .gate-measure";

  /* alone: whether the map has the screen for itself; hint: called when a finger has just not moved it. */
  function on(container, map, alone, hint) {
    let from = null;
    let told = false;

    const heard = (kind, act) => container.addEventListener(kind, act, { capture: true, passive: true });

    function share() {
      container.classList.toggle("shares-fingers", !alone());
      map.dragging[alone() ? "enable" : "disable"]();
    }

    heard("touchstart", (event) => {
      share();
      from = null;
      if (event.target.closest(OWN)) return;
      const { clientX, clientY } = event.touches[0];
      from = event.touches.length === 1 && !alone() ? { x: clientX, y: clientY } : null;
      // Who has two fingers on it knows.
      told = told || event.touches.length > 1;
    });
    heard("touchmove", (event) => {
      if (!from || event.touches.length > 1) return;
      const across = Math.abs(event.touches[0].clientX - from.x);
      const along = Math.abs(event.touches[0].clientY - from.y);
      if (Math.max(across, along) < MEANT) return;
      from = null;
      // Up and down the page has moved, which need not be explained twice.
      if (!told || across > along) hint();
      told = true;
    });
    // A mouse may be there as well.
    heard("pointerdown", (event) => event.pointerType === "mouse" && map.dragging.enable());
    container.ownerDocument.addEventListener("fullscreenchange", share);
    container.classList.toggle("shares-fingers", !alone());
  }

  gate.fingers = { on: on };
})((window.gate = window.gate || {}));
