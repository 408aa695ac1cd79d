/* Matches -> the places that are shown: which of them, in which order, and what stands beside. */
(function (kb) {
  "use strict";

  const search = kb.search;

  /* One for each place, in the order of `scored`; with `kinds` one for each item or entry of these
     kinds, with `code` one for each item that has it. `item` is the item that is the hit, null for
     the innermost one around the words; `made` what was found too and is made from the passage;
     `alike` other items of the kind that was asked for, in the same sentence. */
  search.spots = function (scored, kinds, code) {
    if (code) {
      const having = function (place) { return place.code === code; };
      return flat(scored.map(function (pair) { return pair.match.entry.places.filter(having).map(spotOf(pair.score, pair.match)); }));
    }
    if (kinds.length) return once(flat(scored.map(function (pair) { return ofKinds(pair, kinds); })));
    return once(flat(byPlace(scored).map(grouped)));
  };

  function flat(lists) {
    return [].concat(...lists);
  }

  function spotOf(score, match) {
    return function (item) { return { score: score, match: match, item: item, made: [], alike: [] }; };
  }

  function grouped(group) {
    const match = group[0].match;
    const score = Math.max.apply(null, group.map(function (pair) { return pair.score; }));
    const named = match.entry.places.filter(function (p) { return match.kinds.indexOf(p.kind) >= 0 && fills(match, p); });
    if (named.length) return bySentence(named.map(spotOf(score, match)));
    const spot = spotOf(score, match)(null);
    spot.made = group.slice(1).map(function (pair) { return pair.match; });
    return [spot];
  }

  function ofKinds(pair, kinds) {
    const match = pair.match;
    const make = spotOf(pair.score, match);
    const own = kinds.indexOf(match.entry.kind) >= 0 ? [make(null)] : [];
    return own.concat(match.entry.places.filter(function (p) { return kinds.indexOf(p.kind) >= 0 && fills(match, p); }).map(make));
  }

  /* Every required slot that the passage's text fills, this item fills too; names count for every
     item. */
  function fills(match, place) {
    return match.spoken.every(function (filling) {
      return filling.asked.optional || filling.occurrences.some(function (o) { return search.within(match.original(o), place); });
    });
  }

  search.within = function (span, place) {
    return place.start <= span[0] && span[1] <= place.end;
  };

  /* Items in one sentence as one: the others stand with the first. */
  function bySentence(found) {
    const kept = [];
    let where = "";
    found.forEach(function (spot) {
      const sentence = search.lineStretch(spot.match.entry.text, spot.item.start).join();
      if (kept.length && sentence === where) kept[kept.length - 1].alike.push(spot.item);
      else kept.push(spot);
      where = sentence;
    });
    return kept;
  }

  /* Without what was made several times in the same words. */
  function once(found) {
    const made = new Set();
    return found.filter(function (spot) {
      const entry = spot.match.entry;
      const key = entry.kind + "\n" + entry.text.split("\n", 1)[0];
      const again = search.isDerived(entry.kind) && made.has(key);
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
})(window.XunchaKB);
