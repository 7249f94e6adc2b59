for (const box of document.querySelectorAll(".gate-copy:not(.is-live)")) {
  box.classList.add("is-live");
  const field = box.querySelector("textarea");
  const says = box.querySelector("[role=status]");
  field.addEventListener("focus", () => field.select());
  box.querySelector("button").addEventListener("click", async () => {
    let done = true;
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      // The clipboard is closed to pages that came over plain HTTP: the old way still works there.
      field.select();
      done = document.execCommand("copy");
    }
    says.textContent = done ? "Copied." : "Not copied: press Ctrl+C.";
  });
}
