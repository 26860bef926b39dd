// Which of the figures of a kind is shown: that of the chosen model and budget, and where there is none, that of the summary.

const figures = all(".chart-figure");
const modelSelect = one("#model");
const budgetSelect = one("#budget");

function startFigures() {
  restoreChoice(modelSelect, state.model);
  restoreChoice(budgetSelect, state.budget);
  for (const choice of [modelSelect, budgetSelect]) {
    choice?.addEventListener("change", () => {
      keep({ model: modelSelect?.value, budget: budgetSelect?.value });
      showFigures();
    });
  }
  showFigures();
}

function restoreChoice(choice, value) {
  if (choice && all("option", choice).some((option) => option.value === value)) {
    choice.value = value;
  }
}

function showFigures() {
  const summary = figures[0]?.dataset.model;
  for (const figure of figures) {
    const alternatives = figures.filter((other) => other.dataset.kind === figure.dataset.kind);
    const model = alternatives.some((other) => other.dataset.model === modelSelect?.value) ? modelSelect.value : summary;
    const { budget } = figure.dataset;
    figure.hidden = figure.dataset.model !== model || (budget !== undefined && budgetSelect !== null && budget !== budgetSelect.value);
  }
}
