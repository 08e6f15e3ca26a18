import { describe, expect, test } from "vitest";
import { ts, walk } from "../src/edit/ts.ts";
import {
  filesBelow,
  type Import,
  importCycle,
  placeOf,
  readSource,
  readSources,
  type SourceText,
} from "./support/source-graph.ts";

const sources = readSources("src");
const imports = sources.flatMap((source) => source.imports);
const places = (found: Import[]) =>
  found.map(({ from, line, file, package: name }) => `${from}:${line} imports ${file ?? name}`);

const OWNERS: Record<string, string> = {
  "@clack/prompts": "src/ui/ask.ts",
  commander: "src/cli.ts",
  diff: "src/plan/diff.ts",
  execa: "src/exec.ts",
  "fastest-levenshtein": "src/model/near-name.ts",
  handlebars: "src/edit/template.ts",
  "jsonc-parser": "src/edit/json.ts",
  prettier: "src/plan/format.ts",
  "ts-morph": "src/edit/ts.ts",
  zod: "src/model/",
};

describe("packages", () => {
  test("each has one importer", () => {
    const foreign = imports.filter(({ package: name }) => name !== null && !name.startsWith("node:"));
    const owned = ({ from, package: name }: Import) => {
      const owner = OWNERS[name ?? ""];
      return owner !== undefined && (owner.endsWith("/") ? from.startsWith(owner) : from === owner);
    };
    expect(places(foreign.filter((each) => !owned(each)))).toEqual([]);
    expect(Object.keys(OWNERS).filter((name) => !foreign.some((each) => each.package === name))).toEqual([]);
  });

  test("child processes are started through execa alone", () => {
    expect(places(imports.filter(({ package: name }) => name === "node:child_process"))).toEqual([]);
  });
});

const LOWER: Record<string, string[]> = {
  errors: [],
  model: ["errors"],
  repo: ["errors", "model"],
  edit: ["errors", "model", "repo"],
  plan: ["errors", "model", "repo", "edit"],
  rules: ["errors", "model", "repo", "edit", "plan"],
  targets: ["errors", "model", "repo", "edit", "plan", "rules"],
  workflow: ["errors", "model", "repo", "edit", "plan", "rules", "targets"],
  commands: ["errors", "model", "repo", "edit", "plan", "rules", "targets", "workflow"],
  exec: ["errors"],
  fetch: ["errors", "model"],
  ui: ["errors", "model"],
};
const TYPES_TOO: Record<string, string[]> = {
  ui: ["plan", "rules", "workflow"],
  plan: ["exec"],
  repo: ["exec"],
  workflow: ["fetch"],
  commands: ["fetch"],
};
const EDGE = ["cli", "main", "edge", "options", "process-io"];

function layerOf(path: string): string {
  return path.split("/")[1]?.replace(/\.ts$/, "") ?? path;
}

function againstTheLayers({ from, file, typeOnly }: Import): boolean {
  if (!file?.startsWith("src/")) return false;
  const [upper, lower] = [layerOf(from), layerOf(file)];
  if (upper === lower || EDGE.includes(upper)) return false;
  return !(LOWER[upper]?.includes(lower) || (typeOnly && TYPES_TOO[upper]?.includes(lower)));
}

function targetOf(path: string | null): string | null {
  return /^src\/targets\/([^/_][^/]*)\//.exec(path ?? "")?.[1] ?? null;
}

describe("imports", () => {
  test("every layer is known", () => {
    const known = new Set([...Object.keys(LOWER), ...EDGE]);
    expect(sources.map(({ path }) => path).filter((path) => !known.has(layerOf(path)))).toEqual([]);
  });

  test("point to lower layers only", () => {
    expect(places(imports.filter(againstTheLayers))).toEqual([]);
  });

  test("stay inside one target", () => {
    const crossing = imports.filter(({ from, file }) => {
      const [importer, imported] = [targetOf(from), targetOf(file)];
      return importer !== null && imported !== null && importer !== imported;
    });
    expect(places(crossing)).toEqual([]);
  });

  test("name files that exist, and stay inside src", () => {
    const files = new Set(filesBelow("src"));
    const lost = imports.filter(({ file }) => file !== null && !files.has(file) && file !== "package.json");
    expect(places(lost)).toEqual([]);
  });

  test("have no cycles", () => {
    expect(importCycle(sources)?.join(" -> ") ?? "none").toBe("none");
  });
});

const WRITERS =
  /^(append|chmod|chown|copy|cp|create|fchmod|fchown|ftruncate|futimes|lchmod|lchown|link|lutimes|mk|open|promises|rename|rm|symlink|truncate|unlink|utimes|write)|^(\*|default)$/i;

