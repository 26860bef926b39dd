// The marks of a chart, series by series: points, which are elements with a text, and dots, which are rows of the chart's CSV drawn as one path.

const marksOfSeries = new WeakMap();

// The series that are shown, each as an array of marks { series, x, y, text, element } with x and y in the units of the svg.
function visibleMarks(svg) {
  return all(".series:not([hidden])", svg)
    .map((series) => marksOf(svg, series))
    .filter((marks) => marks.length > 0);
}

function marksOf(svg, series) {
  if (!marksOfSeries.has(series)) {
    marksOfSeries.set(series, [...all(".point", series).map((point) => pointMark(svg, series, point)), ...all(".dots", series).flatMap((dots) => dotMarks(svg, series, dots))]);
  }
  return marksOfSeries.get(series);
}

function pointMark(svg, series, element) {
  const box = element.getBBox();
  const toChart = svg.getScreenCTM().inverse().multiply(element.getScreenCTM());
  const { x, y } = new DOMPoint(box.x + box.width / 2, box.y + box.height / 2).matrixTransform(toChart);
  return { series, x, y, element, text: () => element.getAttribute("aria-label") };
}

function dotMarks(svg, series, dots) {
  const first = Number(dots.dataset.rows);
  return [...dots.getAttribute("d").matchAll(/M\s*(-?[\d.]+)[\s,]+(-?[\d.]+)/g)].map(([, x, y], index) => ({
    series,
    x: Number(x),
    y: Number(y),
    element: null,
    text: () => rowText(svg.closest("figure"), first + index),
  }));
}

// The mark under the pointer, or else the nearest within reach, in pixels of the window.
function nearestMark(svg, event, reach) {
  const point = event.target.closest(".point");
  if (point) {
    return marksOf(svg, point.closest(".series")).find((mark) => mark.element === point);
  }
  const toChart = svg.getScreenCTM().inverse();
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(toChart);
  let nearest = null;
  let least = reach * toChart.a;
  for (const mark of visibleMarks(svg).flat()) {
    const distance = Math.hypot(mark.x - at.x, mark.y - at.y);
    if (distance < least) {
      least = distance;
      nearest = mark;
    }
  }
  return nearest;
}

const rowsOfFigure = new WeakMap();

// A noisy copy in words, from a row of the chart's numbers.
function rowText(figure, index) {
  if (!rowsOfFigure.has(figure)) {
    rowsOfFigure.set(figure, parseCsv(csvOf(figure)));
  }
  const [header, ...rows] = rowsOfFigure.get(figure);
  const { estimator, model, draw, truth, value } = Object.fromEntries(header.map((name, column) => [name, rows[index][column]]));
  const error = value - truth;
  return [estimator, `${model}, draw ${draw}`, `truth ${Number(truth).toFixed(6)}`, `estimate ${Number(value).toFixed(6)}`, `error ${error < 0 ? "−" : "+"}${Math.abs(error).toExponential(2)}`].join("\n");
}

function csvOf(figure) {
  return JSON.parse(one('script[type="text/csv"]', figure).textContent);
}

// RFC 4180.
function parseCsv(text) {
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ",") {
      rows.push([]);
    }
  }
  return rows.filter((row) => row.length > 1);
}
