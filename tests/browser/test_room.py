"""Whether every page keeps its words within a small phone, a magnified window, and with text set wider."""

from tests.browser.test_axe import states

# Of a window of 1280 pixels: at 400 % and at 200 %.
MAGNIFIED = ({"width": 320, "height": 640}, {"width": 640, "height": 450})
# What WCAG 2.2 asks a page to bear (1.4.12).
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""
OVER = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  const wide = document.documentElement.clientWidth;
  const found = [];
  if (document.documentElement.scrollWidth > wide) found.push("the document scrolls sideways");
  if (main.scrollWidth > main.clientWidth + 1) found.push("the page scrolls sideways");
  // A wide table may scroll by itself; what has the focus only then, and what is not seen, has no room to keep.
  const apart = (one) => {
    if (one.closest(".gate-skip, .gate-unseen, .stVegaLiteChart, [data-testid='stDataFrame']")) return true;
    for (let at = one.parentElement; at && at !== main; at = at.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth + 1) return true;
    }
    // Words for a screen reader alone.
    if (getComputedStyle(one).clipPath === "inset(50%)") return true;
    return !one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  for (const one of main.querySelectorAll("h1, h2, h3, h4, p, li, a, button, label, summary, td, th")) {
    const box = one.getBoundingClientRect(), style = getComputedStyle(one);
    if (!box.width || apart(one)) continue;
    const told = `${one.nodeName} “${one.innerText.slice(0, 60)}”`;
    if (box.right > wide + 1 || box.left < -1) found.push(`${told} reaches from ${box.left} to ${box.right}`);
    if (style.overflowX === "visible") continue;
    const cut = one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 2;
    if (cut && style.textOverflow !== "ellipsis") found.push(`${told} is cut off`);
  }
  return [...new Set(found)];
}"""
SHOWN = """() => {
  const link = document.querySelector(".st-key-navigation a[aria-current]").getBoundingClientRect();
  // The story opens at its step, with the row above the screen.
  if (link.bottom < 0) return true;
  return document.elementFromPoint(link.left + 12, link.top + link.height / 2)?.closest("a[aria-current]") != null;
}"""


def test_no_page_needs_sideways_scrolling_or_cuts_its_words_off_or_hides_where_it_is(phone):
    failures = []
    phone.visit("/")
    for address in states():
        phone.page.set_viewport_size(MAGNIFIED[0])
        phone.go(address)
        for room in MAGNIFIED:
            phone.page.set_viewport_size(room)
            phone.still(frames=3)
            failures += [f"{address} at {room['width']}: {what}" for what in phone.page.evaluate(OVER)]
            if "embed" not in address and not phone.page.evaluate(SHOWN):
                failures.append(f"{address} at {room['width']}: the current page is out of sight in the row of pages")
        sheet = phone.page.add_style_tag(content=SPACED)
        for room in MAGNIFIED:
            phone.page.set_viewport_size(room)
            phone.still(frames=3)
            failures += [f"{address} at {room['width']}, spaced: {what}" for what in phone.page.evaluate(OVER)]
        sheet.evaluate("(sheet) => sheet.remove()")
    assert not failures, "\n".join(failures)
