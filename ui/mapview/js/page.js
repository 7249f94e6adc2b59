/* The page round the map's frame: Streamlit, which is sent what the reader does, the address, and the frame's size. */
(function (gate) {
  "use strict";

  /* An address with another view in it. */
  function withView(href, view) {
    const address = new URL(href);
    address.searchParams.set("view", view);
    return address.href.replace(/%2C/g, ",");
  }

  /* frame: the window of the map; view: returns where the map looks, as the address holds it. */
  function on(frame, view) {
    const outer = frame.parent;
    let untold = false;

    const send = (value) => frame.Streamlit.setComponentValue(value);

    function write(shown) {
      outer.history.replaceState(outer.history.state, "", shown);
      outer.document.querySelectorAll(".gate-address").forEach((line) => (line.textContent = shown));
    }

    function writeView() {
      write(withView(outer.location.href, view()));
      untold = true;
    }

    function dropView() {
      const address = new URL(outer.location.href);
      if (!address.searchParams.has("view")) return;
      address.searchParams.delete("view");
      write(address.href.replace(/%2C/g, ","));
      untold = false;
    }

    /*
     * Moving the map runs nothing, so Python does not know where it looks. It is told before the reader does anything
     * outside the map: else the next run would write an address without the view, and share another view than this.
     */
    function tellBeforeAnythingElse() {
      const tell = () => {
        if (untold && frame.frameElement && frame.frameElement.isConnected) send({ view: view(), at: Date.now() });
        untold = false;
      };
      const gone = new AbortController();
      ["pointerdown", "keydown"].forEach((kind) =>
        outer.document.addEventListener(kind, tell, { capture: true, signal: gone.signal })
      );
      frame.addEventListener("pagehide", () => {
        gone.abort();
        delete outer.document.documentElement.dataset.drawn;
      });
    }

    return {
      /* id: of a place, or "" for none; kept: whether the view stays as the reader has it. */
      choose: function (id, now, kept) {
        if (!kept) dropView();
        send(Object.assign({ place: id, at: now }, kept ? { view: view() } : {}));
      },
      /* The map stays where it is, so the address must say where that is. */
      point: function (at) {
        const here = at.wrap();
        send({ point: [+here.lat.toFixed(4), +here.lng.toFixed(4)], view: view(), at: Date.now() });
      },
      /* basemap: the online one that did not arrive; the choice of it is taken back, the view stays. */
      giveUp: function (basemap) {
        send(Object.assign({ failed: basemap, at: Date.now() }, untold ? { view: view() } : {}));
        untold = false;
      },
      writeView: writeView,
      /* The page's style sheet hides the other rows of its legend. */
      tellDrawn: function (rows) {
        outer.document.documentElement.dataset.drawn = rows.join(" ");
      },
      tellBeforeAnythingElse: tellBeforeAnythingElse,
      /* On paper the map is a smaller picture of the one on the screen, so the page has to know how large that is. */
      tellSize: function () {
        if (frame.matchMedia("print").matches) return;
        outer.document.documentElement.style.setProperty("--map-width", frame.innerWidth);
        outer.document.documentElement.style.setProperty("--map-height", frame.innerHeight);
      },
      name: function (title) {
        if (frame.frameElement) frame.frameElement.title = title;
      },
    };
  }

  gate.page = { withView: withView, on: on };
})((window.gate = window.gate || {}));
