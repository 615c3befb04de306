"use strict";
// The matrix of each feature is filtered by what is typed and chosen above it; without this script all of it is shown.
for (const form of document.querySelectorAll("form.filter")) {
  const groups = [...document.getElementById(form.dataset.table).tBodies].map((body) => {
    const [head, ...rows] = body.rows;
    const words = (row) => `${head.textContent} ${row.textContent}`.toLowerCase();
    return { body, rows: rows.map((row) => ({ row, words: words(row) })) };
  });
  const total = groups.reduce((sum, group) => sum + group.rows.length, 0);
  const apply = () => {
    const wanted = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = ["story", "done", "status"]
      .map((name) => [name, form.elements[name].value])
      .filter(([, value]) => value);
    const fits = ({ row, words }) =>
      wanted.every((word) => words.includes(word)) &&
      chosen.every(([name, value]) => (row.dataset[name] || "").split(" ").includes(value));
    let shown = 0;
    for (const { body, rows } of groups) {
      const fitting = rows.filter(fits);
      const kept = new Set(fitting);
      for (const one of rows) one.row.hidden = !kept.has(one);
      body.hidden = fitting.length === 0;
      shown += fitting.length;
    }
    form.querySelector("output").textContent = `${shown} of ${total} rows`;
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  form.hidden = false;
  apply();
}
