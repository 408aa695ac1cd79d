/* What a checklist says about what was filled in: what changed since the version before, what
   has no place any more, what came of an import. */
(function (kb) {
  "use strict";

  /* `on`: {changes, aside}: what to do when the user has done with either. */
  kb.notes = function (on) {
    const changed = kb.el("div", { class: "kb-changes kb-note-box", hidden: true });
    const aside = kb.el("div", { class: "kb-aside kb-note-box", hidden: true });
    return {
      element: kb.el("div", {}, [changed, aside]),
      show: function (record, changes) {
        fill(changed, changes && changedText(changes), (changes || []).map(changeLine), "知道了", on.changes);
        const text = "不在现在清单上的填写 " + record.aside.length + " 处，导出时一并带上";
        fill(aside, record.aside.length ? text : null, record.aside.map(asideLine), "不再保留", on.aside);
      },
    };
  };

  function fill(box, text, lines, label, onDone) {
    const open = box.querySelector("details[open]");
    box.hidden = !text;
    box.textContent = "";
    if (!text) return;
    box.append(
      kb.el("details", { open: Boolean(open) }, [
        kb.el("summary", {}, text),
        kb.el("ul", {}, lines.map(function (line) { return kb.el("li", {}, line); })),
      ]),
      kb.button(label, onDone)
    );
  }

  function changedText(changes) {
    return "清单已更新，原来填写的内容按行保留。" + (changes.length ? "变动 " + changes.length + " 行" : "各行文字没有变动");
  }

  function changeLine(change) {
    if (!change.row) return "删去：" + change.words + (change.said ? "（原填：" + content(change.said) + "）" : "");
    const link = kb.el("a", { href: "#" + change.row.element.id }, change.what + " " + change.row.number);
    return [link, "：" + (change.what === "改动" ? "原为“" + change.words + "”" : change.words)];
  }

  function asideLine(entry) { return (entry.words || "（原行文字不详）") + "：" + content(entry); }

  function content(entry) { return [entry.answer, entry.note].filter(Boolean).join("，"); }

  /* {any, text}: whether anything came of the import, and what. `taken` is what had a place in
     the sheet and what had none, `result` what it did to what stood there. */
  kb.importReport = function (name, file, taken, result, sheet) {
    const count = Object.keys(taken.rows).length;
    const numbers = new Map(sheet.rows.map(function (row) { return [row.id, row.number]; }));
    const parts = [];
    const any = count || taken.aside.length || Object.keys(taken.head).some(function (field) { return taken.head[field]; });
    if (any) parts.push("已导入“" + name + "”：填入 " + count + " 行。");
    else parts.push("“" + name + "”里没有填写的内容，没有改动。");
    if (file.version && file.version !== sheet.version) parts.push("它是这份清单另一个版本的。");
    if (result.rows.length) {
      parts.push("第" + few(result.rows.map(function (id) { return numbers.get(id); })) + "行原来填的不同，已换成文件里的。");
    }
    if (result.head.length) parts.push(result.head.join("、") + "也换成了文件里的。");
    const bad = taken.aside.filter(function (entry) { return numbers.has(entry.id); });
    const gone = taken.aside.length - bad.length;
    if (bad.length) {
      parts.push("没有采用：" + few(bad.map(function (entry) { return "第" + numbers.get(entry.id) + "行“" + entry.answer + "”"; })) + "，不是可选的结果或者与另一处不同，列在下面。");
    }
    if (gone) parts.push("有 " + gone + " 行不在这份清单上，列在下面。");
    if (file.broken.length) parts.push(few(file.broken) + "读不懂，没有采用。");
    return { any: Boolean(any), text: parts.join("") };
  };

  function few(names) { return names.slice(0, 8).join("、") + (names.length > 8 ? " 等 " + names.length + " 处" : ""); }
})(window.XunchaKB);
