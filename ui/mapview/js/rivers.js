/* Rivers: with all the bends that are known where the map is close, faded where it goes on but the source does not. */
(function (gate) {
  "use strict";

  /*
   * Minds the river layers of a Leaflet map, which hold the coarse lines; config: zoom (from which on the finer ones are
   * drawn), file (where they are asked for, once and not before), fade and note (what they say of themselves once they
   * fade); strength: how much of it is left at a zoom.
   */
  function on(map, layers, config, strength) {
    const coarse = layers.map((layer) => layer.toGeoJSON());
    let fine = null;
    let asked = false;
    let drawn = coarse;

    function ask() {
      asked = true;
      fetch(config.file)
        .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
        .then((found) => {
          fine = layers.map(() => found);
          look();
        })
        // Without them the coarse ones stay, and the next zoom asks again.
        .catch(() => (asked = false));
    }

    function look() {
      const close = map.getZoom() >= config.zoom;
      if (close && !asked && layers.some((layer) => map.hasLayer(layer))) ask();
      const wanted = close && fine ? fine : coarse;
      if (wanted !== drawn) layers.forEach((layer, i) => layer.clearLayers().addData(wanted[i]));
      drawn = wanted;
      const opacity = strength(map.getZoom(), config.fade);
      layers.forEach((layer) => layer.setStyle({ opacity: opacity }));
    }

    if (layers.length) {
      map.on("zoomend", look);
      layers.forEach((layer) => layer.on("add", look));
      look();
    }
    return {
      /* What they say of how true they are, where that shows. */
      note: () =>
        layers.some((layer) => map.hasLayer(layer)) && strength(map.getZoom(), config.fade) < 1
          ? config.note
          : "",
    };
  }

  gate.rivers = { on: on };
})((window.gate = window.gate || {}));
