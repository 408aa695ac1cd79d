/* A filled-in checklist as a file, and back: a backup (JSON) or a table (CSV). Reading gives
   {head, entries, broken: [what could not be read], version} or {refused: why, in one line}. */
(function (kb) {
  "use strict";

  const FORMAT = 1;
  const COLUMNS = ["序号", "检查内容", "依据", "结果", "备注", "行标识"];
  const records = kb.records;

  records.toJson = function (record, sheet) {
    const whole = { format: FORMAT, checklist: sheet.id, version: sheet.version, title: sheet.title };
    ["head", "rows", "words", "aside"].forEach(function (part) { whole[part] = record[part]; });
    return JSON.stringify(whole, null, 1);
  };

  /* The last column says which row it is, on the first line which checklist. */
  records.toTable = function (record, sheet) {
    const lines = [[sheet.title, "", "", "", "", sheet.id]];
    records.HEAD.forEach(function (pair) { lines.push([pair[1], record.head[pair[0]] || ""]); });
    lines.push(COLUMNS);
    sheet.rows.forEach(function (row) {
      const said = record.rows[row.id] || { answer: "", note: "" };
      lines.push([row.number, row.words, row.basis, said.answer, said.note, row.id]);
    });
    record.aside.forEach(function (entry) {
      lines.push(["不在清单上", entry.words, "", entry.answer, entry.note, entry.id]);
    });
    return lines;
  };

  records.read = function (text, sheet) {
    if (text === null) return { refused: "打不开，可能正被别的程序占用。" };
    if (!text.trim()) return { refused: "是空文件。" };
    if (text.startsWith("PK\u0003\u0004")) return { refused: "是 Excel 工作簿，请另存为 CSV（逗号分隔）再导入。" };
    return /^\s*[[{]/.test(text) ? fromJson(text, sheet) : fromTable(text, sheet);
  };

  function fromJson(text, sheet) {
    let data;
    try {
      data = JSON.parse(text);
    } catch (error) {
      return { refused: "不完整或者被改坏了，读不出来。" };
    }
    if (!records.isObject(data) || typeof data.checklist !== "string") return { refused: "不是检查清单导出的备份。" };
    if (data.checklist !== sheet.id) return { refused: otherSheet(data.title) };
    if (typeof data.format === "number" && data.format > FORMAT) {
      return { refused: "是更新的网站导出的备份，这个网站读不了；请在新的网站上导入。" };
    }
    if (!records.isObject(data.rows)) return { refused: "里没有填写记录，可能被改坏了。" };
    return contents(data, sheet);
  }

  function otherSheet(title) {
    return typeof title === "string" && title ? "是“" + title + "”的，请打开那份清单再导入。" : "是另一份清单的。";
  }

  function contents(data, sheet) {
    const result = { head: {}, entries: [], broken: [], version: String(data.version || "") };
    const words = records.texts(data.words);
    const numbers = new Map(sheet.rows.map(function (row) { return [row.id, "第" + row.number + "行"]; }));
    const head = records.isObject(data.head) ? data.head : {};
    if (data.head !== undefined && head !== data.head) result.broken.push("表头");
    records.HEAD.forEach(function (pair) {
      const value = head[pair[0]];
      if (typeof value === "string") result.head[pair[0]] = value;
      else if (value !== undefined && value !== null) result.broken.push(pair[1]);
    });
    Object.keys(data.rows).forEach(function (id) {
      const entry = records.entry(data.rows[id]);
      if (entry) result.entries.push({ id: id, words: words[id] || "", answer: entry.answer, note: entry.note });
      else result.broken.push(numbers.get(id) || "“" + (words[id] || id) + "”一行");
    });
    result.entries = result.entries.concat(records.asides(data.aside));
    return result;
  }

  function isHead(cells) { return cells.some(function (cell) { return cell.trim() === "行标识"; }); }

  /* By the names of the columns, which may have been moved, and by the mark of each row. */
  function fromTable(text, sheet) {
    const lines = kb.fromCsv(text, isHead);
    const at = lines.findIndex(isHead);
    if (at < 0) return { refused: "里没有“行标识”这一列，认不出是哪份清单的哪一行。" };
    const names = lines[at].map(function (name) { return name.trim(); });
    if (names.indexOf("结果") < 0 && names.indexOf("备注") < 0) return { refused: "里没有“结果”和“备注”这两列。" };
    const cell = function (line, name) { return line[names.indexOf(name)] || ""; };
    const known = new Set(sheet.rows.map(function (row) { return row.id; }));
    const body = lines.slice(at + 1).filter(function (line) { return cell(line, "行标识").trim(); });
    const said = at > 0 ? lines[0].map(function (part) { return part.trim(); }) : [];
    const mark = said[COLUMNS.length - 1] || "";
    const own = mark ? mark === sheet.id : body.some(function (line) { return known.has(cell(line, "行标识").trim()); });
    if (!own) return { refused: otherSheet(said[0] === sheet.title ? "" : said[0]) };
    return {
      head: tableHead(lines.slice(0, at)),
      entries: body.map(function (line) {
        return { id: cell(line, "行标识").trim(), words: cell(line, "检查内容"), answer: cell(line, "结果").trim(), note: cell(line, "备注") };
      }),
      broken: [],
      version: "",
    };
  }

  function tableHead(lines) {
    const head = {};
    lines.forEach(function (line) {
      const pair = records.HEAD.find(function (one) { return one[1] === line[0].trim(); });
      if (pair) head[pair[0]] = line[1] || "";
    });
    return head;
  }
})(window.XunchaKB);
