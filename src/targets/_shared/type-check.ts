import { parseJson } from "../../edit/json.ts";
import type { Command } from "../../plan/plan.ts";
import type { Repo } from "../../repo/repo.ts";

const FRONT = "front";

/** The command that type-checks the front end; none where no compiler is installed. */
export function typeCheck({ repo }: { repo: Repo }): Command[] {
  // Dust's own command is `npx tsgo --noEmit`; older checkouts have TypeScript's.
  for (const folder of [FRONT, ""]) {
    const bin = folder === "" ? "node_modules/.bin" : `${folder}/node_modules/.bin`;
    const names = new Set(repo.list(bin).map((entry) => entry.name));
    const name = ["tsgo", "tsc"].find((each) => names.has(each));
    if (name) return [{ title: "Type check", file: `${bin}/${name}`, args: ["--noEmit"], cwd: FRONT }];
  }
  return [];
}

/** What is left to a person where `typeCheck` has no command: its own script, where the front end has one. */
export function typeCheckSteps(host: { repo: Repo }): string[] {
  return typeCheck(host).length > 0 ? [] : [`Type-check, in ${FRONT}/: ${byHand(host.repo)}`];
}

function byHand(repo: Repo): string {
  const path = `${FRONT}/package.json`;
  const text = repo.read(path);
  const manifest = text === null ? null : member(parseJson(path, text).value, "scripts");
  return typeof member(manifest, "type-check") === "string" ? "npm run type-check" : "npx tsgo --noEmit";
}

function member(value: unknown, name: string): unknown {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return entries.find(([key]) => key === name)?.[1];
}
