/*
 * The steps of a story: the page scrolls through them, and the one in view says what the map shows. Nothing of that runs
 * the page: the address is kept up, and Python is told before the reader touches what it has to answer.
 *
 * Of the page this knows: .st-key-story-map (the column of the map, which stays in sight), .st-key-step-N (a step),
 * .gate-steps (the way through: data-by for back and next, data-step for the numbers, data-share), [data-place] with
 * data-step (links that say themselves at which step they stand), .st-key-share and the panel of a place.
 */
(function (gate) {
  "use strict";

  /* Which step is in view, counted from 1: the last whose top is above a line; tops: of all steps, in order. */
  function inView(tops, line) {
    return Math.max(tops.filter((top) => top <= line).length, 1);
  }

  /* Whether a key is for the story: an arrow with nothing held, where nothing else takes it. */
  const TAKES_ARROWS = "input, textarea, select, [contenteditable], [role=dialog], [role=radiogroup], [role=radio], [role=slider], [role=tablist], [role=listbox]";
  function way(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return 0;
    if (event.target.closest && event.target.closest(TAKES_ARROWS)) return 0;
    return { ArrowLeft: -1, ArrowRight: 1 }[event.key] || 0;
  }

  /* What of the page Python has to answer. */
  const ANSWERED = "button, a, input, label, [role=radio], [role=button]";
  /* Milliseconds for which a page just opened is kept at its step while its parts arrive, that a scroll may take, and for
     which something of the page is waited for; and until Python has been told something. */
  const ARRIVING = 8000;
  const SCROLLING = 1500;
  const WAITING = 20000;
  const TELLING = 60;

  /* frame: the window of the map; page: what is round it; still: whether motion is unwanted; turn: shows a step's scene. */
  function on(frame, page, still, turn) {
    const outer = frame.parent;
    const doc = outer.document;
    const gone = new AbortController();
    let steps = [];
    let current = 0;
    let visit = null;
    let untold = false;
    /* The step that the page is kept at while it is built, and where its column ended then. */
    let held = null;
    /* Until when the page is on its own way to a step, so that those it passes do not count. */
    let underway = 0;
    let looking = 0;

    const boxes = () => [...doc.querySelectorAll('[class*="st-key-step-"]')];
    const links = () => [...doc.querySelectorAll(".gate-steps [data-step]")];
    const column = () => doc.querySelector(".st-key-story-steps");

    function scroller() {
      return doc.querySelector('[data-testid="stMain"]') || doc.scrollingElement;
    }

    /* Pixels of the window that the map covers above a column under it; a little where it stands beside. */
    function covered(box) {
      const map = doc.querySelector(".st-key-story-map");
      const top = Math.max(scroller().getBoundingClientRect().top, 0);
      if (!map || !box) return top + 12;
      const [at, beside] = [map.getBoundingClientRect(), box.getBoundingClientRect()];
      return at.left < beside.right && at.right > beside.left ? top + at.height + 10 : top + 12;
    }

    function scrollTo(box, smooth) {
      const by = box.getBoundingClientRect().top - covered(box);
      scroller().scrollBy({ top: by, behavior: smooth && !still() ? "smooth" : "instant" });
    }

    function look() {
      looking = 0;
      if (!steps.length || outer.matchMedia("print").matches || Date.now() < underway) return;
      const found = boxes();
      if (found.length !== steps.length) return;
      if (held && (held.awaited || !released(found))) return;
      const top = covered(found[0]);
      const line = top + 0.3 * (outer.innerHeight - top);
      show(inView(found.map((box) => box.getBoundingClientRect().top), line), false);
    }

    /* Whether it was the reader who moved a page that is kept at its step, and not something that arrived above. */
    function released(found) {
      const height = column().offsetHeight;
      const off = found[held.step - 1].getBoundingClientRect().top - covered(found[0]);
      if (Date.now() < held.until && height !== held.height) {
        held.height = height;
        scrollTo(found[held.step - 1], false);
        return false;
      }
      const end = scroller();
      const stuck = end.scrollTop + end.clientHeight >= end.scrollHeight - 2 && off > 0;
      if (Date.now() < held.until && (Math.abs(off) < 4 || stuck)) return false;
      held = null;
      return true;
    }

    /* asked: whether the reader has gone there by a button or a key, which is said aloud. */
    function show(step, asked) {
      if (step === current) return;
      current = step;
      untold = true;
      page.atStep(current, true);
      turn(steps[current - 1]);
      mark(asked);
    }

    function mark(asked) {
      const bar = doc.querySelector(".gate-steps");
      if (!bar) return;
      const count = links().length;
      links().forEach((one) => {
        if (+one.dataset.step === current) one.setAttribute("aria-current", "step");
        else one.removeAttribute("aria-current");
      });
      // Not disabled: that would take the focus away.
      bar.querySelectorAll("[data-by]").forEach((one) => {
        const to = current + +one.dataset.by;
        one.setAttribute("aria-disabled", String(to < 1 || to > count));
      });
      const said = bar.querySelector(".gate-steps-at");
      said.setAttribute("aria-live", asked ? "polite" : "off");
      const words = said.dataset.words.replace("#", current);
      if (said.textContent !== words) said.textContent = words;
      if (steps.length) doc.title = steps[current - 1].title;
    }

    function go(to) {
      if (to < 1 || to > links().length) return;
      // Where a place is open, Python closes it and shows the steps.
      if (!steps.length) {
        page.atStep(to, false);
        if (to === current) page.choose("", Date.now(), false);
        else page.tellStep();
        return;
      }
      held = null;
      const box = boxes()[to - 1];
      show(to, true);
      if (!box) return;
      underway = Date.now() + SCROLLING;
      scrollTo(box, true);
    }

    /* Ask again and again for something of the page that is on its way. */
    function once(find, then, end = Date.now() + WAITING) {
      const found = find();
      if (found) then(found);
      else if (Date.now() < end) frame.setTimeout(once, 50, find, then, end);
    }

    function reveal(step) {
      // What scrolls while the steps arrive is not the reader.
      held = { awaited: true };
      once(
        () => steps.length && boxes().length === steps.length && boxes()[step - 1],
        (box) => {
          if (current !== step || !held) return;
          scrollTo(box, false);
          held = { step: step, height: column().offsetHeight, until: Date.now() + ARRIVING };
          const watch = new outer.ResizeObserver(() => (held ? look() : watch.disconnect()));
          watch.observe(column());
          gone.signal.addEventListener("abort", () => watch.disconnect());
        }
      );
    }

    /* What the map is to show by a message: that of the step in view, which Python may not have heard of. */
    function taken(message) {
      const first = visit === null;
      const opened = message.visit !== visit;
      const back = !steps.length;
      const left = steps.length && !message.steps.length;
      const same = current === message.step;
      visit = message.visit;
      steps = message.steps;
      if (opened || back || left) {
        current = message.step;
        untold = false;
        page.atStep(current, false);
        if (current) once(() => doc.querySelector(".gate-steps-at"), () => mark(false));
        if (left) once(() => !column() && doc.querySelector('[class*="st-key-panel"]'), (box) => scrollTo(box, false));
        else if (steps.length && (first ? current > 1 : back || !same)) reveal(current);
        return message;
      }
      mark(false);
      return steps.length && !same ? Object.assign({}, message, steps[current - 1], { view: null }) : message;
    }

    function listen(kind, act) {
      doc.addEventListener(kind, act, { capture: true, passive: kind !== "click" && kind !== "keydown", signal: gone.signal });
    }

    listen("scroll", () => (looking = looking || frame.requestAnimationFrame(look)));
    listen("scrollend", () => (underway = 0));
    ["wheel", "touchmove"].forEach((kind) =>
      listen(kind, () => {
        underway = 0;
        held = null;
      })
    );
    listen("click", (event) => {
      const asked = event.target.closest && event.target.closest(".gate-steps :is([data-by], [data-step], [data-share])");
      if (!asked || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if ("share" in asked.dataset) share();
      else go(asked.dataset.by ? current + +asked.dataset.by : +asked.dataset.step);
    });
    listen("keydown", (event) => {
      const by = links().length && way(event);
      if (by) {
        event.preventDefault();
        go(current + by);
      } else if (event.key === "Enter" || event.key === " ") tell(event);
    });
    listen("pointerdown", tell);

    function tell(event) {
      const at = event.target.closest && event.target.closest(ANSWERED);
      if (!untold || !at || page.leaves(event)) return;
      if (at.matches(".gate-steps [data-by], [data-step]")) return;
      untold = false;
      page.tellStep();
    }

    /* The page's own button is far above by now; what was told goes through the frame's window and takes a moment. */
    function share() {
      const button = doc.querySelector(".st-key-share button");
      if (button) frame.setTimeout(() => button.click(), TELLING);
    }

    frame.addEventListener("pagehide", () => gone.abort());

    return {
      taken: taken,
      /* Whether the page still has to be brought to its step. */
      arriving: () => visit === null || Boolean(held && held.awaited),
    };
  }

  gate.steps = { inView: inView, way: way, on: on };
})((window.gate = window.gate || {}));
