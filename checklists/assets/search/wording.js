/* Plain functions on Chinese text: numerals, sentences. */
(function (kb) {
  "use strict";

  const search = kb.search;
  const DIGITS = (search.DIGITS = "〇○零一二三四五六七八九十百千两");
  const VALUES = { 〇: 0, "○": 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
  const UNITS = { 十: 10, 百: 100, 千: 1000 };

  /* The value of 十二, 一百三十三, 二〇二四, 12 or １２; null where it is no number. */
  search.numeral = function (said) {
    const plain = said.normalize("NFKC");
    if (/^[0-9]+$/.test(plain)) return Number(plain);
    const characters = Array.from(said);
    if (!said || characters.some(function (c) { return DIGITS.indexOf(c) < 0; })) return null;
    if (!characters.some(function (c) { return UNITS[c]; })) {
      return Number(characters.map(function (c) { return VALUES[c]; }).join(""));
    }
    let total = 0;
    let current = 0;
    characters.forEach(function (c) {
      if (UNITS[c]) {
        total += (current || 1) * UNITS[c];
        current = 0;
      } else current = VALUES[c];
    });
    return total + current;
  };

  const LEFT = "“‘「『《〈（【〔(";
  const RIGHT = "”’」』》〉）】〕)";
  const NESTED = 8;

  /* 1 for each character inside quotation marks, 《》 or brackets that are closed again. */
  function depthMask(text) {
    const depth = new Uint8Array(text.length);
    const open = [];
    for (let i = 0; i < text.length; i += 1) {
      const left = LEFT.indexOf(text[i]);
      const right = left < 0 ? RIGHT.indexOf(text[i]) : -1;
      if (left >= 0) open.push({ partner: left, place: i });
      else if (right >= 0 && open.slice(-NESTED).some(function (o) { return o.partner === right; })) {
        while (open[open.length - 1].partner !== right) open.pop();
        const start = open.pop().place;
        if (!open.length) depth.fill(1, start, i + 1);
      }
    }
    return depth;
  }

  /* [start, end] of each sentence with its end mark. A mark inside 《》 or brackets ends nothing. */
  search.sentenceSpans = function (text) {
    const mask = depthMask(text);
    const spans = [];
    const ends = /[。！？!?](?:[”’」』）)])*|…+/g;
    let start = 0;
    for (let match = ends.exec(text); match; match = ends.exec(text)) {
      const end = match.index + match[0].length;
      if (mask[match.index] && end < text.length && mask[end - 1]) continue;
      spans.push([start, end]);
      start = end;
    }
    if (start < text.length) spans.push([start, text.length]);
    return spans.map(function (s) { return search.trim(text, s[0], s[1]); }).filter(function (s) { return s[0] < s[1]; });
  };

  /* start and end moved inwards over spaces. */
  search.trim = function (text, start, end) {
    const spaces = " \t\u3000\u00a0";
    while (start < end && spaces.indexOf(text[start]) >= 0) start += 1;
    while (end > start && spaces.indexOf(text[end - 1]) >= 0) end -= 1;
    return [start, end];
  };

  /* The first of each set of equal values. */
  search.unique = function (values) {
    const known = new Map();
    values.forEach(function (value) {
      const key = typeof value === "string" ? value : JSON.stringify(value);
      if (!known.has(key)) known.set(key, value);
    });
    return Array.from(known.values());
  };

  search.replaceEvery = function (text, part, other) {
    return text.split(part).join(other);
  };
})(window.XunchaKB);
