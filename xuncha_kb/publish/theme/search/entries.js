/* What is known of each entry besides its words: read from the records of its group when it is
   needed. */
(function (kb) {
  "use strict";

  const search = kb.search;
  const store = search.Store.prototype;
  const KEPT_GROUPS = 400;
  const DERIVED = (search.DERIVED = ["question", "term_card", "checklist", "checklist_row", "role", "form"]);

  search.isDerived = function (kind) {
    return DERIVED.indexOf(kind) >= 0;
  };

  /* The rows that have one of the facets; see `readFacets`. */
  store.having = function (tokens) {
    const rows = new Set();
    tokens.forEach(function (token) {
      (this.facetRows.get(token) || []).forEach(function (row) { rows.add(row); });
    }, this);
    return rows;
  };

  /* Notes the facets of a group of entries. */
  store.readFacets = function (group) {
    const rows = (this.facetRows = this.facetRows || new Map());
    this.records(group)[1].forEach(function (record, place) {
      facetsOf(this.described(group, place)).forEach(function (token) {
        const known = rows.get(token);
        if (!known) rows.set(token, [group.first + place]);
        else if (known[known.length - 1] !== group.first + place) known.push(group.first + place);
      });
    }, this);
    this.parsed.delete(group);
  };

  function facetsOf(entry) {
    const tokens = ["kind:" + entry.kind, "doc:" + entry.document];
    if (entry.code) tokens.push("code:" + entry.code);
    entry.places.forEach(function (place) {
      tokens.push("kind:" + place.kind, "code:" + place.code);
      if (place.focus) tokens.push("focus:" + place.focus);
    });
    entry.properties.forEach(function (pair) { tokens.push(pair[0] + ":" + pair[1]); });
    entry.names.forEach(function (name) { tokens.push("called:" + name); });
    return tokens;
  }

  store.records = function (group) {
    let records = this.parsed.get(group);
    if (!records) {
      if (this.parsed.size > KEPT_GROUPS) this.parsed.clear();
      records = JSON.parse(group.records);
      this.parsed.set(group, records);
    }
    return records;
  };

  store.entry = function (row) {
    const group = this.groupOf(row);
    const place = row - group.first;
    const entry = this.described(group, place);
    entry.text = this.textOf(row);
    return entry;
  };

  store.textOf = function (row) {
    const group = this.groupOf(row);
    return group.text.slice(group.starts[row - group.first], group.starts[row - group.first + 1]);
  };

  /* The entry without its text. */
  store.described = function (group, place) {
    const kinds = this.head.kinds;
    const strings = this.records(group)[0];
    const record = this.records(group)[1][place];
    const more = record[5] || {};
    const derived = group.document < 0;
    const document = this.documentName(more.d === undefined ? group.document : more.d);
    return {
      row: group.first + place, group: group, number: place, own: group.own, document: document,
      kind: kinds[record[0]], first: record[1], heading: record[2], label: derived ? strings[record[3]] : record[3], trail: strings[record[4]],
      key: derived ? madeKey(kinds[record[0]], more, strings) : document + "#" + (record[1] || ""), names: this.names[group.names[place]],
      target: more.t ? document + "#" + more.t : "", id: more.i || "", code: more.c || "", properties: more.a || [], order: more.o || 0,
      places: (more.p || []).map(function (p) {
        return { start: p[0], end: p[1], kind: kinds[p[2]], code: p[3], focus: p[4] || "", note: p[5] || "" };
      }),
    };
  };

  store.documentName = function (number) {
    return number < 0 ? "" : this.head.documents[number][0];
  };

  const PREFIXES = { term_card: "term", checklist_row: "row" };

  function madeKey(kind, more, strings) {
    return (PREFIXES[kind] || kind) + ":" + (more.l === undefined ? "" : strings[more.l] + "/") + more.i;
  }

  /* The normal form of the text of an entry, and the places before which it has a strong mark. */
  store.normalOf = function (entry) {
    const group = entry.group;
    const start = group.normalStarts[entry.number];
    const end = group.normalStarts[entry.number + 1] - 1;
    const first = search.lastNotAfter(group.breaks, start) + 1;
    const last = search.lastNotAfter(group.breaks, end) + 1;
    const breaks = Array.from(group.breaks.subarray(first, last), function (place) { return place - start; });
    return { text: group.normal.slice(start, end), breaks: breaks };
  };
})(window.XunchaKB);
