/* A query and its answer: the step, how many places, the hits, or what comes near. */
(function (kb) {
  "use strict";

  const search = kb.search;
  const NEAR = 5;
  const INSTEAD = ["variant", "shorthand", "synonym", "related", "pinyin", "typo"];
  /* Steps that look for something else than what was typed. */

  search.Searcher = function (language, store, words, loading) {
    this.language = language;
    this.store = store;
    this.maker = new search.HitMaker(language, store.head.documents);
    this.answering = new search.Answering(language, store, words, loading);
  };

  const searcher = search.Searcher.prototype;

  /* Never fails on what is typed. */
  searcher.search = async function (text, limit) {
    const query = search.parse(text, this.language.data.filters);
    if (query.empty) return this.result(text, "empty");
    const named = (query.filters.kind || []).map(this.language.kindsNamed, this.language);
    const kinds = search.unique([].concat(...named));
    const scope = this.answering.scope(query, kinds);
    const answer = await this.answering.answer(query, scope);
    if (!answer) return this.nothing(query);
    return this.found(query, answer, search.unique(kinds.concat(answer.kinds)), limit);
  };

  searcher.result = function (text, step, values) {
    const label = this.language.stepLabel(step, values);
    return { query: text, step: step, label: label, total: 0, summary: label, hits: [], notes: [], near: [] };
  };

  searcher.found = function (query, answer, kinds, limit) {
    const code = query.reference ? query.reference.code : "";
    const found = search.spots(answer.scored, kinds, code);
    const step = this.stepOf(query, answer);
    const result = this.result(query.text, step[0], step[1]);
    result.total = answer.total <= answer.scored.length ? found.length : Math.max(answer.total, found.length);
    result.summary = result.total ? result.label + "：" + result.total + " 处" : result.label;
    result.hits = found.slice(0, limit).map(this.maker.hit, this.maker);
    const notes = answer.scored.slice(0, limit).map(function (pair) {
      return pair.match.filled.map(function (filling) { return filling.alternative.note; });
    });
    result.notes = search.unique([].concat(...notes).filter(Boolean));
    return result;
  };

  searcher.stepOf = function (query, answer) {
    if (answer.named) return [answer.kinds.length ? "role" : "title", { named: answer.named }];
    let step = answer.reading.step;
    const best = answer.told;
    if (step === "exact") return [this.exactness(query, best), {}];
    let telling = best.filled.filter(function (f) { return !f.asked.optional; });
    if (!telling.length) telling = best.filled;
    const instead = new Map();
    telling.forEach(function (f) { if (f.alternative.shown) instead.set(f.alternative.shown, f.asked.text); });
    if (!instead.size && INSTEAD.indexOf(step) >= 0) step = "order";
    const used = INSTEAD.indexOf(step) >= 0 ? Array.from(instead.keys()) : telling.map(function (f) { return f.alternative.shown || f.asked.text; });
    const asked = search.unique(Array.from(instead.values()));
    return [step, { used: search.unique(used).join("、"), asked: asked.join("、") }];
  };

  /* "exact" where every term stands in the text as it was typed. */
  searcher.exactness = function (query, best) {
    if (!best.spoken.length) return "kind";
    const folding = this.language.folding;
    const terms = query.terms.map(function (term) { return term.text; });
    if (terms.every(function (term) { return best.entry.text.indexOf(term) >= 0; })) return "exact";
    return terms.some(folding.isTraditional, folding) ? "traditional" : "folded";
  };

  searcher.nothing = async function (query) {
    const asked = query.terms.map(function (term) { return term.text; }).join(" ") || query.text;
    const result = this.result(query.text, "none", { asked: asked });
    result.near = await this.near(query);
    return result;
  };

  /* Places that speak of a part of the query; failing that, what the corpus is about. */
  searcher.near = async function (query) {
    const scored = await this.answering.near(query);
    if (scored.length) return search.spots(scored, [], "").slice(0, NEAR).map(this.maker.hit, this.maker);
    const labels = this.language.data.kinds;
    return this.store.head.topics.map(function (row) {
      const document = row[3] < 0 ? "" : this.store.head.documents[row[3]][0];
      return { text: row[0], kind: row[1], kindLabel: labels[row[1]], id: row[2], document: document, paragraph: row[4], marks: [], code: row[5] };
    }, this);
  };
})(window.XunchaKB);
