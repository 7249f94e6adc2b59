// Streamlit takes up a lost connection without a run. On another replica, or a server started anew, the first click
// would then meet a session that knows nothing yet, and be lost: so one run is asked for as soon as the line is back.
(() => {
  if (window.gateReconnection) return;
  let lost = false;
  const ask = () => {
    const button = document.querySelector(".st-key-run-again button");
    if (!button || button.disabled) return void setTimeout(ask, 50);
    // The map writes where it looks into the address without a word; a step through the history makes Streamlit read it.
    window.dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
    button.click();
  };
  const look = () => {
    const app = document.querySelector(".stApp");
    const connected = app && app.dataset.testConnectionState === "CONNECTED";
    if (lost && connected) ask();
    lost = !connected;
  };
  window.gateReconnection = new MutationObserver(look);
  window.gateReconnection.observe(document.documentElement, {
    attributeFilter: ["data-test-connection-state"],
    subtree: true,
  });
})();
