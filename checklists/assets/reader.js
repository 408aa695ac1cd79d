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
    const hint = kb.places.byArticle ? "第几条，如 15" : "第几段，如 10";
    const field = kb.el("input", { class: "kb-field", type: "text", "aria-label": "跳到" + hint, placeholder: hint, size: 12 });
    return kb.el("form", { class: "kb-jump", submit: function (event) {
      event.preventDefault();
      jump(field.value.trim());
    } }, [field, kb.el("button", { type: "submit", class: "kb-button" }, "跳到")]);
  }

  function jump(said) {
    const target = said && document.getElementById(kb.places.find(said));
    if (!said) kb.toast("请先写" + (kb.places.byArticle ? "条号" : "段号") + "。");
    else if (!target) kb.toast(kb.places.whyNot(said));
    else if (location.hash === "#" + target.id) target.scrollIntoView();
    else location.hash = target.id;
  }

  /* The number in the margin stands for the article that begins there, where one does. */
  function copyLinks() {
    text.addEventListener("click", function (event) {
      const link = event.target.closest(".pn");
      if (!link) return;
      event.preventDefault();
      const place = kb.places.of(link.parentNode);
      location.hash = place.id;
      link.focus({ preventScroll: true });
      kb.copy(location.href.replace(/[?#].*$/, "") + "#" + place.id, "已复制" + place.name + "的链接。");
    });
  }

  /* #F4.2 lights up all pieces of the item, #a15 the paragraph the article begins with; #marks=J,Z switches kinds on. */
  function followHash() {
    const id = kb.hashId();
    text.querySelectorAll(".kb-target").forEach(function (piece) { piece.classList.remove("kb-target"); });
    const kinds = (kb.hashValues().get("marks") || "").split(",");
    kinds.forEach(function (kind) { if (buttons[kind]) toggle(kind, true); });
    const item = items.get(id);
    if (item) item.pieces.forEach(function (piece) { piece.classList.add("kb-target"); });
    const place = item ? null : text.querySelector("i[id='" + id.replace(/['\\]/g, "") + "']");
    if (place) place.parentNode.classList.add("kb-target");
  }
})(window.XunchaKB);
