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

  /* The anchor of what somebody wrote, whether it is there or not; null where it makes no sense.
     A number alone is an article where the document has articles, else a paragraph. */
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
      } else current = Math.max(CHINESE.indexOf(c), DIGITS.indexOf(c));
    });
    return total + current;
  }

  function nameOf(id) {
    const match = ANCHOR.exec(id);
    return match && ["第" + match[1] + "条", match[2] && "之" + match[2], match[3] && "第" + match[3] + "款", match[4] && "第" + match[4] + "项"]
      .filter(Boolean).join("");
  }

  /* Why there is no such place, and what to write. */
  places.whyNot = function (said) {
    const id = places.find(said);
    if (!id) {
      return "看不懂“" + said + "”。" + (places.byArticle ? "请写条号，如 15、第十五条、第2条第3款。" : "本文不分条，请写段号，如 10。");
    }
    const article = id.replace(/-[kp].*$/, "");
    if (article !== id && document.getElementById(article)) return nameOf(article) + "里没有" + (nameOf(id) || id).slice(nameOf(article).length) + "。";
    const last = Array.from(text.querySelectorAll(".pn")).pop();
    const end = id[0] === "a" ? nameOf(articles[articles.length - 1].id) : last ? "第" + last.textContent + "段" : "";
    return "没有找到“" + said + "”。" + (end ? "本文到" + end + "为止。" : "");
  };

  /* {id, name} of a line: its article, or what it is in one, else its paragraph. */
  places.of = function (line) {
    const place = Array.from(line.querySelectorAll("i[id]")).find(function (one) { return nameOf(one.id); });
    const id = place ? place.id : line.id;
    return { id: id, name: nameOf(id) || "第" + id.slice(1) + "段" };
  };
})(window.XunchaKB);
