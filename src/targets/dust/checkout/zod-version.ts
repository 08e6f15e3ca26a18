import { parseJson } from "../../../edit/json.ts";
import type { Repo } from "../../../repo/repo.ts";

/** The version of zod that the checkout's sources get: the installed one, else the range that it asks for; null when neither is known. */
export function zodVersion(repo: Repo): { major: number; text: string; at: string } | null {
  for (const at of ["front/node_modules/zod/package.json", "node_modules/zod/package.json"]) {
    const found = versionIn(at, field(json(repo, at), "version"));
    if (found) return found;
  }
  for (const at of ["front/package.json", "package.json"]) {
    const manifest = json(repo, at);
    const range = field(field(manifest, "dependencies"), "zod") ?? field(field(manifest, "devDependencies"), "zod");
    const found = versionIn(at, range);
    if (found) return found;
  }
  return null;
}

function versionIn(at: string, text: unknown): { major: number; text: string; at: string } | null {
  const major = typeof text === "string" ? /\d+/.exec(text)?.[0] : undefined;
  return typeof text === "string" && major !== undefined ? { major: Number(major), text, at } : null;
}

function json(repo: Repo, path: string): unknown {
  const text = repo.read(path);
  return text === null ? null : parseJson(path, text).value;
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
