// Which estimators are shown: charts by kind, advice and legend; tables by kind and advice.

const labels = all("#legend label");
const chips = all("#filters [aria-pressed]");
const isPressed = (chip) => chip.getAttribute("aria-pressed") === "true";
const checkbox = (label) => one("input", label);

function startFilters() {
  restoreFilters();
  one("#filters").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) {
      return;
    }
    if (button.dataset.select) {
      select(button.dataset.select);
    } else {
      button.setAttribute("aria-pressed", String(!isPressed(button)));
    }
    filtersChanged();
  });
  one("#legend").addEventListener("change", filtersChanged);
  for (const type of ["pointerover", "focusin"]) {
    one("#legend").addEventListener(type, (event) => emphasise(event.target.closest("label")?.dataset.estimator));
  }
  for (const type of ["pointerleave", "focusout"]) {
    one("#legend").addEventListener(type, () => emphasise(null));
  }
  applyFilters();
}

function restoreFilters() {
  const shown = state.shown ? new Set(state.shown) : null;
  for (const label of labels) {
    checkbox(label).checked = shown ? shown.has(label.dataset.estimator) : checkbox(label).defaultChecked;
  }
  const released = new Set(state.released ?? []);
  for (const chip of chips) {
    chip.setAttribute("aria-pressed", String(!released.has(nameOf(chip))));
  }
}

function nameOf(chip) {
  return chip.dataset.kind ?? `advice:${chip.dataset.advice}`;
}

function select(which) {
  for (const label of labels) {
    checkbox(label).checked = which === "all" || (which === "best" && "best" in label.dataset);
  }
}

function filtersChanged() {
  keep({
    shown: labels.filter((label) => checkbox(label).checked).map((label) => label.dataset.estimator),
    released: chips.filter((chip) => !isPressed(chip)).map(nameOf),
  });
  applyFilters();
}

function applyFilters() {
  const released = new Set(chips.filter((chip) => !isPressed(chip)).map(nameOf));
  const passes = ({ dataset }) => !released.has(dataset.kind) && !released.has(`advice:${dataset.advice}`);
  const rows = all("#headline-table tbody tr");
  const inTables = new Set(rows.filter(passes).map((row) => row.dataset.estimator));
  const inCharts = new Set();
  for (const label of labels) {
    label.hidden = !passes(label);
    if (!label.hidden && checkbox(label).checked) {
      inCharts.add(label.dataset.estimator);
    }
  }
  for (const series of all(".chart .series")) {
    series.toggleAttribute("hidden", !inCharts.has(series.dataset.estimator));
  }
  all('[data-kind="Operations"] .chart').forEach(closeUp);
  for (const row of all("tbody tr[data-estimator]")) {
    row.hidden = !inTables.has(row.dataset.estimator);
  }
  one("#shown").textContent = `${inCharts.size} of ${labels.length} estimators in the charts, ${inTables.size} of ${rows.length} in the tables`;
}

// The bars that are shown take the first places, and the chart ends after them.
function closeUp(svg) {
  const bars = all(".series", svg);
  if (bars.length < 2) {
    return;
  }
  svg.dataset.viewBox ??= svg.getAttribute("viewBox");
  svg.dataset.places ??= bars.map((bar) => bar.transform.baseVal[0].matrix.f).join(" ");
  const places = svg.dataset.places.split(" ").map(Number);
  const shown = bars.filter((bar) => !bar.hasAttribute("hidden"));
  shown.forEach((bar, index) => bar.setAttribute("transform", `translate(0 ${places[index]})`));

  const top = places[0];
  const saved = (bars.length - shown.length) * (places[1] - top);
  const share = shown.length / bars.length;
  const [left, above, width, height] = svg.dataset.viewBox.split(" ").map(Number);
  svg.setAttribute("viewBox", [left, above, width, height - saved].join(" "));
  one(".axes .grid", svg).setAttribute("transform", `translate(0 ${top * (1 - share)}) scale(1 ${share})`);
  all(".axes text", svg).forEach((text) => text.setAttribute("transform", `translate(0 ${-saved})`));
  bars.forEach((bar) => marksOfSeries.delete(bar));
}

// Draws all other curves back.
function emphasise(estimator) {
  for (const chart of all(".chart")) {
    chart.classList.toggle("emphasises", Boolean(estimator));
  }
  for (const series of all(".chart .series")) {
    series.classList.toggle("emphasised", series.dataset.estimator === estimator);
  }
}
