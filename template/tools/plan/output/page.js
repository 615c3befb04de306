"use strict";
// The matrix of each feature is filtered by what is typed and chosen above it; without this script all of it is there.
for (const form of document.querySelectorAll("form.filter")) {
  const groups = [...document.querySelectorAll(`#${form.dataset.matrix} > details`)].map((group) => {
    const head = group.querySelector("summary").textContent;
    const rows = [...group.querySelectorAll("tbody tr")];
    return { group, rows: rows.map((row) => ({ row, words: `${head} ${row.textContent}`.toLowerCase() })) };
  });
  const total = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  let wasFiltered = false;
  const apply = () => {
    const wanted = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = ["story", "done", "status"]
      .map((name) => [name, form.elements[name].value])
      .filter(([, value]) => value);
    const isFiltered = wanted.length + chosen.length > 0;
    const fits = ({ row, words }) =>
      wanted.every((word) => words.includes(word)) &&
      chosen.every(([name, value]) => (row.dataset[name] || "").split(" ").includes(value));
    let shown = 0;
    for (const { group, rows } of groups) {
      const fitting = new Set(rows.filter(fits));
      for (const one of rows) one.row.hidden = !fitting.has(one);
      group.hidden = isFiltered && fitting.size === 0;
      if (isFiltered || wasFiltered) group.open = isFiltered && fitting.size > 0;
      shown += fitting.size;
    }
    wasFiltered = isFiltered;
    form.querySelector("output").textContent = isFiltered ? `${shown} of ${total} rows` : `${total} rows`;
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  form.hidden = false;
  apply();
}
