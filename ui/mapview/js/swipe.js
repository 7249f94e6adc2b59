/*
 * Before and after on one map: a handle, what is seen left of it and what right of it. A message asks for it by "swipe"
 * (at, usual, label, before, after, today), or by "side" for one of the two alone.
 */
(function (gate) {
  "use strict";

  /* Panes that are seen on one side of the handle only; what the map has of its own is today's. */
  const PANES = { before: ["before"], after: ["after", "parcels", "border"] };
  /* How far a key moves the handle, in per cent of the map's width. */
  const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10, Home: -100, End: 100 };
  /* Words beside the handle keep off it, and need this much room: the heading, and the line under it (pixels). */
  const OFF = 8;
  const ROOM = { heading: 60, line: 90 };

  const within = (at) => Math.min(Math.max(at, 0), 100);

  /* From where to where a side reaches in a map of this width. */
  function reach(side, at, width) {
    const x = (width * at) / 100;
    return side === "before" ? [0, x] : [x, width];
  }

  /* The side that a pane is seen on; undefined for both. */
  const sideOf = (pane) => Object.keys(PANES).find((side) => PANES[side].includes(pane));

  function element(name, parent, className) {
    return Object.assign(parent.appendChild(document.createElement(name)), { className: className });
  }

  /*
   * The handle of a Leaflet map; ours: shapes (layers of GeoJSON), places (their records by id), bind (makes a shape take
   * clicks), tip (what it says of itself), put (adds it or takes it away), drawn (whether a place is, by its id);
   * settled: called with where the handle stands, and where it usually does, once it has been moved.
   */
  function on(map, state, ours, settled) {
    const container = map.getContainer();
    const handle = element("div", container, "gate-swipe");
    const words = { before: element("div", handle, "gate-side before"), after: element("div", handle, "gate-side after") };
    const grip = element("div", handle, "gate-grip");
    let told = null;
    let visit = null;
    let at = 50;
    let kept = 50;
    let held = null;
    let both = false;

    /* Land that changed hands, as the map has it, and a copy of each shape for the side on which it is not today's. */
    const lands = [];
    ours.shapes.forEach((collection) =>
      collection.eachLayer((shape) => {
        if (shape.options.pane !== "parcels") return;
        const { id, css } = shape.feature.properties;
        const dress = { pane: "before", className: css + " before", smoothFactor: shape.options.smoothFactor };
        const copy = L.polygon(shape.getLatLngs(), dress);
        copy.feature = shape.feature;
        copy.bindTooltip(() => ours.tip(ours.places[id]), { sticky: true, className: "gate-tip" });
        ours.bind(copy, id);
        lands.push({ id: id, shape: shape, copy: copy });
      })
    );

    function show() {
      const before = told;
      told = state.told.swipe;
      // The handle stays where the reader has it, until an address is opened or there was none.
      if (told && (!before || visit !== state.told.visit)) at = kept = told.at;
      visit = state.told.visit;
      handle.hidden = !told;
      lands.forEach(({ id, shape, copy }) => {
        ours.put(map, copy, Boolean(told) && ours.drawn(id));
        const path = shape.getElement();
        if (!path) return;
        path.classList.toggle("before", state.told.side === "before");
        path.classList.toggle("after", Boolean(told) || state.told.side === "after");
      });
      // The last one lies lowest, so that they lie as on the other side, under the old lines.
      lands.slice().reverse().forEach(({ copy }) => map.hasLayer(copy) && copy.bringToBack());
      if (told) name();
      place();
    }

    function name() {
      grip.setAttribute("aria-label", told.label);
      for (const [side, box] of Object.entries(words)) {
        const [heading, line] = told[side];
        box.replaceChildren();
        element("strong", box, "").textContent = heading;
        element("span", box, "").textContent = line;
      }
    }

    function place() {
      clip();
      if (!told) return;
      const size = map.getSize();
      handle.style.left = at + "%";
      for (const [side, box] of Object.entries(words)) {
        const [from, to] = reach(side, at, size.x);
        const room = to - from - OFF;
        box.style.maxWidth = Math.max(room, 0) + "px";
        box.hidden = room < ROOM.heading;
        box.classList.toggle("is-narrow", room < ROOM.line);
      }
      const share = Math.round(at);
      grip.setAttribute("aria-valuenow", share);
      grip.setAttribute("aria-valuetext", share + " % " + told.before[0] + ", " + (100 - share) + " % " + told.after[0]);
    }

    function clip() {
      const size = map.getSize();
      const corner = map.containerPointToLayerPoint([0, 0]);
      const [top, bottom] = [corner.y, corner.y + size.y];
      const cut = (pane, side) => {
        const [left, right] = reach(side, at, size.x).map((x) => x + corner.x);
        const corners = [[left, top], [right, top], [right, bottom], [left, bottom]];
        const shape = corners.map((one) => one.map((length) => length.toFixed(1) + "px").join(" ")).join(", ");
        map.getPane(pane).style.clipPath = told && side ? "polygon(" + shape + ")" : "";
      };
      for (const [side, panes] of Object.entries(PANES)) panes.forEach((pane) => cut(pane, side));
      // What is selected is marked where it is drawn.
      cut("halo", told && state.selected === told.today ? "after" : "");
    }

    function move(to) {
      at = within(to);
      place();
    }

    function settle() {
      if (Math.round(at) === kept && at === kept) return;
      move(Math.round(at));
      if (at === kept) return;
      kept = at;
      settled(at, told.usual);
    }

    function follow(event) {
      if (!held) return;
      const box = container.getBoundingClientRect();
      move(((event.clientX - box.left - held.off) / box.width) * 100);
    }

    function letGo() {
      if (!held) return;
      held = null;
      handle.classList.remove("is-held");
      settle();
    }

    handle.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      const line = handle.getBoundingClientRect();
      held = { off: event.clientX - line.left };
      handle.setPointerCapture(event.pointerId);
      handle.classList.add("is-held");
      grip.focus({ preventScroll: true });
      event.preventDefault();
    });
    handle.addEventListener("pointermove", follow);
    ["pointerup", "pointercancel", "lostpointercapture"].forEach((kind) => handle.addEventListener(kind, letGo));
    grip.addEventListener("keydown", (event) => {
      if (!(event.key in STEPS) || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      move(at + STEPS[event.key]);
    });
    ["keyup", "blur"].forEach((kind) => grip.addEventListener(kind, settle));
    L.DomEvent.disableClickPropagation(handle);
    Object.entries({ role: "slider", tabindex: 0, "aria-valuemin": 0, "aria-valuemax": 100, "aria-orientation": "horizontal" }).forEach(
      ([key, value]) => grip.setAttribute(key, value)
    );
    map.on("move zoom viewreset moveend zoomend resize", place);
    handle.hidden = true;

    return {
      show: show,
      /* Calls with each side and its words while all of the map shows that side; not at all without a handle. Until over
         both count as seen. */
      each: function (call) {
        both = Boolean(told);
        if (!told) return;
        const stood = at;
        for (const [side, whole] of Object.entries({ before: 100, after: 0 })) {
          move(whole);
          call(side, told[side]);
        }
        move(stood);
      },
      over: function () {
        both = false;
      },
      /* What is seen of a pane, as a part of the box that is the frame (pixels of the layers). */
      seen: function (pane, box) {
        const side = told && sideOf(pane);
        if (!side || both) return box;
        const [from, to] = reach(side, at, box.max.x - box.min.x);
        return L.bounds([box.min.x + from, box.min.y], [box.min.x + to, box.max.y]);
      },
    };
  }

  gate.swipe = { within: within, reach: reach, on: on };
})((window.gate = window.gate || {}));
