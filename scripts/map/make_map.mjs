// Draws the world once, as SVG paths by country, for the map on the front page: see README.md beside it.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const [packages, out] = process.argv.slice(2);
if (!out) throw new Error("node make_map.mjs <folder with node_modules> <file to write>");
const require = createRequire(`${packages}/`);
const { geoArea, geoCentroid, geoContains, geoEqualEarth, geoPath } = require("d3-geo");
const { merge } = require("topojson-client");
const { presimplify, simplify, sphericalTriangleArea } = require("topojson-simplify");
const codes = JSON.parse(readFileSync(new URL("codes.json", import.meta.url)));

const WIDTH = 2000; // of the drawing, in whole units
const DETAIL = 1.2e-6; // the least triangle that is kept, in steradians
const SPECK = 3; // the least island that is kept, in square units
const SMALL = 14; // what is smaller than this, both ways, gets a circle
const LEFT_OUT = new Set(["AQ", "TF", "HM", "GS", "BV"]); // the far south: nobody's country page, and a third of the height
const PARTS = { Somaliland: "SO", "N. Cyprus": "CY", Kosovo: "XK", "Indian Ocean Ter.": "AU" }; // have no code of their own
const CRIMEA = [34.1, 45.2]; // the United Nations count it to Ukraine (General Assembly resolution 68/262)
const NOT_DRAWN = { TV: [179.2, -8.52], GI: [-5.35, 36.14], TK: [-171.85, -9.2], BQ: [-68.26, 12.18] };

const require50 = require("world-atlas/countries-50m.json");
const world = simplify(presimplify(require50, sphericalTriangleArea), DETAIL);

function polygonsByCountry() {
  const found = {};
  for (const geometry of world.objects.countries.geometries) {
    const code = PARTS[geometry.properties.name] ?? codes[geometry.id] ?? "";
    if (LEFT_OUT.has(code)) continue;
    const arcs = geometry.type === "Polygon" ? [geometry.arcs] : geometry.arcs ?? [];
    for (const polygon of arcs) {
      const owner = code === "RU" && holds(polygon, CRIMEA) ? "UA" : code;
      (found[owner] ??= []).push({ type: "Polygon", arcs: polygon });
    }
  }
  return found;
}

const holds = (arcs, point) => geoContains(merge(world, [{ type: "Polygon", arcs }]), point);

const countries = Object.entries(polygonsByCountry()).map(([code, polygons]) => [code, merge(world, polygons)]);
const all = { type: "GeometryCollection", geometries: countries.map(([, shape]) => shape) };
const projection = geoEqualEarth().rotate([-11, 0]).precision(0.3); // 11° east: the cut runs through the Bering Strait
projection.fitWidth ? projection.fitWidth(WIDTH, all) : projection.fitSize([WIDTH, WIDTH], all);
const [[, top], [, bottom]] = geoPath(projection).bounds(all);
const height = Math.ceil(bottom - top);
const [across, down] = projection.translate();
projection.translate([across, down - top]);

// Rings as whole units, relative, without points that add nothing and islands that nobody would see.
function rings(shape) {
  const found = [];
  let ring = [];
  geoPath(projection, {
    beginPath() {},
    moveTo(x, y) { ring = [[x, y]]; },
    lineTo(x, y) { ring.push([x, y]); },
    closePath() { found.push(tidied(ring)); },
    arc() {},
  })(shape);
  const whole = found.filter((one) => one.length > 2).sort((a, b) => area(b) - area(a));
  return whole.filter((one, place) => place === 0 || area(one) >= SPECK);
}

function tidied(ring) {
  const units = ring.map(([x, y]) => [Math.round(x), Math.round(y)]);
  let kept = units.filter(([x, y], at) => at === 0 || x !== units[at - 1][0] || y !== units[at - 1][1]);
  for (let before = 0; before !== kept.length; ) {
    before = kept.length;
    kept = kept.filter((point, at) => {
      const [a, b] = [kept.at(at - 1), kept[(at + 1) % kept.length]];
      return (point[0] - a[0]) * (b[1] - a[1]) !== (point[1] - a[1]) * (b[0] - a[0]) || at % 2;
    });
  }
  const last = kept.at(-1);
  if (kept.length > 1 && last[0] === kept[0][0] && last[1] === kept[0][1]) kept.pop();
  return kept;
}

function area(ring) {
  let twice = 0;
  ring.forEach(([x, y], at) => { const [u, v] = ring[(at + 1) % ring.length]; twice += x * v - u * y; });
  return Math.abs(twice) / 2;
}

function drawn(ring) {
  let text = `M${ring[0].join(" ")}l`, [x, y] = ring[0], first = true;
  for (const [u, v] of ring.slice(1)) {
    const [right, low] = [u - x, v - y];
    text += `${first || right < 0 ? "" : " "}${right}${low < 0 ? "" : " "}${low}`;
    [x, y, first] = [u, v, false];
  }
  return `${text}z`;
}

const spot = (point) => projection(point).map(Math.round);
const map = { width: WIDTH, height, rest: "", countries: {} };
for (const [code, shape] of countries.sort()) {
  const outlines = rings(shape);
  const path = outlines.map(drawn).join("");
  if (!code) { map.rest += path; continue; }
  const entry = { d: path };
  const points = outlines.flat();
  const [xs, ys] = [0, 1].map((axis) => points.map((point) => point[axis]));
  const size = points.length ? Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)) : 0;
  const largest = outlines[0] ?? [];
  if (size < SMALL || area(largest) < SMALL * 4) entry.at = spot(middle(shape));
  map.countries[code] = entry;
}
for (const [code, point] of Object.entries(NOT_DRAWN)) map.countries[code] ??= { d: "", at: spot(point) };
map.countries = Object.fromEntries(Object.entries(map.countries).sort());

// The middle of a country's largest polygon: that of all its islands may lie in the sea.
function middle(shape) {
  const parts = shape.coordinates.map((coordinates) => ({ type: "Polygon", coordinates }));
  return geoCentroid(parts.sort((a, b) => geoArea(b) - geoArea(a))[0]);
}

const lines = Object.entries(map.countries).map(([code, entry]) => `${JSON.stringify(code)}:${JSON.stringify(entry)}`);
const head = `{"width":${map.width},"height":${map.height},"rest":${JSON.stringify(map.rest)},"countries":{\n`;
writeFileSync(out, `${head}${lines.join(",\n")}\n}}\n`);
const circles = Object.values(map.countries).filter((entry) => entry.at).length;
const missing = Object.values(codes).filter((code) => !map.countries[code] && !LEFT_OUT.has(code));
console.log(`${lines.length} countries, ${circles} circles, not drawn alone: ${missing.join(" ")}`);
