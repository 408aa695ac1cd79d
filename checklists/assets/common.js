/* What all scripts share: making elements, keeping data in this browser, telling the user.
   Plain scripts, loaded in order; everything hangs on window.XunchaKB. */
(function (kb) {
  "use strict";

  /* An element with attributes and children; text is always set as text, never as markup. */
  kb.el = function (tag, attributes, children) {
    const element = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) {
      const value = attributes[name];
      if (typeof value === "function") element.addEventListener(name, value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
    });
    (Array.isArray(children) ? children : [children]).forEach(function (child) {
      if (child !== null && child !== undefined && child !== "") element.append(child);
    });
    return element;
  };

  kb.button = function (label, onClick, attributes) {
    return kb.el("button", Object.assign({ type: "button", class: "kb-button", click: onClick }, attributes), label);
  };

  /* All pages opened from files share one storage, so every key begins with our name. Where the
     browser forbids storage, things last until the page is closed. */
  const memory = {};
  const PREFIX = "xuncha-kb:";
  kb.store = {
    get: function (key) {
      try {
        return JSON.parse(localStorage.getItem(PREFIX + key));
      } catch (error) {
        return memory[key] || null;
      }
    },
    set: function (key, value) {
      memory[key] = value;
      try {
        localStorage.setItem(PREFIX + key, JSON.stringify(value));
      } catch (error) {
        kb.toast("这个浏览器不允许保存，关闭页面后填写的内容会丢失。请先导出。");
      }
    },
    remove: function (key) {
      delete memory[key];
      try {
        localStorage.removeItem(PREFIX + key);
      } catch (error) {
        return;
      }
    },
    keys: function (start) {
      try {
        return Object.keys(localStorage)
          .filter(function (key) { return key.startsWith(PREFIX + start); })
          .map(function (key) { return key.slice(PREFIX.length); });
      } catch (error) {
        return [];
      }
    },
  };

  /* A line at the bottom of the window, with one thing to do about it. */
  let toast = null;
  let timer = 0;
  kb.toast = function (text, action, onAction) {
    if (!toast) {
      toast = kb.el("div", { class: "kb-toast", role: "status" });
      document.body.append(toast);
    }
    toast.textContent = text;
    toast.hidden = false;
    if (action) {
      toast.append(kb.button(action, function () { toast.hidden = true; onAction(); }));
    }
    clearTimeout(timer);
    timer = setTimeout(function () { toast.hidden = true; }, action ? 15000 : 4000);
  };

  kb.copy = function (text, said) {
    const field = kb.el("textarea", { class: "kb-visually-hidden", "aria-hidden": "true" });
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    kb.toast(done ? said : "没能复制，请从地址栏复制。");
  };

  kb.download = function (name, type, text) {
    const link = kb.el("a", { download: name });
    link.href = URL.createObjectURL(new Blob([text], { type: type }));
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  };

  /* A file of the user's as text; UTF-8, and GB18030 for what a Chinese Excel saves. */
  kb.pickText = function (accept, onText) {
    const input = kb.el("input", { type: "file", accept: accept });
    input.addEventListener("change", function () {
      const reader = new FileReader();
      reader.addEventListener("load", function () {
        let text;
        try {
          text = new TextDecoder("utf-8", { fatal: true }).decode(reader.result);
        } catch (error) {
          text = new TextDecoder("gb18030").decode(reader.result);
        }
        onText(text, input.files[0].name);
      });
      if (input.files[0]) reader.readAsArrayBuffer(input.files[0]);
    });
    input.click();
  };

  /* Rows as a table that Excel and WPS open rightly: marked as UTF-8, and no cell can become a
     formula. */
  kb.toCsv = function (rows) {
    const lines = rows.map(function (row) {
      return row.map(function (cell) {
        const text = String(cell === null || cell === undefined ? "" : cell);
        const safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
        return '"' + safe.replace(/"/g, '""') + '"';
      }).join(",");
    });
    return "\ufeff" + lines.join("\r\n") + "\r\n";
  };

  kb.fromCsv = function (text) {
    const rows = [[]];
    const pattern = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|\r|$)/g;
    const clean = text.replace(/^\ufeff/, "");
    let match;
    while (pattern.lastIndex < clean.length && (match = pattern.exec(clean))) {
      const quoted = match[1].startsWith('"');
      const cell = quoted ? match[1].slice(1, -1).replace(/""/g, '"') : match[1];
      rows[rows.length - 1].push(cell.replace(/^'(?=[=+\-@\t\r])/, ""));
      if (match[2] !== "," && pattern.lastIndex < clean.length) rows.push([]);
    }
    return rows;
  };

  /* The part of the address after #, as a=b&c=d; empty where it is a plain anchor. */
  kb.hashValues = function () {
    const hash = location.hash.slice(1);
    return hash.indexOf("=") > 0 ? new URLSearchParams(hash) : new URLSearchParams();
  };

  kb.root = function () {
    const config = document.getElementById("__config");
    return config ? JSON.parse(config.textContent).base + "/" : "";
  };
})(window.XunchaKB);
