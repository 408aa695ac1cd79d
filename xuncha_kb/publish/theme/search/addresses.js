/* Where a hit is to be read: its page and place, with the words to light up there. */
(function (kb) {
  "use strict";

  const search = kb.search;
  const MOST_LIGHTS = 6;

  search.address = function (hit) {
    const place = pageOf(hit);
    const marks = (hit.marks || []).map(function (m) { return hit.text.slice(m[0], m[1]); });
    const lights = search.unique(marks).slice(0, MOST_LIGHTS).map(function (text) { return "hl=" + encodeURIComponent(text); });
    const parts = place.split("#");
    return kb.root() + parts[0] + (lights.length ? "?" + lights.join("&") : "") + (parts[1] ? "#" + parts[1] : "");
  };

  function pageOf(hit) {
    const links = kb.links;
    const kind = hit.entryKind || hit.kind;
    if (kind === "term_card") return links.terms[hit.id] || "terms.html";
    if (kind === "role") return "roles/" + hit.id.toLowerCase() + ".html";
    if (kind === "checklist") return links.checklists[hit.id] || "checklists/index.html";
    if (kind === "form") return links.forms[hit.id] || "forms/index.html";
    if (kind === "checklist_row") {
      const page = links.checklists[hit.entryKey.slice("row:".length, -hit.id.length - 1)];
      return page ? page + "#" + ident(hit.id) : passage(hit);
    }
    if (kind === "question") {
      const page = links.questions[hit.document];
      return page ? page + "#" + ident(hit.id) : passage(hit);
    }
    return passage(hit);
  }

  function passage(hit) {
    const page = kb.links.documents[hit.document];
    if (!page) return "documents/index.html";
    if (hit.code) return page + "#" + hit.code;
    return hit.paragraph ? page + "#p" + hit.paragraph : page;
  }

  function ident(name) {
    return name.replace(/[^A-Za-z0-9_.~-]/g, "-");
  }
})(window.XunchaKB);
