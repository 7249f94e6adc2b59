/*
 * The map in the browser. Python installs it once and sends the reader's choices with gate.apply(); a click is sent
 * back at once, so that one click is one rerun and panning none.
 *
 * The parts beside this file each have one subject and know nothing of one another: they share the one state (see
 * choices.js), which is changed here and, where the basemap is concerned, in basemaps.js. Their order does not matter.
 */
(function (gate) {
  "use strict";

  const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  /*
   * map: of Leaflet; parts: shapes (GeoJSON layers that can be clicked), countries, base (layers by their switch), tiles (online
   * basemaps by name); config: title, overview (bounds), places (name, summary, layer and bounds by id), labels,
   * legend (selectors of what its rows stand for, by the row), relief (switch, pictures, fade, note), tilesFailed and tileCredits (words).
   */
  gate.install = function (map, parts, config) {
    const state = gate.choices.fresh();
    const container = map.getContainer();
    const notes = gate.notes.on(map);
    const view = gate.view.on(map, state, config, still);
    const back = gate.notes.button(map, "gate-whole", config.whole, whole);
    const page = gate.page.on(window, view.text);
    const shapes = gate.shapes.on(map, state, config.places, click);
    const wanted = (record) => gate.shown.label(record, state, map.getZoom(), config.places);
    const labels = gate.labels.on(map, state, wanted, shapes.bind, parts.countries);
    const drawings = gate.drawings.on(map, labels);
    const legend = gate.legend.on(map, config.legend, page.tellDrawn);
    const relief = gate.relief.on(map, parts.base[config.relief.switch] || [], config.relief);
    const basemaps = gate.basemaps.on(map, state, parts.tiles, () => {
      notes.message.textContent = config.tilesFailed;
      givenUp = state.told.basemap;
      page.giveUp(givenUp);
      show();
    });
    /* The online basemap that was given up, until another one is wanted. */
    let givenUp = "";

    function click(id, at) {
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
        view.setOff(600);
      } else {
        view.frame(true);
      }
      show();
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

    const away = () => Boolean(state.told && (state.selected || state.told.view || view.moved()));

    function show() {
      shapes.show((id, layer) => gate.shown.place(id, layer, state));
      for (const [name, list] of Object.entries(parts.base)) {
        list.forEach((layer) => gate.shapes.put(map, layer, gate.shown.base(name, state, config.relief.switch)));
      }
      labels.place();
      legend.update();
      back.hidden = !away();
      credit();
    }

    function credit() {
      const told = [relief.note(), gate.basemaps.credits(state, config.tileCredits)];
      notes.credits.textContent = told.filter(Boolean).join(" · ");
    }

    gate.apply = function (message) {
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
      }
      notes.caption.textContent = message.caption;
      container.classList.toggle("takes-points", message.point);
      drawings.show(message.drawings);
      show();
    };

    gate.busy = view.busy;

    container.setAttribute("role", "application");
    container.setAttribute("aria-label", config.title);
    page.name(config.title);
    gate.theme.follow(window, relief.dress);
    parts.shapes.forEach(shapes.adopt);
    config.labels.forEach(labels.add);
    map.on("click", (event) => click("", event.latlng));
    map.on("moveend resize", labels.place);
    map.on("moveend resize", legend.update);
    map.on("zoomend", () => state.told && credit());
    map.on("resize", page.tellSize);
    page.tellSize();
    map.on("resize", view.resized);
    map.on("resize", view.limit);
    view.limit();
    map.on("moveend", () => {
      if (view.movedByReader()) page.writeView();
      back.hidden = !away();
    });
    gate.wheel.on(container, map, () => state.told && state.told.wheel, () => notes.hint(config.wheel));
    ["pointerdown", "wheel", "keydown"].forEach((kind) =>
      container.addEventListener(kind, view.touch, { capture: true, passive: true })
    );
    container.addEventListener("keydown", (event) => event.key === "Escape" && whole());
    document.fonts.ready.then(labels.place).then(legend.update);
    page.tellBeforeAnythingElse();
  };
})((window.gate = window.gate || {}));
