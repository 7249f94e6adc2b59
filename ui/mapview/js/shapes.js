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
    const halos = L.layerGroup().addTo(map);
    let haloed = "";

    function adopt(collection) {
      collection.remove();
      collection.eachLayer((layer) => {
        const id = layer.feature.properties.id;
        (shapes[id] = shapes[id] || []).push(layer);
        layer.bindTooltip(() => tip(places[id]), { sticky: true, className: "gate-tip" });
        bind(layer, id);
      });
    }

    /* Also for names: whatever is bound to an id takes its clicks and lights up its shapes. */
    function bind(layer, id) {
      layer.on("click", (event) => {
        L.DomEvent.stopPropagation(event);
        click(id, event.latlng);
      });
      layer.on("mouseover mouseout", (event) =>
        (shapes[id] || []).forEach((one) => mark(one, "is-hovered", event.type === "mouseover"))
      );
    }

    /* drawn: whether a place is, by its id and layer. */
    function show(drawn) {
      for (const [id, list] of Object.entries(shapes)) {
        const visible = drawn(id, places[id].layer);
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
