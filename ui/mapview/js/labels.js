/*
 * Names that do not collide: placed in order of rank at the first of four positions that is free, else hidden until
 * there is room. order, spots, free, outside, within and reach are pure.
 */
(function (gate) {
  "use strict";

  /* Pixels from a point to its name, and from the rim of a circle. */
  const FROM_POINT = 7;
  const FROM_RIM = 2;
  /* Spots tried across and down the map for the name of a country. */
  const GRID = 28;

  /* The labels in the order in which they are placed: what is chosen first, then by rank. */
  function order(labels, selected) {
    const chosen = (label) => (selected && label.record.id === selected ? 1 : 0);
    return labels.slice().sort((a, b) => chosen(b) - chosen(a) || a.record.rank - b.record.rank);
  }

  /* Where a name of this size may stand: offsets of its upper left corner; radius: of its circle, in pixels. */
  function spots(record, width, height, radius) {
    if (record.spots === "centre") return [[-width / 2, -height / 2]];
    const gap = record.radius_km ? radius + FROM_RIM : record.gap || FROM_POINT;
    const beside = {
      around: [gap, -height / 2],
      left: [-gap - width, -height / 2],
      above: [-width / 2, -gap - height],
      below: [-width / 2, gap],
    };
    const others = Object.keys(beside).filter((side) => side !== record.spots);
    return [
      beside[record.spots],
      ...others.map((side) => beside[side]),
      // Beside and a little higher or lower, so that neighbours can both be named.
      [-gap - width, -height],
      [-gap - width, 0],
      [gap, -height],
      [gap, 0],
      // What can be chosen may stand a line higher or lower still, rather than have no name to click.
      ...(record.id ? [-1.4 * height, 0.4 * height].flatMap((dy) => [[-gap - width, dy], [gap, dy]]) : []),
    ];
  }

  /* Where a name of this size may stand above or below rings, the largest first, as offsets from a point. */
  function outside(rings, at, width, height) {
    const boxes = rings.map((ring) => [
      Math.min(...ring.map((p) => p.x)) - at.x,
      Math.min(...ring.map((p) => p.y)) - at.y,
      Math.max(...ring.map((p) => p.x)) - at.x,
      Math.max(...ring.map((p) => p.y)) - at.y,
    ]);
    const wide = (box) => (box[2] - box[0]) * (box[3] - box[1]);
    return boxes
      .sort((a, b) => wide(b) - wide(a))
      .flatMap((box) =>
        [box[1] - height - FROM_RIM, box[3] + FROM_RIM].flatMap((dy) =>
          [(box[0] + box[2] - width) / 2, box[2] - width, box[0]].map((dx) => [dx, dy])
        )
      );
  }

  /* Whether a box (left, top, right, bottom) lies over one of the rings. */
  function over(rect, rings) {
    const box = L.bounds([rect[0], rect[1]], [rect[2], rect[3]]);
    return rings.some((ring) => L.PolyUtil.clipPolygon(ring, box).length > 2);
  }

  /* The first spot inside a map of this size that meets none of the boxes (left, top, right, bottom) taken; or null. */
  function free(at, size, offered, width, height, taken) {
    for (const [dx, dy] of offered) {
      const rect = [at.x + dx - 3, at.y + dy - 1, at.x + dx + width + 3, at.y + dy + height + 1];
      if (rect[0] < 0 || rect[1] < 0 || rect[2] > size.x || rect[3] > size.y) continue;
      if (taken.every((r) => rect[2] < r[0] || rect[0] > r[2] || rect[3] < r[1] || rect[1] > r[3])) {
        return { dx: dx, dy: dy, rect: rect };
      }
    }
    return null;
  }

  /* Square of the distance from a point to a segment. */
  function apart(x, y, a, b) {
    const dx = b.x - a.x;
    const dy = b.y - a.y;
    const along = dx || dy ? Math.min(Math.max(((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy), 0), 1) : 0;
    return (x - a.x - along * dx) ** 2 + (y - a.y - along * dy) ** 2;
  }

  /*
   * The middles, best first, at which a name of this size may stand within rings (of points, cut to a map of this size):
   * where it was set, if that leaves room, then those farthest from the edges and from other points; needed: it may
   * reach over an edge.
   */
  function within(rings, set, size, width, height, others, needed) {
    // Squeezed until the words are a square, so that one distance counts for all directions.
    const squeeze = height / width;
    const squeezed = rings.map((ring) => ring.map((p) => ({ x: p.x * squeeze, y: p.y })));
    const crowd = others.map((p) => ({ x: p.x * squeeze, y: p.y }));
    const room = (x, y) => {
      let inside = false;
      let least = Infinity;
      for (const ring of squeezed) {
        ring.forEach((b, i) => {
          const a = ring[(i || ring.length) - 1];
          if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
          least = Math.min(least, apart(x, y, a, b));
        });
      }
      if (!inside) return -1;
      return Math.sqrt(Math.min(least, ...crowd.map((p) => apart(x, y, p, p))));
    };
    const spots = [];
    for (let column = 0; column < GRID; column++) {
      const x = width / 2 + 4 + ((size.x - width - 8) * column) / (GRID - 1);
      for (let row = 0; row < GRID; row++) {
        const y = height / 2 + 2 + ((size.y - height - 4) * row) / (GRID - 1);
        spots.push({ x: x, y: y, room: room(x * squeeze, y) });
      }
    }
    const good = spots.filter((spot) => spot.room > (needed ? 0 : height / 2)).sort((a, b) => b.room - a.room);
    return room(set.x * squeeze, set.y) >= height ? [set, ...good] : good;
  }

  /* Radius of a record's circle in pixels; project: from [latitude, longitude] to pixels. */
  function reach(record, project) {
    if (!record.radius_km) return 0;
    const rim = project([record.lat + record.radius_km / 111.2, record.lon]);
    return project([record.lat, record.lon]).y - rim.y;
  }

  /*
   * Names on a Leaflet map; wanted: whether a record is to be shown; bind: makes a marker clickable; grounds: layers
   * within which the names of countries stand; shapes: those over which their own names do not lie; covered: how much
   * of the map the page lies over, above and below.
   */
  function on(map, state, wanted, bind, grounds, shapes, covered) {
    let labels = [];
    // Looking for room in the outlines is slow, and a click changes nothing about them: spots by country and view.
    let searched = { view: "", spots: {} };

    function add(record) {
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
      labels.push({ record: record, marker: marker, box: box, words: words });
    }

    function removeDrawn() {
      labels.filter((label) => label.record.drawing).forEach((label) => label.marker.remove());
      labels = labels.filter((label) => !label.record.drawing);
    }

    function place() {
      if (!state.told) return;
      const frame = map.getContainer().getBoundingClientRect();
      const taken = [...map.getContainer().querySelectorAll(".leaflet-control, .gate-swipe, .gate-swipe > *")]
        .map((control) => control.getBoundingClientRect())
        .map((box) => [box.left - frame.left, box.top - frame.top, box.right - frame.left, box.bottom - frame.top]);
      const { x, y } = map.getSize();
      const { top, bottom } = covered();
      taken.push([0, -1, x, top - 1], [0, y - bottom + 1, x, y + 1]);
      const shown = order(labels, state.selected).filter((label) => wanted(label.record));
      labels.forEach((label) => label.box.classList.remove("is-shown"));
      shown.forEach((label) => {
        label.box.classList.toggle("is-selected", Boolean(state.selected) && label.record.id === state.selected);
      });
      // All are measured before any is moved: measured in between, each would have the map laid out anew.
      const measured = shown.map((label) => ({ width: label.words.offsetWidth, height: label.words.offsetHeight }));
      const own = surfaces(shapes);
      const others = shown
        .filter((label) => label.record.id)
        .map((label) => map.latLngToContainerPoint([label.record.lat, label.record.lon]));
      shown.forEach((label, i) => {
        const { width, height } = measured[i];
        const spot = label.record.ground
          ? spotWithin(label, width, height, taken, others)
          : freeSpot(label, width, height, taken, own);
        label.box.classList.toggle("is-shown", Boolean(spot));
        if (!spot) return;
        label.words.style.transform = "translate(" + Math.round(spot.dx) + "px," + Math.round(spot.dy) + "px)";
        taken.push(spot.rect);
      });
    }

    /* The surfaces that are drawn, by their ids. */
    function surfaces(collections) {
      const found = {};
      collections.forEach((collection) =>
        collection.eachLayer((layer) => {
          const id = layer.feature.properties.id;
          if (layer instanceof L.Polygon) (found[id] = found[id] || []).push(layer);
        })
      );
      return found;
    }

    /* What is seen of surfaces, in pixels of the map. */
    function rings(layers) {
      const box = L.bounds([0, 0], map.getSize());
      return (layers || [])
        .flatMap((layer) => layer._parts || [])
        .map((part) => L.LineUtil.simplify(part, 3).map((point) => map.layerPointToContainerPoint(point)))
        .map((ring) => L.PolyUtil.clipPolygon(ring, box))
        .filter((ring) => ring.length > 2);
    }

    function spotWithin(label, width, height, taken, others) {
      if (!width) return null;
      const view = JSON.stringify([map.getZoom(), map.getCenter(), map.getSize(), others]);
      if (view !== searched.view) searched = { view: view, spots: {} };
      const key = label.record.ground + width + "x" + height;
      const spots = (searched.spots[key] = searched.spots[key] || inView(label, width, height, others));
      const centred = [[-width / 2, -height / 2]];
      for (const at of spots) {
        const spot = free(at, map.getSize(), centred, width, height, taken);
        if (!spot) continue;
        label.marker.setLatLng(map.containerPointToLatLng([at.x, at.y]));
        return spot;
      }
      return null;
    }

    function inView(label, width, height, others) {
      const seen = rings(surfaces(grounds)[label.record.ground]);
      if (!seen.length) return [];
      const set = map.latLngToContainerPoint([label.record.lat, label.record.lon]);
      return within(seen, set, map.getSize(), width, height, others, label.record.needed);
    }

    /* surfaces: those that are drawn, by id. */
    function freeSpot(label, width, height, taken, surfaces) {
      const radius = reach(label.record, (at) => map.latLngToLayerPoint(at));
      const at = map.latLngToContainerPoint(label.marker.getLatLng());
      // A town's dot under other words would belong to them.
      if (!label.record.id && /\bdot\b/.test(label.record.kind) && !free(at, map.getSize(), [[-2, -2]], 4, 4, taken)) return null;
      const offered = spots(label.record, width, height, radius);
      const own = label.record.id && !radius && offered.length > 1 ? rings(surfaces[label.record.id]) : [];
      const clear = [...offered, ...outside(own, at, width, height)].filter(([dx, dy]) => {
        return !over([at.x + dx, at.y + dy, at.x + dx + width, at.y + dy + height], own);
      });
      // Rather over its shape than nowhere.
      return free(at, map.getSize(), [...clear, ...offered], width, height, taken);
    }

    function light(id, on) {
      labels.filter((label) => label.record.id === id).forEach((label) => label.box.classList.toggle("is-hovered", on));
    }

    return { add: add, removeDrawn: removeDrawn, place: place, light: light };
  }

  gate.labels = { order: order, spots: spots, free: free, outside: outside, within: within, reach: reach, on: on };
})((window.gate = window.gate || {}));
