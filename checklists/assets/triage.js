/* Accepted or referred? Two choices lead to the clause that says so. */
(function (kb) {
  "use strict";

  const ASK = "反映的是什么事？";

  document.querySelectorAll("[data-kb-triage]").forEach(function (box, index) {
    const accepted = rows(".kb-accepted");
    const excluded = rows(".kb-excluded");
    if (!accepted.length || !excluded.length) return;
    const name = "triage" + index;
    const HINT = "选好以后，这里写明属不属于受理范围、转到哪里、依据哪一句。";
    const result = kb.el("div", { class: "kb-verdict", role: "status" });
    const matters = Array.from(new Set(excluded.map(function (row) { return row.words; })));
    const whom = whomOptions();
    const form = kb.el("form", { class: "kb-triage", change: decide, submit: function (event) { event.preventDefault(); } }, [
      kb.el("h2", {}, "判断一件来信来访"),
      question(ASK, name + "what", matters.concat("都不是")),
      question(whom.ask, name + "whom", whom.options.concat("都不是")),
      result,
      kb.button("重新判断", function () { form.reset(); decide(); }),
    ]);
    box.querySelector(".kb-of").after(form);
    decide();

    function rows(selector) {
      return Array.from(box.querySelectorAll(selector + " > li")).map(function (row) {
        return {
          words: row.querySelector(".kb-quote").textContent,
          subjects: Array.from(row.querySelectorAll(".kb-subject")).map(function (s) { return s.textContent; }),
          referral: row.querySelector(".kb-referral"),
          source: row.querySelector(".kb-source"),
        };
      });
    }

    /* Whom it is about, where the clause says so; else which accepted matter it is. */
    function whomOptions() {
      const options = [];
      accepted.forEach(function (row) { options.push.apply(options, row.subjects.length ? row.subjects : [row.words]); });
      const named = accepted.filter(function (row) { return row.subjects.length; }).length;
      const ask = named === accepted.length ? "反映的是谁的问题？" : named ? "反映的是谁的问题，或者是哪一类？" : "属于下面哪一类？";
      return { ask: ask, options: Array.from(new Set(options)) };
    }

    function question(text, field, options) {
      return kb.el("fieldset", {}, [kb.el("legend", {}, text)].concat(options.map(function (option) {
        return kb.el("label", {}, [kb.el("input", { type: "radio", name: field, value: option }), option]);
      })));
    }

    function said(field) {
      const ticked = form.querySelector("input[name=" + name + field + "]:checked");
      return ticked ? ticked.value : "";
    }

    function decide() {
      const what = said("what");
      const who = said("whom");
      const out = excluded.filter(function (row) { return row.words === what; });
      const inside = accepted.filter(function (row) { return row.words === who || row.subjects.indexOf(who) >= 0; });
      result.textContent = "";
      result.className = "kb-verdict";
      if (!what && !who) result.append(kb.el("p", { class: "kb-lead" }, HINT));
      else if (out.length && inside.length) verdict("ask", "所反映的事不属于受理范围。" + referral(out) + "其中反映“" + who + "”的部分，属于受理范围。", "两部分分开登记。", out.concat(inside));
      else if (out.length) verdict("no", "不属于受理范围。" + referral(out), "", out);
      else if (!what || !who) result.append(kb.el("p", { class: "kb-lead" }, "还要选一问：“" + (what ? whom.ask : ASK) + "”"));
      else if (inside.length) verdict("yes", "属于受理范围。", "登记后按程序了解。", inside);
      else verdict("ask", "原文没有列明这种情况。", "先登记，请组长或组务会决定。", []);
    }

    function referral(clauses) {
      const named = clauses.find(function (row) { return row.referral; });
      return named ? "去向：" + named.referral.textContent + "。" : "原文没有写明转往何处。";
    }

    /* `advice` is ours and says so. */
    function verdict(kind, text, advice, clauses) {
      result.classList.add("kb-verdict-" + kind);
      result.append(kb.el("p", {}, [text, advice, advice && kb.el("span", { class: "kb-pv kb-pv-reference" }, "参考")]));
      clauses.forEach(function (row) {
        result.append(kb.el("p", {}, ["依据原文：", kb.el("span", { class: "kb-quote" }, row.words), row.source.cloneNode(true)]));
      });
    }
  });
})(window.XunchaKB);
