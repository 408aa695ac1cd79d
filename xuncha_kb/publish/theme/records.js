/* What is filled in on a checklist, as data:
     head   {unit, person, date}
     rows   {row id: {answer, note}}, only what is filled in
     words  {row id: the words of the row when this was saved}
     aside  [{id, words, answer, note}]: what has no place in the checklist as it is now
     before {row id: words} of the version that was filled in before, until the user has seen
            what changed; else null
     saved  a time in milliseconds, one for each state that was saved
   A sheet is the checklist it is filled in on: id, version, title, rows [{id, number, words,
   answers}]. */
(function (kb) {
  "use strict";

  const sheet = document.querySelector("[data-kb-checklist]");
  const names = sheet ? sheet.dataset.head.split("|") : [];
  const HEAD = ["unit", "person", "date"].map(function (key, number) { return [key, names[number]]; });
  const EMPTY = { answer: "", note: "" };
  const records = (kb.records = { HEAD: HEAD });

  records.empty = function () { return { head: {}, rows: {}, words: {}, aside: [], before: null, saved: 0 }; };

  records.isObject = function (value) { return Boolean(value) && typeof value === "object" && !Array.isArray(value); };

  /* A record of what was stored, or null; whatever has another shape is left out. */
  records.shaped = function (value) {
    if (!records.isObject(value) || !records.isObject(value.rows)) return null;
    const record = records.empty();
    record.head = records.texts(value.head);
    record.words = records.texts(value.words);
    record.before = records.isObject(value.before) ? records.texts(value.before) : null;
    record.saved = Number(value.saved) || 0;
    Object.keys(value.rows).forEach(function (id) {
      const entry = records.entry(value.rows[id]);
      if (entry && filled(entry)) record.rows[id] = entry;
    });
    record.aside = records.asides(value.aside);
    return record;
  };

  /* The texts among the values of an object, by name. */
  records.texts = function (value) {
    const kept = Object.create(null);
    if (!records.isObject(value)) return kept;
    Object.keys(value).forEach(function (name) { if (typeof value[name] === "string") kept[name] = value[name]; });
    return kept;
  };

  /* {answer, note} where both are texts, or one of them is missing; else null. */
  records.entry = function (value) {
    if (!records.isObject(value)) return null;
    const entry = { answer: value.answer === undefined ? "" : value.answer, note: value.note === undefined ? "" : value.note };
    return typeof entry.answer === "string" && typeof entry.note === "string" ? entry : null;
  };

  records.asides = function (value) {
    return (Array.isArray(value) ? value : []).map(function (one) {
      const entry = records.entry(one);
      return entry && filled(entry) ? { id: String(one.id || ""), words: String(one.words || ""), answer: entry.answer, note: entry.note } : null;
    }).filter(Boolean);
  };

  function filled(entry) { return Boolean(entry.answer || entry.note); }

  function same(one, other) { return one.answer === other.answer && one.note === other.note; }

  records.isEmpty = function (record) {
    return !Object.keys(record.rows).length && !record.aside.length &&
      !HEAD.some(function (pair) { return record.head[pair[0]]; });
  };

  /* The entries [{id, words, answer, note}] that have a place on the sheet as rows, the others
     aside: of rows that are not there, answers that cannot be chosen, a second one for a row. */
  records.placed = function (entries, sheet) {
    const known = new Map(sheet.rows.map(function (row) { return [row.id, row]; }));
    const result = { rows: {}, aside: [] };
    entries.filter(filled).forEach(function (entry) {
      const row = known.get(entry.id);
      const taken = row && result.rows[row.id];
      if (!row || (taken && !same(taken, entry))) {
        result.aside.push(Object.assign({}, entry, { words: entry.words || (row ? row.words : "") }));
        return;
      }
      const fits = !entry.answer || row.answers.indexOf(entry.answer) >= 0;
      if (!fits) result.aside.push(Object.assign({}, entry, { words: entry.words || row.words, note: "" }));
      if (fits || entry.note) result.rows[row.id] = { answer: fits ? entry.answer : "", note: entry.note };
    });
    return result;
  };

  /* What was filled in, row by row and aside, as entries. */
  records.entries = function (record) {
    return Object.keys(record.rows).map(function (id) {
      return { id: id, words: record.words[id] || "", answer: record.rows[id].answer, note: record.rows[id].note };
    }).concat(record.aside);
  };

  /* The record of another version of the checklist, brought over to the sheet. */
  records.carried = function (older, sheet) {
    const placed = records.placed(records.entries(older), sheet);
    return Object.assign(records.empty(), {
      head: older.head, rows: placed.rows, aside: placed.aside, before: older.before || older.words,
    });
  };

  /* Of all records, the one that was saved last and is of a version of this checklist: another
     project may have a checklist of the same name with other rows. */
  records.latest = function (all, sheet) {
    const related = all.filter(function (record) { return sheet.rows.some(function (row) { return row.id in record.words; }); });
    return related.sort(function (a, b) { return a.saved - b.saved; }).pop() || null;
  };

  /* What differs from the version filled in before: {what, words, row or null, said or null}. */
  records.changes = function (record, sheet) {
    const now = new Map(sheet.rows.map(function (row) { return [row.id, row]; }));
    const before = record.before || {};
    const changes = [];
    sheet.rows.forEach(function (row) {
      if (!(row.id in before)) changes.push({ what: "新增", words: row.words, row: row, said: null });
      else if (before[row.id] !== row.words) changes.push({ what: "改动", words: before[row.id], row: row, said: null });
    });
    Object.keys(before).forEach(function (id) {
      const said = record.aside.find(function (entry) { return entry.id === id; });
      if (!now.has(id)) changes.push({ what: "删去", words: before[id], row: null, said: said || null });
    });
    return changes;
  };

  /* What two windows made of `base`: each thing as the one that changed it has it; where both
     did, as `mine` has it, and what `theirs` has is put aside. */
  records.merged = function (base, mine, theirs) {
    const record = Object.assign({}, mine, { head: Object.assign({}, mine.head), rows: {} });
    HEAD.forEach(function (pair) {
      const name = pair[0];
      if ((mine.head[name] || "") === (base.head[name] || "")) record.head[name] = theirs.head[name] || "";
    });
    record.aside = united(mine.aside, theirs.aside);
    const ids = Object.keys(Object.assign({}, mine.rows, theirs.rows));
    ids.forEach(function (id) {
      const own = mine.rows[id] || EMPTY;
      const other = theirs.rows[id] || EMPTY;
      const origin = base.rows[id] || EMPTY;
      const kept = same(own, origin) ? other : own;
      if (filled(kept)) record.rows[id] = kept;
      if (!same(own, origin) && !same(other, origin) && !same(own, other) && filled(other)) {
        record.aside = united(record.aside, [{ id: id, words: mine.words[id] || "", answer: other.answer, note: other.note }]);
      }
    });
    return record;
  };

  function united(one, other) {
    return one.concat(other.filter(function (entry) {
      return !one.some(function (own) { return own.id === entry.id && same(own, entry); });
    }));
  }

  /* The record with what a file holds (`taken`: head, rows, aside) put in, and what it replaced:
     {record, rows: [ids whose other content is gone], head: [names likewise]}. */
  records.joined = function (record, taken) {
    const result = { record: Object.assign({}, record, { head: Object.assign({}, record.head), rows: Object.assign({}, record.rows) }), rows: [], head: [] };
    HEAD.forEach(function (pair) {
      const value = taken.head[pair[0]];
      if (!value) return;
      if (record.head[pair[0]] && record.head[pair[0]] !== value) result.head.push(pair[1]);
      result.record.head[pair[0]] = value;
    });
    Object.keys(taken.rows).forEach(function (id) {
      const own = record.rows[id] || EMPTY;
      const file = taken.rows[id];
      const entry = { answer: file.answer || own.answer, note: file.note || own.note };
      if ((own.answer && own.answer !== entry.answer) || (own.note && own.note !== entry.note)) result.rows.push(id);
      result.record.rows[id] = entry;
    });
    result.record.aside = united(record.aside, taken.aside);
    return result;
  };
})(window.XunchaKB);
