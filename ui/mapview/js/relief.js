/* The relief: its pictures for light and dark, faded where the map goes on but the heights do not. */
(function (gate) {
  "use strict";

  /* How strongly it is drawn, from 1 down; fade: "from" and "to" what zoom it weakens, and to what ("faintest"), or null. */
  function strength(zoom, fade) {
    if (!fade) return 1;
    const gone = Math.min(Math.max((zoom - fade.from) / (fade.to - fade.from), 0), 1);
    return 1 - gone * (1 - fade.faintest);
  }

  /*
   * Dresses the relief's layers of a Leaflet map; config: pictures (addresses by theme), fade and note (what it says of
   * itself once it fades).
   */
  function on(map, layers, config) {
    let worn = "";

    function dress(theme) {
      if (theme === worn || !config.pictures) return;
      worn = theme;
      layers.forEach((layer) => {
        if (layer instanceof L.ImageOverlay) {
          layer.setUrl(config.pictures[theme]);
        } else {
          layer.options.theme = theme;
          // Put anew: Leaflet's own way, redraw(), asks for tiles of zooms between two levels, of which there are none.
          if (map.getZoom() !== undefined && map.hasLayer(layer)) layer.remove().addTo(map);
        }
      });
    }

    function fade() {
      map.getContainer().style.setProperty("--relief-strength", strength(map.getZoom(), config.fade).toFixed(2));
    }

    map.on("load zoom zoomend", fade);
    if (map.getZoom() !== undefined) fade();
    return {
      dress: dress,
      /* What it says of its own fineness, where that shows. */
      note: () => (layers.some((layer) => map.hasLayer(layer)) && strength(map.getZoom(), config.fade) < 1 ? config.note : ""),
    };
  }

  gate.relief = { strength: strength, on: on };
})((window.gate = window.gate || {}));
