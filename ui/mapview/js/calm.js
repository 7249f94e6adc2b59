/* A map that does not move by itself where the reader wants no motion: whatever Leaflet would animate is there at once. */
(function (gate) {
  "use strict";

  /* frame: its window. */
  function on(map, frame) {
    const wanted = frame.matchMedia("(prefers-reduced-motion: reduce)");
    const usual = { inertia: map.options.inertia, zoomAnimationThreshold: map.options.zoomAnimationThreshold };
    const fading = map._fadeAnimated;
    const pan = map.panBy;
    // Its keys and its limits pan without asking anybody.
    map.panBy = (by, options) => pan.call(map, by, wanted.matches ? Object.assign({}, options, { animate: false }) : options);

    function follow() {
      Object.assign(map.options, wanted.matches ? { inertia: false, zoomAnimationThreshold: 0 } : usual);
      // Tiles: Leaflet looks at the option only when it makes a map.
      map._fadeAnimated = fading && !wanted.matches;
    }

    wanted.addEventListener("change", follow);
    follow();
  }

  gate.calm = { on: on };
})((window.gate = window.gate || {}));
