// Bundles the style sheets and the script, and copies fonts and icon into the Django package.
import { build } from "esbuild";
import { copyFile, mkdir, readFile, rm } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const out = "../src/samspill/static_built/samspill";
const inter = "node_modules/@fontsource-variable/inter/files";

await rm("../src/samspill/static_built", { recursive: true, force: true });
await mkdir(out, { recursive: true });
await build({
  entryPoints: ["src/main.css"],
  outfile: `${out}/main.css`,
  bundle: true,
  minify: true,
  external: ["*.woff2"],
  logLevel: "warning",
});
await build({
  entryPoints: ["passkeys", "unsaved", "moving", "pasting", "writing", "agenda", "minutes", "meeting", "worker", "forget"].map((name) => `src/${name}.js`),
  outdir: out,
  bundle: true,
  minify: true,
  target: "es2020",
  logLevel: "warning",
});
await copyFile(`${inter}/inter-latin-wght-normal.woff2`, `${out}/inter-latin.woff2`);
await copyFile(`${inter}/inter-latin-ext-wght-normal.woff2`, `${out}/inter-latin-ext.woff2`);
await copyFile("src/favicon.svg", `${out}/favicon.svg`);

if (process.argv.includes("--size")) {
  const css = await readFile(`${out}/main.css`);
  console.log(`main.css ${css.length} bytes, ${gzipSync(css).length} compressed`);
}
