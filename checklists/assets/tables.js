/* Files that go out and come in: downloads, files of the user's, tables for Excel and WPS. */
(function (kb) {
  "use strict";

  kb.download = function (name, type, text) {
    const link = kb.el("a", { download: name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, "_") });
    link.href = URL.createObjectURL(new Blob([text], { type: type }));
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  };

  /* A file of the user's as text and its name; the text is null where it cannot be read. */
  kb.pickText = function (accept, onText) {
    const input = kb.el("input", { type: "file", accept: accept });
    input.addEventListener("change", function () {
      const file = input.files[0];
      if (!file) return;
      const reader = new FileReader();
      reader.addEventListener("load", function () { onText(decoded(reader.result), file.name); });
      reader.addEventListener("error", function () { onText(null, file.name); });
      reader.readAsArrayBuffer(file);
    });
    input.click();
  };

  /* UTF-8; UTF-16 for what Excel calls Unicode text; GB18030 for what a Chinese Excel saves. */
  function decoded(buffer) {
    const start = Array.from(new Uint8Array(buffer, 0, Math.min(2, buffer.byteLength))).join();
    if (start === "255,254") return new TextDecoder("utf-16le").decode(buffer);
    if (start === "254,255") return new TextDecoder("utf-16be").decode(buffer);
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(buffer);
    } catch (error) {
      return new TextDecoder("gb18030").decode(buffer);
    }
  }

  /* A cell that begins so is run as a formula; one apostrophe more before it makes it a text.
     Texts that have apostrophes there already get one more as well, so that each comes back. */
  const FORMULA = /^'*[=+\-@＝＋－＠\t\r\n]/;

  /* Rows as a table that Excel and WPS open rightly. */
  kb.toCsv = function (rows) {
    const lines = rows.map(function (row) {
      return row.map(function (cell) {
        const text = String(cell === null || cell === undefined ? "" : cell);
        return '"' + (FORMULA.test(text) ? "'" + text : text).replace(/"/g, '""') + '"';
      }).join(",");
    });
    return "\ufeff" + lines.join("\r\n") + "\r\n";
  };

  /* The rows of a table, separated by whatever makes one of its rows fit `isHead`: programs save
     it with commas, tabs or semicolons. */
  kb.fromCsv = function (text, isHead) {
    const tables = [",", "\t", ";"].map(function (mark) { return cells(text.replace(/^\ufeff/, ""), mark); });
    return tables.find(function (rows) { return rows.some(isHead); }) || tables[0];
  };

  function cells(text, mark) {
    const rows = [[]];
    const pattern = new RegExp('("[^"]*(?:""[^"]*)*"|[^' + mark + "\\r\\n]*)(" + mark + "|\\r\\n|\\r|\\n|$)", "g");
    while (pattern.lastIndex < text.length) {
      const match = pattern.exec(text);
      const quoted = match[1].startsWith('"') && match[1].endsWith('"') && match[1].length > 1;
      const cell = quoted ? match[1].slice(1, -1).replace(/""/g, '"') : match[1];
      rows[rows.length - 1].push(cell[0] === "'" && FORMULA.test(cell) ? cell.slice(1) : cell);
      if (match[2] !== mark && pattern.lastIndex < text.length) rows.push([]);
    }
    return rows;
  }
})(window.XunchaKB);
