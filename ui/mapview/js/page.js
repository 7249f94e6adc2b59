/* The page round the map's frame: Streamlit, which is sent what the reader does, the address, and the frame's size. */
(function (gate) {
  "use strict";

  /* What leads to another page: its link, and whatever opens a window of its own. */
  const LEAVING = '[data-testid="stPageLink"] a, a[data-within], a[target="_blank"]';

  /* An address with another view in it. */
  function withView(href, view) {
    const address = new URL(href);
    address.searchParams.set("view", view);
    return address.href.replace(/%2C/g, ",");
  }

  /* An address with another step of the story in it: what belonged to the one before goes, and the first is the default. */
  function withStep(href, step) {
    const address = new URL(href);
    ["view", "v", "step"].forEach((name) => address.searchParams.delete(name));
    if (step > 1) address.searchParams.set("step", step);
    return address.href.replace(/%2C/g, ",");
  }

  /* Pixels of the frame, top and bottom, that the page lays something over. */
  function covered(frame) {
    const told = frame.parent.gateCovered;
    return told && frame.frameElement ? told(frame.frameElement) : { top: 0, bottom: 0 };
  }

  /*
   * Whether an event is on what leads to another page. What is told at such a moment may arrive after it, and would lead
   * back to the page that was left; or it may arrive before the finger is lifted, and take the link away under it.
   */
  function leaves(event) {
    return Boolean(event.target.closest && event.target.closest(LEAVING));
  }

  /*
   * frame: the window of the map; view: returns where the map looks, as the address holds it; visit: returns the stamp of
   * the address that is shown.
   */
  function on(frame, view, visit) {
    const outer = frame.parent;
    let untold = false;
    /* Where the handle between before and after has been moved to, until that is told; the step of a story in view. */
    let slid = {};
    let step = 0;

    /* Whatever is sent says at which step of the story it was done, and of which address opened. */
    function send(value) {
      frame.Streamlit.setComponentValue(Object.assign({ visit: visit() }, step ? { step: step } : {}, slid, value));
      slid = {};
    }

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
      const tell = (event) => {
        if (leaves(event)) return;
        const news = untold || "swipe" in slid;
        const now = Object.assign(untold ? { view: view() } : {}, { at: Date.now() });
        if (news && frame.frameElement && frame.frameElement.isConnected) send(now);
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
      leaves: leaves,
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
      /* The handle between before and after stands elsewhere; usual: where the address need not say so. */
      slide: function (at, usual) {
        const address = new URL(outer.location.href);
        if (at === usual) address.searchParams.delete("swipe");
        else address.searchParams.set("swipe", at);
        write(address.href.replace(/%2C/g, ","));
        slid = { swipe: at };
      },
      /* shown: the step in view (0 on a page without); follows: whether the address has to follow. */
      atStep: function (shown, follows) {
        step = shown;
        if (!follows) return;
        write(withStep(outer.location.href, step));
        untold = false;
      },
      /* That Python may know which step is in view. */
      tellStep: () => send({ at: Date.now() }),
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

  gate.page = { withView: withView, withStep: withStep, covered: covered, on: on };
})((window.gate = window.gate || {}));
