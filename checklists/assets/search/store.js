/* The entries and the scan of their texts. An entry is a passage of a document or what is made
   from one; it is known by its row. Groups of entries come as strings: what they are and how long
   each text is, the texts end to end, and their records, read only when they are needed. */
(function (kb) {
  "use strict";

  const search = kb.search;
  const ROW = 10;
  const KEPT_GROUPS = 400;
  const KEPT_SLOTS = 300;
  const K1 = 0.4;
  const B = 1.0;
  const OWN_FIRST = 1.5;
  const DERIVED = (search.DERIVED = ["question", "term_card", "checklist", "checklist_row", "role"]);

  search.rarity = function (having, size) {
    return Math.log(1 + (size - having + 0.5) / (having + 0.5));
  };

  search.saturation = function (count, length, average) {
    return (count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / Math.max(average, 1)));
  };

  /* `head`: what language.js says of the corpus: documents, names, kinds, average, size. */
  search.Store = function (folding, head) {
    this.folding = folding;
    this.head = head;
    this.size = head.size;
    this.average = head.average;
    this.groups = [];
    this.rows = 0;
    this.lengths = new Float64Array(head.size);
    this.names = head.names.map(function (names) { return search.unique(names.map(folding.normal, folding)); });
    this.nameRows = head.names.map(function () { return []; });
    this.callings = callings(this.names);
    this.counts = new Uint32Array(head.size);
    this.parsed = new Map();
    this.slots = new Map();
    this.facetRows = null;
  };

  const store = search.Store.prototype;

  store.add = function (shape, text, records) {
    const parts = shape.split(";");
    const head = parts[0].split(",");
    const sizes = parts[1].split(",");
    const group = {
      document: Number(head[0]), own: head[1] === "1", first: this.rows, count: sizes.length,
      text: text, records: records, starts: new Uint32Array(sizes.length + 1), names: new Uint32Array(sizes.length),
    };
    sizes.forEach(function (size, i) {
      const both = size.split(".");
      group.starts[i + 1] = group.starts[i] + Number(both[0]);
      if (both[1]) {
        group.names[i] = Number(both[1]);
        this.nameRows[group.names[i]].push(group.first + i);
      }
    }, this);
    this.rows += sizes.length;
    this.groups.push(group);
    this.normalise(group);
  };

  /* The normal form of the group, a line an entry, and its signature: a bit for every two
     neighbouring characters, so that a text without a phrase is passed over. */
  store.normalise = function (group) {
    const out = new Uint16Array(group.text.length + group.count);
    const breaks = [];
    group.normalStarts = new Uint32Array(group.count + 1);
    let at = 0;
    for (let i = 0; i < group.count; i += 1) {
      const start = at;
      at = this.folding.write(group.text, group.starts[i], group.starts[i + 1], out, at, breaks);
      this.lengths[group.first + i] = at - start + 1;
      out[at] = ROW;
      at += 1;
      group.normalStarts[i + 1] = at;
    }
    group.breaks = Uint32Array.from(breaks);
    group.normal = new TextDecoder("utf-16le").decode(out.subarray(0, at));
    sign(group, out, at);
  };

  function sign(group, out, size) {
    let bits = 8;
    while (1 << bits < size * 6) bits += 1;
    group.shift = 32 - bits;
    group.signature = new Uint32Array(1 << Math.max(0, bits - 5));
    for (let i = 0; i + 1 < size; i += 1) {
      const bit = hash(out[i], out[i + 1]) >>> group.shift;
      group.signature[bit >>> 5] |= 1 << (bit & 31);
    }
  }

  function hash(a, b) {
    return (Math.imul(a, 0x9e3779b1) + Math.imul(b, 0x85ebca77)) >>> 0;
  }

  function pairsOf(text) {
    return Array.from({ length: text.length - 1 }, function (_, i) { return hash(text.charCodeAt(i), text.charCodeAt(i + 1)); });
  }

  function mayHold(group, pairs) {
    return pairs.every(function (pair) {
      const bit = pair >>> group.shift;
      return group.signature[bit >>> 5] & (1 << (bit & 31));
    });
  }

  /* By each name the numbers of the sets of names that have it. */
  function callings(sets) {
    const found = new Map();
    sets.forEach(function (names, number) {
      names.forEach(function (name) { found.set(name, (found.get(name) || []).concat(number)); });
    });
    return found;
  }

  /* The rows that people call so. */
  store.called = function (name) {
    const rows = (this.callings.get(name) || []).map(function (number) { return this.nameRows[number]; }, this);
    return [].concat(...rows).sort(function (a, b) { return a - b; });
  };

  /* How often a phrase stands in each row that has it: {rows, counts}, in order. */
  store.scan = function (atom) {
    const counts = this.counts;
    const touched = [];
    const pairs = pairsOf(atom.text);
    const add = function (row, count) {
      if (!counts[row]) touched.push(row);
      counts[row] += count;
    };
    this.groups.forEach(function (group) { if (mayHold(group, pairs)) scanGroup(group, atom, add); });
    const found = Uint32Array.from(touched, function (row) { return counts[row]; });
    touched.forEach(function (row) { counts[row] = 0; });
    return { rows: touched, counts: found };
  };

  function scanGroup(group, atom, add) {
    const size = atom.text.length || Infinity;
    const strict = atom.strict && size > 1;
    const starts = group.normalStarts;
    let row = 0;
    for (let at = group.normal.indexOf(atom.text); at >= 0; at = group.normal.indexOf(atom.text, at + size)) {
      if (strict && crosses(group.breaks, at, at + size)) continue;
      if (at >= starts[row + 1]) row = lastNotAfter(starts, at);
      add(group.first + row, 1);
    }
  }

  function crosses(breaks, start, end) {
    const following = lastNotAfter(breaks, start) + 1;
    return following < breaks.length && breaks[following] < end;
  }

  /* The place of the last number that is not greater; -1 for none. */
  function lastNotAfter(numbers, value) {
    let low = 0;
    let high = numbers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (numbers[middle] <= value) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /* How often each row fills a slot; `words` tells of a word from a phrase. */
  store.slot = function (slot, words) {
    const key = JSON.stringify(slot);
    let found = this.slots.get(key);
    if (!found) {
      found = slot.map(function (choice) {
        return choice.map(function (atom) { return this.atom(atom, words); }, this)
          .reduce(function (a, b) { return merged(a, b, Math.min, true); });
      }, this).reduce(function (a, b) { return merged(a, b, Math.max, false); });
      if (this.slots.size > KEPT_SLOTS) this.slots.clear();
      this.slots.set(key, found);
    }
    return found;
  };

  store.atom = function (atom, words) {
    const spoken = atom.word ? words.having(atom, this.scan(atom)) : this.scan(atom);
    const rows = this.called(atom.text);
    if (!rows.length) return spoken;
    return merged(spoken, { rows: rows, counts: rows.map(function () { return 1; }) }, function (count) { return count; }, false);
  };

  /* Rows of both, or of either, with the counts that `pick` takes. */
  function merged(a, b, pick, both) {
    const rows = [];
    const counts = [];
    let i = 0;
    let j = 0;
    while (i < a.rows.length || j < b.rows.length) {
      const left = i < a.rows.length ? a.rows[i] : Infinity;
      const right = j < b.rows.length ? b.rows[j] : Infinity;
      const row = Math.min(left, right);
      if (left === right || !both) {
        rows.push(row);
        counts.push(left === right ? pick(a.counts[i], b.counts[j]) : left < right ? a.counts[i] : b.counts[j]);
      }
      if (left === row) i += 1;
      if (right === row) j += 1;
    }
    return { rows: rows, counts: counts };
  }

  /* `wanted`: slots, excluded atoms, facets, enough. The `limit` best rows and the number of all. */
  store.find = function (wanted, limit, words) {
    const found = wanted.slots.map(function (slot) { return this.slot(slot, words); }, this);
    const scores = this.scores(found, wanted.enough);
    wanted.excluded.forEach(function (atom) {
      this.slot([[atom]], words).rows.forEach(function (row) { scores.delete(row); });
    }, this);
    wanted.facets.forEach(function (tokens) {
      const having = this.having(tokens);
      scores.forEach(function (_, row) { if (!having.has(row)) scores.delete(row); });
    }, this);
    return { total: scores.size, rows: best(scores, limit) };
  };

  store.scores = function (found, enough) {
    const size = this.size;
    const scores = new Map();
    const filled = new Map();
    const rarities = found.map(function (slot) { return search.rarity(slot.rows.length, size); });
    if (!found.length) for (let row = 0; row < size; row += 1) scores.set(row, 0);
    found.forEach(function (slot, number) {
      for (let i = 0; i < slot.rows.length; i += 1) {
        const row = slot.rows[i];
        if (number && enough >= 1 && !scores.has(row)) continue;
        const share = rarities[number] * search.saturation(slot.counts[i], this.lengths[row], this.average);
        scores.set(row, (scores.get(row) || 0) + share);
        filled.set(row, (filled.get(row) || 0) + (enough >= 1 ? 1 : rarities[number]));
      }
    }, this);
    const needed = enough >= 1 ? found.length : enough * rarities.reduce(function (a, b) { return a + b; }, 0);
    scores.forEach(function (score, row) {
      if ((filled.get(row) || 0) < needed) scores.delete(row);
      else if (this.groupOf(row).own) scores.set(row, score * OWN_FIRST);
    }, this);
    return scores;
  };

  /* The rows with the best scores, earlier ones first among equals. */
  function best(scores, limit) {
    let pairs = Array.from(scores);
    if (pairs.length > limit) {
      const sorted = Float64Array.from(scores.values()).sort();
      const least = sorted[sorted.length - limit];
      pairs = pairs.filter(function (pair) { return pair[1] >= least; });
    }
    pairs.sort(function (a, b) { return b[1] - a[1] || a[0] - b[0]; });
    return pairs.slice(0, limit).map(function (pair) { return pair[0]; });
  }

  store.groupOf = function (row) {
    if (!this.groupFirsts) this.groupFirsts = Uint32Array.from(this.groups, function (group) { return group.first; });
    return this.groups[lastNotAfter(this.groupFirsts, row)];
  };

  /* The rows that have one of the facets; see `readFacets`. */
  store.having = function (tokens) {
    const rows = new Set();
    tokens.forEach(function (token) {
      (this.facetRows.get(token) || []).forEach(function (row) { rows.add(row); });
    }, this);
    return rows;
  };

  store.readFacets = function (group) {
    const rows = (this.facetRows = this.facetRows || new Map());
    for (let row = group.first; row < group.first + group.count; row += 1) {
      facetsOf(this.entry(row)).forEach(function (token) {
        if (!rows.has(token)) rows.set(token, []);
        rows.get(token).push(row);
      });
    }
  };

  function facetsOf(entry) {
    const tokens = new Set(["kind:" + entry.kind, "doc:" + entry.document]);
    entry.places.forEach(function (place) {
      tokens.add("kind:" + place.kind).add("code:" + place.code);
      if (place.focus) tokens.add("focus:" + place.focus);
    });
    entry.properties.forEach(function (pair) { tokens.add(pair[0] + ":" + pair[1]); });
    entry.names.forEach(function (name) { tokens.add("called:" + name); });
    return tokens;
  }

  store.entry = function (row) {
    const group = this.groupOf(row);
    let records = this.parsed.get(group);
    if (!records) {
      if (this.parsed.size > KEPT_GROUPS) this.parsed.clear();
      records = JSON.parse(group.records);
      this.parsed.set(group, records);
    }
    const place = row - group.first;
    return this.made(group, place, records[1][place], records[0]);
  };

  store.made = function (group, place, record, trails) {
    const kinds = this.head.kinds;
    const more = record[5] || {};
    const number = more.d === undefined ? group.document : more.d;
    const document = number < 0 ? "" : this.head.documents[number][0];
    return {
      row: group.first + place, group: group, number: place, own: group.own, document: document,
      kind: kinds[record[0]], first: record[1], heading: record[2], label: record[3], trail: trails[record[4]],
      text: group.text.slice(group.starts[place], group.starts[place + 1]), names: this.names[group.names[place]],
      key: more.k || document + "#" + (record[1] || ""), target: more.t || "", id: more.i || "", code: more.c || "",
      properties: more.a || [], order: more.o || 0,
      places: (more.p || []).map(function (p) {
        return { start: p[0], end: p[1], kind: kinds[p[2]], code: p[3], focus: p[4] || "", note: p[5] || "" };
      }),
    };
  };

  /* The normal form of the text of an entry, and the places before which it has a strong mark. */
  store.normalOf = function (entry) {
    const group = entry.group;
    const start = group.normalStarts[entry.number];
    const end = group.normalStarts[entry.number + 1] - 1;
    const first = lastNotAfter(group.breaks, start) + 1;
    const last = lastNotAfter(group.breaks, end) + 1;
    const breaks = Array.from(group.breaks.subarray(first, last), function (place) { return place - start; });
    return { text: group.normal.slice(start, end), breaks: breaks };
  };

  search.isDerived = function (kind) {
    return DERIVED.indexOf(kind) >= 0;
  };
})(window.XunchaKB);
