/* What keys do on the map: each tool adds its own, and ? lists all of them, wherever in the page the reader is. */
(function (gate) {
  const ICON =
    '<svg viewBox="0 0 20 20" aria-hidden="true"><rect x="1.5" y="5" width="17" height="10.5" rx="1.5"/>' +
    '<path d="M4.5 8h1M8 8h1M11.5 8h1M15 8h.5M4.5 12.5h1M8 12.5h4M15 12.5h.5"/></svg>';
  const WRITTEN = { Escape: "Esc", "-": "−" };
  const rows = [];

  /*
   * key: as events name it, or several; words: what it does; act: does it, none where somebody else does; everywhere:
   * also while the reader is in the page round the map.
   */
  function add(key, words, act, everywhere) {
    rows.push({ keys: [].concat(key), words: words, act: act, everywhere: Boolean(everywhere) });
  }

  function typing(target) {
    const fields = "input:not([type=radio], [type=checkbox], [type=range], [type=button]), textarea, select";
    return Boolean(target.isContentEditable || (target.closest && target.closest(fields)));
  }

  function wanted(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return null;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    return rows.find((row) => row.act && row.keys.includes(key)) || null;
  }

  function list() {
    const table = document.createElement("dl");
    for (const row of rows) {
      const name = table.appendChild(document.createElement("dt"));
      row.keys.forEach((key) => (name.appendChild(document.createElement("kbd")).textContent = WRITTEN[key] || key));
      table.appendChild(document.createElement("dd")).textContent = row.words;
    }
    return table;
  }

  /* frame: the window of the map; open: shows a card; button: makes one on the map. */
  function on(frame, container, open, button) {
    const outer = frame.parent.document;

    /* back: where in the page round the map the focus was. */
    function show(back) {
      if (back && frame.frameElement) frame.frameElement.scrollIntoView({ block: "nearest" });
      const heading = document.createElement("h2");
      heading.textContent = "Keys on the map";
      open({ name: "Keys on the map", css: "gate-list", content: [heading, list()], back: back });
    }

    container.addEventListener("keydown", (event) => {
      const row = wanted(event);
      if (!row) return;
      event.preventDefault();
      row.act();
    });
    const gone = new AbortController();
    outer.addEventListener(
      "keydown",
      (event) => {
        const row = wanted(event);
        if (!row || !row.everywhere) return;
        event.preventDefault();
        row.act(outer.activeElement);
      },
      { signal: gone.signal }
    );
    frame.addEventListener("pagehide", () => gone.abort());

    const bar = button("gate-tool gate-keys", "Keys on the map (?)", () => show());
    bar.firstChild.innerHTML = ICON;
    bar.hidden = false;
    add(["←", "↑", "→", "↓"], "Move the map, once it has the focus (click it, or go there with Tab)");
    add(["+", "-"], "Closer, farther");
    add("Escape", "One step back: closes what is open, then shows the whole again");
    add("?", "This list, from anywhere on the page", show, true);
  }

  gate.keys = { add: add, typing: typing, on: on };
})((window.gate = window.gate || {}));
