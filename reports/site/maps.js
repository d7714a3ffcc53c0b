// A map of a report names the part under the pointer, with its figure: a row of the table that is under the map.
// Nothing is requested, and nothing is lost without this file: the table is there.
"use strict";

const pen = document.createElement("canvas").getContext("2d");

// Smallest circles first, as they are drawn last.
function partsOf(svg) {
  const parts = [], add = (row, d) => parts.unshift({ row, d, shape: new Path2D(d) });
  for (const path of svg.querySelectorAll("path[data-rows]")) {
    const rings = path.getAttribute("d").match(/M[^M]*/g);
    let at = 0;
    for (const said of path.dataset.rows.split(" ")) {
      const [row, several] = said.split(".").map(Number);
      add(row, rings.slice(at, at += several || 1).join(""));
    }
  }
  for (const circle of svg.querySelectorAll("circle[data-rows]")) {
    const [x, y, drawn] = ["cx", "cy", "r"].map(name => Number(circle.getAttribute(name))), r = Math.max(drawn, 4);
    add(Number(circle.dataset.rows), `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`);
  }
  return parts;
}

function prepareFigure(figure) {
  const drawing = figure.querySelector(".drawing"), table = figure.querySelector("details table");
  if (!drawing || !table) return;
  const rows = [...table.tBodies[0].rows], heads = [...table.tHead.rows[0].cells].slice(1);
  const tip = document.createElement("p"), name = document.createElement("strong"), value = document.createElement("span");
  tip.className = "map-tip";
  tip.hidden = true;
  tip.append(name, value);
  drawing.append(tip);
  const hide = () => {
    tip.hidden = true;
    for (const lit of drawing.querySelectorAll(".map-lit")) lit.removeAttribute("d");
  };
  for (const svg of drawing.querySelectorAll("svg")) {
    const lit = document.createElementNS(svg.namespaceURI, "path");
    let parts = null;
    lit.setAttribute("class", "map-lit");
    svg.append(lit);
    const show = event => {
      parts ??= partsOf(svg);
      const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
      const part = parts.find(({ shape }) => pen.isPointInPath(shape, x, y)), row = part && rows[part.row];
      if (!row) return hide();
      const [first, ...cells] = row.cells, box = drawing.getBoundingClientRect();
      name.textContent = first.textContent;
      value.textContent = cells.map((cell, at) => `${heads[at].textContent} : ${cell.textContent}`).join(" ; ");
      lit.setAttribute("d", part.d);
      tip.hidden = false;
      const left = event.clientX - box.left, top = event.clientY - box.top, room = box.width - tip.offsetWidth;
      tip.style.left = `${Math.max(0, Math.min(left - tip.offsetWidth / 2, room))}px`;
      tip.style.top = `${top > tip.offsetHeight + 16 ? top - tip.offsetHeight - 16 : top + 24}px`;
    };
    svg.addEventListener("pointermove", show);
    svg.addEventListener("pointerdown", show);
    svg.addEventListener("pointerleave", event => { if (event.pointerType === "mouse") hide(); });
  }
  document.addEventListener("pointerdown", event => { if (!drawing.contains(event.target)) hide(); });
  document.addEventListener("keydown", event => { if (event.key === "Escape") hide(); });
}

document.querySelectorAll("figure").forEach(figure => { if (figure.querySelector("svg [data-rows]")) prepareFigure(figure); });
