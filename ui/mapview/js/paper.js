/* On paper no handle can be moved: before and after stand side by side there, each as the middle of the map. */
(function (gate) {
  "use strict";

  /* frame: the window of a Leaflet map; changed: called when other things are seen on paper than on the screen. */
  function on(frame, map, swipe, changed) {
    const container = map.getContainer();
    const sheet = frame.document.body.appendChild(document.createElement("div"));
    sheet.className = "gate-paper";
    sheet.setAttribute("aria-hidden", "true");

    function lay() {
      if (sheet.firstChild) return;
      const size = map.getSize();
      swipe.each((side, [heading, line]) => {
        const copy = sheet.appendChild(container.cloneNode(true));
        copy.removeAttribute("id");
        copy.style.cssText = `width: ${size.x / 2}px; height: ${size.y}px;`;
        copy.querySelector(".leaflet-map-pane").style.marginLeft = `${-size.x / 4}px`;
        copy.querySelector(".gate-swipe").remove();
        const words = copy.appendChild(document.createElement("p"));
        words.className = `gate-side ${side}`;
        words.appendChild(document.createElement("strong")).textContent = heading;
        words.appendChild(document.createElement("span")).textContent = line;
      });
      if (sheet.firstChild) changed();
    }

    function lift() {
      if (!sheet.firstChild) return;
      sheet.replaceChildren();
      swipe.over();
      changed();
    }

    const printing = frame.matchMedia("print");
    printing.addEventListener("change", () => (printing.matches ? lay() : lift()));
    frame.addEventListener("beforeprint", lay);
    frame.addEventListener("afterprint", lift);
  }

  gate.paper = { on: on };
})((window.gate = window.gate || {}));
