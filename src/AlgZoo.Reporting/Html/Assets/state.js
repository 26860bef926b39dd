// What the reader has chosen: kept while the page of a run that goes on loads itself again.

const root = document.documentElement;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const one = (selector, within = document) => within.querySelector(selector);

const stateKey = `algzoo-report:${location.pathname}:${root.dataset.run}`;
const state = read(stateKey) ?? {};

function keep(change) {
  Object.assign(state, change);
  write(stateKey, state);
}

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

function announce(text) {
  one("#status").textContent = text;
}
