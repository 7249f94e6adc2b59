/* The words that stand on the map, in its corners: message (what went wrong), caption, credits. */
(function (gate) {
  "use strict";

  function note(map, name, position) {
    const control = L.control({ position: position });
    control.onAdd = () => {
      const box = L.DomUtil.create("div", name);
      if (name === "gate-message") box.setAttribute("role", "status");
      L.DomEvent.disableClickPropagation(box);
      return box;
    };
    return control.addTo(map).getContainer();
  }

  function on(map) {
    const message = note(map, "gate-message", "topright");
    const caption = note(map, "gate-caption", "topright");
    const credits = note(map, "gate-credits", "bottomright");
    credits.addEventListener("click", () => credits.classList.toggle("is-open"));
    return { message: message, caption: caption, credits: credits };
  }

  gate.notes = { on: on };
})((window.gate = window.gate || {}));
