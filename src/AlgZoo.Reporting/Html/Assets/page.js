// Light and dark, folds, paper, and a run that goes on.

function startTheme() {
  const system = matchMedia("(prefers-color-scheme: dark)");
  one("#theme").addEventListener("click", () => {
    const isDark = root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
    root.dataset.theme = isDark ? "light" : "dark";
    try {
      sessionStorage.setItem("algzoo-report-theme", root.dataset.theme);
    } catch {
      // As in state.js.
    }
  });
}

function startFolds() {
  for (const fold of all("details[id]")) {
    fold.open = state.folds?.[fold.id] ?? fold.open;
    fold.addEventListener("toggle", () => isPrinting || keep({ folds: { ...state.folds, [fold.id]: fold.open } }));
  }
}

// Paper has no folds.
let isPrinting = false;

function startPrinting() {
  let restore = null;
  const print = (begins) => {
    if (begins && !restore) {
      const closed = all("details:not([open])");
      restore = () => {
        closed.forEach((fold) => (fold.open = false));
      };
      isPrinting = true;
      closed.forEach((fold) => (fold.open = true));
    } else if (!begins && restore) {
      restore();
      restore = null;
      setTimeout(() => (isPrinting = false));
    }
  };
  matchMedia("print").addEventListener("change", ({ matches }) => print(matches));
  addEventListener("beforeprint", () => print(true));
  addEventListener("afterprint", () => print(false));
}

function startRefreshing() {
  const seconds = Number(root.dataset.refresh);
  if (!seconds) {
    return;
  }
  const [navigation] = performance.getEntriesByType("navigation");
  if (navigation?.type === "reload" && state.scroll) {
    scrollTo({ top: state.scroll, behavior: "instant" });
  }
  addEventListener("pagehide", () => keep({ scroll: scrollY }));
  setInterval(() => document.hidden || location.reload(), 1000 * seconds);
}

startTheme();
startFolds();
startFilters();
startFigures();
startTooltips();
startTables();
startDownloads();
startPrinting();
startRefreshing();
