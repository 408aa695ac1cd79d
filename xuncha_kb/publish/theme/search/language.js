/* What is known of the ways to ask. Every lookup takes and gives normal forms. */
(function (kb) {
  "use strict";

  const search = kb.search;
  const MOST_VARIANTS = 12;
  const NUMERAL = new RegExp("[0-9]{1,4}|[" + search.DIGITS + "]+", "g");
  const COUNT = new RegExp("^(?:[0-9]+|[" + search.DIGITS + "]+)[个项条种大类点次份]$");
  const UNNAMED = /[xX×某○〇]{2,}|^[xX×某○]/g;
  const UNITS = "一二三四五六七八九";

  search.Language = function (data) {
    const self = this;
    this.data = data;
    this.folding = new search.Folding(data);
    this.variantGroups = data.variants.map(function (forms) { return self.normals(forms); });
    this.others = collectOthers(this);
    this.members = collectMembers(this);
    this.answers = new Map();
    data.answers.forEach(function (entry) {
      self.normals(entry.say).forEach(function (word) { self.answers.set(word, self.normals(entry.means)); });
    });
    this.weak = new Set(this.normals(data.weak_words));
    this.called = collectKinds(this);
    this.roles = collectRoles(this);
    this.longest = Math.max.apply(null, Array.from(this.roles.keys(), function (word) { return word.length; }));
  };

  const language = search.Language.prototype;

  language.normals = function (words) {
    const folding = this.folding;
    return words.map(function (word) { return folding.normal(word); });
  };

  language.phrase = function (normal, typed) {
    return search.phrase(this.folding.strong, normal, typed);
  };

  /* Numbers in words or figures, and without a name left open: 5个/五个, XX局/局. */
  language.respelled = function (text) {
    let named = text.replace(UNNAMED, "");
    if (named.length < 2) named = text;
    const styles = [chinese, chineseLiang, arabic].map(function (style) { return named.replace(NUMERAL, style); });
    return without(search.unique([named].concat(styles)), text);
  };

  /* Other spellings, those with other forms of a word last: 绝/决. A bounded number. */
  language.variants = function (text) {
    const self = this;
    const respelled = this.respelled(text);
    let found = respelled.slice();
    [text].concat(respelled).forEach(function (start) { found = found.concat(self.replaced(start)); });
    return without(search.unique(found), text).slice(0, MOST_VARIANTS);
  };

  language.replaced = function (text) {
    let results = [text];
    this.variantGroups.forEach(function (forms) {
      forms.forEach(function (form) {
        if (text.indexOf(form) < 0) return;
        const more = [];
        results.forEach(function (result) {
          forms.forEach(function (other) {
            if (other !== form && result.indexOf(form) >= 0 && text.indexOf(other) < 0) more.push(search.replaceEvery(result, form, other));
          });
        });
        results = results.concat(more);
      });
    });
    return results.slice(1);
  };

  /* The text cut where the vocabulary knows a part of it, the longest part first. */
  language.pieces = function (text) {
    const pieces = [];
    let plain = 0;
    let place = 0;
    while (place < text.length) {
      const known = this.knownAt(text, place);
      if (!known) {
        place += 1;
        continue;
      }
      if (plain < place) pieces.push({ text: text.slice(plain, place), role: "plain" });
      pieces.push(known);
      place += known.text.length;
      plain = place;
    }
    if (plain < text.length) pieces.push({ text: text.slice(plain), role: "plain" });
    return pieces;
  };

  /* Whether the vocabulary has the text as a word or a phrase. */
  language.knows = function (text) {
    return this.roles.has(text);
  };

  /* Whether the text alone is no content: 情况, 七个. */
  language.isWeak = function (text) {
    return this.weak.has(text) || COUNT.test(text);
  };

  /* The parts of the text that say what it is about. */
  language.content = function (text) {
    return this.pieces(text)
      .filter(function (p) { return p.role !== "question" && p.role !== "kind" && p.text.length > 1 && !this.isWeak(p.text); }, this)
      .map(function (p) { return p.text; });
  };

  /* The kinds of content that people call so. */
  language.kindsCalled = function (text) {
    return this.called.get(text) || [];
  };

  language.knownAt = function (text, place) {
    for (let length = Math.min(this.longest, text.length - place); length > 0; length -= 1) {
      const part = text.substr(place, length);
      if (this.roles.has(part)) return { text: part, role: this.roles.get(part) };
    }
    return null;
  };

  /* The kinds of answer that the way of asking shows. */
  language.wantedKinds = function (text) {
    const self = this;
    const kinds = new Set();
    this.data.intents.concat(this.data.answers).forEach(function (entry) {
      const words = entry.words && entry.words.length ? entry.words : entry.say;
      if (self.normals(words).some(function (word) { return text.indexOf(word) >= 0; })) {
        entry.kinds.forEach(function (kind) { kinds.add(kind); });
      }
    });
    return kinds;
  };

  /* Whom the text wants to talk to, or at which stage of a talk, and what is left of the text;
     null where it asks for something else. */
  language.interview = function (text) {
    const roles = namedIn(text, this.data.roles);
    const stages = namedIn(roles.rest, this.data.stages);
    const asking = this.asking(stages.rest, this.interviewWords(roles.keys.length, stages.keys.length));
    if (!asking.length) return null;
    const rest = asking.reduce(function (left, word) { return search.replaceEvery(left, word, ""); }, stages.rest);
    return { roles: roles.keys, stages: stages.keys, rest: rest };
  };

  /* Whom the text names besides a matter, though it does not ask; null where nobody. */
  language.talk = function (text) {
    const roles = namedIn(text, this.data.roles);
    return roles.keys.length && roles.rest.trim() ? { roles: roles.keys, stages: [], rest: roles.rest } : null;
  };

  /* Those of the words that stand in the text, not only as a part of another word: 谈话 in
     谈话函询. */
  language.asking = function (text, words) {
    const own = this.data.words;
    const longer = this.pieces(text)
      .map(function (piece) { return piece.text; })
      .filter(function (part) { return words.indexOf(part) < 0 && own.indexOf(part) >= 0; });
    return words.filter(function (word) {
      return text.indexOf(word) >= 0 && !longer.some(function (other) { return other.indexOf(word) >= 0; });
    });
  };

  /* The longer ones first. */
  language.interviewWords = function (roles, stages) {
    const data = this.data;
    const words = data.interview_words.concat(roles || stages ? data.interview_nouns : [], stages ? data.stage_words : []);
    return this.normals(words).sort(function (a, b) { return b.length - a.length; });
  };

  /* The roles and the stages in Chinese. */
  language.namesOf = function (interview) {
    const data = this.data;
    const roles = interview.roles.slice().sort().map(function (role) { return data.roles[role][0]; });
    const stages = interview.stages.slice().sort().map(function (stage) { return data.stages[stage][0]; });
    return roles.concat(stages).join("；");
  };

  /* The keys of the longest name that stands in the text, and the text without it. */
  function namedIn(text, names) {
    const found = [];
    Object.keys(names).forEach(function (key) {
      names[key].forEach(function (name) { if (text.indexOf(name) >= 0) found.push({ name: name, key: key }); });
    });
    if (!found.length) return { keys: [], rest: text };
    const longest = found.reduce(function (best, other) {
      const longer = other.name.length - best.name.length;
      return longer > 0 || (longer === 0 && other.name > best.name) ? other : best;
    }).name;
    const keys = found.filter(function (entry) { return entry.name === longest; }).map(function (entry) { return entry.key; });
    return { keys: search.unique(keys), rest: search.replaceEvery(text, longest, "") };
  }

  /* The kinds that a name means: a key, a Chinese label or a part of one. */
  language.kindsNamed = function (name) {
    const labels = this.data.kinds;
    const kinds = Object.keys(labels);
    const exact = kinds.filter(function (kind) { return name.toLowerCase() === kind || name === labels[kind]; });
    return exact.length ? exact : kinds.filter(function (kind) { return labels[kind].indexOf(name) >= 0; });
  };

  language.rolesNamed = function (name) {
    const roles = this.data.roles;
    if (roles[name.toUpperCase()]) return [name.toUpperCase()];
    return Object.keys(roles).filter(function (role) {
      return roles[role].some(function (known) { return known.indexOf(name) >= 0; });
    });
  };

  language.stepLabel = function (key, values) {
    return this.data.steps[key].replace(/\{(\w+)\}/g, function (_, name) { return values && values[name] ? values[name] : ""; });
  };

  /* Synonyms first, then what the vocabulary says a word means. */
  function collectOthers(self) {
    const others = new Map();
    const add = function (key, values) { others.set(key, (others.get(key) || []).concat(values)); };
    const names = self.data.terms.map(function (term) { return term.names; }).filter(function (n) { return n.length > 1; });
    self.data.synonyms.concat(names).forEach(function (group) {
      const same = group.map(function (word) { return { text: self.folding.normal(word), shown: word, related: false, note: "" }; });
      same.forEach(function (word) { add(word.text, same.filter(function (other) { return other !== word; })); });
    });
    self.data.colloquial.forEach(function (entry) {
      const means = entry.means.map(function (word) {
        return { text: self.folding.normal(word), shown: word, related: entry.related, note: entry.note };
      });
      self.normals(entry.say).forEach(function (said) { add(said, means.filter(function (m) { return m.text !== said; })); });
    });
    return others;
  }

  /* The members of every set of points, by its names. */
  function collectMembers(self) {
    const members = new Map();
    self.data.terms.forEach(function (term) {
      self.normals(term.names).forEach(function (name) {
        members.set(name, (members.get(name) || []).concat([self.normals(term.members)]));
      });
    });
    return members;
  }

  /* The kinds of content, by what people call them. */
  function collectKinds(self) {
    const called = new Map();
    Object.keys(self.data.kind_words).forEach(function (kind) {
      self.normals(self.data.kind_words[kind]).forEach(function (word) { called.set(word, (called.get(word) || []).concat(kind)); });
    });
    called.forEach(function (kinds, word) { called.set(word, search.unique(kinds).sort()); });
    return called;
  }

  /* Every part the vocabulary knows; where in several ways, as the last of these. */
  function collectRoles(self) {
    const roles = new Map();
    const add = function (words, role) { words.forEach(function (word) { roles.set(word, role); }); };
    add(self.data.words, "plain");
    add(self.normals(self.data.question_words), "question");
    add(Array.from(self.called.keys()), "kind");
    add(Array.from(self.others.keys()), "known");
    add(Array.from(self.members.keys()), "known");
    add(Array.from(self.answers.keys()), "answer");
    return roles;
  }

  function without(values, value) {
    return values.filter(function (other) { return other !== value; });
  }

  function arabic(said) {
    const value = search.numeral(said);
    return value === null ? said : String(value);
  }

  /* 1-99 as people write them in words; others stay. */
  function chinese(said) {
    const value = /^[0-9]+$/.test(said) ? Number(said) : 0;
    if (value < 1 || value > 99) return said;
    const tens = Math.floor(value / 10);
    const ten = !tens ? "" : tens === 1 ? "十" : UNITS[tens - 1] + "十";
    return ten + (value % 10 ? UNITS[(value % 10) - 1] : "");
  }

  function chineseLiang(said) {
    return said === "2" ? "两" : chinese(said);
  }
})(window.XunchaKB);
