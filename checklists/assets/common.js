/* What all scripts share: making elements, telling the user, copying.
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

  /* A line at the bottom of the window. With something to do about it, it stays until that is
     done or it is closed, and it stands next to the button that was pressed, for the Tab key. */
  const toast = kb.el("div", { class: "kb-toast", role: "status", hidden: true });
  let timer = 0;
  kb.toast = function (text, action, onAction) {
    const pressed = document.activeElement;
    if (action && pressed && pressed !== document.body) pressed.after(toast);
    else document.body.append(toast);
    toast.textContent = text;
    toast.hidden = false;
    clearTimeout(timer);
    if (!action) {
      timer = setTimeout(kb.endToast, 6000);
      return;
    }
    toast.append(
      kb.button(action, function () { back(pressed); kb.endToast(); onAction(); }),
      kb.button("关闭", function () { back(pressed); kb.endToast(); })
    );
  };
  kb.endToast = function () { toast.hidden = true; };

  function back(element) {
    if (element && element.isConnected) element.focus();
  }

  kb.copy = function (text, said) {
    const before = document.activeElement;
    const field = kb.el("textarea", { class: "kb-visually-hidden", "aria-hidden": "true" });
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (before) before.focus({ preventScroll: true });
    kb.toast(done ? said : "没能复制，请从地址栏复制。");
  };

  /* The part of the address after #, as a=b&c=d; empty where it is a plain anchor. */
  kb.hashValues = function () {
    const hash = location.hash.slice(1);
    return hash.indexOf("=") > 0 ? new URLSearchParams(hash) : new URLSearchParams();
  };

  /* The anchor that the address names; empty where there is none or it is broken. */
  kb.hashId = function () {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch (error) {
      return "";
    }
  };

  kb.root = function () {
    const config = document.getElementById("__config");
    return config ? JSON.parse(config.textContent).base + "/" : "";
  };
})(window.XunchaKB);
