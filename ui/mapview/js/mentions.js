/*
 * The text beside the map and the map hold hands: where a text of the page names a place, pointing at the words lights
 * its shapes, and pointing at a shape marks the words. The text is the page's own and is not touched: words are marked
 * as highlights (CSS Custom Highlight API); a browser without these shows the page as it is.
 */
(function (gate) {
  "use strict";

  const NAMED = "gate-mention";
  const LIT = "gate-mention-lit";
  /* Where texts stand, and what in the page is no text about places. */
  const TEXTS = '.gate-text, [data-testid="stMarkdownContainer"], [data-testid="stCaptionContainer"], [data-testid="stHeading"], table';
  /* What looks like something already; there words are marked only while they are lit. */
  const DRESSED = "h1, h2, h3, a, button";
  const OTHER = ".st-key-navigation, .st-key-footer, .legend, input, textarea, select, code, script, style";
  /* Milliseconds for which a tap lights a place, and for which changes of the page are gathered. */
  const TAPPED = 2000;
  const GATHERED = 150;

  const plain = (name) => name.toLowerCase().replace(/\s+/g, " ");

  /* What finds names in a text, longer ones first and none within another word; names: lists by id. */
  function reader(names) {
    const ids = new Map();
    for (const [id, list] of Object.entries(names)) {
      list.forEach((name) => ids.has(plain(name)) || ids.set(plain(name), id));
    }
    const sorted = [...ids.keys()].sort((a, b) => b.length - a.length);
    // By their first words, so that where none of these stands, nothing else is compared.
    const rests = new Map();
    for (const name of sorted) {
      const [first, ...rest] = name.split(" ").map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
      if (!rests.has(first)) rests.set(first, []);
      rests.get(first).push(["", ...rest].join("\\s+"));
    }
    const words = [...rests].map(([first, following]) => `${first}(?:${following.join("|")})`);
    const pattern = words.length ? new RegExp(`(?<![\\p{L}\\p{N}-])(?:${words.join("|")})(?![\\p{L}\\p{N}-])`, "giu") : null;
    return (text) =>
      pattern
        ? [...text.matchAll(pattern)].map((found) => ({
            id: ids.get(plain(found[0])),
            start: found.index,
            end: found.index + found[0].length,
          }))
        : [];
  }

  /* frame: the window of the map; places: records with their names, by id; light: called with an id and whether it is lit. */
  function on(frame, places, light) {
    const outer = frame.parent;
    const page = outer.document;
    if (!outer.CSS || !outer.CSS.highlights || !outer.Highlight) return { mark: () => {} };
    const ids = Object.keys(places);
    const read = reader(Object.fromEntries(ids.map((id) => [id, places[id].names])));
    const named = new outer.Highlight();
    const lit = new outer.Highlight();
    lit.priority = 1;
    outer.CSS.highlights.set(NAMED, named);
    outer.CSS.highlights.set(LIT, lit);
    const marked = new Set();
    let mentions = [];
    let pointed = "";
    let waiting = 0;
    let tapped = 0;
    let next = null;

    const range = (one) =>
      new outer.StaticRange({
        startContainer: one.node,
        startOffset: one.start,
        endContainer: one.node,
        endOffset: one.end,
      });

    function collect() {
      waiting = 0;
      mentions = [];
      const walker = page.createTreeWalker(page.body, outer.NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const parent = node.parentElement;
        if (!parent || !parent.closest(TEXTS) || parent.closest(OTHER)) continue;
        read(node.data).forEach((one) => mentions.push(Object.assign({ node: node }, one)));
      }
      named.clear();
      mentions.filter((one) => !one.node.parentElement.closest(DRESSED)).forEach((one) => named.add(range(one)));
      paint();
    }

    function paint() {
      lit.clear();
      mentions.filter((one) => marked.has(one.id)).forEach((one) => lit.add(range(one)));
    }

    function later() {
      waiting = waiting || setTimeout(collect, GATHERED);
    }

    function mark(id, on) {
      if (marked.has(id) === on) return;
      if (on) marked.add(id);
      else marked.delete(id);
      paint();
    }

    /* Whether a mention is drawn at a point of the window. */
    function covers(one, x, y) {
      if (one.node.data.length < one.end) return false;
      const drawn = page.createRange();
      drawn.setStart(one.node, one.start);
      drawn.setEnd(one.node, one.end);
      return [...drawn.getClientRects()].some((r) => r.left <= x && x <= r.right && r.top <= y && y <= r.bottom);
    }

    function under(x, y) {
      const caret = page.caretPositionFromPoint ? page.caretPositionFromPoint(x, y) : page.caretRangeFromPoint(x, y);
      const node = caret && (caret.offsetNode || caret.startContainer);
      const found = mentions.find((one) => one.node === node && covers(one, x, y));
      return found ? found.id : "";
    }

    function control(element) {
      return element && element.closest ? element.closest("button, a") : null;
    }

    /* The place that a control of the page opens, whatever its words are; or "". */
    function opening(element) {
      return element && ids.includes(element.dataset.place) ? element.dataset.place : "";
    }

    function point(id) {
      clearTimeout(tapped);
      if (id === pointed) return;
      const before = pointed;
      pointed = id;
      if (before) light(before, false);
      if (id) light(id, true);
    }

    function moved(event) {
      if (event.pointerType === "touch") return;
      if (!next) {
        outer.requestAnimationFrame(() => {
          point(opening(control(next.target)) || under(next.clientX, next.clientY));
          next = null;
        });
      }
      next = event;
    }

    function tap(event) {
      if (event.pointerType !== "touch") return;
      point(under(event.clientX, event.clientY));
      tapped = setTimeout(() => point(""), TAPPED);
    }

    function focused(event) {
      const element = control(event.target);
      if (!element || !element.matches(":focus-visible")) return;
      const within = mentions.find((one) => element.contains(one.node));
      point(opening(element) || (within ? within.id : ""));
    }

    const gone = new AbortController();
    const listen = (kind, hear) => page.addEventListener(kind, hear, { capture: true, passive: true, signal: gone.signal });
    listen("pointermove", moved);
    // Into the map or out of the window: nothing more is heard of the pointer.
    listen("pointerout", (event) => (!event.relatedTarget || event.relatedTarget === frame.frameElement) && point(""));
    listen("pointerup", tap);
    listen("focusin", focused);
    listen("focusout", () => point(""));
    const changes = new outer.MutationObserver(later);
    changes.observe(page.body, { subtree: true, childList: true, characterData: true });
    frame.addEventListener("pagehide", () => {
      gone.abort();
      changes.disconnect();
      if (outer.CSS.highlights.get(NAMED) === named) outer.CSS.highlights.delete(NAMED);
      if (outer.CSS.highlights.get(LIT) === lit) outer.CSS.highlights.delete(LIT);
    });
    later();
    return { mark: mark };
  }

  gate.mentions = { reader: reader, on: on };
})((window.gate = window.gate || {}));
