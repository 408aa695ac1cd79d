/* A field that narrows a list down; and the search field in the header of every page. */
(function (kb) {
  "use strict";

  document.querySelectorAll("[data-kb-filter]").forEach(function (box) {
    const rows = Array.from(box.querySelectorAll(".kb-cards > li, .kb-term, .kb-topic"));
    if (rows.length < 6) return;
    const texts = rows.map(function (row) { return row.textContent.toLowerCase(); });
    const count = kb.el("span", { class: "kb-count", role: "status" });
    const field = kb.el("input", {
      type: "search",
      class: "kb-field",
      placeholder: box.dataset.kbFilter,
      "aria-label": box.dataset.kbFilter,
      input: function () {
        const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
        let shown = 0;
        rows.forEach(function (row, number) {
          const fits = words.every(function (word) { return texts[number].indexOf(word) >= 0; });
          row.hidden = !fits;
          if (fits) shown += 1;
        });
        box.querySelectorAll(".kb-family").forEach(function (family) {
          family.hidden = !family.querySelector(".kb-topic:not([hidden])");
        });
        count.textContent = words.length ? "找到 " + shown + " 项" : "";
      },
    });
    box.prepend(kb.el("div", { class: "kb-tools" }, [field, count]));
  });

  const header = document.querySelector(".md-header__inner");
  if (header && !document.querySelector("[data-kb-search], .kb-search-form")) {
    header.append(kb.el("form", { class: "kb-header-search", action: kb.root() + "search.html", role: "search" },
      kb.el("input", { type: "search", name: "q", placeholder: window.innerWidth < 640 ? "检索" : "检索（按 / 键）", "aria-label": "检索" })));
  }

  /* The button of the skin that opens the navigation on narrow screens is a mere label; Enter the
     skin sees to itself. */
  const opener = document.querySelector(".md-header label[for=__drawer]");
  if (opener) {
    opener.tabIndex = 0;
    opener.setAttribute("role", "button");
    opener.setAttribute("aria-label", "各页导航");
    opener.addEventListener("keydown", function (event) {
      if (event.key !== " ") return;
      event.preventDefault();
      opener.click();
    });
  }

  document.addEventListener("keydown", function (event) {
    const inField = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (event.key !== "/" || inField || event.ctrlKey || event.metaKey || event.altKey) return;
    const field = document.querySelector("[data-kb-search] input[type=search], .kb-search-form input, .kb-header-search input");
    event.preventDefault();
    if (field && field.offsetParent) field.focus();
    else location.href = kb.root() + "search.html";
  });
})(window.XunchaKB);
