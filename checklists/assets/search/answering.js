/* From a query to the matches that answer it. */
(function (kb) {
  "use strict";

  const search = kb.search;
  const SAME_MEANING = ["variant", "asked", "shorthand", "synonym", "related"];
  const POOL = 200;
  const PAGES = ["checklist", "form"];
  const MADE = ["question", "checklist_row", "role"];
  const INTERVIEW = ["role", "question"];

  /* `loading.need(name)` gives a promise for data, `loading.pause()` one for a breath of the page
     where it is due. */
  search.Answering = function (language, store, words, loading) {
    this.language = language;
    this.store = store;
    this.words = words;
    this.loading = loading;
    this.documents = store.head.documents;
    this.titles = this.documents.map(function (d) { return [d[0], language.folding.normal(d[1])]; });
  };

  const answering = search.Answering.prototype;

  /* What hits must have, and must not have; a filter that names nothing lets nothing through. */
  answering.scope = function (query, kinds) {
    const filters = query.filters;
    const language = this.language;
    const facets = [];
    if (kinds.length || filters.kind) facets.push(tokens("kind", kinds));
    if (filters.doc) facets.push(tokens("doc", this.named(filters.doc)));
    if (filters.role) {
      facets.push(tokens("role", [].concat(...filters.role.map(language.rolesNamed, language))));
    }
    if (filters.focus) facets.push(tokens("focus", filters.focus.map(function (code) { return code.trim().toUpperCase(); })));
    return {
      facets: facets,
      excluded: language.normals(query.excluded).filter(Boolean),
      wantedKinds: language.wantedKinds(language.folding.normal(query.text)),
      filtered: kinds.length > 0,
    };
  };

  function tokens(name, values) {
    return values.map(function (value) { return name + ":" + value; });
  }

  function narrowed(scope, more) {
    return Object.assign({}, scope, { facets: scope.facets.concat(more) });
  }

  /* null where the texts say nothing of it. */
  answering.answer = async function (query, scope) {
    if (query.reference) {
      const place = await this.byReference(query, scope);
      if (place || !query.reference.loose) return place;
    }
    if (!query.terms.length) return this.attempt(search.reading("kind", []), scope);
    const named = (await this.byRole(query, scope)) || (await this.byMadeKind(query, scope)) || (await this.byTitle(query, scope, search.findTitle));
    if (named) return named;
    const climbed = await this.climb(query.terms, scope);
    if (!climbed || climbed.reading.enough < 1 || onlyMade(climbed)) {
      return (await this.byTitle(query, scope, search.findShortName)) || climbed || this.byTalk(query, scope);
    }
    return climbed;
  };

  /* Where it is asked what to ask somebody, or what to say at a stage of a talk: the questions for
     that; of these those on the rest of what was typed, where there are any. */
  answering.byRole = async function (query, scope) {
    const asked = this.language.interview(this.typed(query));
    if (!asked || scope.filtered) return null;
    const facets = [tokens("kind", INTERVIEW)];
    if (asked.roles.length) facets.push(tokens("role", asked.roles));
    if (asked.stages.length) facets.push(tokens("stage", asked.stages));
    const inner = Object.assign(narrowed(scope, facets), { filtered: true });
    const rest = terms(this.language.content(asked.rest));
    const named = asked.roles.length + asked.stages.length > 0;
    let answer = rest.length ? await this.climb(rest, inner) : null;
    if (!answer && named) answer = await this.attempt(search.reading("role", []), inner);
    if (!answer) return null;
    return Object.assign({}, answer, { kinds: INTERVIEW, named: named ? this.language.namesOf(asked) : answer.named });
  };

  /* Where somebody is named besides a matter and the texts say nothing of both (校长 食堂): what to
     ask that person about it. */
  answering.byTalk = async function (query, scope) {
    const asked = this.language.talk(this.typed(query));
    if (!asked || scope.filtered || query.terms.some(function (term) { return term.exact; })) return null;
    const inner = Object.assign(narrowed(scope, [tokens("kind", INTERVIEW), tokens("role", asked.roles)]), { filtered: true });
    const rest = terms(this.language.content(asked.rest));
    const answer = rest.length ? await this.climb(rest, inner) : null;
    if (!answer || answer.reading.loose) return null;
    return Object.assign({}, answer, { kinds: INTERVIEW, named: this.language.namesOf(asked) });
  };

  /* Where something made from the texts is asked for, such as materials: what of it is on the
     rest of what was typed. */
  answering.byMadeKind = async function (query, scope) {
    const language = this.language;
    const parts = language.pieces(this.typed(query)).map(function (p) { return p.text; });
    const named = parts.filter(function (text) { return language.kindsCalled(text).some(search.isDerived); });
    const others = parts.filter(function (text) { return named.indexOf(text) < 0; });
    const rest = terms([].concat(...others.map(language.content, language)));
    const exact = query.terms.some(function (term) { return term.exact; });
    if (!named.length || !rest.length || scope.filtered || exact) return null;
    const inner = Object.assign(narrowed(scope, [tokens("called", named)]), { filtered: true });
    const answer = await this.climb(rest, inner);
    const kinds = search.DERIVED.filter(function (kind) {
      return named.every(function (text) { return language.kindsCalled(text).indexOf(kind) >= 0; });
    });
    return answer ? Object.assign({}, answer, { kinds: kinds }) : null;
  };

  answering.typed = function (query) {
    return this.language.folding.normal(query.terms.map(function (term) { return term.text; }).join(" "));
  };

  function terms(texts) {
    return texts.map(function (text) { return { text: text, exact: false }; });
  }

  /* The place itself; where there is none, only what is written just so. */
  answering.byReference = async function (query, scope) {
    const reference = query.reference;
    const facets = [reference.code ? tokens("code", [reference.code]) : tokens("article", [reference.article])];
    if (reference.title) facets.push(tokens("doc", this.named([reference.title])));
    return (await this.attempt(search.reading("reference", []), narrowed(scope, facets))) || this.attempt(this.ladder(query.terms).exact(), scope);
  };

  /* The ids of the documents that one of the names means. */
  answering.named = function (names) {
    const found = names.map(function (name) {
      if (this.documents.some(function (d) { return d[0] === name; })) return [name];
      return search.namedSo(this.language.folding.normal(name), this.titles);
    }, this);
    return [].concat(...found);
  };

  /* Where a document is named besides other words: those words in that document. */
  answering.byTitle = async function (query, scope, find) {
    const endings = this.language.data.title_endings;
    for (let number = 0; number < query.terms.length; number += 1) {
      const term = query.terms[number];
      const named = term.exact ? null : find(this.language.folding.normal(term.text), this.titles, endings);
      if (!named) continue;
      const rest = query.terms.slice();
      rest.splice(number, 1, ...named.rest.map(function (text) { return { text: text, exact: false }; }));
      const inner = narrowed(scope, [tokens("doc", named.documents)]);
      const answer = rest.length ? await this.climb(rest, inner) : null;
      if (answer && answer.reading.enough >= 1) return Object.assign({}, answer, { named: named.name });
    }
    return null;
  };

  /* The first reading that finds something in the texts. Where an earlier one found what is made
     from texts only, the texts may mean the same in other words: both together then. */
  answering.climb = async function (asked, scope) {
    let made = null;
    for (const reading of this.ladder(asked).readings()) {
      if (typeof reading === "string") {
        await this.loading.need(reading);
        continue;
      }
      if (made && (reading.loose || SAME_MEANING.indexOf(reading.step) < 0)) continue;
      const answer = await this.attempt(reading, scope);
      if (!answer) continue;
      if (scope.filtered || answer.scored.some(speaks)) return together(made, answer);
      if (!made && answer.scored.some(isFull)) made = answer;
    }
    return made;
  };

  answering.ladder = function (terms) {
    return new search.Ladder(terms, this.language, this.store, this.words);
  };

  /* Places, not what is made from them, that have any of the words. */
  answering.near = async function (query) {
    await this.loading.need("lexicon");
    await this.loading.need("dictionary");
    const reading = this.ladder(query.terms).loosest();
    const wanted = this.language.wantedKinds(this.language.folding.normal(query.text));
    const scope = { facets: [], excluded: [], wantedKinds: wanted, filtered: false };
    const answer = reading.slots.length ? await this.attempt(reading, scope) : null;
    const found = answer ? answer.scored.filter(function (pair) { return MADE.indexOf(pair.match.entry.kind) < 0; }) : [];
    const told = function (pair) { return pair.match.filled.reduce(function (sum, f) { return sum + f.rarity; }, 0); };
    return found.sort(function (a, b) { return told(b) - told(a); });
  };

  /* What a reading finds; null for nothing. */
  answering.attempt = async function (reading, scope) {
    await this.loading.pause();
    if (scope.facets.length) await this.loading.need("facets");
    const store = this.store;
    const slots = reading.slots.map(search.choices);
    for (const slot of slots) {
      store.slot(slot, this.words);
      await this.loading.pause();
    }
    const required = slots.filter(function (_, i) { return !reading.slots[i].optional; });
    const excluded = scope.excluded.map(function (text) { return this.language.phrase(text); }, this);
    const wanted = { slots: required, excluded: excluded, facets: scope.facets, enough: reading.enough };
    const found = store.find(wanted, POOL, this.words);
    if (!found.rows.length) return null;
    await this.loading.pause();
    const rarities = slots.map(function (slot) { return search.rarity(store.slot(slot, this.words).rows.length, store.size); }, this);
    const ranking = new search.Ranking(store.average, rarities, scope.wantedKinds);
    const scored = [];
    for (const row of found.rows) {
      const entry = store.entry(row);
      if (search.holds(entry, excluded, store)) continue;
      const match = new search.Match(entry, reading.slots, rarities, store);
      if (holdsUp(match, reading, ranking)) scored.push({ score: ranking.score(match), match: match });
      await this.loading.pause();
    }
    const total = found.total - (found.rows.length - scored.length);
    if (!scored.length) return null;
    search.inOrder(scored);
    return { reading: reading, scored: scored, total: total, told: told(scored), named: "", kinds: [] };
  };

  function holdsUp(match, reading, ranking) {
    const fills = function (slot, i) { return match.fillings[i] || slot.optional; };
    const needed = reading.slots.filter(function (slot) { return slot.needed; });
    const unfilled = reading.slots.some(function (slot, i) { return slot.needed && !match.fillings[i]; });
    if (needed.length && (search.isDerived(match.entry.kind) || unfilled)) return false;
    if (reading.enough >= 1) return reading.slots.every(fills);
    return match.filled.length > 0 && ranking.coverage(match, reading.slots) >= reading.enough;
  }

  /* Whether it answers by itself: a place in a text, or a whole page that was named. */
  function speaks(pair) {
    const kind = pair.match.entry.kind;
    return !search.isDerived(kind) || (PAGES.indexOf(kind) >= 0 && pair.match.spoken.length > 0);
  }

  /* Whether no text says it, only what is made from texts. */
  function onlyMade(answer) {
    return answer.scored.every(function (pair) { return search.isDerived(pair.match.entry.kind); });
  }

  /* Whether it has the words with little content too. */
  function isFull(pair) {
    return pair.match.fillings.every(Boolean);
  }

  /* The match that the step is told by: the best one of a text. */
  function told(scored) {
    const matches = scored.map(function (pair) { return pair.match; });
    return (
      matches.find(function (m) { return !search.isDerived(m.entry.kind); }) ||
      matches.find(function (m) { return m.entry.kind !== "term_card"; }) ||
      matches[0]
    );
  }

  function together(made, answer) {
    if (!made) return answer;
    const known = new Set(made.scored.map(function (pair) { return pair.match.entry.key; }));
    const rest = answer.scored.filter(function (pair) { return !known.has(pair.match.entry.key); });
    const doubled = answer.scored.length - rest.length;
    const scored = search.inOrder(made.scored.concat(rest));
    return Object.assign({}, answer, { scored: scored, total: answer.total + made.scored.length - doubled });
  }
})(window.XunchaKB);
