/*
 * Runs each time the popover of the layers opens, which is when its content is made: puts beside each switch the symbols
 * that it switches.
 */
{
  const symbols = SYMBOLS;
  const here = document.querySelector('[data-testid="stPopoverBody"]:has(.st-key-layers)');
  const buttons = () => here.querySelectorAll(".st-key-layers button");

  const mark = () =>
    buttons().forEach((button, number) => {
      if (!symbols[number]?.length || button.querySelector(".of-switch")) return;
      const marks = Object.assign(document.createElement("span"), { className: "of-switch" });
      marks.ariaHidden = "true";
      for (const symbol of symbols[number]) {
        marks.append(Object.assign(document.createElement("span"), { className: `swatch ${symbol}` }));
      }
      button.prepend(marks);
    });

  if (here) {
    // It hangs outside the app, whose colour scheme says which of two colours a symbol has.
    here.style.colorScheme = getComputedStyle(document.querySelector(".stApp")).colorScheme;
    mark();
    // A switch that is pressed is drawn anew.
    new MutationObserver(mark).observe(here, { childList: true, subtree: true });
  }
}
