/* A checklist on screen: what is ticked and written stays in this browser, by checklist and
   version; an older version's answers come over by row. */
(function (kb) {
  "use strict";

  const box = document.querySelector("[data-kb-checklist]");
  if (!box) return;

  const family = "checklist:" + box.dataset.kbChecklist + ":";
  const key = family + box.dataset.version;
  const title = box.querySelector("h1").textContent;
  const HEAD = [["unit", "被巡察单位"], ["person", "填写人"], ["date", "日期"]];
  const rows = Array.from(box.querySelectorAll("tr[data-row]")).map(function (element) {
    return {
      id: element.dataset.row,
      element: element,
      number: element.querySelector(".kb-no").textContent,
      words: element.cells[1].firstElementChild.textContent,
      basis: element.querySelector(".kb-by").textContent.trim(),
      inputs: Array.from(element.querySelectorAll("input")),
      note: element.querySelector("textarea"),
      printed: kb.el("div", { class: "kb-printed" }),
    };
  });
  const head = {};
  const bar = kb.el("progress", { max: rows.length, value: 0, "aria-label": "填写进度" });
  const done = kb.el("span", { class: "kb-count", role: "status" });

  box.querySelector(".kb-sheet").before(headFields(), tools());
  rows.forEach(function (row) {
    row.note.after(row.printed);
    row.note.setAttribute("aria-label", "第" + row.number + "行备注");
    row.inputs.forEach(function (input) { input.addEventListener("click", function () { untick(row, input); }); });
  });
  box.addEventListener("input", save);
  show(load());

  function headFields() {
    return kb.el("div", { class: "kb-head" }, HEAD.map(function (pair) {
      head[pair[0]] = kb.el("input", { class: "kb-field", type: "text", name: pair[0] });
      return kb.el("label", {}, [pair[1], head[pair[0]]]);
    }));
  }

  function tools() {
    const answers = new Set();
    rows.forEach(function (row) { row.inputs.forEach(function (input) { answers.add(input.value); }); });
    const choices = [["", "全部行"], ["open", "未填"], ["done", "已填"], ["note", "有备注"]].concat(
      Array.from(answers).map(function (answer) { return ["=" + answer, "结果为“" + answer + "”"]; }));
    const filter = kb.el("select", { class: "kb-field", "aria-label": "只看", change: function () { narrow(filter.value); } },
      choices.map(function (choice) { return kb.el("option", { value: choice[0] }, choice[1]); }));
    return kb.el("div", { class: "kb-tools" }, [
      bar, done, filter,
      kb.button("打印", function () { window.print(); }),
      kb.button("导出表格", exportCsv),
      kb.button("导出备份", exportJson),
      kb.button("导入", function () { kb.pickText(".json,.csv", bringIn); }),
      kb.button("清空", clear),
    ]);
  }

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

  function answer(row) {
    const ticked = row.inputs.find(function (input) { return input.checked; });
    return ticked ? ticked.value : "";
  }

  function state() {
    const kept = { head: {}, rows: {}, words: {} };
    HEAD.forEach(function (pair) { kept.head[pair[0]] = head[pair[0]].value; });
    rows.forEach(function (row) {
      kept.words[row.id] = row.words;
      if (answer(row) || row.note.value) kept.rows[row.id] = { answer: answer(row), note: row.note.value };
    });
    return kept;
  }

  function save() {
    const kept = state();
    const filled = Object.keys(kept.rows).length || HEAD.some(function (pair) { return kept.head[pair[0]]; });
    if (filled) kb.store.set(key, Object.assign({ saved: Date.now() }, kept));
    else kb.store.remove(key);
    refresh();
  }

  function refresh() {
    const count = rows.filter(answer).length;
    bar.value = count;
    done.textContent = "已填 " + count + " / " + rows.length;
    rows.forEach(function (row) {
      row.printed.textContent = row.note.value;
      row.note.style.height = "auto";
      if (row.note.value) row.note.style.height = row.note.scrollHeight + 2 + "px";
    });
  }

  function show(kept) {
    HEAD.forEach(function (pair) { head[pair[0]].value = (kept.head || {})[pair[0]] || ""; });
    rows.forEach(function (row) {
      const own = kept.rows[row.id] || { answer: "", note: "" };
      row.note.value = own.note || "";
      row.inputs.forEach(function (input) {
        input.checked = input.value === own.answer;
        if (input.checked) input.dataset.on = "1";
        else delete input.dataset.on;
      });
    });
    refresh();
  }

  /* This version's answers; else those of the version that was filled in last, with a word on
     what has changed since. */
  function load() {
    const own = kb.store.get(key);
    if (own) return own;
    const older = kb.store.keys(family).map(function (name) { return kb.store.get(name); }).filter(Boolean)
      .sort(function (a, b) { return (a.saved || 0) - (b.saved || 0); }).pop();
    if (!older) return { head: {}, rows: {} };
    tellChanges(older);
    return older;
  }

  function tellChanges(older) {
    const now = {};
    rows.forEach(function (row) { now[row.id] = row; });
    const added = rows.filter(function (row) { return !(row.id in older.words); });
    const changed = rows.filter(function (row) { return row.id in older.words && older.words[row.id] !== row.words; });
    const gone = Object.keys(older.words).filter(function (id) { return !now[id]; });
    const lines = added.map(function (row) { return "新增 " + row.number + "：" + row.words; })
      .concat(changed.map(function (row) { return "改动 " + row.number + "：原为“" + older.words[row.id] + "”"; }))
      .concat(gone.map(function (id) {
        const said = older.rows[id];
        return "删去：" + older.words[id] + (said ? "（原填：" + said.answer + " " + said.note + "）" : "");
      }));
    const summary = "清单已更新，原来填写的内容按行保留。" + (lines.length ? "变动 " + lines.length + " 行" : "各行没有变动");
    box.querySelector(".kb-sheet").before(kb.el("details", { class: "kb-changes kb-tools-note" }, [
      kb.el("summary", {}, summary),
      kb.el("ul", {}, lines.map(function (line) { return kb.el("li", {}, line); })),
    ]));
  }

  function narrow(choice) {
    rows.forEach(function (row) {
      const said = answer(row);
      const fits = !choice || (choice === "open" && !said) || (choice === "done" && said) ||
        (choice === "note" && row.note.value) || choice === "=" + said;
      row.element.hidden = !fits;
    });
  }

  function exportCsv() {
    const lines = HEAD.map(function (pair) { return [pair[1], head[pair[0]].value]; });
    lines.push(["序号", "检查内容", "依据", "结果", "备注", "行标识"]);
    rows.forEach(function (row) {
      lines.push([row.number, row.words, row.basis, answer(row), row.note.value, row.id]);
    });
    kb.download(title + ".csv", "text/csv", kb.toCsv([[title]].concat(lines)));
  }

  function exportJson() {
    const kept = Object.assign({ checklist: box.dataset.kbChecklist, version: box.dataset.version, title: title }, state());
    kb.download(title + ".json", "application/json", JSON.stringify(kept, null, 1));
  }

  function bringIn(text, name) {
    const before = state();
    const kept = /\.json$/i.test(name) ? readJson(text) : readCsv(text);
    if (!kept) {
      kb.toast("“" + name + "”不是这份清单导出的文件。");
      return;
    }
    show(kept);
    save();
    kb.toast("已导入“" + name + "”。", "撤销", function () { show(before); save(); });
  }

  function readJson(text) {
    try {
      const kept = JSON.parse(text);
      return kept.checklist === box.dataset.kbChecklist && kept.rows ? kept : null;
    } catch (error) {
      return null;
    }
  }

  /* By the last column, where a table was saved again by WPS or Excel too. */
  function readCsv(text) {
    const kept = { head: {}, rows: {} };
    const known = new Set(rows.map(function (row) { return row.id; }));
    kb.fromCsv(text).forEach(function (cells) {
      const field = HEAD.find(function (pair) { return pair[1] === cells[0]; });
      if (field) kept.head[field[0]] = cells[1] || "";
      if (known.has(cells[5]) && (cells[3] || cells[4])) kept.rows[cells[5]] = { answer: cells[3], note: cells[4] };
    });
    return Object.keys(kept.rows).length ? kept : null;
  }

  function clear() {
    const before = state();
    show({ head: {}, rows: {} });
    save();
    kb.toast("已清空。", "撤销", function () { show(before); save(); });
  }
})(window.XunchaKB);
