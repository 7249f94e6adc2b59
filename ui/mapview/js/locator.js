/* Where in the world: a small globe, and on it what the map shows. project and outline are pure. */
(function (gate) {
  "use strict";

  /* The units of the globe's picture, as of ui.maps.globe; the least that a view is drawn as. */
  const RADIUS = 100;
  const LEAST = 13;
  const SVG = "http://www.w3.org/2000/svg";

  /* A point on the globe round a middle (lat, lon), y downwards; seen: whether it is on this side of the earth. */
  function project(middle, lat, lon) {
    const north = (lat * Math.PI) / 180;
    const east = ((lon - middle.lon) * Math.PI) / 180;
    const tilt = (middle.lat * Math.PI) / 180;
    const ahead = Math.cos(north) * Math.cos(east);
    const up = Math.cos(tilt) * Math.sin(north) - Math.sin(tilt) * ahead;
    return {
      x: RADIUS * Math.cos(north) * Math.sin(east),
      y: -RADIUS * up,
      seen: Math.sin(tilt) * Math.sin(north) + Math.cos(tilt) * ahead >= 0,
    };
  }

  /* The outline of a view (west, south, east, north) on the globe: along its edges, or a square if that is too small. */
  function outline(middle, [west, south, east, north]) {
    const along = (a, b) => [...Array(8).keys()].map((step) => a + ((b - a) * step) / 8);
    const points = [
      ...along(west, east).map((lon) => project(middle, south, lon)),
      ...along(south, north).map((lat) => project(middle, lat, east)),
      ...along(east, west).map((lon) => project(middle, north, lon)),
      ...along(north, south).map((lat) => project(middle, lat, west)),
    ].filter((point) => point.seen);
    const range = (numbers) => Math.max(...numbers) - Math.min(...numbers);
    const large = points.length > 2 && Math.max(range(points.map((p) => p.x)), range(points.map((p) => p.y))) >= LEAST;
    if (large) return points;
    const at = project(middle, (south + north) / 2, (west + east) / 2);
    const half = LEAST / 2;
    const corners = [[-half, -half], [half, -half], [half, half], [-half, half]];
    return at.seen ? corners.map(([dx, dy]) => ({ x: at.x + dx, y: at.y + dy, seen: true })) : [];
  }

  const path = (points) => points.map((p, i) => (i ? "L" : "M") + p.x.toFixed(1) + " " + p.y.toFixed(1)).join("");

  /* Every thirtieth meridian and parallel. */
  function grid(middle) {
    const line = (count, at) => {
      let drawn = "";
      let on = false;
      for (let step = 0; step <= count; step++) {
        const p = at(step);
        if (p.seen) drawn += (on ? "L" : "M") + p.x.toFixed(0) + " " + p.y.toFixed(0);
        on = p.seen;
      }
      return drawn;
    };
    const steps = (from, to) => Array.from({ length: (to - from) / 30 + 1 }, (_, i) => from + 30 * i);
    const meridians = steps(-180, 150).map((lon) => line(36, (step) => project(middle, -90 + 5 * step, lon)));
    const parallels = steps(-60, 60).map((lat) => line(72, (step) => project(middle, lat, -180 + 5 * step)));
    return [...meridians, ...parallels].join("");
  }

  function drawn(parent, kind, attributes) {
    const made = parent.appendChild(document.createElementNS(SVG, kind));
    Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
    return made;
  }

  /* told: lat, lon (the middle), words, land (a path); without it there is no globe. */
  function on(map, told) {
    if (!told) return;
    let view = null;
    const control = L.control({ position: "bottomright" });
    control.onAdd = () => {
      const box = L.DomUtil.create("div", "gate-locator");
      box.setAttribute("role", "img");
      box.setAttribute("aria-label", told.words);
      box.title = told.words;
      const picture = drawn(box, "svg", { viewBox: "-104 -104 208 208", "aria-hidden": "true" });
      const cut = drawn(drawn(picture, "clipPath", { id: "gate-globe" }), "circle", { r: RADIUS });
      picture.insertBefore(cut.cloneNode(), null).setAttribute("class", "sea");
      drawn(picture, "path", { class: "land", d: told.land, "fill-rule": "evenodd", "clip-path": "url(#gate-globe)" });
      drawn(picture, "path", { class: "grid", d: grid(told) });
      picture.append(cut.cloneNode());
      picture.lastChild.setAttribute("class", "rim");
      view = drawn(picture, "path", { class: "view" });
      L.DomEvent.disableClickPropagation(box);
      return box;
    };
    control.addTo(map);
    const follow = () => {
      const seen = map.getBounds();
      const points = outline(told, [seen.getWest(), seen.getSouth(), seen.getEast(), seen.getNorth()]);
      view.setAttribute("d", points.length ? path(points) + "Z" : "");
    };
    map.on("move zoomend moveend resize", follow);
    if (map._loaded) follow();
  }

  gate.locator = { project: project, outline: outline, on: on };
})((window.gate = window.gate || {}));
