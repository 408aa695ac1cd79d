/* Keeping data in this browser. All pages opened from files share one storage, so every key begins
   with our name. What could not be kept stays in memory, a line on the page says so, and the
   browser asks before the page is closed. */
(function (kb) {
  "use strict";

  const PREFIX = "xuncha-kb:";
  const unkept = new Map();
  const warnings = [];
  const forbidden = !probe();

  function probe() {
    try {
      localStorage.setItem(PREFIX + "probe", "1");
      const kept = localStorage.getItem(PREFIX + "probe") === "1";
      localStorage.removeItem(PREFIX + "probe");
      return kept;
    } catch (error) {
      return Boolean(error && /quota/i.test(error.name));
    }
  }

  kb.store = {
    get: function (key) {
      if (unkept.has(key)) return JSON.parse(unkept.get(key));
      try {
        return JSON.parse(localStorage.getItem(PREFIX + key));
      } catch (error) {
        return null;
      }
    },
    /* True where it is kept for the next time. */
    set: function (key, value) {
      const text = JSON.stringify(value);
      try {
        localStorage.setItem(PREFIX + key, text);
        unkept.delete(key);
      } catch (error) {
        unkept.set(key, text);
      }
      if (forbidden) unkept.set(key, text);
      warnings.forEach(tell);
      return !unkept.has(key);
    },
    remove: function (key) {
      unkept.delete(key);
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
    /* Calls back where another window may have written the key. */
    watch: function (key, onChange) {
      window.addEventListener("storage", function (event) {
        if (event.key === PREFIX + key || event.key === null) onChange();
      });
      window.addEventListener("focus", onChange);
      window.addEventListener("pageshow", function (event) { if (event.persisted) onChange(); });
    },
    /* A line that shows itself while things are not kept; `advice` says what to do then, and
       `button`, where there is one, does it. */
    warning: function (advice, button) {
      const words = kb.el("span", {});
      const line = kb.el("p", { class: "kb-notice kb-unkept", role: "alert", hidden: true }, [words, button]);
      const warning = { line: line, words: words, advice: advice };
      warnings.push(warning);
      tell(warning);
      return line;
    },
  };

  function tell(warning) {
    const text = forbidden
      ? "这台电脑的浏览器不保存填写的内容，关闭或换页后就没有了。" + warning.advice
      : unkept.size ? "浏览器的存储空间满了，刚才填写的没有存下来。" + warning.advice : "";
    if (warning.words.textContent !== text) warning.words.textContent = text;
    warning.line.hidden = !text;
  }

  window.addEventListener("beforeunload", function (event) {
    if (!unkept.size || !warnings.length) return;
    event.preventDefault();
    event.returnValue = "";
  });
})(window.XunchaKB);
