/* How a query is tried: from what was typed to what may have been meant, one step at a time.
   The steps and their order are those of the command line. */
(function (kb) {
  "use strict";

  const search = kb.search;
  const LONG = 3;
  const SEVERAL = 3;
  const ENOUGH = 0.5;

  search.Ladder = function (terms, language, store, words) {
    this.terms = terms;
    this.language = language;
    this.store = store;
    this.words = words;
    this.by = search.alternatives(language, words);
    this.joined = this.join();
    this.lossy = this.isLossy();
  };

  const ladder = search.Ladder.prototype;

  /* `enough`: the share of the slots that must be filled; `loose`: what was typed together may
     stand apart. */
  function reading(step, slots, loose, enough) {
    return { step: step, slots: slots, loose: Boolean(loose), enough: enough === undefined ? 1 : enough };
  }
  search.reading = reading;

  /* Readings step by step; what a step does not change is not tried again, and what a step leaves
     with no content is not tried at all. A string among them names data that the following steps
     need. */
  ladder.readings = function* () {
    const tried = new Set();
    for (const next of this.all()) {
      if (typeof next === "string") {
        yield next;
        continue;
      }
      const key = JSON.stringify([next.slots, next.enough]);
      if (tried.has(key) || !this.saysSomething(next)) continue;
      tried.add(key);
      yield next;
    }
  };

  /* Words with little content are enough only where they are all there is. */
  ladder.saysSomething = function (next) {
    if (next.step === "exact" || !(next.loose || this.lossy)) return next.slots.length > 0;
    return next.slots.some(function (slot) { return !this.language.isWeak(slot.text); }, this);
  };

  /* Whether characters are left over when what was typed is taken apart. */
  ladder.isLossy = function () {
    const pieces = [].concat(...this.terms.map(function (term) { return this.language.pieces(this.normal(term.text)); }, this));
    return pieces.some(function (p) { return p.role === "plain" && p.text.length === 1 && !this.language.isWeak(p.text); }, this);
  };

  /* The terms; neighbours as one where the vocabulary knows them as one: 党组 书记. */
  ladder.join = function () {
    const joined = [];
    this.terms.forEach(function (term) {
      const last = joined[joined.length - 1];
      if (last && !last.exact && !term.exact && this.language.knows(this.normal(last.text + term.text))) {
        joined[joined.length - 1] = { text: last.text + term.text, exact: false };
      } else joined.push(term);
    }, this);
    return joined;
  };

  /* The words as typed. */
  ladder.exact = function () {
    return reading("exact", this.typed());
  };

  ladder.all = function* () {
    yield this.exact();
    if (this.terms.every(function (term) { return term.exact; })) return;
    yield reading("variant", this.typed(this.by.respelled));
    yield reading("variant", this.typed(this.by.variants));
    for (const kinds of [true, false]) yield reading(this.cutting(kinds), this.pieces(kinds, this.by.variants));
    for (const kinds of [true, false]) {
      yield reading("shorthand", this.pieces(kinds, this.by.variants, this.by.members));
      yield reading("synonym", this.pieces(kinds, this.by.variants, this.by.members, this.by.same));
    }
    yield "lexicon";
    if (this.terms.some(function (term) { return search.LETTERS.test(term.text); })) yield reading("pinyin", this.typed(this.by.byPinyin));
    yield reading("typo", this.mended(this.typed(this.by.variants), LONG));
    yield "dictionary";
    yield* this.byWords();
    const words = this.wordSlots(true, false, ...this.by.anyWording);
    yield reading("typo", this.mended(this.typed(this.by.variants), 2));
    yield reading("typo", this.mended(words, 2), true);
    if (words.filter(function (word) { return !word.optional && !word.needed; }).length >= SEVERAL) {
      yield reading("some", this.mended(words, LONG), true, ENOUGH);
    }
  };

  ladder.byWords = function* () {
    for (const fine of [false, true]) {
      for (const kinds of [true, false]) {
        yield reading("order", this.wordSlots(fine, kinds, this.by.variants), true);
        yield reading("synonym", this.wordSlots(fine, kinds, this.by.variants, this.by.members, this.by.same), true);
      }
    }
    for (const kinds of [true, false]) yield reading("related", this.pieces(kinds, ...this.by.anyWording));
    yield reading("related", this.wordSlots(true, false, ...this.by.anyWording), true);
  };

  /* Any of the words, in any wording. */
  ladder.loosest = function () {
    const words = this.wordSlots(true, false, ...this.by.anyWording);
    return reading("some", words.filter(function (slot) { return !slot.needed; }), false, 0);
  };

  ladder.normal = function (text) {
    return this.language.folding.normal(text);
  };

  /* A slot for each term. */
  ladder.typed = function (...widen) {
    return this.terms
      .filter(function (term) { return this.normal(term.text); }, this)
      .map(function (term) { return this.slot(this.normal(term.text), term.exact ? [] : widen, term.text); }, this);
  };

  ladder.typedExactly = function (term) {
    const text = this.normal(term.text);
    return text ? [this.slot(text, [], term.text)] : [];
  };

  ladder.slot = function (text, widen, typed) {
    const own = search.alternative([this.language.phrase(text, typed)], 1);
    const others = widen.reduce(function (all, way) { return all.concat(way(text)); }, []);
    others.sort(function (a, b) { return b.weight - a.weight; });
    return asked(text, search.unique([own].concat(others)), this.language.kindsCalled(text));
  };

  function asked(text, alternatives, kinds) {
    return { text: text, alternatives: alternatives, needed: false, optional: false, kinds: kinds || [] };
  }

  function changed(slot, values) {
    return Object.assign({}, slot, values);
  }

  /* A slot for each part that has content; names of kinds of content only with `kinds`. */
  ladder.pieces = function (kinds, ...widen) {
    const slots = this.parts(kinds).map(function (part) {
      if (part.exact) return this.typedExactly(part);
      return part.role === "answer" ? [this.answer(part.text)] : [this.slot(part.text, widen)];
    }, this);
    return this.withOptional([].concat(...slots));
  };

  /* "asked" where taking the query apart leaves something out, else "order". */
  ladder.cutting = function (kinds) {
    const size = function (parts) {
      return parts.reduce(function (sum, part) { return sum + this.normal(part.text).length; }.bind(this), 0);
    }.bind(this);
    return size(this.parts(kinds)) < size(this.terms) ? "asked" : "order";
  };

  ladder.parts = function (kinds) {
    const language = this.language;
    const found = this.joined.map(function (term) { return term.exact ? [term] : language.pieces(this.normal(term.text)); }, this);
    const content = [].concat(...found).filter(function (p) { return p.exact || (p.role !== "question" && p.text.length > 1); });
    const others = content.filter(function (p) { return p.exact || p.role !== "kind"; });
    const telling = others.some(function (p) { return !language.isWeak(p.text); });
    return telling && !kinds ? others : content;
  };

  ladder.answer = function (text) {
    const means = (this.language.answers.get(text) || []).map(function (m) {
      return search.alternative([this.language.phrase(m)], search.VARIANT, m);
    }, this);
    return changed(asked(text, [search.alternative([this.language.phrase(text)], 1)].concat(means)), { needed: true });
  };

  /* A slot for each word; a part that the vocabulary knows stays together where it has other
     wordings. */
  ladder.wordSlots = function (fine, kinds, ...widen) {
    const found = this.parts(kinds).map(function (part) {
      if (part.exact) return this.typedExactly(part);
      if (part.role === "answer") return [this.answer(part.text)];
      if (part.role === "kind" && kinds) return [this.slot(part.text, widen)];
      if (part.role !== "plain") return [this.known(part.text, fine, widen)];
      return this.words.cut(part.text, fine).map(function (word) { return this.wordSlot(word, widen); }, this);
    }, this);
    return this.withOptional([].concat(...found));
  };

  /* Words with little content are not required beside others. */
  ladder.withOptional = function (slots) {
    const weak = slots.map(function (slot) { return !slot.needed && this.language.isWeak(slot.text); }, this);
    if (weak.every(Boolean)) return search.unique(slots);
    return search.unique(slots.map(function (slot, i) { return changed(slot, { optional: weak[i] }); }));
  };

  ladder.wordSlot = function (word, widen) {
    const slot = this.slot(word, widen);
    return changed(slot, { alternatives: [search.alternative([this.words.atom(word)], 1)].concat(slot.alternatives.slice(1)) });
  };

  ladder.known = function (text, fine, widen) {
    const slot = this.slot(text, widen);
    const inside = this.words.cut(text, fine).map(this.words.atom, this.words);
    const own = slot.alternatives.slice(0, 1);
    if (inside.length > 1) own.push(search.alternative(inside, search.VARIANT));
    return changed(slot, { alternatives: own.concat(slot.alternatives.slice(1)) });
  };

  /* Near words for the slots that nothing fills, those of `shortest` characters or more. */
  ladder.mended = function (slots, shortest) {
    return slots.map(function (slot) {
      if (slot.text.length < shortest || this.isKnown(slot)) return slot;
      return changed(slot, { alternatives: slot.alternatives.concat(this.by.alike(slot.text)) });
    }, this);
  };

  /* To the vocabulary or to the texts: then it is no mistake. */
  ladder.isKnown = function (slot) {
    return this.language.knows(slot.text) || this.store.slot(search.choices(slot), this.words).rows.length > 0;
  };

  search.choices = function (slot) {
    return slot.alternatives.map(function (one) { return one.choice; });
  };
})(window.XunchaKB);
