/* Where the map looks: what it is framed on, how it gets there, and whether the reader has moved it since. */
(function (gate) {
  "use strict";

  /* A view as the address holds it. */
  function text(centre, zoom) {
    return [centre.lat.toFixed(4), centre.lng.toFixed(4), zoom.toFixed(2)].join(",");
  }

  /* A goal's zoom, reckoned for 800 by 560 pixels, in a map of this size: in quarters, never closer. */
  function level(zoom, size) {
    const room = Math.log2(Math.min(size.x / 800, size.y / 560, 1));
    return Math.round((zoom + room) * 4) / 4;
  }

  /*
   * What to frame: the reader's own view, else the goal while nothing is selected, else a place or the overview; covered:
   * pixels of the map, top and bottom, that lie under something.
   */
  function aim(state, size, config, covered) {
    const { view, goal } = state.told;
    if (view) return { own: true, at: [view[0], view[1]], zoom: view[2] };
    const free = { x: size.x, y: size.y - covered.top - covered.bottom };
    const down = (covered.bottom - covered.top) / 2;
    if (!state.selected && goal) return { at: [goal[0], goal[1]], zoom: level(goal[2], free), down: down };
    const margin = Math.round(Math.min(free.x, free.y) * 0.06);
    const bounds = state.selected ? config.places[state.selected].bounds : config.overview;
    const padding = { paddingTopLeft: [margin, margin + covered.top], paddingBottomRight: [margin, margin + covered.bottom] };
    return { bounds: bounds, options: Object.assign({ maxZoom: config.closest }, padding) };
  }

  /* Moves a Leaflet map; still: whether the reader wants no motion; covered: returns what aim asks for. */
  function on(map, state, config, still, covered) {
    let programmatic = false;
    let touched = false;
    let moved = false;
    let flight = 0;

    function frame(animate) {
      const fly = animate && !still();
      const to = aim(state, map.getSize(), config, covered());
      if (to.down) to.at = map.unproject(map.project(to.at, to.zoom).add([0, to.down]), to.zoom);
      programmatic = true;
      touched = false;
      moved = to.own;
      map.once("moveend", () => (programmatic = false));
      if (to.bounds) {
        if (fly) map.flyToBounds(to.bounds, Object.assign({ duration: 0.7 }, to.options));
        else map.fitBounds(to.bounds, Object.assign({ animate: false }, to.options));
      } else if (fly && !to.own) {
        map.flyTo(to.at, to.zoom, { duration: 0.9 });
      } else {
        map.setView(to.at, to.zoom, { animate: false });
      }
      if (!fly) programmatic = false;
    }

    function cancel() {
      clearTimeout(flight);
      flight = 0;
    }

    /* The reader may see all that is known, or the largest place, and no more beyond it than the map's shape asks for. */
    function limit() {
      const { top, bottom } = covered();
      const under = L.point(0, top + bottom);
      const places = Object.values(config.places).map((place) => map.getBoundsZoom(place.bounds, false, under));
      const least = Math.min(map.getBoundsZoom(config.known, true), ...places);
      const zoom = Math.floor(least * 4) / 4;
      // At once: the way there in steps would end after the next frame, and undo it.
      if (map.getZoom() < zoom) map.setZoom(zoom, { animate: false });
      map.setMinZoom(zoom);
    }

    /* A map that looks nowhere yet begins with the overview: what it holds is drawn there once, and not before. */
    function begin() {
      if (map.getZoom() !== undefined) return;
      limit();
      const to = aim({ told: {}, selected: "" }, map.getSize(), config, covered());
      map.fitBounds(to.bounds, Object.assign({ animate: false }, to.options));
    }

    return {
      begin: begin,
      frame: frame,
      limit: limit,
      cancel: cancel,
      /* The map sets off once the panel is there: while it flies, the browser has little time for anything else. */
      setOff: function (delay) {
        clearTimeout(flight);
        flight = setTimeout(() => {
          flight = 0;
          frame(true);
        }, delay);
      },
      /* A map that nobody has moved keeps what it is framed on in sight when its size changes. */
      resized: () => state.told && !touched && !state.told.view && frame(false),
      /* The handle between before and after moves no map. */
      touch: (event) => (touched = touched || !event.target.closest(".gate-swipe")),
      movedByReader: function () {
        const own = touched && !programmatic;
        moved = moved || own;
        return own;
      },
      /* Whether the reader has moved the map away from what it is framed on. */
      moved: () => Boolean(moved),
      waiting: () => Boolean(flight),
      /* While Leaflet comes to the end of a zoom it hears of no other. */
      busy: () => Boolean(flight) || programmatic || Boolean(map._animatingZoom),
      text: () => text(map.getCenter(), map.getZoom()),
    };
  }

  gate.view = { text: text, level: level, aim: aim, on: on };
})((window.gate = window.gate || {}));
