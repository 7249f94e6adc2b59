/*
 * Names that do not collide: placed in order of rank at the first of four positions that is free, else hidden until
 * there is room. order, spots, free and reach are pure.
 */
(function (gate) {
  "use strict";

  /* Pixels from a point to its name, and from the rim of a circle. */
  const FROM_POINT = 7;
  const FROM_RIM = 2;

  /* The labels in the order in which they are placed: what is chosen first, then by rank. */
  function order(labels, selected) {
    const chosen = (label) => (selected && label.record.id === selected ? 1 : 0);
    return labels.slice().sort((a, b) => chosen(b) - chosen(a) || a.record.rank - b.record.rank);
  }

  /* Where a name of this size may stand: offsets of its upper left corner; radius: of its circle, in pixels. */
  function spots(record, width, height, radius) {
    if (record.spots === "centre") return [[-width / 2, -height / 2]];
    const gap = record.radius_km ? radius + FROM_RIM : record.gap || FROM_POINT;
    return [
      [gap, -height / 2],
      [-gap - width, -height / 2],
      [-width / 2, -gap - height],
      [-width / 2, gap],
    ];
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

  /* Radius of a record's circle in pixels; project: from [latitude, longitude] to pixels. */
  function reach(record, project) {
    if (!record.radius_km) return 0;
    const rim = project([record.lat + record.radius_km / 111.2, record.lon]);
    return project([record.lat, record.lon]).y - rim.y;
  }

  /* Names on a Leaflet map; wanted: whether a record is to be shown; bind: makes a marker clickable. */
  function on(map, state, wanted, bind) {
    let labels = [];

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
      const taken = [...map.getContainer().querySelectorAll(".leaflet-control")]
        .map((control) => control.getBoundingClientRect())
        .map((box) => [box.left - frame.left, box.top - frame.top, box.right - frame.left, box.bottom - frame.top]);
      for (const label of order(labels, state.selected)) {
        const spot = wanted(label.record) ? freeSpot(label, taken) : null;
        label.box.classList.toggle("is-shown", Boolean(spot));
        label.box.classList.toggle("is-selected", Boolean(state.selected) && label.record.id === state.selected);
        if (!spot) continue;
        label.words.style.transform = "translate(" + Math.round(spot.dx) + "px," + Math.round(spot.dy) + "px)";
        taken.push(spot.rect);
      }
    }

    function freeSpot(label, taken) {
      const width = label.words.offsetWidth;
      const height = label.words.offsetHeight;
      const radius = reach(label.record, (at) => map.latLngToLayerPoint(at));
      const at = map.latLngToContainerPoint(label.marker.getLatLng());
      return free(at, map.getSize(), spots(label.record, width, height, radius), width, height, taken);
    }

    return { add: add, removeDrawn: removeDrawn, place: place };
  }

  gate.labels = { order: order, spots: spots, free: free, reach: reach, on: on };
})((window.gate = window.gate || {}));
