/* A checklist on screen: what is ticked and written stays in this browser, by checklist and
   version; an older version's answers come over by row. */
(function (kb) {
  "use strict";

  const box = document.querySelector("[data-kb-checklist]");
  if (!box) return;

  const records = kb.records;
  const family = "checklist:" + box.dataset.kbChecklist + ":";
  const key = family + box.dataset.version;
  const rows = Array.from(box.querySelectorAll("tr[data-row]")).map(rowOf);
  const sheet = { id: box.dataset.kbChecklist, version: box.dataset.version, title: box.querySelector("h1").textContent, rows: rows };
  const words = {};
  rows.forEach(function (row) { words[row.id] = row.words; });
  const head = {};
  const bar = kb.el("progress", { max: rows.length, value: 0, "aria-label": "填写进度" });
  const done = kb.el("span", { class: "kb-count", role: "status" });
  const filter = kb.el("select", { class: "kb-field", "aria-label": "只看", change: narrow }, choices());
  const said = kb.el("div", { class: "kb-said", role: "status", hidden: true });
  const notes = kb.notes({ changes: seen, aside: dropAside });
  let kept = load();

  box.querySelector(".kb-sheet").before(
    kb.store.warning("关闭前请点“导出备份”。"), headFields(), tools(), said, notes.element);
  rows.forEach(function (row) {
    row.note.after(row.printed);
    row.note.setAttribute("aria-label", "第" + row.number + "行备注");
    row.inputs.forEach(function (input) {
      input.addEventListener("click", function () { untick(row, input); });
      input.addEventListener("keydown", function (event) { untickByKey(row, input, event); });
    });
  });
  box.querySelector(".kb-sheet").addEventListener("input", save);
  box.querySelector(".kb-head").addEventListener("input", save);
  kb.store.watch(key, takeOver);
  show();

  function rowOf(element) {
    const inputs = Array.from(element.querySelectorAll("input"));
    return {
      id: element.dataset.row,
      element: element,
      number: element.querySelector(".kb-no").textContent,
      words: element.cells[1].firstElementChild.textContent,
      basis: element.querySelector(".kb-by").textContent.trim(),
      inputs: inputs,
      answers: inputs.map(function (input) { return input.value; }),
      note: element.querySelector("textarea"),
      printed: kb.el("div", { class: "kb-printed" }),
    };
  }

  function headFields() {
    return kb.el("div", { class: "kb-head" }, records.HEAD.map(function (pair) {
      head[pair[0]] = kb.el("input", { class: "kb-field", type: "text", name: pair[0], autocomplete: "off" });
      return kb.el("label", {}, [pair[1], head[pair[0]]]);
    }));
  }

  function choices() {
    const answers = new Set();
    rows.forEach(function (row) { row.answers.forEach(function (answer) { answers.add(answer); }); });
    return [["", "全部行"], ["open", "未填"], ["done", "已填"], ["note", "有备注"]]
      .concat(Array.from(answers).map(function (answer) { return ["=" + answer, "结果为“" + answer + "”"]; }))
      .map(function (choice) { return kb.el("option", { value: choice[0] }, choice[1]); });
  }

  function tools() {
    return kb.el("div", { class: "kb-tools" }, [
      bar, done, filter,
      kb.button("打印", function () { window.print(); }),
      kb.button("导出表格", function () { kb.download(fileName("csv"), "text/csv", kb.toCsv(records.toTable(state(), sheet))); }),
      kb.button("导出备份", function () { kb.download(fileName("json"), "application/json", records.toJson(state(), sheet)); }),
      kb.button("导入", function () { kb.pickText(".json,.csv,.txt", bringIn); }),
      kb.button("清空", clear),
    ]);
  }

  function fileName(suffix) { return [sheet.title, head.unit.value.trim()].filter(Boolean).join("-") + "." + suffix; }

  /* A radio button that is clicked again is taken back. */
  function untick(row, input) {
    if (input.type !== "radio") return;
    if (input.dataset.on) {
      input.checked = false;
      save();
    }
    row.inputs.forEach(function (other) { delete other.dataset.on; });
    if (input.checked) input.dataset.on = "1";
  }

  /* The browser ignores the space bar on a radio button that is on. */
  function untickByKey(row, input, event) {
    if (!input.checked || [" ", "Delete", "Backspace"].indexOf(event.key) < 0) return;
    if (event.key === " " && input.type !== "radio") return;
    event.preventDefault();
    input.checked = false;
    delete input.dataset.on;
    save();
  }

  function answer(row) {
    const ticked = row.inputs.find(function (input) { return input.checked; });
    return ticked ? ticked.value : "";
  }

  /* What stands on the page. */
  function state() {
    const record = Object.assign(records.empty(), { words: words, aside: kept.aside, before: kept.before });
    records.HEAD.forEach(function (pair) { record.head[pair[0]] = head[pair[0]].value; });
    rows.forEach(function (row) {
      if (answer(row) || row.note.value) record.rows[row.id] = { answer: answer(row), note: row.note.value };
    });
    return record;
  }

  function stored() { return records.shaped(kb.store.get(key)); }

  /* This version's record; else that of the version that was filled in last. */
  function load() {
    const own = stored();
    if (own) return own;
    const all = kb.store.keys(family).map(function (name) { return records.shaped(kb.store.get(name)); }).filter(Boolean);
    const older = records.latest(all, sheet);
    return older && !records.isEmpty(older) ? records.carried(older, sheet) : records.empty();
  }

  /* Another window may have written since; then both are put together. */
  function save() {
    const mine = state();
    const theirs = stored();
    const other = theirs && theirs.saved !== kept.saved;
    keep(other ? records.merged(kept, mine, theirs) : mine);
    if (other) show();
    else refresh();
    settle();
  }

  function keep(record) {
    kept = Object.assign(record, { saved: Math.max(Date.now(), kept.saved + 1), words: words });
    kb.store.set(key, kept);
  }

  function takeOver() {
    const theirs = stored();
    if (!theirs || theirs.saved === kept.saved) return;
    kept = theirs;
    show();
    settle();
  }

  function put(record) {
    keep(record);
    show();
    narrow();
  }

  function refresh() {
    const count = rows.filter(answer).length;
    const shown = rows.filter(function (row) { return !row.element.hidden; }).length;
    bar.value = count;
    done.textContent = "已填 " + count + " / " + rows.length + (filter.value ? "，显示 " + shown + " 行" : "");
    const written = rows.filter(function (row) { return row.printed.textContent !== row.note.value; });
    written.forEach(function (row) { row.printed.textContent = row.note.value; });
    fit(written);
  }

  /* All are measured at once: after each change of one the whole table is laid out anew. */
  function fit(some) {
    some.forEach(function (row) { row.note.style.height = "auto"; });
    const heights = some.map(function (row) { return row.note.value ? row.note.scrollHeight : 0; });
    some.forEach(function (row, i) { if (heights[i]) row.note.style.height = heights[i] + 2 + "px"; });
  }

  function show() {
    records.HEAD.forEach(function (pair) { set(head[pair[0]], kept.head[pair[0]] || ""); });
    rows.forEach(function (row) {
      const own = kept.rows[row.id] || { answer: "", note: "" };
      set(row.note, own.note);
      row.inputs.forEach(function (input) {
        input.checked = input.value === own.answer;
        if (input.checked) input.dataset.on = "1";
        else delete input.dataset.on;
      });
    });
    notes.show(kept, kept.before ? records.changes(kept, sheet) : null);
    refresh();
  }

  /* Setting the same words again would move the cursor. */
  function set(field, value) { if (field.value !== value) field.value = value; }

  function narrow() {
    const choice = filter.value;
    rows.forEach(function (row) {
      const own = answer(row);
      row.element.hidden = Boolean(choice) && !((choice === "open" && !own) || (choice === "done" && own) ||
        (choice === "note" && row.note.value) || choice === "=" + own);
    });
    box.querySelectorAll(".kb-sheet tbody").forEach(function (group) {
      group.hidden = !group.querySelector("tr[data-row]:not([hidden])");
    });
    fit(rows);
    refresh();
  }

  /* One line above the sheet that stays; `actions` are [label, what to do]. */
  function say(text, actions) {
    said.textContent = "";
    said.append(kb.el("p", {}, text));
    (actions || []).concat([["知道了", null]]).forEach(function (action) {
      said.append(kb.button(action[0], function () { hush(); if (action[1]) action[1](); }, action[1] ? { class: "kb-button kb-undo" } : {}));
    });
    said.hidden = false;
  }

  function hush() {
    const inside = said.contains(document.activeElement);
    said.hidden = true;
    if (inside) filter.focus();
  }

  /* What was done can be undone until something else is done. */
  function settle() { said.querySelectorAll(".kb-undo").forEach(function (button) { button.remove(); }); }

  function undo(before) { return ["撤销", function () { put(before); }]; }

  function bringIn(text, name) {
    const file = records.read(text, sheet);
    if (file.refused) {
      say("没有导入：“" + name + "”" + file.refused);
      return;
    }
    const unit = (file.head.unit || "").trim();
    const own = head.unit.value.trim();
    if (unit && own && unit !== own) {
      say("“" + name + "”填的是“" + unit + "”，这里填的是“" + own + "”，不能混在一起。",
        [["换成文件里的", function () { take(file, name, Object.assign(records.empty(), { before: kept.before })); }]]);
    } else take(file, name, state());
  }

  /* Puts the file's content into `onto`, all of it can be undone. */
  function take(file, name, onto) {
    const before = state();
    const taken = Object.assign({ head: file.head }, records.placed(file.entries, sheet));
    const result = records.joined(onto, taken);
    const report = kb.importReport(name, file, taken, result, sheet);
    if (!report.any) {
      say(report.text);
      return;
    }
    put(result.record);
    say(report.text, [undo(before)]);
  }

  function clear() {
    const before = state();
    put(records.empty());
    say(records.isEmpty(before) ? "本来就是空的。" : "已清空。", records.isEmpty(before) ? [] : [undo(before)]);
  }

  function seen() {
    put(Object.assign(state(), { before: null }));
    filter.focus();
  }

  function dropAside() {
    const before = state();
    put(Object.assign(state(), { aside: [] }));
    say("已删除不在清单上的填写。", [undo(before)]);
  }
})(window.XunchaKB);
