// How badges and the hover card look: one stylesheet each, shared by all shadow roots; shapes as paths.

(() => {
  const COLOURS = `
    :host { --ink: #1d2433; --paper: #ffffff; --line: #c9cfda; --soft: #5b6476; --mark: #ffe08a; --mark-ink: #3a2a00;
      --high: #b3141c; --medium: #8a4b00; --low: #27508f; --clear: #4b5565; --focus: #0b57d0; }
    @media (prefers-color-scheme: dark) {
      :host { --ink: #e9edf5; --paper: #1b212d; --line: #3b4558; --soft: #a9b3c5; --mark: #6b5312; --mark-ink: #fff3cf; --focus: #9cc2ff; }
    }`;

  const BADGE = `${COLOURS}
    :host { all: initial; position: absolute; z-index: 20; contain: layout style; }
    button { all: unset; box-sizing: border-box; display: inline-flex; align-items: center; gap: 4px; margin: 6px; padding: 2px 7px 2px 5px;
      min-height: 24px; border-radius: 12px; font: 600 12px/1.3 system-ui, sans-serif; color: #fff; cursor: help; white-space: nowrap;
      box-shadow: 0 1px 3px rgb(0 0 0 / .35); outline: 1px solid rgb(255 255 255 / .85); }
    button[data-level=high] { background: var(--high); }
    button[data-level=medium] { background: var(--medium); }
    button[data-level=low] { background: var(--low); font-weight: 500; }
    button[data-level=clear] { background: #ffffffe6; color: #3d4655; font-weight: 400; outline-color: #9aa4b5; box-shadow: none; padding: 1px 6px 1px 4px; }
    /* What a narrow card has no room for: the badge's name and the hover card say it. */
    button[data-fit=short] .level, button[data-fit=number] :is(.level, .decided) { display: none; }
    button[data-fit]:not(:has(.risk)) { padding: 1px 5px; }
    /* White beside blue: seen on any picture. */
    button:focus-visible { outline: 3px solid #0b57d0; outline-offset: 2px; box-shadow: 0 0 0 2px #fff, 0 0 0 7px #fff; }
    button.pointed { animation: pointed 1.2s ease-out 2; }
    @keyframes pointed { 40% { outline: 6px solid #0b57d0; outline-offset: 4px; } }
    @media (prefers-reduced-motion: reduce) { button.pointed { animation: none; outline: 4px solid #0b57d0; } }
    @media (forced-colors: active) { button { border: 1px solid ButtonText; } }
    svg { width: 14px; height: 14px; flex: none; fill: currentColor; }`;

  const HOVERCARD = `${COLOURS}
    :host { all: initial; color-scheme: light dark; }
    [popover] { all: unset; box-sizing: border-box; position: fixed; display: none; inset: auto; width: min(380px, calc(100vw - 16px)); max-height: min(440px, calc(100vh - 16px));
      overflow: auto; padding: 12px 14px; border: 1px solid var(--line); border-radius: 10px; background: var(--paper); color: var(--ink);
      font: 13px/1.45 system-ui, sans-serif; box-shadow: 0 8px 28px rgb(0 0 0 / .28); text-align: start; }
    [popover]:popover-open { display: block; }
    header { display: flex; align-items: center; gap: 6px; font-weight: 650; font-size: 14px; }
    header svg { width: 16px; height: 16px; fill: currentColor; }
    [data-level=high] header { color: var(--high); } [data-level=medium] header { color: var(--medium); } [data-level=low] header { color: var(--low); }
    @media (prefers-color-scheme: dark) {
      [data-level=high] header { color: #ff8f8f; } [data-level=medium] header { color: #ffc078; } [data-level=low] header { color: #9cc2ff; }
    }
    p { margin: 8px 0 0; } .title { overflow-wrap: anywhere; unicode-bidi: isolate; }
    mark { background: var(--mark); color: var(--mark-ink); border-radius: 3px; padding: 0 1px; }
    ul { margin: 8px 0 0; padding: 0; list-style: none; display: grid; gap: 5px; }
    li { display: grid; grid-template-columns: 16px 1fr; gap: 4px; overflow-wrap: anywhere; }
    li::before { content: "▲"; font-size: 9px; line-height: 19px; color: var(--soft); }
    li.lowers::before { content: "▽"; } li.lowers { color: var(--soft); }
    .right { border-top: 1px solid var(--line); padding-top: 8px; color: var(--soft); overflow-wrap: anywhere; }
    blockquote { margin: 5px 0 2px; padding: 5px 9px; max-height: 9.5em; overflow: auto; border-inline-start: 3px solid var(--mark); background: color-mix(in srgb, var(--mark) 22%, transparent); overflow-wrap: anywhere; }
    .proof { display: flex; gap: 8px; align-items: end; margin: 5px 0 2px; }
    .proof canvas { width: 84px; height: auto; max-height: 110px; border-radius: 5px; border: 1px solid var(--line); }
    .proof button { all: unset; cursor: pointer; padding: 3px 9px; border: 1px solid var(--line); border-radius: 6px; font-size: 12px; }
    .proof button:hover { border-color: var(--soft); } .proof button:focus-visible { outline: 3px solid var(--focus); }
    .keys { color: var(--soft); font-size: 12px; align-self: center; }
    .word { font-weight: 600; } .word-infringes { color: var(--high); } .word-watched { color: var(--medium); }
    @media (prefers-color-scheme: dark) { .word-infringes { color: #ff8f8f; } .word-watched { color: #ffc078; } }
    .decide, .buttons { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 10px; }
    button { all: unset; cursor: pointer; padding: 3px 10px; border: 1px solid var(--line); border-radius: 7px; font-size: 12px; }
    button:hover { border-color: var(--soft); } :is(button, input):focus-visible { outline: 3px solid var(--focus); outline-offset: 1px; }
    button.main { background: #1f4f9e; border-color: #1f4f9e; color: #fff; }
    form { display: grid; gap: 9px; } fieldset { display: grid; gap: 2px; margin: 0; padding: 0; border: 0; min-width: 0; }
    legend { padding: 0; font-weight: 600; } fieldset label { display: grid; grid-template-columns: auto 1fr; gap: 7px; align-items: baseline; overflow-wrap: anywhere; }
    form > label { display: grid; gap: 3px; font-weight: 600; }
    input:not([type=radio]) { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: 7px; padding: 4px 8px; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 12px; margin: 0; } dd { margin: 0; }
    kbd { padding: 1px 6px; border: 1px solid var(--line); border-radius: 5px; font: 600 12px/1.4 ui-monospace, monospace; }`;

  const NOTICE = `${COLOURS}
    :host { all: initial; position: fixed; inset: auto 16px 16px auto; z-index: 2147483000; }
    div { display: flex; gap: 10px; align-items: center; max-width: 360px; padding: 10px 14px; border-radius: 10px; border: 1px solid var(--line);
      background: var(--paper); color: var(--ink); font: 13px/1.4 system-ui, sans-serif; box-shadow: 0 8px 28px rgb(0 0 0 / .28); }
    button { all: unset; cursor: pointer; padding: 4px 8px; border-radius: 6px; border: 1px solid var(--line); }
    button:focus-visible { outline: 3px solid var(--focus); }`;

  /** Level by shape: octagon, triangle, dot, tick. */
  const SHAPES = {
    high: "M5 1h6l4 4v6l-4 4H5l-4-4V5zm2.1 2.8v5h1.8v-5zm0 6.4v1.9h1.8v-1.9z",
    medium: "M8 1.2 15.4 14.6H.6zM7.2 5.8v4.6h1.6V5.8zm0 5.7v1.6h1.6v-1.6z",
    low: "M8 3.2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6z",
    clear: "m3 8.4 1.4-1.4 2.3 2.3 5-5.1 1.4 1.4-6.4 6.5z",
  };

  /** @param {Level} level */
  function shape(level) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(space, "path");
    path.setAttribute("d", SHAPES[level]);
    path.setAttribute("fill-rule", "evenodd");
    svg.append(path);
    return svg;
  }

  /** @param {string} css */
  function sheet(css) {
    const made = new CSSStyleSheet();
    made.replaceSync(css);
    return made;
  }

  markwarden.look = { shape, sheets: { badge: sheet(BADGE), hovercard: sheet(HOVERCARD), notice: sheet(NOTICE) } };
})();
