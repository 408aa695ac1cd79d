/* Matches -> what the reader sees: one hit for each place, with its sentence and its marks. */
(function (kb) {
  "use strict";

  const search = kb.search;
  const LONGEST = 160;
  const MOST_OTHERS = 8;
  const PAUSES = "；;，,、";

  /* Makes hits of spots; `documents` are id, title and notice. */
  search.HitMaker = function (language, documents) {
    this.language = language;
    this.documents = new Map(documents.map(function (d) { return [d[0], d]; }));
  };

  const maker = search.HitMaker.prototype;

  /* What is shown of a spot. */
  maker.hit = function (spot) {
    const match = spot.match;
    if (spot.item) return this.made(spot, spot.item, spot.alike.map(function (p) { return this.named(p.kind, "", p.code, ""); }, this));
    const others = spot.made.map(this.other, this).concat(this.items(match));
    return this.made(spot, match.home, others.slice(0, MOST_OTHERS));
  };

  /* The other items that were found in the passage. */
  maker.items = function (match) {
    if (search.isDerived(match.entry.kind)) return [];
    const ranges = spansOf(match);
    return match.entry.places
      .filter(function (place) {
        return place !== match.home && search.weightOf(place) > 1 && ranges.some(function (span) { return search.within(span, place); });
      })
      .map(function (place) { return this.named(place.kind, "", place.code, match.entry.text.slice(place.start, place.end)); }, this);
  };

  maker.other = function (match) {
    const entry = match.entry;
    return this.named(entry.kind, entry.id, entry.code, entry.text.split("\n")[0]);
  };

  maker.named = function (kind, id, code, text) {
    return { kind: kind, kindLabel: this.language.data.kinds[kind], id: id, code: code, text: text };
  };

  maker.made = function (spot, place, others) {
    const match = spot.match;
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
      score: spot.score,
      note: (place && this.language.data.expansions[place.note]) || "",
      others: others,
      more: kind === "term_card" ? besides(entry.text, shown.start) : [],
    };
  };

  /* Of a card, the line to read with the one that is shown: its first one, or what follows it. */
  function besides(text, start) {
    const lines = text.split("\n");
    return start ? lines.slice(0, 1) : lines.slice(1);
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
    const inside = ranges.filter(function (span) { return !place || search.within(span, place); });
    if (!inside.length) return place ? [place.start, place.end] : [0, 0];
    if (match.spoken.length === 1) {
      const start = match.original(match.spoken[0].first)[0];
      return inside.find(function (span) { return span[0] <= start && start < span[1]; }) || inside[0];
    }
    const known = new Map();
    const tells = function (span) {
      const around = search.lineStretch(match.entry.text, span[0]);
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

  /* The sentence around a place within its line, or the part of a long one. */
  search.lineStretch = function (text, place) {
    const at = lineAt(text, place);
    return stretch(at.words, place - at.base).map(function (n) { return n + at.base; });
  };

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
