/* Light or dark: Streamlit tells the frame its theme with every render; until then the parent page shows it. */
(function (gate) {
  "use strict";

  /* dressed: called with "light" or "dark", at once and whenever that changes. */
  function follow(frame, dressed) {
    const dress = (base) => {
      frame.document.documentElement.dataset.theme = base;
      dressed(base);
    };
    const outer = frame.parent.document.querySelector(".stApp");
    dress(outer && getComputedStyle(outer).colorScheme.includes("dark") ? "dark" : "light");
    // Paper is light.
    frame.addEventListener("beforeprint", () => dressed("light"));
    frame.addEventListener("afterprint", () => dressed(frame.document.documentElement.dataset.theme));
    frame.addEventListener("message", (event) => {
      const theme = event.source === frame.parent && event.data && event.data.theme;
      if (theme && theme.base) dress(theme.base);
    });
  }

  gate.theme = { follow: follow };
})((window.gate = window.gate || {}));
