/* Places of a document: what people write for them (第103条, 一百三十三之一, ０３, 第二条第（三）项,
   第17段), their anchors and their names. */
(function (kb) {
  "use strict";

  const text = document.querySelector(".kb-text");
  if (!text) return;

  const NUMBER = "([0-9０-９〇○零一二两三四五六七八九十百千]+)";
  const PARAGRAPH = new RegExp("^第?" + NUMBER + "段$");
  const ARTICLE = new RegExp("^第?" + NUMBER + "条?(?:[之—－-]" + NUMBER + ")?条?(?:第?" + NUMBER + "款)?(?:第?[（(]?" + NUMBER + "[）)]?项)?$");
  const ANCHOR = /^a(\d+)(?:-(\d+))?(?:-k(\d+))?(?:-p(\d+))?$/;
  const DIGITS = "0123456789";
  const CHINESE = "零一二三四五六七八九";
  const SAME = { 〇: "零", "○": "零", 两: "二" };
  const UNITS = { 十: 10, 百: 100, 千: 1000 };
  const articles = Array.from(text.querySelectorAll("i[id^=a]")).filter(function (place) { return /^a\d+(-\d+)?$/.test(place.id); });
  const places = (kb.places = { byArticle: articles.length > 0 });

  /* The anchor of what somebody wrote; null where it makes no sense. A number alone is an article
     where the document has articles, else a paragraph. */
  places.find = function (said) {
    const plain = said.replace(/\s/g, "");
    const paragraph = PARAGRAPH.exec(plain);
    if (paragraph) return "p" + numeral(paragraph[1]);
    const match = ARTICLE.exec(plain);
    if (!match) return null;
    const parts = match.slice(1).map(function (part) { return part ? numeral(part) : null; });
    if (!places.byArticle) return /^[^条款项之—－-]+$/.test(plain) ? "p" + parts[0] : null;
    return "a" + parts[0] + (parts[1] ? "-" + parts[1] : "") + (parts[2] > 1 ? "-k" + parts[2] : "") + (parts[3] ? "-p" + parts[3] : "");
  };

  function numeral(said) {
    const signs = Array.from(said).map(function (c) {
      const code = c.charCodeAt(0);
      return code >= 0xff10 && code <= 0xff19 ? DIGITS[code - 0xff10] : SAME[c] || c;
    });
    if (!signs.some(function (c) { return UNITS[c]; })) {
      return Number(signs.map(function (c) { return CHINESE.indexOf(c) < 0 ? c : CHINESE.indexOf(c); }).join(""));
    }
    let total = 0;
    let current = 0;
    signs.forEach(function (c) {
      if (UNITS[c]) {
        total += (current || 1) * UNITS[c];
        current = 0;
      } else current = CHINESE.indexOf(c) < 0 ? NaN : CHINESE.indexOf(c);
    });
    return total + current;
  }

  function nameOf(id) {
    const match = ANCHOR.exec(id);
    return match && ["第" + match[1] + "条", match[2] && "之" + match[2], match[3] && "第" + match[3] + "款", match[4] && "第" + match[4] + "项"]
      .filter(Boolean).join("");
  }

  /* Where the list of places ends, in words. */
  places.extent = function () {
    if (articles.length) return "本文最后一条是" + nameOf(articles[articles.length - 1].id) + "。";
    const last = text.querySelectorAll(".pn");
    return last.length ? "本文最后一段是第" + last[last.length - 1].textContent + "段。" : "";
  };

  /* {id, name} of a line: its article, or what it is in one, else its paragraph. */
  places.of = function (line) {
    const place = Array.from(line.querySelectorAll("i[id]")).find(function (one) { return nameOf(one.id); });
    const id = place ? place.id : line.id;
    return { id: id, name: nameOf(id) || "第" + id.slice(1) + "段" };
  };
})(window.XunchaKB);
