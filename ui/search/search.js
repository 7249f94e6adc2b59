/*
 * Search in the page itself: the index is fetched once, and typing asks nobody. fold, prepare, find and address are
 * pure. Whatever an entry or a reader holds is set as text, and nothing typed becomes a pattern.
 */
(() => {
  "use strict";

  /* Characters and words of a query that count, and results that are shown of one group. */
  const LONGEST = 80;
  const WORDS = 8;
  const SHOWN = 5;

  /* Small letters, Latin ones without their marks; other scripts keep theirs, which tell letters apart. */
  function fold(text) {
    const bare = text.toLowerCase().normalize("NFD").replace(/([a-z])\p{M}+/gu, "$1");
    return bare.normalize("NFC").replace(/[’'‘ʼ]/g, "");
  }

  const split = (text) => fold(text).split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean);

  /* Entries with their words as they are compared. What a lead has to precede is a sentence, and nobody types one whole. */
  function prepare(entries) {
    return entries.map((entry, order) => {
      const also = (entry.also || []).map(split);
      const name = split(entry.name);
      const rest = split([entry.detail || "", entry.text || ""].join(" "));
      return { entry: entry, order: order, names: entry.lead ? also : [name, ...also], words: [...name, ...also.flat()], rest: rest };
    });
  }

  /* Whether a word begins with what was typed; where words are not set apart, whether it holds it. */
  const begins = (typed) => (/\p{Script=Han}/u.test(typed) ? (word) => word.includes(typed) : (word) => word.startsWith(typed));

  /* 0: a name; 1: the beginning of one; 2: words of names; 3: words of the text; -1: not found. */
  function rank(one, typed) {
    const whole = typed.join(" ");
    const names = one.names.map((words) => words.join(" "));
    if (names.includes(whole)) return 0;
    if (names.some((name) => name.startsWith(whole))) return 1;
    if (typed.every((word) => one.words.some(begins(word)))) return 2;
    if (typed.every((word) => one.words.some(begins(word)) || one.rest.some(begins(word)))) return 3;
    return -1;
  }

  /*
   * Groups of what is found: those with a name first, then those found by words of names, last those found by text alone;
   * kinds: their order otherwise. Each has its kind, how many there are, and the best of them.
   */
  function find(prepared, query, kinds) {
    const typed = split(query.slice(0, LONGEST)).slice(0, WORDS);
    if (!typed.length) return [];
    const groups = new Map(kinds.map((kind) => [kind, []]));
    for (const one of prepared) {
      const found = rank(one, typed);
      if (found >= 0 && groups.has(one.entry.kind)) groups.get(one.entry.kind).push({ rank: found, one: one });
    }
    const filled = [...groups].filter(([, list]) => list.length);
    filled.forEach(([, list]) => list.sort((a, b) => a.rank - b.rank || a.one.order - b.one.order));
    const tier = ([, [best]]) => (best.rank === 2 ? 1 : best.rank);
    filled.sort((a, b) => tier(a) - tier(b));
    return filled.map(([kind, list]) => ({
      kind: kind,
      count: list.length,
      entries: list.slice(0, SHOWN).map(({ one }) => one.entry),
    }));
  }

  /* The other name by which an entry was found, if its own would not have been; or "". */
  function alias(entry, query) {
    const typed = split(query.slice(0, LONGEST)).slice(0, WORDS);
    const has = (name) => typed.every((word) => split(name).some(begins(word)));
    return has(entry.name) || entry.lead ? "" : (entry.also || []).find(has) || "";
  }

  /* Where an entry opens; search: the query string at hand, of which some goes along. */
  function address(entry, home, search) {
    const to = new URL(entry.page === "map" ? "" : entry.page, home);
    const now = new URLSearchParams(search);
    (entry.keeps || []).forEach((name) => now.has(name) && to.searchParams.set(name, now.get(name)));
    Object.entries(entry.query || {}).forEach(([name, value]) => to.searchParams.set(name, value));
    return to.href.replace(/%2C/g, ",");
  }

  function make(tag, properties, ...children) {
    const element = document.createElement(tag);
    Object.entries(properties).forEach(([name, value]) => element.setAttribute(name, value));
    element.append(...children);
    return element;
  }

  /* What has the focus, be it within a frame of ours, into which a dialog would not give it back. */
  function focused() {
    const one = document.activeElement;
    return one && one.contentDocument ? one.contentDocument.activeElement : one;
  }

  let box = null;

  function build() {
    const field = make("input", {
      type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": "gate-found", "aria-autocomplete": "list",
      "aria-label": "Search everything", placeholder: "Place, claim, event, source …", maxlength: LONGEST,
      autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go",
    });
    const close = make("button", { type: "button", "aria-label": "Close" }, "×");
    const said = make("p", { role: "status" });
    const list = make("div", { id: "gate-found", role: "listbox", "aria-label": "What was found" });
    const dialog = make("dialog", { class: "gate-find", "aria-label": "Search" }, make("div", {}, field, close), said, list);
    document.body.append(dialog);
    return { dialog: dialog, field: field, close: close, said: said, list: list };
  }

  function install() {
    const { dialog, field, close, said, list } = build();
    let from = null;
    let back = null;
    let index = null;
    let asked = null;
    let active = -1;

    const options = () => [...list.querySelectorAll("[role=option]")];

    function activate(number) {
      const all = options();
      active = all.length ? (number + all.length) % all.length : -1;
      all.forEach((one, i) => one.setAttribute("aria-selected", String(i === active)));
      if (active < 0) return field.removeAttribute("aria-activedescendant");
      field.setAttribute("aria-activedescendant", all[active].id);
      all[active].scrollIntoView({ block: "nearest" });
    }

    function option(entry, number) {
      const words = make("span", { class: "named" });
      if (entry.lead) words.append(make("b", { class: "verdict-" + entry.verdict }, entry.lead), " ");
      words.append(entry.name);
      const other = alias(entry, field.value);
      const detail = [other, entry.detail].filter(Boolean).join(" · ");
      const href = address(entry, from.dataset.home, location.search);
      const made = make("a", { role: "option", id: "gate-found-" + number, tabindex: "-1", href: href }, words);
      if (detail) made.append(make("small", {}, detail));
      return made;
    }

    function show() {
      const groups = index ? find(index.prepared, field.value, Object.keys(index.groups)) : [];
      let number = 0;
      list.replaceChildren(
        ...groups.map((group) => {
          const label = index.groups[group.kind];
          const more = group.count > group.entries.length ? `${label}, ${group.entries.length} of ${group.count}` : label;
          const heading = make("div", { class: "group", "aria-hidden": "true" }, more);
          return make("div", { role: "group", "aria-label": more }, heading, ...group.entries.map((entry) => option(entry, number++)));
        })
      );
      field.setAttribute("aria-expanded", String(number > 0));
      const count = groups.reduce((sum, group) => sum + group.count, 0);
      const typed = split(field.value).length > 0;
      if (index) said.textContent = !typed ? "" : count ? `${count} found` : "Nothing was found.";
      activate(0);
    }

    function fetched() {
      asked =
        asked ||
        fetch(from.dataset.index)
          .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))
          .then((found) => (index = { groups: found.groups, prepared: prepare(found.entries) }))
          .catch(() => {
            asked = null;
            said.textContent = "The index did not arrive. Close this and try again.";
          })
          .then(show);
    }

    /* Streamlit takes an address that the history brings as it takes a link: without loading the page anew. */
    function go(href) {
      dialog.close();
      if (href === location.href) return;
      history.pushState(null, "", href);
      window.dispatchEvent(new PopStateEvent("popstate", { state: null }));
    }

    dialog.addEventListener("close", () => back && back.isConnected && back.focus());
    field.addEventListener("input", show);
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => {
      const found = event.target.closest("[role=option]");
      if (event.target === dialog) dialog.close();
      if (!found || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      go(found.href);
    });
    dialog.addEventListener("keydown", (event) => {
      // The page has keys of its own.
      event.stopPropagation();
      if (event.isComposing || event.target !== field) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) activate(active + step);
      else if (event.key === "Enter" && active >= 0) go(options()[active].href);
      else return;
      event.preventDefault();
    });

    return function (button) {
      from = button;
      // Outside the app's own element, so its theme has to be asked for.
      dialog.style.colorScheme = getComputedStyle(document.querySelector(".stApp") || document.body).colorScheme;
      fetched();
      if (!dialog.open) back = focused();
      if (!dialog.open) dialog.showModal();
      field.focus();
      field.select();
      show();
    };
  }

  window.gateSearch = {
    fold: fold,
    prepare: prepare,
    find: find,
    address: address,
    open: (button) => (box = box || install())(button),
  };
})();
