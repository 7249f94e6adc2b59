/* Online basemaps, which may fail to arrive, and the credits of what is drawn. */
(function (gate) {
  "use strict";

  /* Failures before the first tile after which an online basemap is given up. */
  const PATIENCE = 3;

  /* The credits that a state asks for; tileCredits: of the online basemaps, by name. */
  function credits(state, tileCredits) {
    const told = state.told;
    return state.online ? told.credits + " · " + tileCredits[told.basemap] : told.ownCredits;
  }

  /* Basemaps on a Leaflet map; tiles: layers by name; failed: called when the one shown has been given up. */
  function on(map, state, tiles, failed) {
    let heeded = {};

    function leave() {
      if (state.online) state.online.off(heeded).remove();
    }

    function show() {
      leave();
      state.online = tiles[state.told.basemap] || null;
      map.getContainer().classList.toggle("has-tiles", Boolean(state.online));
      if (!state.online) return;
      let arrived = 0;
      let missing = 0;
      heeded = {
        tileload: () => arrived++,
        tileerror: () => {
          missing++;
          // Not at once: Leaflet is not done with the tile.
          if (!arrived && missing === PATIENCE) setTimeout(giveUp, 0, state.online);
        },
      };
      state.online.on(heeded);
      state.online.addTo(map);
    }

    function giveUp(given) {
      if (state.online !== given) return;
      leave();
      state.online = null;
      map.getContainer().classList.remove("has-tiles");
      failed();
    }

    return { show: show };
  }

  gate.basemaps = { credits: credits, on: on };
})((window.gate = window.gate || {}));
