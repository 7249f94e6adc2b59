// The map writes where it looks into the address by itself, so the way out is read from there when it is taken.
document.querySelector(".gate-embedded .way-out").addEventListener("click", (event) => {
  const address = new URL(window.location.href);
  address.searchParams.delete("embed");
  address.searchParams.delete("embed_options");
  event.currentTarget.href = address.href.replace(/%2C/g, ",");
});
// Streamlit keeps what the address says of the frame from Python.
document
  .querySelector(".gate-embedded")
  .classList.toggle("is-roomy", new URL(window.location.href).searchParams.getAll("embed_options").includes("show_padding"));
