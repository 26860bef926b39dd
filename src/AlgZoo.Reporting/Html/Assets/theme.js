// Before anything is painted: the reader's choice of light or dark, and that there are scripts.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const theme = sessionStorage.getItem("algzoo-report-theme");
    if (theme) {
      root.dataset.theme = theme;
    }
  } catch {
    // A page without storage follows the system.
  }
})();
