/* Hover cards on the terms and citations of a document, and on marked items. */
(function (kb) {
  "use strict";

  const text = document.querySelector(".kb-text");
  if (!text) return;

  const source = document.getElementById("kb-cards");
  const cards = source ? JSON.parse(source.textContent) : {};
  const card = kb.el("div", { class: "kb-card", id: "kb-card", role: "tooltip", hidden: true });
  document.body.append(card);
  let current = null;
  let timer = 0;

  text.querySelectorAll(".k-C, .k-R").forEach(function (piece) {
    const own = cardOf(piece);
    if (!own) return;
    piece.tabIndex = 0;
    piece.setAttribute("role", own.h ? "link" : "note");
    piece.addEventListener("focus", function () { show(piece); });
    piece.addEventListener("blur", hide);
    if (own.h) leadOn(piece, kb.root() + own.h);
  });
  text.addEventListener("mouseover", function (event) {
    const piece = event.target.closest(".k");
    if (piece && (piece.tabIndex === 0 || piece.classList.contains("kb-on"))) show(piece);
    else hideSoon();
  });
  text.addEventListener("mouseleave", hideSoon);
  card.addEventListener("mouseenter", function () { clearTimeout(timer); });
  card.addEventListener("mouseleave", hideSoon);
  card.addEventListener("click", function () {
    const own = current && cardOf(current);
    if (own && own.h) location.href = kb.root() + own.h;
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") hide(); });

  /* Under a finger the first touch shows the card and the next one leads on. */
  function leadOn(piece, address) {
    let reading = false;
    piece.addEventListener("pointerdown", function (event) {
      reading = event.pointerType === "touch" && current !== piece;
    });
    piece.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey) window.open(address);
      else if (!reading) location.href = address;
    });
    piece.addEventListener("keydown", function (event) {
      if (event.key === "Enter") location.href = address;
    });
  }

  function cardOf(piece) {
    const code = piece.dataset.i.split(" ").find(function (name) { return cards[name]; });
    return code ? cards[code] : null;
  }

  function show(piece) {
    clearTimeout(timer);
    if (current === piece) return;
    current = piece;
    card.textContent = "";
    const kinds = piece.className.split(" ").filter(function (name) { return name.startsWith("k-"); });
    piece.dataset.i.split(" ").forEach(function (code, position) {
      const kind = kb.kinds[kinds[position].slice(2)];
      card.append(kb.el("p", { class: "kb-card-line" }, [kb.el("b", {}, code), " " + (kind ? kind.label : "")]));
    });
    const own = cardOf(piece);
    if (own) describe(own);
    piece.setAttribute("aria-describedby", "kb-card");
    card.hidden = false;
    position(piece);
  }

  function describe(own) {
    if (own.e) card.append(kb.el("p", { class: "kb-expansion kb-expansion-" + own.v }, own.e));
    if (own.m && own.m.length) {
      card.append(kb.el("ol", {}, own.m.map(function (member) { return kb.el("li", {}, member); })));
    }
    if (own.t) card.append(kb.el("p", {}, "打开：" + own.t));
  }

  function position(piece) {
    const box = piece.getClientRects()[0];
    const left = Math.min(box.left, document.documentElement.clientWidth - card.offsetWidth - 8);
    card.style.left = Math.max(8, left) + window.pageXOffset + "px";
    const below = box.bottom + card.offsetHeight + 12 < window.innerHeight;
    card.style.top = (below ? box.bottom + 6 : box.top - card.offsetHeight - 6) + window.pageYOffset + "px";
  }

  /* The pointer may go over to the card. */
  function hideSoon() {
    clearTimeout(timer);
    timer = setTimeout(hide, 250);
  }

  function hide() {
    clearTimeout(timer);
    if (current) current.removeAttribute("aria-describedby");
    current = null;
    card.hidden = true;
  }
})(window.XunchaKB);
