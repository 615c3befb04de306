"use strict";
// The matrix of each feature is filtered by what is typed and chosen above it; without this script all of it is shown.
for (const form of document.querySelectorAll("form.filter")) {
  const rows = [...document.getElementById(form.dataset.table).tBodies[0].rows];
  const words = rows.map((row) => row.textContent.toLowerCase());
  const apply = () => {
    const wanted = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = ["story", "done", "status"].map((name) => [name, form.elements[name].value]).filter(([, value]) => value);
    let shown = 0;
    rows.forEach((row, index) => {
      const fits = wanted.every((word) => words[index].includes(word))
        && chosen.every(([name, value]) => (row.dataset[name] || "").split(" ").includes(value));
      row.hidden = !fits;
      shown += fits;
    });
    form.querySelector("output").textContent = `${shown} of ${rows.length} rows`;
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  form.hidden = false;
  apply();
}
