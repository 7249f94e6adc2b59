/* What is at a point of the ground: where it is, how far from the article's lines, and the same point elsewhere. */
(function (gate) {
  const DISPUTED = "Land that more than one country claims";

  /* A latitude and longitude as fields for coordinates take them. */
  function plain(lat, lon) {
    return `${lat.toFixed(4)}, ${lon.toFixed(4)}`;
  }

  function degrees(lat, lon) {
    const one = (value, sides) => `${Math.abs(value).toFixed(4)}° ${sides[value < 0 ? 1 : 0]}`;
    return `${one(lat, "NS")}, ${one(lon, "EW")}`;
  }

  /* A distance, no finer than whole kilometres. */
  function about(km) {
    return Math.round(km) < 1 ? "less than 1 km" : `about ${Math.round(km).toLocaleString("en-GB")} km`;
  }

  /* How fine something is, to one digit. */
  function fineness(km) {
    const metres = Number((km * 1000).toPrecision(1));
    return metres < 1000 ? `${metres} m` : `${metres / 1000} km`;
  }

  /* Pairs of a name and an address; nothing is asked for before one is followed. */
  function links(lat, lon, zoom) {
    const [y, x] = [lat.toFixed(4), lon.toFixed(4)];
    return [
      ["OpenStreetMap", `https://www.openstreetmap.org/?mlat=${y}&mlon=${x}#map=${Math.round(zoom)}/${y}/${x}`],
      ["Google Maps", `https://www.google.com/maps/search/?api=1&query=${y}%2C${x}`],
      ["Map app", `geo:${y},${x}`],
    ];
  }

  /* The geometries of the article's lines by their id: each is drawn twice, to be seen and to be hit. */
  function lines(shapes, names) {
    const found = {};
    shapes.forEach((collection) =>
      collection.eachLayer((layer) => {
        const id = layer.feature.properties.id;
        if (names[id] && !found[id]) found[id] = layer.feature.geometry;
      })
    );
    return found;
  }

  function element(name, words, parent) {
    const made = document.createElement(name);
    if (words) made.textContent = words;
    if (parent) parent.appendChild(made);
    return made;
  }

  /*
   * parts: of the map, see map.js; config: lines (names by id), countries (names by id), within (km, how true the lines
   * are, null if unknown); tools: open and close (a card), measure (a line from a point), add (a key).
   */
  function on(map, parts, config, geodesic, tools) {
    const container = map.getContainer();
    const known = lines(parts.shapes, config.lines);
    const marks = L.layerGroup().addTo(map);
    /* Whether a key has just opened a card: the browser's own menu, which may follow, is not wanted then. */
    let keyed = false;

    function country(point) {
      for (const layer of parts.countries.flatMap((collection) => collection.getLayers())) {
        const name = config.countries[layer.feature.properties.id];
        if (name === undefined || !geodesic.inside(point, layer.feature.geometry)) continue;
        return name ? `${name}, as this map draws it` : DISPUTED;
      }
      return "";
    }

    /* What a pixel is across the ground (km), of a hundred of them. */
    function pixel(at) {
      const here = map.latLngToContainerPoint(at);
      const there = map.containerPointToLatLng(here.add([100, 0]));
      return geodesic.inverse([at.lat, at.lng], [there.lat, there.lng]).km / 100;
    }

    function mark(point, feet) {
      const dress = { pane: "drawing", interactive: false, className: "gate-reach" };
      feet.forEach((foot) => marks.addLayer(L.polyline(geodesic.path(point, foot.at), dress)));
      marks.addLayer(L.circleMarker(point, { pane: "drawing", interactive: false, radius: 6, className: "gate-spot" }));
    }

    function distances(feet) {
      const table = element("dl");
      feet.forEach(({ id, km }) => {
        element("dt", config.lines[id], table);
        element("dd", about(km), table);
      });
      return table;
    }

    function heading(lat, lon) {
      const bar = element("div");
      bar.className = "gate-where";
      element("strong", degrees(lat, lon), bar);
      const field = element("input", "", bar);
      Object.assign(field, { value: plain(lat, lon), readOnly: true, tabIndex: -1, className: "gate-unseen" });
      field.setAttribute("aria-hidden", "true");
      const button = element("button", "Copy", bar);
      button.type = "button";
      const said = element("span", "", bar);
      said.setAttribute("aria-live", "polite");
      button.addEventListener("click", async () => {
        let done = true;
        try {
          await navigator.clipboard.writeText(field.value);
        } catch {
          // The clipboard is closed to pages that came over plain HTTP: the old way still works there.
          field.select();
          done = document.execCommand("copy");
          button.focus({ preventScroll: true });
        }
        said.textContent = done ? "Copied." : `Not copied: ${field.value}`;
      });
      return bar;
    }

    function ways(point) {
      const bar = element("p");
      bar.className = "gate-ways";
      links(...point, map.getZoom()).forEach(([name, href]) => {
        const link = Object.assign(element("a", name, bar), { href: href, rel: "noopener noreferrer" });
        // An app opens beside the browser, not in a new and empty tab of it.
        if (href.startsWith("https:")) link.target = "_blank";
      });
      return bar;
    }

    function show(latlng) {
      const at = latlng.wrap();
      const point = [at.lat, at.lng];
      const feet = Object.keys(config.lines)
        .filter((id) => known[id])
        .map((id) => Object.assign({ id: id }, geodesic.toLine(point, known[id])));
      const content = [heading(...point)];
      const held = country(point);
      if (held) content.push(element("p", held));
      if (feet.length) {
        const drawn = config.within ? `, not drawn finer than ${fineness(config.within)}` : "";
        const note = element("p", `To the nearest point of the line${drawn}; a pixel here is ${fineness(pixel(at))}.`);
        note.className = "gate-small";
        content.push(distances(feet), note);
      }
      const measure = element("button", "Measure from here");
      measure.type = "button";
      measure.addEventListener("click", () => {
        tools.close();
        tools.measure(latlng);
      });
      content.push(ways(point), measure);
      tools.open({ name: `At ${degrees(...point)}`, css: "gate-card", content, at: latlng, gone: () => marks.clearLayers() });
      mark(point, feet);
    }

    const middle = () => show(map.getCenter());

    container.addEventListener("keydown", (event) => {
      if (event.target !== container) return;
      keyed = event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey);
      if (!keyed) return;
      event.preventDefault();
      middle();
    });
    container.addEventListener("pointerdown", () => (keyed = false), true);
    container.addEventListener(
      "contextmenu",
      (event) => {
        if (!keyed) return;
        event.preventDefault();
        event.stopPropagation();
      },
      true
    );
    map.on("contextmenu", (event) => show(event.latlng));
    // Not every browser asks for its menu by a long press; where one does, Leaflet asks but once.
    map.tapHold.enable();
    tools.add("c", "What is in the middle of the map; of any point: right click or long press", middle);
  }

  gate.spot = { plain: plain, degrees: degrees, about: about, fineness: fineness, links: links, on: on };
})((window.gate = window.gate || {}));
