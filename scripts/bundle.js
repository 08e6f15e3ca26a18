// @ts-check
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { typescriptParser } from "./typescript-parser.js";

/** The root of the package. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

const DIST = join(ROOT, "dist");
const INPUTS = ["src", "package.json", "package-lock.json", "scripts/bundle.js", "scripts/typescript-parser.js"];

/**
 * Takes of ts-morph what our sources use, the parser of TypeScript, instead of its 13 MB.
 *
 * @type {import("esbuild").Plugin}
 */
const onlyTheParser = {
  name: "only-the-parser",
  setup(builder) {
    builder.onResolve({ filter: /^ts-morph$/ }, ({ path }) => ({ path, namespace: "parser" }));
    builder.onLoad({ filter: /.*/, namespace: "parser" }, () => ({ contents: typescriptParser(join(ROOT, "src")) }));
  },
};

/** What `--help` needs in one file, everything heavier in chunks behind `import()`; the formatter stays a package. */
export const BUNDLE = /** @satisfies {import("esbuild").BuildOptions} */ ({
  absWorkingDir: ROOT,
  entryPoints: { main: "src/main.ts" },
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  // jsonc-parser's CommonJS build hides its own requires from the bundler.
  mainFields: ["module", "main"],
  target: "node20.19",
  chunkNames: "chunks/[name]-[hash]",
  external: ["prettier"],
  plugins: [onlyTheParser],
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
  // Names stay, so that the stack of a bug can be read.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "eof",
  logLevel: "warning",
});

/** Bundles `src/main.ts` to `dist/`. The old files stay until all new ones are written: a run meanwhile still finds its chunks. */
export async function bundle() {
  const { outputFiles } = await build({ ...BUNDLE, write: false });
  for (const { path, contents } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, contents);
  }
  const written = new Set(outputFiles.map(({ path }) => path));
  for (const path of filesBelow(DIST)) if (!written.has(path)) rmSync(path);
}

/** Bundles when `dist/` is missing or older than a source. */
export async function bundleIfOlder() {
  const main = join(DIST, "main.js");
  const sources = INPUTS.flatMap((input) => filesBelow(join(ROOT, input)));
  const newest = Math.max(...sources.map((path) => statSync(path).mtimeMs));
  if (!existsSync(main) || statSync(main).mtimeMs < newest) await bundle();
}

/**
 * @param {string} path - a file, or a folder with everything below it
 * @returns {string[]}
 */
function filesBelow(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => filesBelow(join(path, name)));
}
