/* The places and later events: they name themselves under the pointer, take clicks, and are marked when selected. */
(function (gate) {
  "use strict";

  function put(map, layer, on) {
    if (on && !map.hasLayer(layer)) layer.addTo(map);
    if (!on && map.hasLayer(layer)) layer.remove();
  }

  function mark(layer, name, on) {
    const element = layer.getElement && layer.getElement();
    if (element) element.classList.toggle(name, on);
  }

  /* What stands under the pointer; as text, whatever the record holds. */
  function tip(record) {
    const box = document.createElement("div");
    box.appendChild(document.createElement("strong")).textContent = record.name;
    box.appendChild(document.createElement("span")).textContent = record.summary;
    return box;
  }

  /* Of several shapes of one place these lie inside or over another one, which has the halo. */
  const WITHIN = ["hit", "parcel-best", "parcel-core"];

  /* Radius (pixels) within which a small circle or a point takes clicks: for a pointer, and for a finger. */
  const REACH = { fine: 12, coarse: 22 };

  /* The circle that takes clicks for a small shape; null for those that are not small anywhere. */
  function ring(layer) {
    if (!/\b(circle|point)\b/.test(layer.feature.properties.css)) return null;
    const centre = layer.getLatLng ? layer.getLatLng() : layer.getBounds().getCenter();
    const coarse = window.matchMedia("(pointer: coarse)").matches;
    return L.circleMarker(centre, { pane: "ring", radius: coarse ? REACH.coarse : REACH.fine, className: "gate-ring" });
  }

  /* A copy of a shape that lies under it and says that it is selected; null for those within another. */
  function halo(layer) {
    const element = layer.getElement();
    if (!element || WITHIN.some((name) => element.classList.contains(name))) return null;
    const dress = { pane: "halo", interactive: false, className: "gate-halo", smoothFactor: layer.options.smoothFactor };
    if (layer.getRadius) return L.circleMarker(layer.getLatLng(), Object.assign({ radius: layer.getRadius() }, dress));
    return (layer instanceof L.Polygon ? L.polygon : L.polyline)(layer.getLatLngs(), dress);
  }

  /* Shapes on a Leaflet map; places: their records by id; click: called with an id and where on the ground. */
  function on(map, state, places, click) {
    const shapes = {};
    const rings = {};
    const halos = L.layerGroup().addTo(map);
    let haloed = "";

    function adopt(collection) {
      collection.remove();
      collection.eachLayer((layer) => {
        const id = layer.feature.properties.id;
        (shapes[id] = shapes[id] || []).push(layer);
        layer.bindTooltip(() => tip(places[id]), { sticky: true, className: "gate-tip" });
        bind(layer, id);
        encircle(layer, id);
      });
    }

    function encircle(layer, id) {
      const made = ring(layer);
      if (!made || rings[id]) return;
      rings[id] = made;
      made.bindTooltip(() => tip(places[id]), { sticky: true, className: "gate-tip" });
      made.on("click", (event) => {
        L.DomEvent.stopPropagation(event);
        click(nearest(event.latlng), event.latlng);
      });
      made.on("mouseover mouseout", (event) => light(id, event.type === "mouseover"));
    }

    /* Where circles that take clicks overlap, a click is for the one whose middle is nearest. */
    function nearest(at) {
      const shown = Object.keys(rings).filter((id) => map.hasLayer(rings[id]));
      const far = (id) => map.distance(at, rings[id].getLatLng());
      return shown.reduce((best, id) => (far(id) < far(best) ? id : best));
    }

    function light(id, on) {
      (shapes[id] || []).forEach((one) => mark(one, "is-hovered", on));
    }

    /* Also for names: whatever is bound to an id takes its clicks and lights up its shapes. */
    function bind(layer, id) {
      layer.on("click", (event) => {
        L.DomEvent.stopPropagation(event);
        click(id, event.latlng);
      });
      layer.on("mouseover mouseout", (event) => light(id, event.type === "mouseover"));
    }

    /* drawn: whether a place is, by its id and layer. */
    function show(drawn) {
      for (const [id, list] of Object.entries(shapes)) {
        const visible = drawn(id, places[id].layer);
        if (rings[id]) put(map, rings[id], visible);
        list.forEach((layer) => {
          put(map, layer, visible);
          if (visible) mark(layer, "is-selected", id === state.selected);
        });
      }
      map.getContainer().classList.toggle("has-selection", Boolean(state.selected));
      surround();
    }

    function surround() {
      if (haloed === state.selected) return;
      haloed = state.selected;
      halos.clearLayers();
      (shapes[haloed] || []).map(halo).forEach((copy) => copy && halos.addLayer(copy));
    }

    return { adopt: adopt, bind: bind, show: show };
  }

  gate.shapes = { put: put, tip: tip, on: on };
})((window.gate = window.gate || {}));
