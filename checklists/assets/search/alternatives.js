/* What else a text may be found by: other spellings, members, synonyms, near words. */
(function (kb) {
  "use strict";

  const search = kb.search;
  const VARIANT = (search.VARIANT = 0.95);
  const SAME = 0.8;
  const RELATED = 0.6;
  const NEAR = 0.7;
  const LONGEST = 8;
  const MOST_OTHERS = 12;
  const LETTERS = (search.LETTERS = /^[A-Za-z]+$/);

  function alternative(choice, weight, shown, note) {
    return { choice: choice, weight: weight, shown: shown || "", note: note || "" };
  }
  search.alternative = alternative;

  /* The ways; each takes a text in normal form and gives alternatives. */
  search.alternatives = function (language, words) {
    function spelled(forms) {
      return forms.map(function (form) { return alternative([language.phrase(form)], VARIANT, form); });
    }

    /* All of them; single characters only next to each other. */
    function phrases(members) {
      const single = members.some(function (member) { return member.length === 1; });
      return (single ? [members.join("")] : members).map(function (text) { return language.phrase(text); });
    }

    function others(text, related) {
      return (language.others.get(text) || [])
        .filter(function (other) { return other.related === related; })
        .map(function (other) { return alternative([language.phrase(other.text)], related ? RELATED : SAME, other.shown, other.note); });
    }

    /* The words, then what else they may be called. */
    function near(found) {
      const own = found.map(function (word) { return alternative([language.phrase(word)], NEAR, word); });
      const more = [].concat(...found.map(function (word) {
        return [].concat(...by.anyWording.map(function (way) { return way(word); })).map(function (other) {
          return Object.assign({}, other, { weight: other.weight * NEAR, shown: word + "（" + other.shown + "）" });
        });
      }));
      more.sort(function (a, b) { return b.weight - a.weight; });
      return own.concat(more.slice(0, MOST_OTHERS));
    }

    const by = {
      respelled: function (text) { return spelled(language.respelled(text)); },
      variants: function (text) { return spelled(language.variants(text)); },
      members: function (text) {
        return (language.members.get(text) || []).map(function (members) {
          return alternative(phrases(members), SAME, members.join("、"));
        });
      },
      same: function (text) { return others(text, false); },
      related: function (text) { return others(text, true); },
      byPinyin: function (text) { return LETTERS.test(text) ? near(words.lexicon.byPinyin(text)) : []; },
      alike: function (text) { return text.length <= LONGEST ? near(words.lexicon.alike(text)) : []; },
    };
    by.anyWording = [by.variants, by.members, by.same, by.related];
    return by;
  };
})(window.XunchaKB);
