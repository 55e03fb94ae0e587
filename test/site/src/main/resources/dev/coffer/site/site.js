"use strict";

const root = document.documentElement.dataset.root;
const query = document.getElementById("query");
const results = document.getElementById("results");

// On a wide screen the pages are always open; on a phone they would hide the text.
document.querySelector(".navigation").open = matchMedia("(min-width: 55.01rem)").matches;

let loading;
/** Loads the index at the first search: it is larger than most pages. */
function loadIndex() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = root + "search-index.js";
    script.onload = () => resolve(SEARCH_INDEX);
    script.onerror = reject;
    document.head.append(script);
  });
  return loading;
}

/** How well a section fits; 0 if a word is missing. */
function fit([address, page, heading, words], wanted) {
  const [pageText, headingText, text] = [page, heading, words].map(each => each.toLowerCase());
  let sum = 0;
  for (const word of wanted) {
    const points = (headingText === word ? 60 : headingText.includes(word) ? 20 : 0)
      + (pageText.includes(word) ? 12 : 0) + Math.min(text.split(word).length - 1, 5);
    if (points === 0) return 0;
    sum += points;
  }
  // Why it was made so, and when, is seldom what is looked for.
  return /^(docs\/decisions\/|CHANGELOG)/.test(address) ? sum / 4 : sum;
}

/** The words around the first that was found, with all of them marked. */
function excerpt(words, wanted) {
  const at = Math.max(0, words.toLowerCase().indexOf(wanted[0]));
  const start = at < 60 ? 0 : words.indexOf(" ", at - 60) + 1;
  const span = document.createElement("span");
  span.className = "words";
  const text = words.slice(start, start + 160);
  const pattern = new RegExp("(" + wanted.map(w => w.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|") + ")", "gi");
  text.split(pattern).forEach((piece, i) => {
    if (i % 2 === 0) return span.append(piece);
    const mark = document.createElement("mark");
    mark.textContent = piece;
    span.append(mark);
  });
  return span;
}

function entry([address, page, heading, words], wanted) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = root + address;
  const title = document.createElement("b");
  title.textContent = heading;
  link.append(title);
  if (page !== heading) {
    const of = document.createElement("span");
    of.className = "page";
    of.textContent = page;
    link.append(of);
  }
  if (words) link.append(excerpt(words, wanted));
  item.append(link);
  return item;
}

async function search() {
  const wanted = query.value.toLowerCase().split(/\s+/).filter(word => word.length > 0);
  if (wanted.length === 0) {
    results.hidden = true;
    return;
  }
  const index = await loadIndex();
  const found = index.map(section => [fit(section, wanted), section]).filter(([points]) => points > 0)
    .sort(([a], [b]) => b - a).slice(0, 20);
  results.replaceChildren(...found.map(([, section]) => entry(section, wanted)));
  if (found.length === 0) {
    const none = document.createElement("p");
    none.textContent = "Nothing found";
    results.append(none);
  }
  results.hidden = false;
}

query.addEventListener("input", search);
query.addEventListener("keydown", event => {
  if (event.key === "Enter") results.querySelector("a")?.click();
  if (event.key === "ArrowDown") results.querySelector("a")?.focus();
});
results.addEventListener("keydown", event => {
  const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
  if (!step) return;
  event.preventDefault();
  (event.target.closest("li")[step]?.querySelector("a") ?? query).focus();
});
addEventListener("keydown", event => {
  if (event.key === "Escape") results.hidden = true;
  if (event.key === "/" && document.activeElement !== query) {
    event.preventDefault();
    query.focus();
  }
});
addEventListener("click", event => {
  if (!event.target.closest(".search")) results.hidden = true;
});
// A search can be linked to: ?q=words.
const asked = new URLSearchParams(location.search).get("q");
if (asked) {
  query.value = asked;
  search();
}
