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

  /* Shapes on a Leaflet map; places: their records by id; click: called with an id and where on the ground. */
  function on(map, state, places, click) {
    const shapes = {};

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
    }

    return { adopt: adopt, bind: bind, show: show };
  }

  gate.shapes = { put: put, tip: tip, on: on };
})((window.gate = window.gate || {}));
