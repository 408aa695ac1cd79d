/* The answer as elements: groups of hits in the order of their best one, each with its marks. */
(function (kb) {
  "use strict";

  const search = kb.search;
  const el = kb.el;
  const SHOWN = 8;
  const SHOWN_OTHERS = 4;
  const LONGEST_OTHER = 28;
  const GROUPS = {
    term_card: "术语", term: "术语", question: "题目", checklist: "检查清单", checklist_row: "检查清单", role: "题目", form: "表单",
    document: "文件", section: "原文", paragraph: "原文",
  };
  const ITEMS = "条目";

  search.results = function (result) {
    const groups = new Map();
    result.hits.forEach(function (hit) {
      const name = GROUPS[hit.kind] || ITEMS;
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(hit);
    });
    const found = Array.from(groups, function (pair) { return group(pair[0], pair[1]); });
    const notes = result.notes.map(function (note) { return el("p", { class: "kb-search-note" }, note); });
    const near = result.near.length ? [el("section", { class: "kb-nears" }, [
      el("h2", {}, "相近的内容"), el("ol", {}, result.near.map(nearby)),
    ])] : [];
    return notes.concat(found, near);
  };

  function group(name, hits) {
    const rows = hits.map(hitRow);
    const section = el("section", { class: "kb-hits" }, [el("h2", {}, [name, el("small", {}, String(hits.length))]), el("ol", {}, rows)]);
    rows.slice(SHOWN).forEach(function (row) { row.hidden = true; });
    if (rows.length > SHOWN) {
      const more = kb.button("再看 " + (rows.length - SHOWN) + " 处", function () {
        rows.forEach(function (row) { row.hidden = false; });
        rows[SHOWN].querySelector("a").focus();
        more.remove();
      });
      section.append(more);
    }
    return section;
  }

  function hitRow(hit) {
    return el("li", { class: "kb-hit" }, [
      el("a", { href: search.address(hit), class: "kb-hit-link" }, marked(hit.text, hit.marks)),
      hit.more.length ? el("p", { class: "kb-hit-more" }, hit.more[0]) : null,
      el("p", { class: "kb-hit-place" }, whereabouts(hit)),
      hit.others.length ? el("p", { class: "kb-hit-others" }, ["同一处："].concat(once(hit.others).slice(0, SHOWN_OTHERS).map(function (o) { return other(hit, o); }))) : null,
    ]);
  }

  /* A row that stands in several checklists is named once. */
  function once(others) {
    const said = new Set();
    return others.filter(function (one) {
      const words = one.kind + one.text;
      return !said.has(words) && said.add(words);
    });
  }

  function marked(text, marks) {
    const parts = [];
    let last = 0;
    marks.forEach(function (mark) {
      if (mark[0] > last) parts.push(text.slice(last, mark[0]));
      parts.push(el("mark", {}, text.slice(mark[0], mark[1])));
      last = mark[1];
    });
    return parts.concat(text.slice(last));
  }

  function whereabouts(hit) {
    const place = hit.title ? hit.place.split("《" + hit.title + "》").join("") : hit.place;
    const names = [place, hit.paragraph ? "第" + hit.paragraph + "段" : ""].filter(Boolean);
    return [
      el("span", { class: "kb-hit-kind" }, hit.kindLabel),
      hit.code ? el("span", { class: "kb-code" }, hit.code) : null,
      hit.title ? el("span", {}, "《" + hit.title + "》") : null,
      names.length ? el("span", {}, names.join(" · ")) : null,
      hit.note ? el("span", { class: "kb-hit-tag" }, hit.note) : null,
      hit.notice ? el("span", { class: "kb-notice-tag" }, hit.notice) : null,
    ];
  }

  function other(hit, one) {
    const text = one.text.length > LONGEST_OTHER ? one.text.slice(0, LONGEST_OTHER) + "……" : one.text;
    const derived = search.isDerived(one.kind);
    const target = { kind: one.kind, entryKind: one.kind, entryKey: "", id: one.id, code: one.code, document: hit.document, paragraph: hit.paragraph };
    const label = (derived ? "" : one.code + " ") + one.kindLabel + "　" + text;
    return one.kind === "checklist_row" ? el("span", {}, label) : el("a", { href: search.address(target) }, label);
  }

  function nearby(topic) {
    return el("li", { class: "kb-near" }, [
      el("a", { href: search.address(topic) }, marked(topic.text, topic.marks)),
      el("span", { class: "kb-hit-kind" }, topic.kindLabel),
    ]);
  }
})(window.XunchaKB);
