// Sorting by a column: numbers as numbers, cells without a value last, equal rows in the order they had.

function startTables() {
  for (const table of all("table.sortable")) {
    table.tHead.addEventListener("click", (event) => {
      const heading = event.target.closest("button")?.closest("th");
      if (heading) {
        sortBy(table, heading, heading.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending");
        keep({ sorted: { ...state.sorted, [table.id]: { column: heading.dataset.column, order: heading.getAttribute("aria-sort") } } });
      }
    });
    restoreOrder(table);
  }
}

function restoreOrder(table) {
  const { column, order } = state.sorted?.[table.id] ?? {};
  const heading = all("th", table.tHead).find((each) => each.dataset.column === column);
  if (heading) {
    sortBy(table, heading, order);
  }
}

function sortBy(table, heading, order) {
  const rows = [...table.tBodies[0].rows].map((row) => ({ row, value: row.cells[heading.cellIndex].dataset.value }));
  const filled = rows.filter(({ value }) => value !== "");
  const isNumeric = filled.every(({ value }) => !Number.isNaN(Number(value)));
  const compare = isNumeric ? (a, b) => Number(a.value) - Number(b.value) : (a, b) => (a.value < b.value ? -1 : Number(a.value > b.value));
  const sign = order === "ascending" ? 1 : -1;
  filled.sort((a, b) => sign * compare(a, b));
  table.tBodies[0].append(...filled.map(({ row }) => row), ...rows.filter(({ value }) => value === "").map(({ row }) => row));
  for (const each of all("th[aria-sort]", table.tHead)) {
    each.removeAttribute("aria-sort");
  }
  heading.setAttribute("aria-sort", order);
}
