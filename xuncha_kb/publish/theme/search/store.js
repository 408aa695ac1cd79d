/* The entries and the scan of their texts. An entry is a passage of a document or what is made
   from one; it is known by its row. Groups of entries come as strings: what they are and how long
   each text is, the texts end to end, and their records, read only when they are needed. */
(function (kb) {
  "use strict";

  const search = kb.search;
  const ROW = 10;
  const KEPT_SLOTS = 300;
  const K1 = 0.4;
  const B = 1.0;
  const OWN_FIRST = 1.5;

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
    for (let i = 0; i < pairs.length; i += 1) {
      const bit = pairs[i] >>> group.shift;
      if (!(group.signature[bit >>> 5] & (1 << (bit & 31)))) return false;
    }
    return true;
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
    return [].concat(...rows).sort(ascending);
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
  search.lastNotAfter = lastNotAfter;

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
    const facets = wanted.facets.map(this.having, this);
    const excluded = wanted.excluded.map(function (atom) { return new Set(this.slot([[atom]], words).rows); }, this);
    const rows = [];
    const scores = [];
    this.candidates(found, wanted.enough, facets, function (row, score) {
      if (facets.every(function (having) { return having.has(row); }) && !excluded.some(function (bad) { return bad.has(row); })) {
        rows.push(row);
        scores.push(score);
      }
    });
    return { total: rows.length, rows: best(rows, scores, limit) };
  };

  /* Calls `take` for each row with enough of the slots, with its score. */
  store.candidates = function (found, enough, facets, take) {
    if (!found.length) {
      if (facets.length) Array.from(facets[0]).sort(ascending).forEach(function (row) { take(row, 0); });
      else for (let row = 0; row < this.size; row += 1) take(row, 0);
      return;
    }
    const rarities = found.map(function (slot) { return search.rarity(slot.rows.length, this.size); }, this);
    const needed = enough >= 1 ? found.length : enough * rarities.reduce(function (a, b) { return a + b; }, 0);
    const places = found.map(function () { return 0; });
    for (let row = this.next(found, places, enough); row < Infinity; row = this.next(found, places, enough)) {
      let filled = 0;
      let score = 0;
      for (let i = 0; i < found.length; i += 1) {
        if (found[i].rows[places[i]] !== row) continue;
        score += rarities[i] * search.saturation(found[i].counts[places[i]], this.lengths[row], this.average);
        filled += enough >= 1 ? 1 : rarities[i];
        places[i] += 1;
      }
      if (filled >= needed) take(row, this.groupOf(row).own ? score * OWN_FIRST : score);
    }
  };

  /* The next row at one of the places; where every slot must be filled, none before the last of
     them, to which the others move on. */
  store.next = function (found, places, enough) {
    let first = Infinity;
    let last = 0;
    for (let i = 0; i < found.length; i += 1) {
      const row = places[i] < found[i].rows.length ? found[i].rows[places[i]] : Infinity;
      first = Math.min(first, row);
      last = Math.max(last, row);
    }
    if (enough < 1 || last === Infinity || first === last) return enough < 1 ? first : last;
    for (let i = 0; i < found.length; i += 1) while (found[i].rows[places[i]] < last) places[i] += 1;
    return last;
  };

  function ascending(a, b) {
    return a - b;
  }

  /* The rows with the best scores, earlier ones first among equals. */
  function best(rows, scores, limit) {
    const order = rows.map(function (_, i) { return i; });
    let chosen = order;
    if (rows.length > limit) {
      const least = Float64Array.from(scores).sort()[rows.length - limit];
      chosen = order.filter(function (i) { return scores[i] >= least; });
    }
    chosen.sort(function (a, b) { return scores[b] - scores[a] || rows[a] - rows[b]; });
    return chosen.slice(0, limit).map(function (i) { return rows[i]; });
  }

  store.groupOf = function (row) {
    if (!this.groupFirsts) this.groupFirsts = Uint32Array.from(this.groups, function (group) { return group.first; });
    return this.groups[lastNotAfter(this.groupFirsts, row)];
  };
})(window.XunchaKB);
