/* Looking at the text of an entry: what of a query stands in it, and where. Occurrences are
   stretches [start, end] of the normal form. */
(function (kb) {
  "use strict";

  const search = kb.search;
  const WEIGHTS = {
    focus_area: 1.3, criterion: 1.2, indicator: 1.25, indicator_point: 1.25, prohibition: 1.25, self_restraint: 1.25,
    request: 1.2, accepted_matter: 1.2, excluded_matter: 1.2, definition: 1.2, work_method: 1.15, contact_channel: 1.15,
    schedule: 1.15, liability: 1.1, obligation: 1.05, permission: 1.05,
  };

  search.weightOf = function (place) {
    return (place && WEIGHTS[place.kind]) || 1;
  };

  function Looker(entry, store) {
    const normal = store.normalOf(entry);
    this.text = normal.text;
    this.breaks = normal.breaks;
    this.names = entry.names;
  }

  Looker.prototype.occurrences = function (atom) {
    const found = [];
    for (let at = this.text.indexOf(atom.text); at >= 0; at = this.text.indexOf(atom.text, at + 1)) {
      const end = at + atom.text.length;
      if (!(atom.strict && this.crosses(at, end))) found.push([at, end]);
    }
    return found;
  };

  Looker.prototype.crosses = function (start, end) {
    return this.breaks.some(function (place) { return place > start && place < end; });
  };

  Looker.prototype.has = function (atom) {
    return this.names.indexOf(atom.text) >= 0 || this.occurrences(atom).length > 0;
  };

  /* Whether any of the atoms stands in the entry. */
  search.holds = function (entry, atoms, store) {
    const looker = new Looker(entry, store);
    return atoms.some(looker.has, looker);
  };

  /* By the first alternative that stands in the text, together with the others of its weight;
     failing that by one that it goes by; else null. `first` is the occurrence to tell first. */
  function fill(slot, rarity, looker) {
    let best = null;
    let found = [];
    slot.alternatives.some(function (alternative) {
      if (best && alternative.weight < best.weight) return true;
      const places = alternative.choice.map(looker.occurrences, looker);
      if (places.every(function (several) { return several.length; })) {
        best = best || alternative;
        places.forEach(function (several) { found = found.concat(several); });
      }
      return false;
    });
    if (best) {
      const ordered = search.unique(found).sort(byPlace);
      return { asked: slot, alternative: best, count: ordered.length, occurrences: ordered, first: found[0], rarity: rarity };
    }
    const other = slot.alternatives.find(function (alternative) { return alternative.choice.every(looker.has, looker); });
    return other ? { asked: slot, alternative: other, count: 1, occurrences: [], first: null, rarity: rarity } : null;
  }

  function byPlace(a, b) {
    return a[0] - b[0] || a[1] - b[1];
  }

  /* An entry with what was found in it; a slot that is not filled is null. */
  search.Match = function (entry, slots, rarities, store) {
    const looker = new Looker(entry, store);
    this.entry = entry;
    this.fillings = slots.map(function (slot, i) { return fill(slot, rarities[i], looker); });
    this.size = looker.text.length;
    this.folding = store.folding;
    this.filled = this.fillings.filter(Boolean);
    this.spoken = this.filled.filter(function (filling) { return filling.occurrences.length; });
    this.kinds = this.findKinds();
    this.window = this.findWindow();
    this.home = this.window ? this.placeAt(this.window) : null;
    this.length = this.findLength();
  };

  const match = search.Match.prototype;

  /* The kinds of content that were asked for by name. */
  match.findKinds = function () {
    const named = this.filled.filter(function (f) { return !f.occurrences.length; }).map(function (f) { return f.asked.kinds; });
    return [].concat(...named);
  };

  /* The shortest stretch of text with every slot that stands in the text; for a single one its
     occurrence in the most telling item. null where none stands in the text. */
  match.findWindow = function () {
    const telling = this.spoken.filter(function (filling) { return !filling.asked.optional; });
    const slots = (telling.length ? telling : this.spoken).map(function (filling) { return filling.occurrences; });
    if (!slots.length) return null;
    if (slots.length === 1 && this.entry.places.length) {
      return firstBest(slots[0], function (o) { return [-search.weightOf(this.placeAt(o)), o[0]]; }.bind(this));
    }
    return shortestWindow(slots);
  };

  /* Characters of what speaks of the query: the item around the words, or the sentence of a
     paragraph; else the whole text. */
  match.findLength = function () {
    if (!this.window) return this.size;
    if (this.home && search.weightOf(this.home) > 1) return this.home.end - this.home.start;
    if (this.entry.kind !== "paragraph") return this.size;
    const span = this.original(this.window);
    const around = search.sentenceSpans(this.entry.text).find(function (s) { return s[0] <= span[0] && span[1] <= s[1]; });
    return around ? around[1] - around[0] : this.size;
  };

  match.placeAt = function (occurrence) {
    const span = this.original(occurrence);
    const around = this.entry.places.filter(function (p) { return p.start <= span[0] && span[1] <= p.end; });
    const telling = around.filter(function (p) { return search.weightOf(p) > 1; });
    return firstBest(telling.length ? telling : around, function (p) { return [p.end - p.start, -search.weightOf(p)]; });
  };

  /* Where an occurrence stands in the text of the entry. */
  match.original = function (occurrence) {
    if (!this.offsets) this.offsets = this.folding.offsets(this.entry.text);
    return [this.offsets[occurrence[0]], this.offsets[occurrence[1] - 1] + 1];
  };

  /* The first of the values whose pair of numbers is least; null for none. */
  function firstBest(values, measure) {
    let best = null;
    let least = null;
    values.forEach(function (value) {
      const now = measure(value);
      if (!least || now[0] < least[0] || (now[0] === least[0] && now[1] < least[1])) {
        best = value;
        least = now;
      }
    });
    return best;
  }

  /* The shortest stretch that holds an occurrence of every slot; the first of equals. */
  function shortestWindow(slots) {
    const events = [];
    slots.forEach(function (places, number) { places.forEach(function (place) { events.push([place[0], place[1], number]); }); });
    events.sort(function (a, b) { return byPlace(a, b) || a[2] - b[2]; });
    const latest = new Map();
    let best = null;
    events.forEach(function (event) {
      latest.set(event[2], event);
      if (latest.size < slots.length) return;
      const now = Array.from(latest.values());
      const start = Math.min.apply(null, now.map(function (e) { return e[0]; }));
      const end = Math.max.apply(null, now.map(function (e) { return e[1]; }));
      if (!best || end - start < best[1] - best[0]) best = [start, end];
    });
    return best;
  }
})(window.XunchaKB);
