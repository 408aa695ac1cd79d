/* The language of search: what a person types -> a query.

   words, "…" “…” 「…」 exactly, -词 not this, kind: doc: role: focus: and their Chinese names,
   第十五条 办法第十五条 F4.2 a place. */
(function (kb) {
  "use strict";

  const search = kb.search;
  const OPEN = "\"“”「『";
  const CLOSE = "\"“”」』";
  const TOKEN =
    "(?<minus>(?<!\\S)[-－])?(?:" +
    "(?<name>[a-zA-Z]+|[\\u4e00-\\u9fff]{2})[:：]" +
    "(?:[" + OPEN + "](?<quoted>[^" + CLOSE + "]+)[" + CLOSE + "]|(?<value>[^\\s" + OPEN + CLOSE + "]+))" +
    "|[" + OPEN + "](?<phrase>[^" + CLOSE + "]+)[" + CLOSE + "]" +
    "|(?<word>[^\\s" + OPEN + CLOSE + "]+))";
  const NUMERAL = "[" + search.DIGITS + "0-9０-９]+";
  const ARTICLE = new RegExp(
    "^(?<title>.*?)[《》〈〉\\s的]*(?:第\\s*(?<number>" + NUMERAL + ")|(?<bare>[0-9０-９]+))\\s*条(?:之(?<branch>" + NUMERAL + "))?" +
    "(?:第?" + NUMERAL + "款)?(?:第?[（(]?" + NUMERAL + "[)）]?项)?(?:的?(?:规定|内容|原文))?$"
  );
  const CODE = /^[A-Z]\d{1,4}(?:\.[A-Z]?\d{1,4})*$/;

  /* Never fails; what is no filter known by `filterNames` is taken as words. */
  search.parse = function (text, filterNames) {
    const keys = new Map();
    Object.keys(filterNames).forEach(function (key) {
      filterNames[key].forEach(function (name) { keys.set(name, key); });
    });
    const query = { text: text, terms: [], excluded: [], filters: {}, reference: null };
    const token = new RegExp(TOKEN, "g");
    for (let match = token.exec(text); match; match = token.exec(text)) {
      const part = match.groups;
      const key = keys.get((part.name || "").toLowerCase());
      if (key && !part.minus) {
        query.filters[key] = (query.filters[key] || []).concat(part.quoted || part.value || "");
      } else {
        const words = part.phrase || part.word || match[0].replace(/^[-－]+/, "");
        if (part.minus) query.excluded.push(words);
        else query.terms.push({ text: words, exact: part.phrase !== undefined });
      }
    }
    query.reference = reference(query.terms);
    query.empty = !query.terms.length && !Object.keys(query.filters).length;
    return query;
  };

  /* Only where the whole query is one; a loose one (15条 without 第) may mean something else. */
  function reference(terms) {
    if (!terms.length || terms.some(function (term) { return term.exact; })) return null;
    const text = terms.map(function (term) { return term.text; }).join("");
    const code = text.normalize("NFKC").replace(/[。·•]/g, ".").toUpperCase();
    if (CODE.test(code)) return { title: "", article: "", code: code, loose: false };
    const match = ARTICLE.exec(text);
    if (!match) return null;
    const said = match.groups;
    const article = articleKey(said.number || said.bare, said.branch);
    return article ? { title: said.title, article: article, code: "", loose: Boolean(said.bare) } : null;
  }

  /* 15, or 15-1 for 第十五条之一. */
  function articleKey(number, branch) {
    const value = search.numeral(number);
    if (value === null) return "";
    const second = branch ? search.numeral(branch) : null;
    return second === null ? String(value) : value + "-" + second;
  }
})(window.XunchaKB);
