/* Accepted or referred? Two choices lead to the clause that says so. */
(function (kb) {
  "use strict";

  document.querySelectorAll("[data-kb-triage]").forEach(function (box, index) {
    const accepted = rows(".kb-accepted");
    const excluded = rows(".kb-excluded");
    if (!accepted.length || !excluded.length) return;
    const name = "triage" + index;
    const HINT = "选好以后，这里写明属不属于受理范围、转到哪里、依据哪一句。";
    const result = kb.el("div", { class: "kb-verdict", role: "status" });
    const matters = excluded.map(function (row) { return row.words; });
    const whom = whomOptions();
    const form = kb.el("form", { class: "kb-triage", change: decide, submit: function (event) { event.preventDefault(); } }, [
      kb.el("h2", {}, "判断一件来信来访"),
      question("反映的是什么事？", name + "what", matters.concat("都不是")),
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

    /* Whom it is about, where the text says so; else which accepted matter it is. */
    function whomOptions() {
      const subjects = [];
      accepted.forEach(function (row) { subjects.push.apply(subjects, row.subjects); });
      if (subjects.length) return { ask: "反映的是谁的问题？", options: Array.from(new Set(subjects)) };
      return { ask: "属于下面哪一类？", options: accepted.map(function (row) { return row.words; }) };
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
      const excludedRow = excluded.find(function (row) { return row.words === what; });
      const acceptedRow = accepted.find(function (row) { return row.words === who || row.subjects.indexOf(who) >= 0; });
      result.textContent = "";
      result.className = "kb-verdict";
      if (!what && !who) result.append(kb.el("p", { class: "kb-lead" }, HINT));
      if (excludedRow) verdict("no", "不属于受理范围。" + (excludedRow.referral ? "去向：" + excludedRow.referral.textContent : "原文没有写明转往何处。"), excludedRow);
      else if (what && acceptedRow) verdict("yes", "属于受理范围，登记后按程序了解。", acceptedRow);
      else if (what && who) verdict("ask", "原文没有列明这种情况。先登记，请组长或组务会决定。", null);
    }

    function verdict(kind, text, row) {
      result.classList.add("kb-verdict-" + kind);
      result.append(kb.el("p", {}, text));
      if (row) result.append(kb.el("p", {}, ["依据原文：", kb.el("span", { class: "kb-quote" }, row.words), row.source.cloneNode(true)]));
    }
  });
})(window.XunchaKB);
