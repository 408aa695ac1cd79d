/* Words of a query, cut as the index of the command line was cut. */
(function (kb) {
  "use strict";

  const search = kb.search;
  const KEPT_BLOCKS = 20000;
  const MOST_CUT = 1500;
  /* Places that are cut to tell a word from a phrase; where there are more, every phrase counts. */

  search.Words = function (language, store) {
    this.language = language;
    this.store = store;
    this.segmenter = null;
    this.lexicon = null;
    this.cutBlocks = new Map();
  };

  const words = search.Words.prototype;

  /* The words of the text, two characters at least; `fine` for the shortest ones that make it up.
     The text itself where there are none. */
  words.cut = function (text, fine) {
    let found = this.segmenter.cut(text);
    if (fine) found = found.reduce(function (all, word) { return all.concat(this.parts(word)); }.bind(this), []);
    found = found.filter(function (word) { return word.length > 1; });
    return found.length ? found : [text];
  };

  /* The shorter words that a word is made of without a rest; itself where there are none. */
  words.parts = function (word) {
    const inside = search.unique(this.segmenter.words(word)).filter(function (part) { return part !== word; }).sort(shorterFirst);
    const parts = [];
    let rest = word;
    while (rest) {
      const part = inside.find(function (w) { return rest.startsWith(w); });
      if (!part) return [word];
      parts.push(part);
      rest = rest.slice(part.length);
    }
    return parts;
  };

  function shorterFirst(a, b) {
    return a.length - b.length;
  }

  /* To be looked up as a word where the texts have it as one, else as a phrase. */
  words.atom = function (word) {
    const atom = { text: word, word: true, strict: word.length <= search.SHORT };
    return this.store.slot([[atom]], this).rows.length ? atom : Object.assign({}, atom, { word: false });
  };

  /* Of the rows that have the phrase, those where it is cut as a word. */
  words.having = function (atom, found) {
    const places = found.counts.reduce(function (sum, count) { return sum + count; }, 0);
    if (places > MOST_CUT) return found;
    const rows = [];
    const counts = [];
    found.rows.forEach(function (row) {
      const count = this.segmenter.blocks(this.store.textOf(row)).reduce(function (sum, block) {
        return block.indexOf(atom.text) < 0 ? sum : sum + (this.cutBlock(block).get(atom.text) || 0);
      }.bind(this), 0);
      if (!count) return;
      rows.push(row);
      counts.push(count);
    }, this);
    return { rows: rows, counts: counts };
  };

  /* How often each word stands in a stretch of text that is cut by itself. */
  words.cutBlock = function (block) {
    let counts = this.cutBlocks.get(block);
    if (!counts) {
      counts = new Map();
      this.segmenter.words(block).forEach(function (word) { counts.set(word, (counts.get(word) || 0) + 1); });
      if (this.cutBlocks.size > KEPT_BLOCKS) this.cutBlocks.clear();
      this.cutBlocks.set(block, counts);
    }
    return counts;
  };
})(window.XunchaKB);
