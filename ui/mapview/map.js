/*
 * What the map does in the browser: selection, labels that do not collide, layer switches, basemaps that may fail,
 * and the view in the address. Python sends the reader's choices with gate.apply(); a click is sent back at once with
 * Streamlit.setComponentValue(), so that one click is one rerun and panning none.
 */
(function () {
  "use strict";

  const gate = (window.gate = {});
  const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  let map, config, parts;
  let shapes = {};
  let labels = [];
  let state = null;
  let selected = "";
  let sent = 0;
  let programmatic = false;
  let flight = 0;
  let touched = false;
  let untold = false;
  let tiles = null;
  let heeded = {};
  let message, caption, credits;
  let drawings = null;
  let drawnNow = "";

  gate.install = function (leafletMap, theParts, theConfig) {
    map = leafletMap;
    parts = theParts;
    config = theConfig;
    message = note("gate-message", "topright");
    caption = note("gate-caption", "topright");
    credits = note("gate-credits", "bottomright");
    credits.addEventListener("click", () => credits.classList.toggle("is-open"));
    map.getContainer().setAttribute("role", "application");
    map.getContainer().setAttribute("aria-label", config.title);
    if (window.frameElement) window.frameElement.title = config.title;
    followTheme();
    parts.shapes.forEach(adopt);
    labels = config.labels.map(makeLabel);
    map.on("click", (event) => (state && state.point ? sendPoint(event.latlng) : choose("")));
    map.on("moveend resize", placeLabels);
    map.on("resize", tellSize);
    tellSize();
    map.on("resize", () => state && !touched && !state.view && frame(false));
    map.on("moveend", () => touched && !programmatic && writeView());
    ["pointerdown", "wheel", "keydown"].forEach((kind) =>
      map.getContainer().addEventListener(kind, () => (touched = true), { capture: true, passive: true })
    );
    map.getContainer().addEventListener("keydown", (event) => event.key === "Escape" && choose(""));
    document.fonts.ready.then(placeLabels);
    tellBeforeAnythingElse();
  };

  /*
   * What Python sends: place (chosen), layers, basemap, view (the reader's own), goal (where to look when nothing is
   * chosen), only (places drawn, null for all), events (later events drawn), visit (stamp of the address opened), heard
   * (the last click that Python knows of), drawings (the page's own shapes and their labels), caption (stands on the
   * map), point (a click is a point on the ground), credits, ownCredits.
   */
  gate.apply = function (next) {
    const first = state === null;
    const opened = first || next.visit !== state.visit;
    // An address just opened counts, and so does a new session, which has heard of no click at all.
    if (opened) sent = next.heard;
    const outrun = next.heard < sent;
    const basemapChanged = first || next.basemap !== state.basemap;
    const newGoal = !first && JSON.stringify(next.goal) !== JSON.stringify(state.goal);
    state = next;
    const moved = !outrun && (next.place !== selected || newGoal);
    if (moved) selected = next.place;
    if (opened) {
      clearTimeout(flight);
      flight = 0;
      frame(false);
    } else if (moved || (flight && !outrun)) {
      setOff(120);
    }
    if (basemapChanged) showBasemap();
    draw();
    show();
  };

  function sendPoint(at) {
    const here = at.wrap();
    // The map stays where it is, so the address must say where that is.
    window.Streamlit.setComponentValue({
      point: [+here.lat.toFixed(4), +here.lng.toFixed(4)],
      view: viewText(),
      at: Date.now(),
    });
  }

  /* What a page draws itself: made anew only when it differs from what is there. */

  function draw() {
    caption.textContent = state.caption;
    map.getContainer().classList.toggle("takes-points", state.point);
    const wanted = JSON.stringify(state.drawings);
    if (wanted === drawnNow) return;
    drawnNow = wanted;
    if (drawings) drawings.remove();
    drawings = L.layerGroup().addTo(map);
    labels.filter((label) => label.record.drawing).forEach((label) => label.marker.remove());
    labels = labels.filter((label) => !label.record.drawing);
    state.drawings.forEach(drawOne);
  }

  function drawOne(one) {
    const dress = { pane: "drawing", interactive: false, className: "gate-drawing " + one.css };
    L.geoJSON(one.geometry, {
      pane: "drawing",
      interactive: false,
      smoothFactor: 0.3,
      style: () => ({ className: dress.className }),
      pointToLayer: (_, at) => L.circleMarker(at, Object.assign({ radius: 6 }, dress)),
    }).addTo(drawings);
    if (!one.label) return;
    const [lat, lon] = one.at;
    labels.push(makeLabel({ text: one.label, lat, lon, kind: "drawing " + one.css, rank: -1, zoom: 0, spots: "around", drawing: true }));
  }

  function choose(id) {
    if (id === selected && !id) return;
    const again = id === selected;
    selected = id;
    state = Object.assign({}, state, { view: null });
    if (again) {
      frame(true);
    } else {
      sent = Date.now();
      window.Streamlit.setComponentValue({ place: id, at: sent });
      setOff(600);
    }
    show();
  }

  /* The map sets off once the panel is there: while it flies, the browser has little time for anything else. */

  function setOff(delay) {
    clearTimeout(flight);
    flight = setTimeout(() => {
      flight = 0;
      frame(true);
    }, delay);
  }

  gate.busy = () => Boolean(flight) || programmatic;

  /* On paper the map is a smaller picture of the one on the screen, so the page has to know how large that is. */

  function tellSize() {
    const outer = window.parent.document.documentElement.style;
    if (window.matchMedia("print").matches) return;
    outer.setProperty("--map-width", window.innerWidth);
    outer.setProperty("--map-height", window.innerHeight);
  }

  /* Shapes */

  function adopt(collection) {
    collection.remove();
    collection.eachLayer((layer) => {
      const id = layer.feature.properties.id;
      (shapes[id] = shapes[id] || []).push(layer);
      layer.bindTooltip(() => tip(id), { sticky: true, className: "gate-tip" });
      bind(layer, id);
    });
  }

  function bind(layer, id) {
    layer.on("click", (event) => {
      L.DomEvent.stopPropagation(event);
      if (state.point) sendPoint(event.latlng);
      else choose(id);
    });
    layer.on("mouseover mouseout", (event) =>
      (shapes[id] || []).forEach((one) => mark(one, "is-hovered", event.type === "mouseover"))
    );
  }

  function tip(id) {
    const box = document.createElement("div");
    const name = box.appendChild(document.createElement("strong"));
    name.textContent = config.places[id].name;
    box.appendChild(document.createElement("span")).textContent = config.places[id].summary;
    return box;
  }

  function mark(layer, name, on) {
    const element = layer.getElement && layer.getElement();
    if (element) element.classList.toggle(name, on);
  }

  function drawn(id) {
    const record = config.places[id];
    if (id === selected) return true;
    if (record.layer === "events") return state.events.includes(id);
    return visible(record.layer) && (!state.only || state.only.includes(id));
  }

  function visible(switchId) {
    return state.layers.includes(switchId);
  }

  function put(layer, on) {
    if (on && !map.hasLayer(layer)) layer.addTo(map);
    if (!on && map.hasLayer(layer)) layer.remove();
  }

  function show() {
    for (const [id, list] of Object.entries(shapes)) {
      const on = drawn(id);
      list.forEach((layer) => {
        put(layer, on);
        if (on) mark(layer, "is-selected", id === selected);
      });
    }
    for (const [switchId, list] of Object.entries(parts.base)) {
      list.forEach((layer) => put(layer, visible(switchId) && !(tiles && switchId === config.relief)));
    }
    map.getContainer().classList.toggle("has-selection", Boolean(selected));
    placeLabels();
    showCredits();
  }

  /* View */

  function frame(animate) {
    const move = { animate: animate && !still() };
    programmatic = true;
    touched = false;
    map.once("moveend", () => (programmatic = false));
    if (state.view) {
      map.setView([state.view[0], state.view[1]], state.view[2], { animate: false });
    } else if (!selected && state.goal) {
      const [lat, lon, zoom] = state.goal;
      const room = Math.log2(Math.min(map.getSize().x / 800, map.getSize().y / 560, 1));
      const level = Math.round((zoom + room) * 4) / 4;
      if (move.animate) map.flyTo([lat, lon], level, { duration: 0.9 });
      else map.setView([lat, lon], level, { animate: false });
    } else {
      const size = map.getSize();
      const margin = Math.round(Math.min(size.x, size.y) * 0.06);
      const bounds = selected ? config.places[selected].bounds : config.overview;
      const options = { padding: [margin, margin], maxZoom: config.closest };
      if (move.animate) map.flyToBounds(bounds, Object.assign({ duration: 0.7 }, options));
      else map.fitBounds(bounds, Object.assign({ animate: false }, options));
    }
    if (!move.animate) programmatic = false;
  }

  function viewText() {
    const centre = map.getCenter();
    return [centre.lat.toFixed(4), centre.lng.toFixed(4), map.getZoom().toFixed(2)].join(",");
  }

  function writeView() {
    const address = new URL(window.parent.location.href);
    address.searchParams.set("view", viewText());
    const shown = address.href.replace(/%2C/g, ",");
    window.parent.history.replaceState(window.parent.history.state, "", shown);
    window.parent.document.querySelectorAll(".gate-address").forEach((line) => (line.textContent = shown));
    untold = true;
  }

  /*
   * Moving the map runs nothing, so Python does not know where it looks. It is told before the reader does anything
   * outside the map: else the next run would write an address without the view, and share another view than this.
   */

  function tellBeforeAnythingElse() {
    const tell = () => {
      if (untold && window.frameElement && window.frameElement.isConnected) {
        window.Streamlit.setComponentValue({ view: viewText(), at: Date.now() });
      }
      untold = false;
    };
    const gone = new AbortController();
    ["pointerdown", "keydown"].forEach((kind) =>
      window.parent.document.addEventListener(kind, tell, { capture: true, signal: gone.signal })
    );
    window.addEventListener("pagehide", () => gone.abort());
  }

  /* Basemaps */

  function showBasemap() {
    if (tiles) tiles.off(heeded).remove();
    tiles = parts.tiles[state.basemap] || null;
    message.textContent = "";
    map.getContainer().classList.toggle("has-tiles", Boolean(tiles));
    if (!tiles) return;
    let arrived = 0;
    let failed = 0;
    heeded = {
      tileload: () => arrived++,
      tileerror: () => {
        failed++;
        // Not at once: Leaflet is not done with the tile.
        if (!arrived && failed === 3) setTimeout(giveUpTiles, 0, tiles);
      },
    };
    tiles.on(heeded);
    tiles.addTo(map);
  }

  function giveUpTiles(given) {
    if (tiles !== given) return;
    tiles.off(heeded).remove();
    tiles = null;
    map.getContainer().classList.remove("has-tiles");
    message.textContent = config.tilesFailed;
    show();
  }

  function showCredits() {
    credits.textContent = tiles ? state.credits + " · " + config.tileCredits[state.basemap] : state.ownCredits;
  }

  function note(name, position) {
    const control = L.control({ position: position });
    control.onAdd = () => {
      const box = L.DomUtil.create("div", name);
      if (name === "gate-message") box.setAttribute("role", "status");
      L.DomEvent.disableClickPropagation(box);
      return box;
    };
    return control.addTo(map).getContainer();
  }

  /* Labels: placed in order of rank at the first of four positions that is free, else hidden until there is room. */

  function makeLabel(record) {
    const box = document.createElement("div");
    box.className = "gate-label " + record.kind;
    const words = box.appendChild(document.createElement("span"));
    words.textContent = record.text;
    const marker = L.marker([record.lat, record.lon], {
      icon: L.divIcon({ html: box, className: "gate-anchor", iconSize: [0, 0] }),
      interactive: Boolean(record.id),
      keyboard: false,
      pane: "labels",
    }).addTo(map);
    if (record.id) bind(marker, record.id);
    return { record: record, marker: marker, box: box, words: words };
  }

  function wanted(label) {
    const record = label.record;
    if (record.id === selected && selected) return true;
    return (record.id ? drawn(record.id) : record.layer === "country" || record.drawing || visible(record.layer)) && map.getZoom() >= record.zoom && !(tiles && record.plain);
  }

  function positions(label, width, height) {
    const record = label.record;
    if (record.spots === "centre") return [[-width / 2, -height / 2]];
    const gap = record.radius_km ? reach(record) + 2 : record.gap || 7;
    return [
      [gap, -height / 2],
      [-gap - width, -height / 2],
      [-width / 2, -gap - height],
      [-width / 2, gap],
    ];
  }

  function reach(record) {
    const here = map.latLngToLayerPoint([record.lat, record.lon]);
    return here.y - map.latLngToLayerPoint([record.lat + record.radius_km / 111.2, record.lon]).y;
  }

  function placeLabels() {
    if (!state) return;
    const frame = map.getContainer().getBoundingClientRect();
    const taken = [...map.getContainer().querySelectorAll(".leaflet-control")]
      .map((control) => control.getBoundingClientRect())
      .map((box) => [box.left - frame.left, box.top - frame.top, box.right - frame.left, box.bottom - frame.top]);
    const chosenFirst = (a, b) => (b.record.id === selected && selected ? 1 : 0) - (a.record.id === selected && selected ? 1 : 0);
    const order = labels.slice().sort((a, b) => chosenFirst(a, b) || a.record.rank - b.record.rank);
    for (const label of order) {
      const spot = wanted(label) ? freeSpot(label, taken) : null;
      label.box.classList.toggle("is-shown", Boolean(spot));
      label.box.classList.toggle("is-selected", Boolean(selected) && label.record.id === selected);
      if (!spot) continue;
      label.words.style.transform = "translate(" + Math.round(spot.dx) + "px," + Math.round(spot.dy) + "px)";
      taken.push(spot.rect);
    }
  }

  function freeSpot(label, taken) {
    const width = label.words.offsetWidth;
    const height = label.words.offsetHeight;
    const at = map.latLngToContainerPoint(label.marker.getLatLng());
    const size = map.getSize();
    for (const [dx, dy] of positions(label, width, height)) {
      const rect = [at.x + dx - 3, at.y + dy - 1, at.x + dx + width + 3, at.y + dy + height + 1];
      if (rect[0] < 0 || rect[1] < 0 || rect[2] > size.x || rect[3] > size.y) continue;
      if (taken.every((r) => rect[2] < r[0] || rect[0] > r[2] || rect[3] < r[1] || rect[1] > r[3])) {
        return { dx: dx, dy: dy, rect: rect };
      }
    }
    return null;
  }

  /* Streamlit tells the frame its theme with every render; until then the parent page shows it. */

  function followTheme() {
    const dress = (base) => (document.documentElement.dataset.theme = base);
    const outer = window.parent.document.querySelector(".stApp");
    dress(outer && getComputedStyle(outer).colorScheme.includes("dark") ? "dark" : "light");
    window.addEventListener("message", (event) => {
      const theme = event.source === window.parent && event.data && event.data.theme;
      if (theme && theme.base) dress(theme.base);
    });
  }
})();
