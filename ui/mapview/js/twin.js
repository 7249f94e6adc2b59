/* The list beside the map that says in words what the map shows: it opens places, and lists what is drawn. */
(function (gate) {
  "use strict";

  const BUTTON = ".gate-twin button[data-place]";

  /* frame: the window of the map; ids: of all it can draw; choose: called with the id of a place whose name was pressed. */
  function on(frame, ids, choose) {
    const page = frame.parent.document;
    const sheet = page.createElement("style");
    let selected = "";

    function mark() {
      page.querySelectorAll(BUTTON).forEach((one) => {
        if (one.dataset.place === selected) one.setAttribute("aria-current", "true");
        else one.removeAttribute("aria-current");
      });
    }

    function press(event) {
      const name = event.target.closest && event.target.closest(BUTTON);
      if (name) choose(name.dataset.place);
    }

    /* Opens the list and goes there; once more: closes it, and goes back to the map. */
    function toggle() {
      const list = page.querySelector(".gate-twin");
      if (!list) return;
      list.open = !list.open;
      if (list.open) list.querySelector("summary").focus();
      else frame.document.querySelector(".leaflet-container").focus();
    }

    const gone = new AbortController();
    page.head.append(sheet);
    page.addEventListener("click", press, { signal: gone.signal });
    // A list that has just come with another page is marked when it is opened; this does not bubble.
    page.addEventListener("toggle", mark, { signal: gone.signal, capture: true });
    frame.addEventListener("pagehide", () => {
      gone.abort();
      sheet.remove();
    });

    return {
      toggle: toggle,
      /* drawn: whether a place is, by its id; id: of the selected one. */
      show: function (drawn, id) {
        const hidden = ids.filter((one) => !drawn(one)).map((one) => `.gate-twin li[data-place="${one}"]`);
        sheet.textContent = hidden.length ? `${hidden.join()} { display: none; }` : "";
        selected = id;
        mark();
      },
    };
  }

  gate.twin = { on: on };
})((window.gate = window.gate || {}));
