/* Which hit comes first: the same numbers as on the command line. */
(function (kb) {
  "use strict";

  const search = kb.search;
  const TOGETHER = 0.3;
  const IN_HEADING = 1.35;
  const KIND_FACTOR = { document: 1.6, checklist: 1.2, checklist_row: 0.6, question: 0.5, role: 0.4, form: 0.5 };
  const PAGES = ["checklist", "form"];
  const PAGE_BODY = 0.6;
  const CARD = 1.8;
  const NEARLY_CARD = 0.9;
  const IN_CARD = 0.4;
  const BY_NAME = 0.6;
  const OPTIONAL = 0.25;
  const WANTED_KIND = 1.6;
  const OWN_FIRST = 1.5;

  search.Ranking = function (average, rarities, wantedKinds) {
    this.average = average;
    this.rarities = rarities;
    this.wantedKinds = wantedKinds;
  };

  const ranking = search.Ranking.prototype;

  /* The share of the query that is filled, by rarity. What must be filled anyway, and what need
     not, do not count. */
  ranking.coverage = function (match, slots) {
    let filled = 0;
    let all = 0;
    slots.forEach(function (slot, i) {
      if (slot.needed || slot.optional) return;
      all += this.rarities[i];
      if (match.fillings[i]) filled += this.rarities[i];
    }, this);
    return filled / (all || 1);
  };

  /* Higher is better; 0 where there are no words to go by. */
  ranking.score = function (match) {
    let score = match.filled.reduce(function (sum, f) { return sum + f.rarity * this.counted(match, f); }.bind(this), 0);
    score *= 1 + TOGETHER * closeness(match);
    score *= placeFactor(match);
    if (match.entry.own) score *= OWN_FIRST;
    return this.isWanted(match) ? score * WANTED_KIND : score;
  };

  ranking.counted = function (match, filling) {
    const weight = filling.alternative.weight * (filling.asked.optional ? OPTIONAL : 1);
    if (!filling.occurrences.length) return weight * BY_NAME;
    return weight * search.saturation(filling.count, match.length, this.average);
  };

  ranking.isWanted = function (match) {
    const wanted = this.wantedKinds;
    return wanted.has(match.entry.kind) || match.entry.places.some(function (place) { return wanted.has(place.kind); });
  };

  /* 0 to 1: how near the words of several slots stand to each other. */
  function closeness(match) {
    if (!match.window || match.spoken.length < 2) return 0;
    const needed = match.spoken.reduce(function (sum, f) { return sum + f.occurrences[0][1] - f.occurrences[0][0]; }, 0);
    const width = match.window[1] - match.window[0];
    return (Math.min(1, needed / width) * match.spoken.length) / match.fillings.length;
  }

  function placeFactor(match) {
    const isCard = match.entry.kind === "term_card";
    if (isCard && namesCard(match)) return CARD;
    if (!match.window) return 1;
    const inHeading = match.original(match.window)[1] <= match.entry.heading;
    if (isCard) return inHeading ? NEARLY_CARD : IN_CARD;
    if (PAGES.indexOf(match.entry.kind) >= 0 && !inHeading) return PAGE_BODY;
    const factor = (KIND_FACTOR[match.entry.kind] || 1) * search.weightOf(match.home);
    return inHeading ? factor * IN_HEADING : factor;
  }

  /* Whether a slot is the name of the card, or another name of it. */
  function namesCard(match) {
    return match.filled.some(function (f) { return match.entry.names.indexOf(f.alternative.choice[0].text) >= 0; });
  }

  /* Best first; equal ones as they stand in the corpus. */
  search.inOrder = function (scored) {
    const rounded = function (pair) { return Math.round(pair.score * 1e6) / 1e6; };
    return scored.sort(function (a, b) {
      const one = a.match.entry;
      const other = b.match.entry;
      return rounded(b) - rounded(a) || compare(one.document, other.document) || one.first - other.first || one.order - other.order || compare(one.key, other.key);
    });
  };

  function compare(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
  }
})(window.XunchaKB);
