// Search and the index map. Everything else on the site works without this file.
// Nothing is requested: what can be searched is in scripts beside this one, read when one begins to type.
"use strict";

const plain = text => text.replace(/[œŒ]/g, "oe").replace(/[æÆ]/g, "ae").normalize("NFKD").replace(/[\u0300-\u036f]/g, "")
  .toLowerCase().replace(/[^a-z0-9]+/g, " ").trim().replace(/\bst\b/g, "saint").replace(/\bste\b/g, "sainte");

const arpentSearch = {
  entries: [], themes: [], places: [], parts: 0, arrived: 0,
  head(found) {
    this.themes = found.themes.map(([title, page, question]) => ({ title, page, question, key: plain(title) }));
    this.places = found.places.map(([name, slug, level, themes]) => ({ name, slug, level, themes, key: " " + plain(name) }));
    this.entries = this.places.map(place => ({ key: place.key, name: place.name, what: place.level, place }));
    this.parts = found.parts;
  },
  part(found) {
    for (const [name, departement, rank] of found) {
      const place = this.places[rank];
      this.entries.push({ key: " " + plain(name), name, what: `commune (${departement}), dans ${place.name}`, place });
    }
    this.arrived += 1;
  },
};
window.arpentSearch = arpentSearch;

// A place matches when each word typed is in its name; best where the name, then a word of it, begins so.
function rank(entry, words, whole) {
  if (!words.every(word => entry.key.includes(word))) return -1;
  if (entry.key === " " + whole) return 0;
  if (entry.key.startsWith(" " + whole)) return 1;
  return words.every(word => entry.key.includes(" " + word)) ? 2 : 3;
}

function themeOf(words) {
  for (const theme of arpentSearch.themes)
    for (const word of words) if (word.length > 2 && theme.key.startsWith(word)) return { theme, word };
  return null;
}

function placesFor(words, theme, most) {
  const whole = words.join(" "), found = [[], [], [], []];
  for (const entry of arpentSearch.entries) {
    const at = rank(entry, words, whole);
    if (at >= 0 && found[at].length < most) found[at].push(entry);
  }
  return found.flat().slice(0, most).map(({ name, what, place }) => {
    const has = theme && place.themes[arpentSearch.themes.indexOf(theme)] === "1";
    const page = has ? theme.page : "index.html";
    return { name: has ? `${name} : ${theme.title.toLowerCase()}` : name, what, target: `${place.slug}/${page}`, slug: place.slug };
  });
}

function search(typed, most = 10, page = "") {
  const words = plain(typed).split(" ").filter(Boolean);
  if (!words.length) return [];
  const named = themeOf(words), own = arpentSearch.themes.find(theme => theme.page === page) ?? null;
  const answers = placesFor(words, named ? null : own, most);
  if (!named) return answers;
  const rest = words.filter(word => word !== named.word);
  const theme = { name: named.theme.title, what: "thème", target: `themes/${named.theme.page}` };
  return [...(rest.length ? placesFor(rest, named.theme, most) : [theme]), ...answers].slice(0, most);
}

function load(address) {
  return new Promise(done => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = script.onerror = done;
    document.head.append(script);
  });
}

function prepareSearch(form) {
  const input = form.querySelector("input"), list = form.querySelector("ul"), count = form.querySelector("[data-count]");
  const folder = form.dataset.index.replace(/0\.js$/, "");
  const root = form.dataset.root.replace(/\/?$/, "/");
  let ready = null;
  const prepare = () => ready ??= load(form.dataset.index).then(() => {
    show();
    return Promise.all(Array.from({ length: arpentSearch.parts }, (_, at) => load(`${folder}${at + 1}.js`))).then(show);
  });
  function show() {
    const found = search(input.value, 10, form.dataset.theme);
    const slugs = new Set(found.map(({ slug }) => slug));
    for (const cell of document.querySelectorAll(".index-map .cells a")) cell.classList.toggle("is-found", slugs.has(cell.dataset.slug));
    list.replaceChildren(...found.map(({ name, what, target }) => {
      const item = document.createElement("li"), link = document.createElement("a"), kind = document.createElement("span");
      link.href = root + target;
      link.textContent = name + " ";
      kind.className = "what";
      kind.textContent = what;
      link.append(kind);
      item.append(link);
      return item;
    }));
    const isEmpty = input.value.trim() && !found.length && arpentSearch.arrived === arpentSearch.parts;
    if (isEmpty) {
      const item = document.createElement("li");
      item.className = "none";
      item.textContent = "Rien de ce nom dans cette édition.";
      list.append(item);
    }
    count.textContent = !input.value.trim() ? "" : isEmpty ? "Aucune réponse" : `${found.length} réponse${found.length > 1 ? "s" : ""}`;
  }
  form.hidden = false;
  input.addEventListener("focus", prepare);
  input.addEventListener("input", () => { prepare(); show(); });
  form.addEventListener("submit", event => {
    event.preventDefault();
    prepare().then(() => list.querySelector("a")?.click());
  });
  form.addEventListener("keydown", event => {
    const links = [input, ...list.querySelectorAll("a")], at = links.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") { input.value = ""; show(); input.focus(); }
    if (!step || at < 0) return;
    event.preventDefault();
    links[Math.min(Math.max(at + step, 0), links.length - 1)].focus();
  });
}

