/* A link from the search page names the words it was found by (?hl=…): they are lit up at the
   place it leads to; Esc puts them out. */
(function (kb) {
  "use strict";

  const words = new URLSearchParams(location.search).getAll("hl").filter(Boolean);
  if (!words.length) return;

  const lit = light(target()) || light(document.querySelector(".kb-text, .md-content"));
  if (lit) {
    lit.scrollIntoView({ block: "center" });
    window.addEventListener("load", function () { lit.scrollIntoView({ block: "center" }); });
  }
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") putOut(); });

  /* The paragraph, row or card that the link leads to. */
  function target() {
    const place = document.getElementById(kb.hashId());
    return place ? place.closest(".kb-text > *, li, tr, .kb-term") || place : null;
  }

  /* Gives the first mark, or null where none of the words stands in the element. */
  function light(element) {
    if (!element) return null;
    const nodes = textNodes(element);
    const text = nodes.map(function (node) { return node.data; }).join("");
    const spans = [];
    words.forEach(function (word) {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) spans.push([at, at + word.length]);
    });
    let start = 0;
    nodes.forEach(function (node) {
      const size = node.data.length;
      wrap(node, inside(spans, start, start + size));
      start += size;
    });
    return element.querySelector(".kb-lit");
  }

  function textNodes(element) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) {
      if (!walker.currentNode.parentElement.closest(".pn, script, textarea, .kb-panel")) nodes.push(walker.currentNode);
    }
    return nodes;
  }

  /* The parts of the spans between two places, joined where they overlap, counted from the first. */
  function inside(spans, start, end) {
    const cut = spans
      .map(function (s) { return [Math.max(s[0], start) - start, Math.min(s[1], end) - start]; })
      .filter(function (s) { return s[0] < s[1]; })
      .sort(function (a, b) { return a[0] - b[0]; });
    return cut.reduce(function (joined, span) {
      const last = joined[joined.length - 1];
      if (last && span[0] <= last[1]) last[1] = Math.max(last[1], span[1]);
      else joined.push(span);
      return joined;
    }, []);
  }

  function wrap(node, spans) {
    spans.reverse().forEach(function (span) {
      const middle = node.splitText(span[0]);
      middle.splitText(span[1] - span[0]);
      const mark = kb.el("mark", { class: "kb-lit" });
      middle.replaceWith(mark);
      mark.append(middle);
    });
  }

  function putOut() {
    document.querySelectorAll(".kb-lit").forEach(function (mark) {
      const parent = mark.parentNode;
      mark.replaceWith.apply(mark, Array.from(mark.childNodes));
      parent.normalize();
    });
  }
})(window.XunchaKB);
