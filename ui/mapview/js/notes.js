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
    const fold = note(map, "gate-credits", "bottomright").appendChild(document.createElement("button"));
    fold.type = "button";
    fold.setAttribute("aria-expanded", "false");
    const credits = fold.appendChild(document.createElement("span"));
    fold.addEventListener("click", () => {
      const open = fold.getAttribute("aria-expanded") === "true";
      fold.setAttribute("aria-expanded", String(!open));
    });
    const passing = note(map, "gate-hint", "bottomleft");
    let over = 0;
    return {
      message: message,
      /* A sentence that is read out, and goes away once it can have been read. */
      tell: function (words) {
        message.textContent = words;
        setTimeout(() => message.textContent === words && (message.textContent = ""), 8000);
      },
      caption: caption,
      credits: credits,
      /* Words that go away by themselves. */
      hint: function (words) {
        passing.textContent = words;
        clearTimeout(over);
        over = setTimeout(() => (passing.textContent = ""), 1500);
      },
    };
  }

  /* A button under those that zoom, hidden until it is of use. */
  function button(map, name, label, act) {
    const control = L.control({ position: "topleft" });
    control.onAdd = () => {
      const bar = L.DomUtil.create("div", "leaflet-bar " + name);
      const made = L.DomUtil.create("a", "", bar);
      Object.assign(made, { href: "#", title: label });
      made.setAttribute("role", "button");
      made.setAttribute("aria-label", label);
      L.DomEvent.disableClickPropagation(bar);
      L.DomEvent.on(made, "click", (event) => {
        L.DomEvent.preventDefault(event);
        act();
      });
      return bar;
    };
    const bar = control.addTo(map).getContainer();
    bar.hidden = true;
    return bar;
  }

  gate.notes = { on: on, button: button };
})((window.gate = window.gate || {}));
