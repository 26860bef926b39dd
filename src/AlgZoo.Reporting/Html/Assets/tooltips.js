// The numbers of a mark, by pointer, by touch and by keyboard. A chart is one tab stop; arrow keys go along a series and from one to another.

const tooltip = one("#tooltip");
const pointerReach = 40;
let cursor = null;

function startTooltips() {
  for (const title of all(".chart .point > title")) {
    title.parentElement.setAttribute("aria-label", title.textContent);
    title.remove();
  }
  for (const svg of all(".chart")) {
    svg.setAttribute("tabindex", "0");
    svg.addEventListener("pointermove", (event) => showNearest(svg, event));
    svg.addEventListener("pointerdown", (event) => showNearest(svg, event));
    svg.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && hideTooltip());
    svg.addEventListener("keydown", (event) => moveCursor(svg, event));
    svg.addEventListener("focusout", (event) => svg.contains(event.relatedTarget) || hideTooltip());
  }
  document.addEventListener("pointerdown", (event) => event.target.closest(".chart") || hideTooltip());
  document.addEventListener("keydown", (event) => event.key === "Escape" && hideTooltip());
  addEventListener("scroll", hideTooltip, { passive: true, capture: true });
}

function showNearest(svg, event) {
  const mark = nearestMark(svg, event, pointerReach);
  if (mark) {
    showTooltip(svg, mark);
  } else {
    hideTooltip();
  }
}

function moveCursor(svg, event) {
  const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
  const series = step && visibleMarks(svg);
  if (!series?.length) {
    return;
  }
  event.preventDefault();
  const mark = next(series, step);
  mark.element?.focus({ preventScroll: true });
  showTooltip(svg, mark);
  if (!mark.element) {
    announce(mark.text());
  }
}

function next(series, [down, right]) {
  const row = series.findIndex((marks) => marks[0].series === cursor?.series);
  if (row < 0) {
    return series[0][0];
  }
  const marks = series[(row + down + series.length) % series.length];
  const column = series[row].indexOf(cursor);
  return marks[Math.min(Math.max(column + right, 0), marks.length - 1)];
}

function showTooltip(svg, mark) {
  if (mark === cursor && !tooltip.hidden) {
    return;
  }
  hideTooltip();
  cursor = mark;
  const [name, ...lines] = mark.text().split("\n");
  const heading = document.createElement("b");
  heading.textContent = name;
  tooltip.replaceChildren(heading, ...lines.map(line));
  tooltip.hidden = false;
  mark.element?.classList.add("active");
  mark.series.classList.add("emphasised");
  svg.classList.add("emphasises");
  place(new DOMPoint(mark.x, mark.y).matrixTransform(svg.getScreenCTM()));
}

function line(text) {
  const paragraph = document.createElement("span");
  paragraph.textContent = text;
  return paragraph;
}

// Beside the mark, inside the window.
function place({ x, y }) {
  const { offsetWidth: width, offsetHeight: height } = tooltip;
  const gap = 14;
  const left = x + gap + width < innerWidth ? x + gap : x - gap - width;
  tooltip.style.left = `${Math.max(4, Math.min(left, innerWidth - width - 4))}px`;
  tooltip.style.top = `${Math.max(4, Math.min(y - height / 2, innerHeight - height - 4))}px`;
}

function hideTooltip() {
  if (tooltip.hidden) {
    return;
  }
  tooltip.hidden = true;
  cursor.element?.classList.remove("active");
  cursor.series.classList.remove("emphasised");
  cursor.series.closest(".chart").classList.remove("emphasises");
}