describe("the outside world", () => {
  test("only the apply step writes to the disk, reports to the files that a user named, and Biome in a temporary folder", () => {
    const writing = imports.filter(
      ({ from, package: name, names, typeOnly }) =>
        /^node:fs(\/promises)?$/.test(name ?? "") &&
        !typeOnly &&
        names.some((each) => WRITERS.test(each)) &&
        from !== "src/plan/apply.ts" &&
        from !== "src/plan/biome-batch.ts" &&
        from !== "src/ui/report/output.ts" &&
        !from.startsWith("src/plan/transaction/"),
    );
    expect(places(writing)).toEqual([]);
  });

  test("only fetch reaches the network", () => {
    const reaching = imports.filter(
      ({ from, package: name, names, typeOnly }) =>
        /^node:(https?|http2|net|tls|dgram|dns(\/promises)?)$/.test(name ?? "") &&
        !typeOnly &&
        !names.every((each) => /^(isIP|isIPv4|isIPv6|BlockList)$/.test(each)) &&
        !from.startsWith("src/fetch/"),
    );
    expect(places(reaching)).toEqual([]);
  });

  test("only main and ui know the process, the console and the terminal", () => {
    const inner = sources.filter(({ path }) => path !== "src/main.ts" && !path.startsWith("src/ui/"));
    const named = inner.flatMap((source) => globalsIn(source));
    const imported = imports.filter(({ from, package: name }) => {
      return /^node:(process|console|tty)$/.test(name ?? "") && inner.some(({ path }) => path === from);
    });
    expect([...named, ...places(imported)]).toEqual([]);
  });

  test("nobody ends the process", () => {
    expect([...sources, readSource("bin/mcp-new.js")].flatMap(endingsIn)).toEqual([]);
  });
});

function globalsIn(source: SourceText): string[] {
  return [...walk(source.tree)]
    .filter(ts.isIdentifier)
    .filter(({ text }) => ["process", "console", "isTTY", "globalThis"].includes(text))
    .filter((identifier) => identifier.text === "isTTY" || !isMemberName(identifier))
    .map((identifier) => `${placeOf(source, identifier)} ${identifier.text}`);
}

function isMemberName(identifier: ts.Identifier): boolean {
  const { parent } = identifier;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === identifier;
  return (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) && parent.name === identifier;
}

function endingsIn(source: SourceText): string[] {
  return [...walk(source.tree)]
    .filter(ts.isPropertyAccessExpression)
    .filter(
      ({ expression, name }) =>
        ts.isIdentifier(expression) &&
        expression.text === "process" &&
        /^(exit|abort|kill|reallyExit)$/.test(name.text),
    )
    .map((access) => `${placeOf(source, access)} ${access.getText()}`);
}

describe("templates", () => {
  test("every folder of a target has expected output or a test of its own", () => {
    const tested = filesBelow("test/targets");
    const folders = new Set(
      filesBelow("templates")
        .map((path) => path.split("/").slice(1, 3))
        .map((parts) => parts.join("/")),
    );
    const untested = [...folders].filter((folder) => {
      const [target = "", layout = ""] = folder.split("/");
      const within = layout === "shared" ? "" : `${layout}/`;
      return !tested.some(
        (path) => path.startsWith(`test/targets/${target}/`) && path.includes(`/__expected__/${within}`),
      );
    });
    expect([folders.size > 0, untested]).toEqual([true, []]);
  });

  test("every template is named by the code that renders it", () => {
    const text = sources.map((source) => source.text).join("\n");
    const names = filesBelow("templates").map((path) => path.replace(/^.*\//, "").replace(/\.hbs$/, ""));
    expect(names.filter((name) => !text.includes(name))).toEqual([]);
  });
});

describe("sizes", () => {
  const lines = new Map(sources.map(({ path, text }) => [path, text.split("\n").length - 1]));

  test("no file has more than 250 lines, half of them at most 60", () => {
    expect([...lines].filter(([, count]) => count > 250)).toEqual([]);
    const sorted = [...lines.values()].sort((a, b) => a - b);
    expect(sorted[sorted.length >> 1]).toBeLessThanOrEqual(60);
  });

  test("no folder has more than 12 files, rules excepted", () => {
    const folders = new Map<string, number>();
    for (const path of filesBelow("src")) {
      const folder = path.slice(0, path.lastIndexOf("/"));
      folders.set(folder, (folders.get(folder) ?? 0) + 1);
    }
    const crowded = [...folders].filter(([folder, count]) => count > 12 && !folder.endsWith("/rules"));
    expect(crowded.map(([folder, count]) => `${folder}: ${count} files`)).toEqual([]);
  });

  test("no function has more than 60 lines", () => {
    expect(sources.flatMap(longFunctions)).toEqual([]);
  });
});

function longFunctions(source: SourceText): string[] {
  return [...walk(source.tree)].filter(ts.isFunctionLike).flatMap((node) => {
    const count = node.getText(source.tree).split("\n").length;
    return count > 60 ? [`${placeOf(source, node)}: ${count} lines`] : [];
  });
}
