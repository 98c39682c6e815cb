// Bundles the test forms into `dist/`, one page a library.

import { mkdir, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const names = ["antd3", "antd4", "antd5", "antd6", "fusion", "plain"];
const data = Object.fromEntries([".woff", ".woff2", ".ttf", ".svg", ".png", ".gif"].map((ending) => [ending, "dataurl"]));
await mkdir("dist", { recursive: true });
await build({
  entryPoints: names.map((name) => (name === "plain" ? "plain.js" : `${name}.jsx`)),
  bundle: true,
  minify: true,
  outdir: "dist",
  jsx: "automatic",
  define: { "process.env.NODE_ENV": '"production"', "process.env": "{}" },
  loader: { ...data, ".eot": "empty" },
  external: ["https://*", "//at.alicdn.com/*", "//i.alicdn.com/*"],
  // The newest of the libraries ask for a module beside their own: `module` first gives every one its small build.
  mainFields: ["module", "main"],
  logLevel: "error",
});
for (const name of names) {
  const style = ["antd3", "antd4", "fusion"].includes(name) ? `<link rel="stylesheet" href="/dist/${name}.css">` : "";
  await writeFile(`dist/${name}.html`, `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title>${style}<body><div id="root"></div><script src="/dist/${name}.js"></script></body></html>\n`);
}
