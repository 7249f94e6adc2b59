/* What a page draws itself: made anew only when it differs from what is there. */
(function (gate) {
  "use strict";

  /* The label of a drawing, as a record like those of names. */
  function label(one) {
    const [lat, lon] = one.at;
    const kind = "drawing " + one.css;
    return { text: one.label, lat, lon, kind, rank: -1, zoom: 0, spots: "around", drawing: true };
  }

  /* Drawings on a Leaflet map; names: takes their labels (add, removeDrawn). */
  function on(map, names) {
    let group = null;
    let there = "";

    function draw(one) {
      const pane = one.side || "drawing";
      const dress = { pane: pane, interactive: false, className: "gate-drawing " + one.css };
      L.geoJSON(one.geometry, {
        pane: pane,
        interactive: false,
        smoothFactor: 0.3,
        style: () => ({ className: dress.className }),
        pointToLayer: (_, at) => L.circleMarker(at, Object.assign({ radius: 6 }, dress)),
      }).addTo(group);
      if (one.label) names.add(label(one));
    }

    function show(drawings) {
      const wanted = JSON.stringify(drawings);
      if (wanted === there) return;
      there = wanted;
      if (group) group.remove();
      group = L.layerGroup().addTo(map);
      names.removeDrawn();
      drawings.forEach(draw);
    }

    return { show: show };
  }

  gate.drawings = { label: label, on: on };
})((window.gate = window.gate || {}));
