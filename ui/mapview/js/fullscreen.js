/* The map on the full screen, where the browser can do that, and back by Escape too. */
(function (gate) {
  "use strict";

  /* Milliseconds after leaving within which Escape was meant for that, and for nothing else. */
  const JUST = 400;

  /* frame: the window of the map; bar: holds the button; words: its names, enter and leave. */
  function on(frame, bar, words) {
    const page = frame.document;
    const button = bar.querySelector("a");
    let left = -Infinity;

    const full = () => Boolean(page.fullscreenElement);

    function toggle() {
      const done = full() ? page.exitFullscreen() : page.documentElement.requestFullscreen();
      // Refused: the map stays as it is.
      done.catch(() => {});
    }

    function tell() {
      if (!full()) left = Date.now();
      const label = full() ? words.leave : words.enter;
      button.title = label;
      button.setAttribute("aria-label", label);
      button.setAttribute("aria-pressed", String(full()));
    }

    bar.hidden = !page.fullscreenEnabled;
    if (!page.fullscreenEnabled) return { toggle: null, on: () => false, escape: () => false };
    button.setAttribute("aria-pressed", "false");
    page.addEventListener("fullscreenchange", tell);
    return {
      /* None where the browser cannot. */
      toggle: toggle,
      on: full,
      /* Whether Escape is used up: it leaves the full screen, or just has. */
      escape: function () {
        if (full()) toggle();
        return full() || Date.now() - left < JUST;
      },
    };
  }

  gate.fullscreen = { on: on };
})((window.gate = window.gate || {}));
