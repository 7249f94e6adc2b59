/*
 * Lengths on the WGS84 ellipsoid, and whether a point lies in an area; as geodata.measure has them. Pure.
 *
 * A point is [latitude, longitude] in degrees; the runs and rings of geometries are GeoJSON's, longitude first.
 */
(function (gate) {
  const A = 6378137;
  const F = 1 / 298.257223563;
  const B = A * (1 - F);
  const RADIAN = Math.PI / 180;
  /* Mean radius (km), for the few pairs of points that Vincenty's series does not reach. */
  const SPHERE = 6371.0088;
  /* Longest piece, in degrees, into which segments are cut before the nearest point on them is looked for. */
  const PIECE = 0.02;

  /*
   * Length (km) and first azimuth (radians) of the geodesic between two points: T. Vincenty, "Direct and inverse
   * solutions of geodesics on the ellipsoid", Survey Review 23, 1975. It does not converge for points nearly opposite
   * one another; these get the great circle, which is up to 0.6 % off.
   */
  function inverse(from, to) {
    const far = ((to[1] - from[1] + 540) % 360) - 180;
    const L = far * RADIAN;
    const u = Math.atan((1 - F) * Math.tan(from[0] * RADIAN));
    const v = Math.atan((1 - F) * Math.tan(to[0] * RADIAN));
    const [su, cu, sv, cv] = [Math.sin(u), Math.cos(u), Math.sin(v), Math.cos(v)];
    let lambda = L;
    for (let round = 0; round < 100; round++) {
      const [sl, cl] = [Math.sin(lambda), Math.cos(lambda)];
      const [across, along] = [cv * sl, cu * sv - su * cv * cl];
      const ss = Math.hypot(across, along);
      const cs = su * sv + cu * cv * cl;
      if (ss === 0 && cs > 0) return { km: 0, azimuth: 0 };
      const sigma = Math.atan2(ss, cs);
      const sa = ss ? (cu * cv * sl) / ss : 0;
      const ca2 = 1 - sa * sa;
      const middle = ca2 ? cs - (2 * su * sv) / ca2 : 0;
      const C = (F / 16) * ca2 * (4 + F * (4 - 3 * ca2));
      const before = lambda;
      lambda = L + (1 - C) * F * sa * (sigma + C * ss * (middle + C * cs * (2 * middle * middle - 1)));
      if (Math.abs(lambda) > Math.PI) break;
      if (Math.abs(lambda - before) > 1e-12) continue;
      const k = (ca2 * (A * A - B * B)) / (B * B);
      const a = 1 + (k / 16384) * (4096 + k * (-768 + k * (320 - 175 * k)));
      const b = (k / 1024) * (256 + k * (-128 + k * (74 - 47 * k)));
      const fourth = (b / 6) * middle * (4 * ss * ss - 3) * (4 * middle * middle - 3);
      const less = b * ss * (middle + (b / 4) * (cs * (2 * middle * middle - 1) - fourth));
      return { km: (B * a * (sigma - less)) / 1000, azimuth: Math.atan2(across, along) };
    }
    return sphere(from, to, L);
  }

  function sphere(from, to, L) {
    const [p, q] = [from[0] * RADIAN, to[0] * RADIAN];
    const half = Math.sin((q - p) / 2) ** 2 + Math.cos(p) * Math.cos(q) * Math.sin(L / 2) ** 2;
    const along = Math.cos(p) * Math.sin(q) - Math.sin(p) * Math.cos(q) * Math.cos(L);
    return {
      km: 2 * SPHERE * Math.asin(Math.sqrt(Math.min(half, 1))),
      azimuth: Math.atan2(Math.sin(L) * Math.cos(q), along),
    };
  }

  /* Points on the way from one to another, both included, close enough together to draw. */
  function path(from, to) {
    const unit = ([lat, lon]) => {
      const [p, l] = [lat * RADIAN, lon * RADIAN];
      return [Math.cos(p) * Math.cos(l), Math.cos(p) * Math.sin(l), Math.sin(p)];
    };
    const [a, b] = [unit(from), unit(to)];
    const angle = Math.acos(Math.min(Math.max(a[0] * b[0] + a[1] * b[1] + a[2] * b[2], -1), 1));
    const pieces = Math.min(Math.ceil((angle * SPHERE) / 20) || 1, 64);
    const between = [...Array(pieces - 1).keys()].map((i) => {
      const share = (i + 1) / pieces;
      const weights = [Math.sin((1 - share) * angle), Math.sin(share * angle)];
      const [x, y, z] = a.map((one, k) => one * weights[0] + b[k] * weights[1]);
      return [Math.atan2(z, Math.hypot(x, y)) / RADIAN, Math.atan2(y, x) / RADIAN];
    });
    return [from, ...between, to];
  }

  /* The runs of coordinates of a geometry: its lines or rings. */
  function runs(geometry) {
    const { type, coordinates } = geometry;
    if (type === "LineString") return [coordinates];
    return type === "MultiPolygon" ? coordinates.flat() : coordinates;
  }

  /*
   * How far a point is from a line or an outline (km), and the point of it that is nearest. The line is laid out round
   * the point by true distance and azimuth, so that only the way between two near vertices is flat.
   */
  function toLine(point, geometry) {
    let best = { squared: Infinity, at: null };
    const flat = (at) => {
      const { km, azimuth } = inverse(point, at);
      return { at: at, x: km * Math.sin(azimuth), y: km * Math.cos(azimuth) };
    };
    const look = (a, b) => {
      const [dx, dy] = [b.x - a.x, b.y - a.y];
      const span = dx * dx + dy * dy;
      const share = span ? Math.min(Math.max(-(a.x * dx + a.y * dy) / span, 0), 1) : 0;
      const squared = (a.x + share * dx) ** 2 + (a.y + share * dy) ** 2;
      if (squared < best.squared) best = { squared: squared, at: between(a.at, b.at, share) };
    };
    for (const run of runs(geometry)) {
      let last = flat([run[0][1], run[0][0]]);
      run.slice(1).forEach(([lon, lat]) => {
        const [start, end] = [last.at, [lat, lon]];
        const pieces = Math.ceil(Math.max(Math.abs(end[0] - start[0]), Math.abs(end[1] - start[1])) / PIECE) || 1;
        for (let piece = 1; piece <= pieces; piece++) {
          const next = flat(between(start, end, piece / pieces));
          look(last, next);
          last = next;
        }
      });
    }
    return { km: Math.sqrt(best.squared), at: best.at };
  }

  function between(a, b, share) {
    return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
  }

  /* Whether an area holds a point; rings after the first of a polygon are holes. */
  function inside(point, geometry) {
    const [y, x] = point;
    let odd = false;
    for (const ring of runs(geometry)) {
      ring.forEach((b, i) => {
        const a = ring[(i || ring.length) - 1];
        if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) odd = !odd;
      });
    }
    return odd;
  }

  gate.geodesic = { inverse: inverse, path: path, toLine: toLine, inside: inside };
})((window.gate = window.gate || {}));
