/* What counts as the same writing: width, case, traditional characters and punctuation.
   The normal form of a text is each character folded to one other, then letters and digits only. */
(function (kb) {
  "use strict";

  const search = (kb.search = kb.search || {});
  const WORDS = /[\p{L}\p{N}]+/gu;
  const NO_WORD = /[^\p{L}\p{N}]+/gu;
  const LATIN_END = 0x530;
  const MOST_AT_ONCE = 8192;
  const WORD = 1;
  const STRONG = 2;
  const HALF = 3;

  search.SHORT = 3;
  /* So many characters make a word short: it does not reach across a strong mark. */

  search.Folding = function (data) {
    this.strong = new Set(data.strong_marks);
    this.codes = foldedCodes(data.fold);
    this.classes = classesOf(this.codes, this.strong);
  };

  const folding = search.Folding.prototype;

  /* As long as the text. */
  folding.fold = function (text) {
    const out = new Uint16Array(text.length);
    for (let i = 0; i < out.length; i += 1) out[i] = this.codes[text.charCodeAt(i)];
    let folded = "";
    for (let i = 0; i < out.length; i += MOST_AT_ONCE) folded += String.fromCharCode.apply(null, out.subarray(i, i + MOST_AT_ONCE));
    return folded;
  };

  folding.normal = function (text) {
    return this.fold(text).replace(NO_WORD, "");
  };

  /* Whether a character is folded to another Chinese one. */
  folding.isTraditional = function (text) {
    const folded = this.fold(text);
    return Array.prototype.some.call(text, function (c, i) { return c >= "\u2e80" && folded[i] >= "\u2e80" && folded[i] !== c; });
  };

  /* Where each character of the normal form of the text stands in it. */
  folding.offsets = function (text) {
    const found = [];
    const folded = this.fold(text);
    WORDS.lastIndex = 0;
    for (let run = WORDS.exec(folded); run; run = WORDS.exec(folded)) {
      for (let i = 0; i < run[0].length; i += 1) found.push(run.index + i);
    }
    return found;
  };

  /* Writes the normal form of text[start:end] into `out` from `at` on and adds to `breaks` the
     places before which the original has a strong mark; gives the place after the last one. */
  folding.write = function (text, start, end, out, at, breaks) {
    const codes = this.codes;
    const classes = this.classes;
    const first = at;
    let marked = false;
    for (let i = start; i < end; i += 1) {
      const code = codes[text.charCodeAt(i)];
      const kind = classes[code];
      if (kind === WORD || (kind === HALF && isLetterPair(text, i))) {
        if (marked && at > first) breaks.push(at);
        marked = false;
        out[at] = code;
        at += 1;
      } else if (kind === STRONG) marked = true;
    }
    return at;
  };

  function isLetterPair(text, place) {
    const high = text.charCodeAt(place) < 0xdc00 ? place : place - 1;
    return new RegExp(WORDS.source, "u").test(text.substr(high, 2));
  }

  function foldedCodes(fold) {
    const codes = new Uint16Array(65536);
    for (let code = 0; code < 65536; code += 1) codes[code] = code;
    for (let code = 0x41; code < LATIN_END; code += 1) {
      const lower = String.fromCharCode(code).toLowerCase();
      if (lower.length === 1) codes[code] = lower.charCodeAt(0);
    }
    for (let i = 0; i < fold.from.length; i += 1) codes[fold.from.charCodeAt(i)] = fold.to.charCodeAt(i);
    return codes;
  }

  function classesOf(codes, strong) {
    const classes = new Uint8Array(65536);
    const all = Array.from({ length: 0xd800 }, function (_, code) { return String.fromCharCode(code); }).join("");
    const rest = Array.from({ length: 0x2000 }, function (_, code) { return String.fromCharCode(0xe000 + code); }).join("");
    mark(all, 0);
    mark(rest, 0xe000);
    classes.fill(HALF, 0xd800, 0xe000);
    strong.forEach(function (c) { classes[codes[c.charCodeAt(0)]] = STRONG; });
    return classes;

    function mark(text, base) {
      WORDS.lastIndex = 0;
      for (let run = WORDS.exec(text); run; run = WORDS.exec(text)) {
        classes.fill(WORD, base + run.index, base + run.index + run[0].length);
      }
    }
  }

  /* The phrase, in normal form; a short one must stand between two strong marks, unless it was
     typed with one inside. */
  search.phrase = function (strong, normal, typed) {
    const inner = stripped(typed || "", strong);
    const marked = Array.prototype.some.call(inner, function (c) { return strong.has(c); });
    return { text: normal, word: false, strict: normal.length <= search.SHORT && !marked };
  };

  function stripped(text, marks) {
    let start = 0;
    let end = text.length;
    while (start < end && marks.has(text[start])) start += 1;
    while (end > start && marks.has(text[end - 1])) end -= 1;
    return text.slice(start, end);
  }
})(window.XunchaKB);