// One stop of the Tab key for the whole map; arrows go to the nearest territory that way.
function prepareMap(map) {
  const cells = [...map.querySelectorAll(".cells a")], said = document.querySelector("[data-said]");
  const rows = new Map([...document.querySelectorAll("tr[data-slug]")].map(row => [row.dataset.slug, row]));
  const asked = said?.textContent ?? "";
  const at = cell => [Number(cell.dataset.x), Number(cell.dataset.y)];
  cells.forEach((cell, position) => { cell.tabIndex = position ? -1 : 0; });
  function light(cell, isLit) {
    cell.classList.toggle("is-lit", isLit);
    rows.get(cell.dataset.slug)?.classList.toggle("is-lit", isLit);
    if (!said) return;
    said.textContent = isLit ? cell.querySelector("title").textContent : asked;
    said.classList.toggle("is-named", isLit);
  }
  for (const cell of cells) {
    for (const on of ["mouseenter", "focus"]) cell.addEventListener(on, () => light(cell, true));
    for (const off of ["mouseleave", "blur"]) cell.addEventListener(off, () => light(cell, false));
    const row = rows.get(cell.dataset.slug);
    row?.addEventListener("mouseenter", () => light(cell, true));
    row?.addEventListener("mouseleave", () => light(cell, false));
  }
  map.addEventListener("keydown", event => {
    const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    const here = cells.find(cell => cell === document.activeElement);
    if (!way || !here) return;
    event.preventDefault();
    const [x, y] = at(here);
    let best = null, least = Infinity;
    for (const cell of cells) {
      const [dx, dy] = [at(cell)[0] - x, at(cell)[1] - y], along = dx * way[0] + dy * way[1];
      const across = Math.abs(dx * way[1]) + Math.abs(dy * way[0]), far = along + 2 * across;
      if (cell !== here && along > 0 && far < least) [best, least] = [cell, far];
    }
    if (!best) return;
    here.tabIndex = -1;
    best.tabIndex = 0;
    best.focus();
  });
}

// The figure that a theme's map shows is chosen among those of its table; without a script it is the first.
function prepareShades(told) {
  const shades = JSON.parse(told.textContent), part = told.closest("section"), map = part.querySelector(".index-map");
  const all = name => part.querySelector(`[data-${name}]`), choice = all("choice");
  const names = new Map([...map.querySelectorAll(".cells a")].map(cell => [cell, cell.querySelector("title").textContent.replace(/ : [^:]*$/, "")]));
  const entry = ([colour, words]) => {
    const item = part.querySelector("[data-legend] li").cloneNode(true);
    item.querySelector("rect").setAttribute("fill", colour);
    item.lastChild.textContent = " " + words;
    return item;
  };
  choice.hidden = false;
  choice.querySelector("select").addEventListener("change", event => {
    const shade = shades[Number(event.target.value)];
    for (const [cell, name] of names) {
      const [rank, value] = shade.cells[cell.dataset.slug] ?? [-1, "sans chiffre"];
      cell.querySelector("path").setAttribute("fill", rank < 0 ? "url(#hachures)" : shade.legend[rank][0]);
      cell.querySelector("title").textContent = `${name} : ${value}`;
    }
    all("legend").replaceChildren(...shade.legend.map(entry).reverse());
    all("shade-title").textContent = shade.title;
    all("shade-note").textContent = shade.note;
    all("lacking").hidden = shade.whole;
    map.setAttribute("aria-label", `Carte : ${shade.title} ; les mêmes chiffres sont dans le tableau`);
  });
}

document.querySelectorAll("form.search").forEach(prepareSearch);
document.querySelectorAll("script[data-shades]").forEach(prepareShades);
document.querySelectorAll(".index-map").forEach(prepareMap);
