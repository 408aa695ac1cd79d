/* The question bank: filters, and the tray of chosen questions that stays in this browser. */
(function (kb) {
  "use strict";

  const KEY = "tray";
  const FIELDS = ["id", "text", "role", "stage", "provenance", "code", "basis", "document"];
  const bank = document.querySelector("[data-kb-bank]");
  const box = document.querySelector("[data-kb-tray]");

  /* What is in the tray; whatever in the storage has another shape is left out. */
  function chosen() {
    const kept = kb.store.get(KEY);
    return (Array.isArray(kept) ? kept : []).filter(function (entry) {
      return entry && FIELDS.every(function (name) { return typeof entry[name] === "string"; }) && Array.isArray(entry.details);
    });
  }

  const exporter = bank && kb.button("导出已选题目", function () { exportCsv(chosen()); });
  const warning = bank || box ? kb.store.warning(bank ? "换页前请导出：" : "关闭前请点“导出表格”。", exporter) : null;
  let shown = "";
  if (bank) bankPage();
  if (box) {
    trayPage();
    kb.store.watch(KEY, function () { if (JSON.stringify(chosen()) !== shown) trayPage(); });
  }

  function bankPage() {
    const form = bank.querySelector(".kb-filters");
    const fields = ["area", "role", "stage"].map(function (name) { return form.elements[name]; });
    const count = kb.el("span", { class: "kb-count", role: "status" });
    const tray = kb.el("a", { class: "kb-button", href: kb.root() + "questions.html#tray" });
    const ticks = new Map();
    const questions = Array.from(bank.querySelectorAll(".kb-questions > li"));
    form.hidden = false;
    fields.forEach(function (field) { field.className = "kb-field"; });
    form.append(count, tray);
    form.before(warning);
    form.addEventListener("change", function () {
      const values = new URLSearchParams();
      fields.forEach(function (field) { if (field.value) values.set(field.name, field.value); });
      history.replaceState(null, "", "#" + values);
      narrow();
    });
    questions.forEach(addPick);
    kb.store.watch(KEY, tellTray);
    window.addEventListener("hashchange", fromHash);
    fromHash();

    function fromHash() {
      const values = kb.hashValues();
      fields.forEach(function (field) {
        const value = values.get(field.name) || "";
        field.value = value;
        if (field.selectedIndex < 0) field.value = "";
      });
      narrow();
    }

    function narrow() {
      let shown = 0;
      bank.querySelectorAll("section[data-area]").forEach(function (section) {
        let any = false;
        section.querySelectorAll("li[data-role]").forEach(function (row) {
          const fits = (!fields[0].value || section.dataset.area === fields[0].value) &&
            (!fields[1].value || row.dataset.role === fields[1].value) &&
            (!fields[2].value || row.dataset.stage === fields[2].value);
          row.hidden = !fits;
          if (fits) {
            shown += 1;
            any = true;
          }
        });
        section.hidden = !any;
      });
      count.textContent = shown + " 题";
      tellTray();
    }

    function tellTray() {
      const entries = chosen();
      const ids = new Set(entries.map(function (entry) { return entry.id; }));
      tray.textContent = "已选题目 " + entries.length;
      ticks.forEach(function (tick, id) { tick.checked = ids.has(id); });
    }

    function addPick(row) {
      const tick = kb.el("input", { type: "checkbox" });
      const text = row.querySelector(".kb-question").textContent;
      ticks.set(row.id, tick);
      tick.addEventListener("change", function () {
        const others = chosen().filter(function (entry) { return entry.id !== row.id; });
        kb.store.set(KEY, tick.checked ? others.concat(entryOf(row, text)) : others);
        tellTray();
      });
      row.classList.add("kb-pickable");
      row.prepend(kb.el("label", { class: "kb-pick" }, [tick, kb.el("span", { class: "kb-visually-hidden" }, "选用：" + text)]));
    }
  }

  function entryOf(row, text) {
    const tags = row.querySelectorAll(".kb-source > span:not(.kb-pv)");
    const code = row.querySelector(".kb-source .kb-code");
    const basis = row.querySelector(".kb-basis .kb-quote");
    const of = document.querySelector(".kb-of a");
    return {
      id: row.id,
      text: text,
      role: tags[0].textContent,
      stage: tags[1].textContent,
      provenance: row.querySelector(".kb-pv").textContent,
      code: code ? code.textContent : "",
      basis: basis ? basis.textContent : "",
      document: of ? of.textContent : "",
      details: Array.from(row.querySelectorAll(".kb-detail")).map(function (line) {
        const parts = Array.from(line.querySelectorAll("span:not(.kb-pv)")).map(function (part) { return part.textContent; });
        return line.querySelector("b").textContent + "：" + parts.join("；").replace(/([。？！])；/g, "$1");
      }),
    };
  }

  function trayPage() {
    const entries = chosen();
    shown = JSON.stringify(entries);
    box.textContent = "";
    box.id = "tray";
    box.className = "kb-tray" + (entries.length ? " kb-tray-full" : "");
    box.parentElement.classList.toggle("kb-printing-tray", entries.length > 0);
    box.append(kb.el("h2", { tabindex: "-1" }, "已选题目 " + entries.length + " 题"), warning);
    if (!entries.length) {
      box.append(kb.el("p", { class: "kb-lead" }, "还没有选题。打开下面任意一格，勾选要用的题。"));
      return;
    }
    box.append(
      kb.el("div", { class: "kb-tools" }, [
        kb.button("打印提纲", function () { window.print(); }),
        kb.button("导出表格", function () { exportCsv(entries); }),
        kb.button("清空", function () { drop(function () { return []; }, "已清空。", 0); }),
      ]),
      kb.el("p", { class: "kb-only-print kb-outline-title" }, "谈话提纲"),
      kb.el("div", { class: "kb-head kb-only-print" }, ["谈话对象", "职务", "时间", "地点", "谈话人", "记录人"].map(function (name) {
        return kb.el("span", { class: "kb-blank" }, name);
      })),
      kb.el("ol", { class: "kb-chosen" }, entries.map(function (entry, number) { return line(entry, number, entries.length); }))
    );
  }

  /* Shows what is kept, and gives the focus to the button `label` of the line, else to the title. */
  function keep(entries, number, label) {
    kb.store.set(KEY, entries);
    trayPage();
    const buttons = Array.from(box.querySelectorAll(".kb-chosen > li:nth-child(" + (number + 1) + ") button"));
    const named = buttons.find(function (button) { return button.textContent === label && !button.disabled; });
    (named || buttons.find(function (button) { return !button.disabled; }) || box.querySelector("h2")).focus();
  }

  function drop(change, text, number) {
    const before = chosen();
    keep(change(before), Math.min(number, before.length - 2), "移出");
    kb.toast(text, "撤销", function () { keep(before, number, "移出"); });
  }

  function line(entry, number, count) {
    const source = [kb.el("span", { class: "kb-pv kb-pv-" + provenanceClass(entry.provenance) }, entry.provenance), entry.role, entry.stage, entry.document, entry.code];
    const move = function (label, step, off) {
      return kb.button(label, function () { keep(moved(chosen(), entry.id, step), number + step, label); },
        { disabled: off, "aria-label": label + "第" + (number + 1) + "题" });
    };
    return kb.el("li", {}, [
      kb.el("p", { class: "kb-question" }, entry.text),
      kb.el("p", { class: "kb-source" }, source.filter(Boolean).map(function (part) { return typeof part === "string" ? kb.el("span", {}, part) : part; })),
      entry.basis ? kb.el("p", { class: "kb-basis" }, ["依据：", kb.el("span", { class: "kb-quote" }, entry.basis)]) : null,
      kb.el("div", {}, entry.details.map(function (detail) { return kb.el("p", { class: "kb-detail" }, detail); })),
      kb.el("div", { class: "kb-write kb-only-print" }),
      kb.el("div", { class: "kb-tools kb-move" }, [
        move("上移", -1, number === 0),
        move("下移", 1, number === count - 1),
        kb.button("移出", function () {
          drop(function (all) { return all.filter(function (other) { return other.id !== entry.id; }); }, "已移出。", number);
        }, { "aria-label": "移出第" + (number + 1) + "题" }),
      ]),
    ]);
  }

  function provenanceClass(label) { return { 原文: "quoted", 推得: "derived" }[label] || "reference"; }

  function moved(entries, id, step) {
    const copy = entries.slice();
    const at = copy.findIndex(function (entry) { return entry.id === id; });
    if (at >= 0) copy.splice(Math.max(0, at + step), 0, copy.splice(at, 1)[0]);
    return copy;
  }

  function exportCsv(entries) {
    const rows = entries.map(function (entry, number) {
      return [number + 1, entry.stage, entry.role, entry.text, entry.details.join("\n"), entry.basis, entry.document + " " + entry.code, entry.provenance];
    });
    kb.download("谈话提纲.csv", "text/csv", kb.toCsv([["序号", "阶段", "谈话对象", "题目", "追问、材料、核实", "依据原文", "出处", "来源"]].concat(rows)));
  }
})(window.XunchaKB);
