/* A tap on a zone ticks it in the list below, a second tap makes it the worst, a third clears it. */

export function startBodyChart(root) {
  root.addEventListener("regions-replaced", () => start(root));
  start(root);
}

function start(root) {
  const chart = root.querySelector("[data-body-chart]:not([data-started])");
  if (!chart) {
    return;
  }
  chart.dataset.started = "yes";
  const boxes = new Map(
    [...chart.querySelectorAll("[data-zone-box]")].map((box) => [box.dataset.zoneBox, box]),
  );
  for (const zone of chart.querySelectorAll("[data-zone]")) {
    zone.addEventListener("click", () => tap(chart, boxes, zone.dataset.zone));
  }
  chart.addEventListener("change", () => show(chart, boxes));
  show(chart, boxes);
}

function worstOf(chart, zone) {
  return chart.querySelector(`[data-zone-worst="${zone}"]`);
}

function tap(chart, boxes, zone) {
  const box = boxes.get(zone);
  const worst = worstOf(chart, zone);
  if (!box) {
    return;
  }
  if (!box.checked) {
    box.checked = true;
  } else if (worst && !worst.checked) {
    worst.checked = true;
  } else {
    box.checked = false;
    if (worst) {
      worst.checked = false;
    }
  }
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

function show(chart, boxes) {
  for (const [zone, box] of boxes) {
    const isWorst = Boolean(worstOf(chart, zone)?.checked);
    if (isWorst && !box.checked) {
      box.checked = true;
    }
    for (const place of chart.querySelectorAll(`[data-zone="${zone}"], [data-spot="${zone}"]`)) {
      place.classList.toggle("is-worst", isWorst);
      place.classList.toggle("is-also", box.checked && !isWorst);
    }
  }
}
