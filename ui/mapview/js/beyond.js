/*
 * What lies outside the frame: buttons at the edge that point there along the shortest way over the earth, with a name
 * and the distance from the middle of the map. wind, told and edge are pure.
 */
(function (gate) {
  "use strict";

  const WINDS = ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"];
  /* Pixels between a button and the edge, and between it and what else stands there. */
  const MARGIN = 8;
  const GAP = 4;
  /* Pixels of a step along the edge, and how far along it a button may give way. */
  const STEP = 6;
  const ASIDE = 240;
  /* A narrower or lower map points to two at most. */
  const SMALL = { x: 500, y: 320, most: 2 };

  const radians = (degrees) => (degrees * Math.PI) / 180;

  const wind = (degrees) => WINDS[Math.round(degrees / 45 + 8) % 8];

  /* Two digits: the middle of a map is no surveyed point. */
  function told(km) {
    const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(km, 1))) - 1);
    return (Math.round(km / unit) * unit).toLocaleString("en-GB") + " km";
  }

  const words = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  /* Whether two boxes (left, top, right, bottom) meet. */
  const meet = (a, b) => a[0] < b[2] + GAP && b[0] < a[2] + GAP && a[1] < b[3] + GAP && b[1] < a[3] + GAP;

  /*
   * Where a button of this size stands at the edge of a map of that size: where the way there leaves it, or as near to
   * that as the boxes taken leave room; null if they leave none.
   */
  function edge(size, button, degrees, taken) {
    const width = size.x - button.x - 2 * MARGIN;
    const height = size.y - button.y - 2 * MARGIN;
    if (width < 0 || height < 0) return null;
    const right = Math.sin(radians(degrees));
    const down = -Math.cos(radians(degrees));
    const reach = Math.min(width / 2 / Math.abs(right || 1e-9), height / 2 / Math.abs(down || 1e-9));
    const x = width / 2 + right * reach;
    const y = height / 2 + down * reach;
    /* The edge as one line: along the top, the right, the bottom and the left. */
    const round = 2 * (width + height);
    const top = y < 0.5 ? x : null;
    const along =
      top !== null ? top : x > width - 0.5 ? width + y : y > height - 0.5 ? 2 * width + height - x : round - y;
    const at = (place) => {
      const p = ((place % round) + round) % round;
      if (p <= width) return [p, 0];
      if (p <= width + height) return [width, p - width];
      if (p <= 2 * width + height) return [2 * width + height - p, height];
      return [0, round - p];
    };
    for (let aside = 0; aside <= ASIDE; aside += STEP) {
      for (const way of aside ? [aside, -aside] : [0]) {
        const [left, upper] = at(along + way).map((one) => Math.round(one) + MARGIN);
        const box = [left, upper, left + button.x, upper + button.y];
        if (!taken.some((one) => meet(box, one))) return box;
      }
    }
    return null;
  }

  /*
   * config: targets (name, lat, lon, place), away and out (words); geodesic: lengths and directions; lead: called with a target
   * and words of where it is.
   */
  function on(map, config, state, geodesic, lead) {
    const container = map.getContainer();
    const group = config.targets.length ? L.DomUtil.create("div", "gate-beyond", container) : null;
    const marks = config.targets.map((target) => {
      /* Of Leaflet's class, as names give way to what has it. */
      const button = L.DomUtil.create("button", "leaflet-control", group);
      const face = L.DomUtil.create("span", "", button);
      const arrow = L.DomUtil.create("i", "", face);
      L.DomUtil.create("b", "", face).textContent = target.name;
      const far = L.DomUtil.create("span", "", face);
      button.type = "button";
      button.hidden = true;
      L.DomEvent.disableClickPropagation(button);
      const mark = { target: target, button: button, arrow: arrow, far: far, values: null };
      button.addEventListener("click", () => lead(target, words(config.out, mark.values)));
      return mark;
    });

    function obstacles() {
      const frame = container.getBoundingClientRect();
      return [...container.querySelectorAll(".leaflet-control")]
        .map((control) => control.getBoundingClientRect())
        .filter((box) => box.width && box.height)
        .map((box) => [box.left - frame.left, box.top - frame.top, box.right - frame.left, box.bottom - frame.top]);
    }

    function outside(target, size) {
      const at = map.latLngToContainerPoint([target.lat, target.lon]);
      return at.x < 0 || at.y < 0 || at.x > size.x || at.y > size.y;
    }

    function point(mark, size, taken) {
      const centre = map.getCenter();
      const { km, azimuth } = geodesic.inverse([centre.lat, centre.lng], [mark.target.lat, mark.target.lon]);
      const degrees = (azimuth * 180) / Math.PI;
      const far = told(km);
      mark.values = { name: mark.target.name, far: far, wind: wind(degrees) };
      mark.far.textContent = far;
      mark.arrow.style.transform = "rotate(" + Math.round(degrees) + "deg)";
      mark.button.title = words(config.away, mark.values);
      mark.button.setAttribute("aria-label", mark.button.title);
      mark.button.hidden = false;
      const box = edge(size, { x: mark.button.offsetWidth, y: mark.button.offsetHeight }, degrees, taken);
      mark.button.hidden = !box;
      if (!box) return false;
      Object.assign(mark.button.style, { left: box[0] + "px", top: box[1] + "px" });
      taken.push(box);
      return true;
    }

    function update() {
      if (!group || !state.told) return;
      const focused = marks.find((mark) => mark.button === document.activeElement);
      const size = map.getSize();
      const most = size.x < SMALL.x || size.y < SMALL.y ? SMALL.most : marks.length;
      marks.forEach((mark) => (mark.button.hidden = true));
      const taken = obstacles();
      let shown = 0;
      for (const mark of marks) {
        if (state.told.beyond && shown < most && outside(mark.target, size) && point(mark, size, taken)) shown++;
      }
      if (!focused) return;
      (focused.button.hidden ? container : focused.button).focus({ preventScroll: true });
    }

    return { update: update };
  }

  gate.beyond = { wind: wind, told: told, edge: edge, on: on };
})((window.gate = window.gate || {}));
