/*
 * The shapes for who uses keys or does not see them: over each place in sight lies a button of its name, in the order of
 * the article. The shapes are drawn anew at will and in the order of their panes; the buttons stay, and the focus with
 * them.
 */
(function (gate) {
  "use strict";

  /* Pixels: no button is smaller, and none nearer to the edge of the frame, where its outline would be cut. */
  const LEAST = 24;
  const EDGE = 4;

  /* The box round some boxes as far as it lies within a size, from its corner on; null where nothing does. */
  function seen(boxes, size) {
    const drawn = boxes.filter((one) => one.width > 0 || one.height > 0);
    const left = Math.max(Math.min(...drawn.map((one) => one.left)), 0);
    const top = Math.max(Math.min(...drawn.map((one) => one.top)), 0);
    const right = Math.min(Math.max(...drawn.map((one) => one.right)), size.x);
    const bottom = Math.min(Math.max(...drawn.map((one) => one.bottom)), size.y);
    if (!drawn.length || left >= right || top >= bottom) return null;
    const [x, width] = grown(left, right, size.x);
    const [y, height] = grown(top, bottom, size.y);
    return { x: x, y: y, width: width, height: height };
  }

  /* A stretch made as long as a button has to be, kept off both edges: where it begins and how long it is. */
  function grown(from, to, end) {
    const length = Math.min(Math.max(to - from, LEAST), end - 2 * EDGE);
    const begin = (from + to - length) / 2;
    return [Math.min(Math.max(begin, EDGE), end - EDGE - length), length];
  }

  /* The box of an element, from the upper left of another box on. */
  const within = (corner) => (element) => {
    const one = element.getBoundingClientRect();
    return new DOMRect(one.x - corner.x, one.y - corner.y, one.width, one.height);
  };

  /*
   * places: the records of what can be drawn (label: its name and how well it is known, stop: its place in the order);
   * shapes: elements (those of an id that are drawn) and light; press: called with an id and the middle of its button.
   */
  function on(map, state, places, shapes, press) {
    const container = map.getContainer();
    const group = document.createElement("div");
    group.className = "gate-stops";
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", "Places on the map");
    const stops = Object.keys(places)
      .sort((a, b) => places[a].stop - places[b].stop)
      .map(make);
    let asked = 0;

    function make(id) {
      const stop = group.appendChild(document.createElement("button"));
      stop.type = "button";
      stop.hidden = true;
      stop.dataset.place = id;
      stop.setAttribute("aria-label", places[id].label);
      stop.addEventListener("click", () => press(id, middle(stop)));
      stop.addEventListener("focus", () => shapes.light(id, true));
      stop.addEventListener("blur", () => {
        shapes.light(id, false);
        soon();
      });
      return stop;
    }

    function middle(stop) {
      return map.containerPointToLatLng([stop.offsetLeft + stop.offsetWidth / 2, stop.offsetTop + stop.offsetHeight / 2]);
    }

    function place() {
      asked = 0;
      const corner = container.getBoundingClientRect();
      group.hidden = Boolean(state.told && state.told.point);
      // All are measured before any is moved: measured in between, each would have the page laid out anew.
      const found = stops.map((stop) => seen(shapes.elements(stop.dataset.place).map(within(corner)), map.getSize()));
      stops.forEach((stop, i) => {
        const box = found[i];
        stop.setAttribute("aria-pressed", String(stop.dataset.place === state.selected));
        // What has the focus keeps it, whatever becomes of its shape.
        if (box || stop !== document.activeElement) stop.hidden = !box;
        if (!box) return;
        Object.assign(stop.style, { left: box.x + "px", top: box.y + "px", width: box.width + "px", height: box.height + "px" });
      });
    }

    function soon() {
      asked = asked || requestAnimationFrame(place);
    }

    L.DomEvent.disableClickPropagation(group);
    // Leaflet takes arrows, + and - while the map itself has the focus; a place on it is no reason to stop.
    group.addEventListener("focusin", () => map.fire("focus"));
    group.addEventListener("focusout", () => map.fire("blur"));
    map.getPane("mapPane").after(group);
    map.on("moveend resize", soon);

    return { update: soon };
  }

  gate.stops = { seen: seen, on: on };
})((window.gate = window.gate || {}));
