/* Which shapes, base layers and names are shown in a state. Pure; the pictures of ui.brief.drawing follow these rules. */
(function (gate) {
  "use strict";

  const on = (layer, state) => state.told.layers.includes(layer);

  /* A place or later event, by its id and the layer it belongs to. */
  function place(id, layer, state) {
    if (id === state.selected) return true;
    if (layer === "events") return state.told.events.includes(id);
    return on(layer, state) && (!state.told.only || state.told.only.includes(id));
  }

  /* A base layer, by its switch; relief: the switch of the built-in relief, in place of which an online basemap comes. */
  function base(name, state, relief) {
    return on(name, state) && !(state.online && name === relief);
  }

  /* A name, by its record; places: the records of what can be clicked, by id. */
  function label(record, state, zoom, places) {
    if (state.selected && record.id === state.selected) return true;
    const owner = record.id
      ? place(record.id, places[record.id].layer, state)
      : record.layer === "country" || record.drawing || on(record.layer, state);
    return Boolean(owner) && zoom >= record.zoom && !(state.online && record.plain);
  }

  gate.shown = { place: place, base: base, label: label };
})((window.gate = window.gate || {}));
