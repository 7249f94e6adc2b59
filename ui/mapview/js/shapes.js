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

  /* Keys and screen readers have the buttons of stops.js instead. */
  function unreached(layer) {
    layer.on("add", () => {
      layer.getElement().setAttribute("tabindex", "-1");
      layer.getElement().setAttribute("aria-hidden", "true");
    });
  }

  /* Of several shapes of one place these lie inside or over another one, which has the halo. */
  const WITHIN = ["hit", "parcel-best", "parcel-core"];

  /* Radius (pixels) within which a small circle or a point takes clicks: for a pointer, and for a finger. */
  const REACH = { fine: 12, coarse: 22 };
  /* The same where another small shape or a name lies over its middle. */
  const OVERLAID = { shape: { fine: 8, coarse: 22 }, name: { fine: 0, coarse: 7 } };

  const pointer = () => (window.matchMedia("(pointer: coarse)").matches ? "coarse" : "fine");

  /* The circle that takes clicks for a small shape; null for those that are not small anywhere. */
  function ring(layer) {
    if (!/\b(circle|point)\b/.test(layer.feature.properties.css)) return null;
    const centre = layer.getLatLng ? layer.getLatLng() : layer.getBounds().getCenter();
    return L.circleMarker(centre, { pane: "ring", radius: REACH[pointer()], className: "gate-ring" });
  }

  /* A copy of a shape that lies under it and says that it is selected; null for those within another. */
  function halo(layer) {
    const element = layer.getElement();
    if (!element || WITHIN.some((name) => element.classList.contains(name))) return null;
    const dress = { pane: "halo", interactive: false, className: "gate-halo", smoothFactor: layer.options.smoothFactor };
    if (layer.getRadius) return L.circleMarker(layer.getLatLng(), Object.assign({ radius: layer.getRadius() }, dress));
    return (layer instanceof L.Polygon ? L.polygon : L.polyline)(layer.getLatLngs(), dress);
  }

  /*
   * Shapes on a Leaflet map; places: their records by id; click: called with an id and where on the ground; lit: called
   * with the id of what lights up or goes out.
   */
  function on(map, state, places, click, lit) {
    const shapes = {};
    const rings = {};
    const halos = L.layerGroup().addTo(map);
    let haloed = "";

    function adopt(collection) {
      collection.remove();
      collection.eachLayer((layer) => {
        const id = layer.feature.properties.id;
        (shapes[id] = shapes[id] || []).push(layer);
        name(layer, id);
        bind(layer, id);
        encircle(layer, id);
      });
    }

    /* Under a finger a name would lie over what it opens. */
    function name(layer, id) {
      unreached(layer);
      if (pointer() === "fine") layer.bindTooltip(() => tip(places[id]), { sticky: true, className: "gate-tip" });
    }

    function encircle(layer, id) {
      const made = ring(layer);
      if (!made || rings[id]) return;
      rings[id] = made;
      name(made, id);
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
      return shown.reduce((best, id) => (far(id) < far(best) ? id : best), shown[0]);
    }

    /* Whom a click on a place is for, where small shapes and names crowd. */
    function meant(layer, id, event) {
      const over = layer._path ? rings[id] && OVERLAID.shape : OVERLAID.name;
      // Of a small marker Leaflet gives the middle, not where it was hit.
      const hit = event.originalEvent && over && map.mouseEventToLatLng(event.originalEvent);
      const near = hit && nearest(hit);
      if (!near) return id;
      const away = map.latLngToLayerPoint(hit).distanceTo(map.latLngToLayerPoint(rings[near].getLatLng()));
      return away <= over[pointer()] ? near : id;
    }

    function light(id, on) {
      (shapes[id] || []).forEach((one) => mark(one, "is-hovered", on));
      lit(id, on);
    }

    /* Also for names: whatever is bound to an id takes its clicks and lights up its shapes. */
    function bind(layer, id) {
      layer.on("click", (event) => {
        L.DomEvent.stopPropagation(event);
        click(meant(layer, id, event), event.latlng);
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

    /* The elements of a place that are drawn. */
    function elements(id) {
      return (shapes[id] || []).filter((one) => map.hasLayer(one)).map((one) => one.getElement());
    }

    return { adopt: adopt, bind: bind, light: light, show: show, elements: elements };
  }

  gate.shapes = { put: put, tip: tip, on: on };
})((window.gate = window.gate || {}));
