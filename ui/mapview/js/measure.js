/* A line that the reader lays over the map, with the geodesic length of each leg and of the whole. */
(function (gate) {
  const ICON =
    '<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M2.5 13.5 13.5 2.5l4 4-11 11z"/>' +
    '<path d="m5.5 10.5 1.5 1.5M8 8l2 2M10.5 5.5 12 7"/></svg>';
  const CROSS = '<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M5 5l10 10M15 5L5 15"/></svg>';
  /* Pixels within which a click is on the last point, as the second of a double click is. */
  const SAME = 5;
  /* Pixels that a leg must have for its length to be written on it. */
  const ROOM = 56;

  /* Finer than a kilometre only where that can still be pointed at. */
  function length(km) {
    if (km < 0.05) return "less than 0.1 km";
    return `${km < 9.95 ? km.toFixed(1) : Math.round(km).toLocaleString("en-GB")} km`;
  }

  /* A line as a sentence says it; legs: their lengths (km). */
  function told(legs) {
    const whole = legs.reduce((sum, leg) => sum + leg, 0);
    return `${legs.length} ${legs.length === 1 ? "leg" : "legs"}, ${length(whole)}`;
  }

  function button(words, name, act) {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: name, textContent: words });
    made.addEventListener("click", act);
    return made;
  }

  /* unkept: what is said of a line's not being in the link; tools: button (on the map), add (a key). */
  function on(map, geodesic, unkept, tools) {
    const container = map.getContainer();
    const drawn = L.layerGroup().addTo(map);
    const loose = L.polyline([], { pane: "drawing", interactive: false, className: "gate-measured loose" });
    /* "off"; "on": clicks set points; "done": the line is there to be looked at. */
    let mode = "off";
    let points = [];
    /* Whether the next point is that under the cross, in the middle of the map, and not under the pointer. */
    let crossed = false;
    let under = null;
    let last = "";

    const cross = L.DomUtil.create("div", "gate-crosshair", container);
    const box = L.DomUtil.create("div", "gate-measure", container);
    const says = L.DomUtil.create("div", "gate-unseen", container);
    says.setAttribute("aria-live", "polite");
    box.hidden = true;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Measuring");
    const words = box.appendChild(document.createElement("p"));
    const undone = button("Undo", "", undo);
    const ended = button("Done", "", end);
    const shut = button("", "gate-shut", leave);
    Object.assign(shut, { title: "Leave measuring (Escape)", innerHTML: CROSS });
    shut.setAttribute("aria-label", "Leave measuring");
    const note = document.createElement("p");
    Object.assign(note, { className: "gate-small", textContent: unkept });
    box.append(undone, ended, shut, note);
    L.DomEvent.disableClickPropagation(box);
    const bar = tools.button("gate-tool", "Measure (m)", toggle);
    bar.hidden = false;
    bar.firstChild.innerHTML = ICON;

    const pair = (at) => [at.lat, at.lng];
    const leg = (from, to) => geodesic.inverse(pair(from), pair(to)).km;
    const legs = () => points.slice(1).map((point, i) => leg(points[i], point));
    const pixels = (from, to) => map.latLngToContainerPoint(from).distanceTo(map.latLngToContainerPoint(to));
    const tip = () => points[points.length - 1];
    const next = () => (crossed ? map.getCenter() : under);

    function start(from) {
      mode = "on";
      points = from ? [from] : [];
      map.doubleClickZoom.disable();
      container.focus({ preventScroll: true });
      says.textContent = from
        ? "Measuring from this point."
        : "Measuring. Click the map, or press Space, to set a point in its middle.";
      show();
    }

    function add(at) {
      if (points.length && pixels(at, tip()) < SAME) return;
      points.push(at);
      const all = legs();
      if (all.length) says.textContent = `Leg ${all.length}: ${length(all[all.length - 1])}. In all ${told(all)}.`;
      else says.textContent = "First point set.";
      show();
    }

    function undo() {
      if (mode === "off" || !points.length) return;
      points.pop();
      mode = "on";
      map.doubleClickZoom.disable();
      says.textContent = points.length > 1 ? `Last point removed. ${told(legs())}.` : "Last point removed.";
      show();
    }

    function result() {
      return points.length > 1 ? `Measured ${told(legs())}.` : "Nothing measured.";
    }

    function end() {
      if (points.length < 2) return leave();
      says.textContent = result();
      mode = "done";
      map.doubleClickZoom.enable();
      show();
    }

    function leave() {
      if (mode === "on") says.textContent = result();
      const within = box.contains(document.activeElement);
      mode = "off";
      points = [];
      map.doubleClickZoom.enable();
      show();
      if (within) container.focus({ preventScroll: true });
    }

    function toggle() {
      if (mode === "on") leave();
      else start(null);
    }

    /* Enter where the last point is ends the line, as a double click does. */
    function enter() {
      if (mode !== "on") return;
      const at = map.getCenter();
      if (crossed && !(points.length && pixels(at, tip()) < SAME)) add(at);
      else end();
    }

    function here() {
      if (mode !== "on") return;
      crossed = true;
      add(map.getCenter());
    }

    function show() {
      container.classList.toggle("is-measuring", mode === "on");
      bar.firstChild.setAttribute("aria-pressed", String(mode === "on"));
      box.hidden = mode === "off";
      ended.hidden = mode === "done";
      undone.disabled = !points.length;
      draw();
      follow();
    }

    function draw() {
      drawn.clearLayers();
      const dress = { pane: "drawing", interactive: false };
      points.slice(1).forEach((point, i) => {
        const way = geodesic.path(pair(points[i]), pair(point));
        drawn.addLayer(L.polyline(way, Object.assign({ className: "gate-measured" }, dress)));
        if (pixels(points[i], point) < ROOM) return;
        write(way.length > 2 ? way[way.length >> 1] : middle(way), length(leg(points[i], point)), "");
      });
      points.forEach((point) =>
        drawn.addLayer(L.circleMarker(point, Object.assign({ radius: 4, className: "gate-measured-point" }, dress)))
      );
      if (points.length > 2) write(tip(), length(legs().reduce((sum, one) => sum + one, 0)), " whole");
    }

    function middle(way) {
      return [(way[0][0] + way[1][0]) / 2, (way[0][1] + way[1][1]) / 2];
    }

    function write(at, text, css) {
      const icon = L.divIcon({ className: "gate-leg" + css, html: `<span>${text}</span>`, iconSize: [0, 0] });
      drawn.addLayer(L.marker(at, { icon: icon, pane: "labels", interactive: false, keyboard: false }));
    }

    /* The way to where the next point would be. */
    function follow() {
      cross.hidden = !(mode === "on" && crossed);
      const to = mode === "on" && points.length ? next() : null;
      loose.setLatLngs(to ? geodesic.path(pair(tip()), pair(to)) : []);
      if (to) loose.addTo(map);
      else loose.remove();
      tell(to);
    }

    function tell(to) {
      const all = legs();
      const finger = window.matchMedia("(pointer: coarse)").matches;
      const ask = crossed ? "Space sets a point at the cross" : `${finger ? "Tap" : "Click"} the map`;
      const ahead = to && leg(tip(), to) >= 0.05 ? `, next ${length(leg(tip(), to))}` : "";
      const so = all.length ? told(all) : points.length ? "From the first point" : ask + " where the line begins";
      if (last !== so + ahead) words.textContent = last = so + ahead;
    }

    container.addEventListener(
      "keydown",
      (event) => {
        const own = event.target === container;
        const bare = !(event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select"));
        const acts = { Escape: leave, Backspace: undo, Enter: own && enter, " ": own && here };
        const act = mode !== "off" && bare && acts[event.key];
        if (act) {
          event.preventDefault();
          event.stopImmediatePropagation();
          act();
        } else if (bare && event.key !== "Shift") {
          crossed = true;
          follow();
        }
      },
      true
    );
    let seen = "";
    ["pointermove", "pointerdown"].forEach((kind) =>
      container.addEventListener(kind, (event) => {
        // Browsers also tell of pointers that stay where they are while the map moves under them.
        const where = `${event.screenX},${event.screenY}`;
        if (where !== seen) crossed = false;
        seen = where;
      }, true)
    );
    map.on("mousemove", (event) => {
      under = event.latlng;
      if (mode === "on") follow();
    });
    map.on("move", () => mode === "on" && follow());
    map.on("zoomend", () => mode !== "off" && draw());
    map.on("dblclick", () => mode === "on" && end());
    cross.hidden = true;
    tools.add("m", "Measure: a click or Space sets a point, Backspace takes it back, Enter ends the line", toggle);

    return {
      from: start,
      /* Whether a click is for the line. */
      takes: function (at) {
        if (mode === "on") add(at);
        return mode === "on";
      },
    };
  }

  gate.measure = { length: length, told: told, on: on };
})((window.gate = window.gate || {}));
