/* The diary grid: a digit moves on, arrows move; 10 needs both digits. Every cell is an ordinary field. */

export function startDiary(root) {
  root.addEventListener("input", (event) => {
    const cell = event.target.closest?.(".diary__grid .cell");
    if (cell && isWhole(cell)) {
      step(cell, 0, 1);
    }
  });
  root.addEventListener("keydown", (event) => {
    const cell = event.target.closest?.(".diary__grid .cell");
    const way = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (cell && way && step(cell, ...way)) {
      event.preventDefault();
    }
  });
  root.addEventListener("focusin", (event) => {
    event.target.closest?.(".diary__grid .cell")?.select();
  });
}

/* A 1 may become 10, and minutes have more digits: those wait for the next key. */
function isWhole(cell) {
  const isMinutes = cell.name.startsWith("run-minutes");
  return !isMinutes && /^([02-9]|10)$/.test(cell.value);
}

function step(cell, down, across) {
  const row = cell.closest("tr");
  const at = [...row.querySelectorAll(".cell")].indexOf(cell) + across;
  const rows = [...row.parentElement.rows];
  const next = rows[rows.indexOf(row) + down]?.querySelectorAll(".cell")[at];
  next?.focus();
  return Boolean(next);
}
