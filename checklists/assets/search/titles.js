/* Recognising the name of a document in what was typed. Titles are pairs of a document's id and
   its title in normal form. */
(function (kb) {
  "use strict";

  const search = kb.search;
  const SHORTEST = 3;
  const FEW = 3;
  const MOST_DOCUMENTS = 20;

  /* The longest end of a title that the text holds: 食品安全法 of 中华人民共和国食品安全法. */
  search.findTitle = function (text, titles, endings) {
    let best = { length: 0, end: 0, documents: [] };
    for (let end = SHORTEST; end <= text.length; end += 1) {
      const head = text.slice(0, end);
      if (!endsWithAny(head, endings)) continue;
      const lengths = titles.map(function (title) { return commonEnd(head, title[1]); });
      const longest = lengths.reduce(function (a, b) { return Math.max(a, b); }, 0);
      if (longest >= Math.max(SHORTEST, best.length)) {
        const bearers = titles.filter(function (_, i) { return lengths[i] === longest; });
        best = { length: longest, end: end, documents: bearers.map(function (title) { return title[0]; }) };
      }
    }
    if (!best.documents.length || best.documents.length > MOST_DOCUMENTS) return null;
    return named(text, best.end - best.length, best.end, best.documents);
  };

  /* The longest part of the text that is a title with something left out. */
  search.findShortName = function (text, titles, endings) {
    for (let end = text.length; end > SHORTEST; end -= 1) {
      if (!endsWithAny(text.slice(0, end), endings)) continue;
      const likely = likelyTitles(text.slice(end - SHORTEST - 1, end), titles);
      for (let start = 0; start < end - SHORTEST; start += 1) {
        const documents = search.namedSo(text.slice(start, end), likely);
        if (documents.length && documents.length <= FEW) return named(text, start, end, documents);
      }
    }
    return null;
  };

  /* Those that a name with this end may mean. */
  function likelyTitles(end, titles) {
    const ending = end.slice(-2);
    return titles.filter(function (title) { return title[1].endsWith(ending) || title[1].indexOf(end) >= 0; });
  }

  /* The documents whose title holds the name; failing that, has its characters in order and ends
     as it does (供水办法, 供水工程管理办法). */
  search.namedSo = function (name, titles) {
    const ids = function (found) { return found.map(function (title) { return title[0]; }); };
    const exact = titles.filter(function (title) { return title[1].indexOf(name) >= 0; });
    if (exact.length || name.length <= SHORTEST) return ids(exact);
    const ending = name.slice(-2);
    return ids(titles.filter(function (title) { return title[1].endsWith(ending) && inOrder(name, title[1]); }));
  };

  function named(text, start, end, documents) {
    const rest = [text.slice(0, start), text.slice(end)].filter(Boolean);
    return { name: text.slice(start, end), documents: documents, rest: rest };
  }

  function endsWithAny(text, endings) {
    return endings.some(function (ending) { return text.endsWith(ending); });
  }

  function commonEnd(left, right) {
    let length = 0;
    while (length < left.length && length < right.length && left[left.length - 1 - length] === right[right.length - 1 - length]) length += 1;
    return length;
  }

  function inOrder(name, title) {
    let place = -1;
    return Array.prototype.every.call(name, function (c) {
      place = title.indexOf(c, place + 1);
      return place >= 0;
    });
  }
})(window.XunchaKB);
