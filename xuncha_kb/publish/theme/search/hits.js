/* Matches -> what the reader sees: one hit for each place, with its sentence and its marks. */
(function (kb) {
  "use strict";

  const search = kb.search;
  const LONGEST = 160;
  const MOST_OTHERS = 8;
  const PAUSES = "；;，,、";

  /* One hit for each place, in the order of `scored`; with `kinds` one for each item or entry of
     these kinds, with `code` one for each item that has it. */
  search.makeHits = function (scored, kinds, code, language, documents) {
    const maker = new Maker(language, documents);
    if (code) return [].concat(...scored.map(function (pair) { return maker.ofCode(pair, code); }));
    if (kinds.length) return once([].concat(...scored.map(function (pair) { return maker.ofKinds(pair, kinds); })));
    return once([].concat(...byPlace(scored).map(maker.grouped, maker)));
  };

  function Maker(language, documents) {
    this.language = language;
    this.documents = new Map(documents.map(function (d) { return [d[0], d]; }));
  }

  const maker = Maker.prototype;

  maker.grouped = function (group) {
    const match = group[0].match;
    const score = Math.max.apply(null, group.map(function (pair) { return pair.score; }));
    const named = this.asked(match);
    if (named.length) return bySentence(named.map(function (place) { return this.hit(score, match, place, []); }, this));
    const others = group.slice(1).map(function (pair) { return this.other(pair.match.entry); }, this);
    return [this.hit(score, match, match.home, others.concat(this.items(match)).slice(0, MOST_OTHERS))];
  };

  /* The items of the kinds that were asked for by name, with the other words in them. */
  maker.asked = function (match) {
    return match.entry.places.filter(function (place) { return match.kinds.indexOf(place.kind) >= 0 && fills(match, place); });
  };

  /* The other items that were found in the passage. */
  maker.items = function (match) {
    if (search.isDerived(match.entry.kind)) return [];
    const ranges = spansOf(match);
    return match.entry.places
      .filter(function (place) {
        return place !== match.home && search.weightOf(place) > 1 && ranges.some(function (span) { return within(span, place); });
      })
      .map(function (place) { return this.named(place.kind, "", place.code, match.entry.text.slice(place.start, place.end)); }, this);
  };

  maker.other = function (entry) {
    return this.named(entry.kind, entry.id, entry.code, entry.text.split("\n")[0]);
  };

  maker.named = function (kind, id, code, text) {
    return { kind: kind, kindLabel: this.language.data.kinds[kind], id: id, code: code, text: text };
  };

  maker.ofKinds = function (pair, kinds) {
    const match = pair.match;
    const found = kinds.indexOf(match.entry.kind) >= 0 ? [this.hit(pair.score, match, match.home, [])] : [];
    match.entry.places.forEach(function (place) {
      if (kinds.indexOf(place.kind) >= 0 && fills(match, place)) found.push(this.hit(pair.score, match, place, []));
    }, this);
    return found;
  };

  maker.ofCode = function (pair, code) {
    return pair.match.entry.places
      .filter(function (place) { return place.code === code; })
      .map(function (place) { return this.hit(pair.score, pair.match, place, []); }, this);
  };

  /* Every required slot that the passage's text fills, this item fills too; names count for every
     item. */
  function fills(match, place) {
    return match.spoken.every(function (filling) {
      return filling.asked.optional || filling.occurrences.some(function (o) { return within(match.original(o), place); });
    });
  }

  maker.hit = function (score, match, place, others) {
    const entry = match.entry;
    const document = this.documents.get(entry.document) || ["", "", ""];
    const ranges = marksOf(match);
    const shown = shownOf(entry, entry.kind === "question" ? [0, 0] : anchorOf(match, place, ranges));
    const kind = place ? place.kind : entry.kind;
    const derived = search.isDerived(entry.kind);
    return {
      kind: kind,
      kindLabel: this.language.data.kinds[kind],
      id: entry.id,
      entryKind: entry.kind,
      entryKey: entry.key,
      code: place ? place.code : entry.code,
      document: entry.document,
      title: document[1],
      notice: document[2],
      place: [entry.trail, entry.label].filter(Boolean).join(" > "),
      paragraph: entry.first + (derived || !entry.first ? 0 : shown.line),
      text: entry.text.slice(shown.start, shown.end),
      marks: ranges
        .filter(function (r) { return shown.start <= r[0] && r[1] <= shown.end; })
        .map(function (r) { return [r[0] - shown.start, r[1] - shown.start]; }),
      score: score,
      note: (place && this.language.data.expansions[place.note]) || "",
      others: others,
      firstLine: entry.text.split("\n", 1)[0],
      more: kind === "term_card" && shown.start === 0 ? entry.text.slice(entry.heading).trim().split("\n") : [],
    };
  };

  /* Items of one kind in one sentence as one hit: the others stand with the first. */
  function bySentence(hits) {
    const found = [];
    hits.forEach(function (hit) {
      const last = found[found.length - 1];
      if (last && last.text === hit.text && last.paragraph === hit.paragraph) {
        last.others.push({ kind: hit.kind, kindLabel: hit.kindLabel, id: hit.id, code: hit.code, text: "" });
      } else found.push(hit);
    });
    return found;
  }

  /* Without what was made several times in the same words. */
  function once(hits) {
    const made = new Set();
    return hits.filter(function (hit) {
      const key = hit.kind + "\n" + hit.firstLine;
      const again = search.isDerived(hit.kind) && made.has(key);
      made.add(key);
      return !again;
    });
  }

  /* What is made from a passage stands with it; a passage stands before what is made from it. */
  function byPlace(scored) {
    const groups = new Map();
    scored.forEach(function (pair) {
      const key = pair.match.entry.target || pair.match.entry.key;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(pair);
    });
    const derived = function (pair) { return search.isDerived(pair.match.entry.kind) ? 1 : 0; };
    return Array.from(groups.values(), function (group) { return group.sort(function (a, b) { return derived(a) - derived(b); }); });
  }

  function within(span, place) {
    return place.start <= span[0] && span[1] <= place.end;
  }

  function spansOf(match) {
    const found = match.spoken.map(function (f) { return f.occurrences.map(match.original, match); });
    return [].concat(...found);
  }

  /* Where the words stand in the text of the entry, joined where they touch. */
  function marksOf(match) {
    const joined = [];
    spansOf(match).sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; }).forEach(function (span) {
      const last = joined[joined.length - 1];
      if (last && span[0] <= last[1]) last[1] = Math.max(last[1], span[1]);
      else joined.push(span.slice());
    });
    return joined;
  }

  /* Where the line around a place begins, and the line. */
  function lineAt(text, place) {
    const base = place ? text.lastIndexOf("\n", place - 1) + 1 : 0;
    return { base: base, words: text.slice(base).split("\n", 1)[0] };
  }

  /* The line, and where the piece that is shown begins and ends: the sentence with the words,
     shortened where it is long; a line of a card is shown whole. */
  function shownOf(entry, anchor) {
    const line = entry.text.slice(0, anchor[0]).split("\n").length - 1;
    const at = lineAt(entry.text, anchor[0]);
    const base = at.base;
    const words = at.words;
    if (entry.kind === "term_card") return { line: line, start: base, end: base + words.length };
    const span = stretch(words, anchor[0] - base);
    const short = shortened(words, span[0], span[1], anchor[0] - base, anchor[1] - base);
    return { line: line, start: base + short[0], end: base + short[1] };
  }

  /* The mark whose sentence says most of what was asked, the rarer the better. */
  function anchorOf(match, place, ranges) {
    const inside = ranges.filter(function (span) { return !place || within(span, place); });
    if (!inside.length) return place ? [place.start, place.end] : [0, 0];
    if (match.spoken.length === 1) {
      const start = match.original(match.spoken[0].first)[0];
      return inside.find(function (span) { return span[0] <= start && start < span[1]; }) || inside[0];
    }
    const known = new Map();
    const tells = function (span) {
      const at = lineAt(match.entry.text, span[0]);
      const around = stretch(at.words, span[0] - at.base).map(function (n) { return n + at.base; });
      const key = around.join();
      if (!known.has(key)) known.set(key, said(match, around));
      return known.get(key);
    };
    return inside.reduce(function (best, span) { return tells(span) > tells(best) ? span : best; });
  }

  /* How much of what was asked begins between two places. */
  function said(match, span) {
    return match.spoken.reduce(function (sum, filling) {
      const here = filling.occurrences.some(function (o) {
        const start = match.original(o)[0];
        return span[0] <= start && start < span[1];
      });
      return sum + (here ? filling.rarity : 0);
    }, 0);
  }

  /* The sentence around a place; of a long one the part between two ；. */
  function stretch(line, place) {
    let spans = search.sentenceSpans(line);
    if (!spans.length) spans = [[0, line.length]];
    const span = spans.find(function (s) { return place < s[1]; }) || spans[spans.length - 1];
    let start = span[0];
    let end = span[1];
    if (end - start > LONGEST) {
      const before = place > start ? line.slice(start, place).lastIndexOf("；") : -1;
      if (before >= 0) start += before + 1;
      const after = line.indexOf("；", place);
      if (after >= 0 && after < end) end = after + 1;
    }
    return [start, end];
  }

  /* The sentence, or a stretch of it around `first` to `last` between two pauses. */
  function shortened(line, start, end, first, last) {
    if (end - start <= LONGEST) return [start, end];
    const room = Math.floor(Math.max(LONGEST - (last - first), 0) / 2);
    let left = Math.max(start, first - room);
    let right = Math.min(end, last + room);
    if (left > start) {
      for (let i = left; i < first; i += 1) {
        if (PAUSES.indexOf(line[i]) >= 0) {
          left = i + 1;
          break;
        }
      }
    }
    if (right < end) {
      for (let i = right; i > last; i -= 1) {
        if (PAUSES.indexOf(line[i - 1]) >= 0) {
          right = i;
          break;
        }
      }
    }
    return search.trim(line, left, Math.max(right, last));
  }
})(window.XunchaKB);
