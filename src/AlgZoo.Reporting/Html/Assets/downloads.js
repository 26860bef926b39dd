// A chart's numbers as CSV, and its Vega-Lite specification with the numbers in it.

function startDownloads() {
  for (const button of all("[data-download]")) {
    button.addEventListener("click", () => download(button.closest("figure"), button.dataset.download));
  }
}

function download(figure, format) {
  const { name, model, budget } = figure.dataset;
  const file = [root.dataset.run, name, model === "*" ? null : model, budget].filter(Boolean).join("-").replaceAll(/[^\w.-]+/g, "_");
  const csv = csvOf(figure);
  if (format === "csv") {
    save(`${file}.csv`, "text/csv", csv);
  } else {
    const specification = JSON.parse(JSON.parse(one('script[type="application/json"]', figure).textContent));
    save(`${file}.vl.json`, "application/json", JSON.stringify({ ...specification, data: { values: csv, format: { type: "csv" } } }, null, 2));
  }
}

function save(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
