/* Which rows of the legend are true: those of which something is to be seen in the map's frame. */
(function (gate) {
  "use strict";

  /* Whether something of a path lies in a box; parts: its lines or rings in pixels. */
  function inside(layer, box) {
    if (layer._point) return box.contains(layer._point);
    const parts = layer._parts || [];
    if (layer instanceof L.Polygon) return parts.some((ring) => L.PolyUtil.clipPolygon(ring, box).length > 0);
    return parts.some((line) => line.some((to, i) => i > 0 && L.LineUtil.clipSegment(line[i - 1], to, box)));
  }

  /*
   * Rows on a Leaflet map: selectors by token; told: called with the tokens of those that are true, when these change;
   * seenOf: what is seen of a pane, as a part of the box that is the frame.
   */
  function on(map, rows, told, seenOf) {
    let waiting = 0;
    let last = null;

    function look() {
      waiting = 0;
      const size = map.getSize();
      if (!size.x || !size.y) return;
      const corner = map.containerPointToLayerPoint([0, 0]);
      const box = L.bounds(corner, corner.add(size));
      const paths = [];
      map.eachLayer((layer) => layer._path && layer._path.isConnected && paths.push(layer));
      const named = [...map.getContainer().querySelectorAll(".gate-label.is-shown")];
      const seen = (selector) =>
        named.some((label) => label.matches(selector)) ||
        paths.some((layer) => layer._path.matches(selector) && inside(layer, seenOf(layer.options.pane, box)));
      const found = Object.keys(rows).filter((token) => seen(rows[token]));
      if (last !== found.join(" ")) told(found);
      last = found.join(" ");
    }

    return {
      now: look,
      /* Not at once: the layers are cut to the frame by the same events that ask for this. */
      update: function () {
        clearTimeout(waiting);
        waiting = setTimeout(look, 0);
      },
    };
  }

  gate.legend = { on: on };
})((window.gate = window.gate || {}));
