/* Takes the cover away: its words when the page behind it is there, the picture when the live map is drawn. */
(function () {
  "use strict";
  /* Milliseconds after which a page that has not come is shown as it is, and a map that has not been drawn; and for which
     a page that has come waits for what would move its texts. */
  const PAGE = 12000, MAP = 15000, SETTLING = 5000;
  const html = document.documentElement, cover = document.getElementById("gate-cover");
  const pictured = cover.querySelector("picture"), began = performance.now();
  let written = 0, calm = 0, lifted = 0, own = null;
  html.classList.add("is-covered");
  const img = cover.querySelector("img");
  if (img) img.addEventListener("error", () => img.remove());

  const live = () => document.querySelector(".st-key-map iframe");

  /* Whether the page has been written to its end, and nothing in it is still being loaded. */
  function there() {
    const app = document.querySelector('[data-testid="stApp"]');
    if (!app) return false;
    if (app.querySelector('[data-testid="stException"]')) return true;
    return app.dataset.testScriptState === "notRunning" && app.querySelector(".st-key-footer")
      && !app.querySelector('[data-testid="stSkeleton"]') && (!pictured || live());
  }

  /* Whether nothing is on its way that moves the texts: their fonts, and the scroll to the step of a story. */
  function settled() {
    if (document.fonts.status === "loading") return false;
    if (!cover.classList.contains("is-scrolled")) return true;
    const gate = live()?.contentWindow.gate;
    return Boolean(gate?.arriving) && !gate.arriving();
  }

  function drawn() {
    const frame = live();
    const page = frame && frame.contentDocument;
    if (!page || !page.querySelector(".gate-label.is-shown")) return false;
    const loading = [...page.querySelectorAll(".leaflet-relief-pane img")].some((one) => !one.complete);
    return !loading && !frame.contentWindow.gate.busy();
  }

  /* Over the live map, wherever the page has put it by now: by a transform, which is no jump. */
  function follow() {
    const box = live().getBoundingClientRect();
    Object.assign(pictured.style, {
      transform: `translate(${box.left - own.left}px, ${box.top - own.top}px)`, width: `${box.width}px`, height: `${box.height}px`,
    });
  }

  function look() {
    const now = performance.now();
    if (!written && there()) written = now;
    // Twice, as which fonts the last words need is known only once they have been laid out.
    else if (written) calm = settled() ? calm + 1 : 0;
    if (!lifted && (calm > 1 || (written && now - written > SETTLING) || now - began > PAGE)) {
      lifted = now;
      html.classList.remove("is-covered");
      if (!pictured || !live()) return cover.remove();
      own = pictured.getBoundingClientRect();
      cover.classList.add("is-lifted");
    }
    if (lifted) {
      if (!live() || drawn() || now - lifted > MAP) return cover.remove();
      follow();
    }
    requestAnimationFrame(look);
  }
  requestAnimationFrame(look);
})();
