/* Words that sound or look like what was typed: all words of the texts in one string, one a line,
   the most frequent first. */
(function (kb) {
  "use strict";

  const search = kb.search;
  const MOST = 8;
  const LONGEST_PINYIN = 24;
  const SHORTEST_WITH_ERROR = 3;

  search.Lexicon = function (words, syllables) {
    this.lines = "\n" + search.unique(words).join("\n") + "\n";
    this.syllables = syllables;
    this.byInitial = {};
    Object.keys(syllables).forEach(function (syllable) {
      this.byInitial[syllable[0]] = (this.byInitial[syllable[0]] || "") + syllables[syllable];
    }, this);
  };

  const lexicon = search.Lexicon.prototype;

  /* Words that are spelled so in pinyin, then those whose initials are the letters. */
  lexicon.byPinyin = function (letters) {
    let found = [];
    splitPinyin(letters.slice(0, LONGEST_PINYIN), this.syllables).forEach(function (way) {
      if (way.length > 1 || letters.length > 3) {
        found = found.concat(this.matching(way.map(function (syllable) { return this.syllables[syllable] || ""; }, this)));
      }
    }, this);
    if (!found.length && letters.length > 1) {
      found = this.matching(Array.from(letters, function (letter) { return this.byInitial[letter] || ""; }, this));
    }
    return search.unique(found).slice(0, MOST);
  };

  /* Words that sound like the word, then those with one character more, less or other. */
  lexicon.alike = function (word) {
    let found = this.matching(Array.from(word, this.soundClass, this));
    if (word.length >= SHORTEST_WITH_ERROR) found = found.concat(this.oneError(word));
    return search.unique(found).filter(function (other) { return other !== word; }).slice(0, MOST);
  };

  lexicon.matching = function (classes) {
    if (!classes.every(Boolean)) return [];
    const pattern = classes.map(function (c) { return c.length > 1 ? "[" + c + "]" : escaped(c); }).join("");
    return this.lookUp(pattern, MOST);
  };

  lexicon.lookUp = function (pattern, most) {
    const found = [];
    const line = new RegExp("\n(" + pattern + ")(?=\n)", "g");
    for (let match = line.exec(this.lines); match && found.length < most; match = line.exec(this.lines)) found.push(match[1]);
    return found;
  };

  /* An error leaves the first half or the second half of a word as it is, or what is around its
     middle: words with one of these are looked at. */
  lexicon.oneError = function (word) {
    const half = Math.floor(word.length / 2);
    const ends = [[word.slice(0, half), ""], ["", word.slice(half)], [word.slice(0, half - 1), word.slice(half + 1)]];
    return ends.reduce(function (found, end) {
      const near = this.lookUp(escaped(end[0]) + ".*" + escaped(end[1]), Infinity);
      return found.concat(near.filter(function (other) { return isOneError(word, other); }));
    }.bind(this), []);
  };

  /* The characters that sound like a character; itself where its sound is unknown. */
  lexicon.soundClass = function (character) {
    const found = Object.keys(this.syllables).map(function (syllable) { return this.syllables[syllable]; }, this)
      .filter(function (characters) { return characters.indexOf(character) >= 0; });
    return found.join("") || character;
  };

  /* Whether one character is another, too many, missing, or two neighbours are exchanged. A short
     word with one missing is too little to go by. */
  function isOneError(word, other) {
    if (Math.abs(word.length - other.length) > 1 || word === other) return false;
    if (other.length < word.length && word.length <= SHORTEST_WITH_ERROR) return false;
    let start = 0;
    while (start < word.length && word[start] === other[start]) start += 1;
    let end = 0;
    while (end < Math.min(word.length, other.length) - start && word[word.length - 1 - end] === other[other.length - 1 - end]) end += 1;
    const left = word.slice(start, word.length - end);
    const right = other.slice(start, other.length - end);
    return Math.max(left.length, right.length) <= 1 || (left.length === 2 && left === right[1] + right[0]);
  }

  /* Every way to read the letters as syllables, longer ones first. */
  function splitPinyin(letters, syllables) {
    if (!letters) return [[]];
    let ways = [];
    for (let length = Math.min(6, letters.length); length > 0; length -= 1) {
      const head = letters.slice(0, length);
      if (!syllables[head]) continue;
      ways = ways.concat(splitPinyin(letters.slice(length), syllables).map(function (rest) { return [head].concat(rest); }));
    }
    return ways;
  }

  function escaped(text) {
    return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  }
})(window.XunchaKB);
