/* The page of a document: jump to an article, mark items, copy links. */
(function (kb) {
  "use strict";

  const text = document.querySelector(".kb-text");
  if (!text) return;

  const items = collect();
  const shown = new Set();
  const panel = kb.el("aside", { class: "kb-panel", "aria-label": "跳转和标出条目" });
  const list = kb.el("ol", { class: "kb-found" });
  const buttons = {};
  foldOutline();
  build();
  copyLinks();
  followHash();
  window.addEventListener("hashchange", followHash);

  /* Every item of the page by its code: kind, pieces, words. */
  function collect() {
    const found = new Map();
    text.querySelectorAll(".k").forEach(function (piece) {
      const kinds = piece.className.split(" ").filter(function (name) { return name.startsWith("k-"); });
      piece.dataset.i.split(" ").forEach(function (code, position) {
        if (!found.has(code)) found.set(code, { code: code, kind: kinds[position].slice(2), pieces: [] });
        found.get(code).pieces.push(piece);
      });
    });
    return found;
  }

  function foldOutline() {
    const outline = document.querySelector(".kb-outline details");
    if (outline && window.innerWidth < 960) outline.open = false;
  }

  function words(item) {
    return item.pieces.map(function (piece) { return piece.textContent; }).join("");
  }

  function build() {
    panel.append(jumpForm());
    const counts = {};
    items.forEach(function (item) { counts[item.kind] = (counts[item.kind] || 0) + 1; });
    const kinds = Object.keys(kb.kinds).filter(function (kind) { return counts[kind]; });
    if (kinds.length) {
      const group = kb.el("div", { class: "kb-kinds" });
      kinds.forEach(function (kind) {
        buttons[kind] = kb.button(
          [kb.kinds[kind].label, kb.el("small", {}, String(counts[kind]))],
          function () { toggle(kind); },
          { "aria-pressed": "false", title: kb.kinds[kind].explanation, class: "kb-button kb-kind" }
        );
        group.append(buttons[kind]);
      });
      panel.append(kb.el("details", { class: "kb-marks", open: window.innerWidth >= 960 }, [
        kb.el("summary", { class: "kb-panel-title" }, "标出条目"), group, list,
      ]));
    }
    text.before(panel);
  }

  function toggle(kind, on) {
    if (on === undefined ? !shown.has(kind) : on) shown.add(kind);
    else shown.delete(kind);
    buttons[kind].setAttribute("aria-pressed", String(shown.has(kind)));
    const selector = Array.from(shown).map(function (name) { return ".k-" + name; }).join(",");
    text.querySelectorAll(".k").forEach(function (piece) {
      piece.classList.toggle("kb-on", Boolean(selector) && piece.matches(selector));
    });
    listItems();
  }

  function listItems() {
    list.textContent = "";
    items.forEach(function (item) {
      if (!shown.has(item.kind)) return;
      list.append(kb.el("li", {}, kb.el("a", { href: "#" + item.code }, [kb.el("span", { class: "kb-code" }, item.code), " ", words(item)])));
    });
  }

  function jumpForm() {
    const hasArticles = Boolean(text.querySelector("i[id^=a]"));
    const hint = hasArticles ? "第几条，如 15" : "第几段，如 10";
    const field = kb.el("input", { class: "kb-field", type: "text", "aria-label": "跳到" + hint, placeholder: hint, size: 12 });
    return kb.el("form", { class: "kb-jump", submit: function (event) {
      event.preventDefault();
      const id = place(field.value, hasArticles);
      if (id && document.getElementById(id)) location.hash = id;
      else kb.toast("没有找到“" + field.value + "”。");
    } }, [field, kb.el("button", { type: "submit", class: "kb-button" }, "跳到")]);
  }

  /* 第103条, 103, 一百三十三之一, 第17段 -> the anchor. */
  function place(said, hasArticles) {
    const match = /^第?([0-9０-９〇○零一二三四五六七八九十百千两]+)(条|段)?(?:之([一二三四五六七八九十0-9]+))?条?$/.exec(said.trim());
    if (!match) return null;
    const number = numeral(match[1]);
    if (match[2] === "段" || !hasArticles) return "p" + number;
    return "a" + number + (match[3] ? "-" + numeral(match[3]) : "");
  }

  function numeral(said) {
    const plain = said.replace(/[０-９]/g, function (c) { return String.fromCharCode(c.charCodeAt(0) - 0xfee0); });
    if (/^[0-9]+$/.test(plain)) return Number(plain);
    const values = { 〇: 0, "○": 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
    const units = { 十: 10, 百: 100, 千: 1000 };
    let total = 0;
    let current = 0;
    Array.from(plain).forEach(function (c) {
      if (units[c]) {
        total += (current || 1) * units[c];
        current = 0;
      } else current = values[c];
    });
    return total + current;
  }

  function copyLinks() {
    text.addEventListener("click", function (event) {
      const link = event.target.closest(".pn");
      if (!link) return;
      const name = link.getAttribute("aria-label");
      kb.copy(link.href, "已复制" + name + "的链接。");
    });
  }

  /* #F4.2 lights up all pieces of the item; #marks=J,Z switches kinds on. */
  function followHash() {
    text.querySelectorAll(".kb-target").forEach(function (piece) { piece.classList.remove("kb-target"); });
    const kinds = (kb.hashValues().get("marks") || "").split(",");
    kinds.forEach(function (kind) { if (buttons[kind]) toggle(kind, true); });
    const item = items.get(decodeURIComponent(location.hash.slice(1)));
    if (item) item.pieces.forEach(function (piece) { piece.classList.add("kb-target"); });
  }
})(window.XunchaKB);
