import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["tests/forms/dist/"] },
  js.configs.recommended,
  {
    files: ["extension/**/*.js", "server/markwarden/console/static/*.js"],
    languageOptions: { ecmaVersion: 2024, sourceType: "module", globals: { ...globals.browser, ...globals.webextensions, markwarden: "readonly", navigation: "readonly" } },
    rules: {
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-implicit-globals": "error",
      // Titles are written by sellers: nothing of them is ever parsed as HTML.
      "no-restricted-properties": [
        "error",
        ...["innerHTML", "insertAdjacentHTML"].map((property) => ({ property, message: "use textContent" })),
        { object: "document", property: "write" },
      ],
      "no-eval": "error",
    },
  },
  { files: ["extension/content/*.js", "extension/forms/content/*.js", "extension/shared/{namespace,sentences,highlight,plain,agree,proof}.js"], languageOptions: { sourceType: "script" } },
  { files: ["tests/forms/*.js"], languageOptions: { ecmaVersion: 2024, sourceType: "module", globals: globals.browser } },
  { files: ["tests/**/*.mjs"], languageOptions: { ecmaVersion: 2024, sourceType: "module", globals: globals.node } },
];
