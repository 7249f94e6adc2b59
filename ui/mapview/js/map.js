/*
 * The map in the browser. Python installs it once and sends the reader's choices with gate.apply(); a click is sent
 * back at once, so that one click is one rerun and panning none.
 *
 * The parts beside this file each have one subject and know nothing of one another: they share the one state (see
 * choices.js), which is changed here and, where the basemap is concerned, in basemaps.js. Their order does not matter.
 */
(function (gate) {
  "use strict";

  /* Milliseconds for which names and the rest wait for the answer to a click. */
  const ANSWER = 700;

  const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  /*
   * map: of Leaflet; parts: shapes (GeoJSON layers that can be clicked), countries, base (layers by their switch), rivers
   * (those that have finer ones), tiles (online basemaps by name); config: title, overview (bounds), places (name, summary,
   * label, stop, layer, bounds and what of its panel is shown ahead by id), labels, legend (selectors of what its rows stand for, by the row), relief (switch, pictures,
   * fade, note), rivers (zoom, file, fade, note; or null), tilesFailed and tileCredits (words), tools (lines, countries,
   * within, unkept), locator (lat, lon, words, land; or null), beyond (targets, away and out: words), full (enter and
   * leave: words).
   */
  gate.install = function (map, parts, config) {
    const state = gate.choices.fresh();
    const container = map.getContainer();
    const notes = gate.notes.on(map);
    const covered = () => gate.page.covered(window);
    const view = gate.view.on(map, state, config, still, covered);
    const relief = gate.relief.on(map, parts.base[config.relief.switch] || [], config.relief);
    gate.theme.follow(window, relief.dress);
    view.begin();
    const button = (name, label, act) => gate.notes.button(map, name, label, act);
    const dialog = gate.dialog.on(map);
    gate.keys.on(window, container, dialog.open, button);
    const tools = { open: dialog.open, close: dialog.close, button: button, add: gate.keys.add };
    const measure = gate.measure.on(map, gate.geodesic, config.tools.unkept, tools);
    gate.spot.on(map, parts, config.tools, gate.geodesic, Object.assign({ measure: measure.from }, tools));
    const back = button("gate-whole", config.whole, whole);
    const page = gate.page.on(window, view.text, () => state.told && state.told.visit);
    const shapes = gate.shapes.on(map, state, config.places, click, lit);
    const stops = gate.stops.on(map, state, config.places, shapes, click);
    const ahead = gate.ahead.on(window.parent.document, config.places);
    const mentions = gate.mentions.on(window, config.places, shapes.light);
    const twin = gate.twin.on(window, Object.keys(config.places), choose);
    const wanted = (record) => gate.shown.label(record, state, map.getZoom(), config.places);
    const labels = gate.labels.on(map, state, wanted, shapes.bind, parts.countries, parts.shapes, covered);
    const drawings = gate.drawings.on(map, labels);
    const drawn = (id) => gate.shown.place(id, config.places[id].layer, state);
    const ours = { shapes: parts.shapes, places: config.places, bind: shapes.bind, drawn: drawn };
    const swipe = gate.swipe.on(map, state, Object.assign(ours, { tip: gate.shapes.tip, put: gate.shapes.put }), (at, usual) => {
      page.slide(at, usual);
      labels.place();
      legend.update();
    });
    const legend = gate.legend.on(map, config.legend, page.tellDrawn, swipe.seen);
    gate.paper.on(window, map, swipe, legend.now);
    const beyond = gate.beyond.on(map, config.beyond, state, gate.geodesic, lead);
    const full = button("gate-full", config.full.enter, () => fullscreen.toggle());
    const fullscreen = gate.fullscreen.on(window, full, config.full);
    const rivers = gate.rivers.on(map, config.rivers ? parts.rivers : [], config.rivers, gate.relief.strength);
    const basemaps = gate.basemaps.on(map, state, parts.tiles, () => {
      notes.message.textContent = config.tilesFailed;
      givenUp = state.told.basemap;
      page.giveUp(givenUp);
      show();
    });
    const steps = gate.steps.on(window, page, still, turn);
    /* The online basemap that was given up, until another one is wanted. */
    let givenUp = "";
    let unanswered = 0;

    function lit(id, on) {
      labels.light(id, on);
      mentions.mark(id, on);
    }

    function click(id, at) {
      const closed = dialog.close();
      if (measure.takes(at) || (closed && !id)) return;
      if (state.told && state.told.point) page.point(at);
      else if (id) choose(id);
      else beside();
    }

    function choose(id) {
      const now = Date.now();
      const next = gate.choices.clicked(state, id, now);
      Object.assign(state, next.change);
      if (next.send) {
        page.choose(id, now);
        ahead.show(id);
        view.setOff(600);
        shapes.show(shown);
        // The rest is slow, and comes with the answer; it would keep back the text that comes with that.
        clearTimeout(unanswered);
        unanswered = setTimeout(show, ANSWER);
      } else {
        view.frame(true);
        show();
      }
    }

    function beside() {
      const now = Date.now();
      const centre = map.getCenter();
      const own = view.moved() ? [centre.lat, centre.lng, map.getZoom()] : null;
      const next = gate.choices.beside(state, own, now);
      if (!next) return;
      Object.assign(state, next.change);
      page.choose("", now, Boolean(own));
      if (!own) view.setOff(600);
      show();
    }

    /* Back to what the page looks at by itself, from wherever the reader is. */
    function whole() {
      if (!away()) return;
      const now = Date.now();
      const told = Object.assign({}, state.told, { view: null });
      Object.assign(state, { told: told, selected: "", sent: now });
      page.choose("", now, false);
      view.frame(true);
      show();
    }

    /* To what the map points to: as a place, as a spot that the map reaches, or in words. */
    function lead(target, told) {
      const at = [target.lat, target.lon];
      const limits = map.options.maxBounds;
      if (config.places[target.place]) {
        choose(target.place);
      } else if (!limits || L.latLngBounds(limits).contains(at)) {
        view.cancel();
        view.touch();
        if (still()) map.setView(at, map.getZoom(), { animate: false });
        else map.flyTo(at, map.getZoom(), { duration: 0.9 });
      } else {
        notes.tell(told);
        show();
      }
    }

    /* The controls of the map keep clear of what the page lays over its upper edge. */
    function clear() {
      container.style.setProperty("--covered", `${covered().top}px`);
    }

    /* To what another step of the story shows. */
    function turn(shown) {
      const moved = away();
      put(Object.assign({}, state.told, shown, { view: null }));
      if (moved) view.setOff(120);
    }

    const away = () => Boolean(state.told && (state.selected || state.told.view || view.moved()));

    const shown = (id, layer) => gate.shown.place(id, layer, state);

    function show() {
      clearTimeout(unanswered);
      shapes.show(shown);
      swipe.show();
      for (const [name, list] of Object.entries(parts.base)) {
        list.forEach((layer) => gate.shapes.put(map, layer, gate.shown.base(name, state, config.relief.switch)));
      }
      twin.show(drawn, state.selected);
      stops.update();
      back.hidden = !away();
      credit();
      beyond.update();
      labels.place();
      legend.update();
    }

    function credit() {
      const told = [relief.note(), rivers.note(), gate.basemaps.credits(state, config.tileCredits)];
      notes.credits.textContent = told.filter(Boolean).join(" · ");
    }

    gate.apply = (message) => put(steps.taken(message));

    function put(message) {
      clear();
      const next = gate.choices.taken(state, message, view.waiting());
      const answer = givenUp && state.told.basemap === givenUp && !parts.tiles[message.basemap];
      Object.assign(state, next.change);
      if (next.motion === "jump") {
        view.cancel();
        view.frame(false);
      } else if (next.motion === "fly") {
        view.setOff(120);
      }
      if (next.basemap) {
        // That Python goes back to the built-in one as well is no reason to stop saying why.
        if (!answer) notes.message.textContent = "";
        givenUp = "";
        basemaps.show();
      } else if (next.motion === "jump") {
        // Whoever opens another address has not asked for what did not arrive.
        notes.message.textContent = "";
      }
      notes.caption.textContent = message.caption;
      container.classList.toggle("takes-points", message.point);
      drawings.show(message.drawings);
      show();
    }

    /* For the page, when it has laid something over the map or taken it away. */
    gate.refit = function () {
      clear();
      view.limit();
      view.resized();
    };

    gate.busy = view.busy;
    gate.arriving = steps.arriving;
    gate.choose = choose;

    if (fullscreen.toggle) gate.keys.add("f", "The map on the full screen, and back", fullscreen.toggle);
    gate.keys.add("t", "The map as text, and back; from anywhere on the page", twin.toggle, true);
    gate.keys.add("/", "Search everything, from anywhere on the page", () => parent.gateFind && parent.gateFind());
    gate.calm.on(map, window);
    gate.landmark.dress(container, config.title);
    gate.landmark.escape(window, whole);
    page.name(config.title);
    parts.shapes.forEach(shapes.adopt);
    config.labels.forEach(labels.add);
    map.on("click", (event) => click("", event.latlng));
    gate.locator.on(map, config.locator);
    map.on("moveend", () => {
      if (view.movedByReader()) page.writeView();
      back.hidden = !away();
    });
    map.on("moveend resize", beyond.update);
    map.on("moveend resize", labels.place);
    map.on("moveend resize", legend.update);
    map.on("zoomend", () => state.told && credit());
    map.on("resize", page.tellSize);
    page.tellSize();
    map.on("resize", view.resized);
    map.on("resize", view.limit);
    view.limit();
    gate.wheel.on(container, map, () => state.told && state.told.wheel, () => notes.hint(config.wheel));
    gate.fingers.on(container, map, fullscreen.on, () => notes.hint(config.fingers));
    ["pointerdown", "wheel", "keydown"].forEach((kind) =>
      container.addEventListener(kind, view.touch, { capture: true, passive: true })
    );
    container.addEventListener("keydown", (event) => event.key === "Escape" && !fullscreen.escape() && whole());
    document.fonts.ready.then(beyond.update).then(labels.place).then(legend.update);
    page.tellBeforeAnythingElse();
  };
})((window.gate = window.gate || {}));
