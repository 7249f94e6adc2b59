// What finds anything comes from the server when it is first wanted; until then this listens for who wants it.
(() => {
  if (window.gateFind) return;
  const TYPING = "input, textarea, select, [contenteditable]:not([contenteditable=false])";
  window.gateFind = () => {
    const button = document.querySelector(".gate-search");
    if (!button) return false;
    const open = () => window.gateSearch.open(document.querySelector(".gate-search") || button);
    if (window.gateSearch) open();
    else document.head.append(Object.assign(document.createElement("script"), { src: button.dataset.script, onload: open }));
    return true;
  };
  document.addEventListener("click", (event) => event.target.closest(".gate-search") && window.gateFind());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.defaultPrevented || (event.target.closest && event.target.closest(TYPING))) return;
    if (window.gateFind()) event.preventDefault();
  });
})();
