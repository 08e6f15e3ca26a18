import type { Sources } from "../../../edit/sources.ts";
import { syntaxErrors, type ts } from "../../../edit/ts.ts";
import { locate } from "../../../model/location.ts";
import type { Verdict } from "../../../rules/rule.ts";
import { problem } from "../../_shared/verdicts.ts";
import { importOf } from "../imports/import-of.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { DESCRIBING, identifiersIn } from "../judge/ownership.ts";
import { isOfServers } from "../paths.ts";
import { folderModules } from "../read/module-facts.ts";
import type { DustServer } from "../read/server.ts";

export default {
  id: "dust/source-readable",
  severity: "error",
  title: "The sources of the server can be read",
  why: "What stands after a syntax error may be read wrongly or not at all, so nothing else is said about the server's modules.",
  fixHint: "Mend the syntax error; save the file as UTF-8 text inside the checkout.",
  example: {
    path: "front/lib/api/actions/servers/github/index.ts",
    good: "export default createServer;",
    bad: "export default createServer(;",
  },
  check: ({ found, host: { sources } }) =>
    filesOf(found, sources).flatMap((path) => faultOf(path, found.name, sources)),
} satisfies DustRule;

function faultOf(path: string, name: string, sources: Sources): Verdict[] {
  const unreadable = sources.unreadable(path);
  if (unreadable) return [{ kind: "unknown", at: locate(path, "", 0), reason: unreadable.message }];
  const source = sources.source(path);
  const [first] = source ? syntaxErrors(source) : [];
  if (!source || !first) return [];
  const at = locate(path, source.text, first.start, first.end);
  return [problem(at, path, `A module of \`${name}\` has a syntax error: ${first.message}`)];
}

/** The modules that a server's entry and case name, those of their folders, and those of other servers that they import. */
function filesOf(found: DustServer, sources: Sources): string[] {
  const named = [...found.cases.slice(0, 1).flatMap(({ module }) => module ?? []), ...metadataPaths(found, sources)];
  const imported = named.flatMap((path) => {
    const source: ts.SourceFile | null = sources.unreadable(path) ? null : sources.source(path);
    return source ? folderModules(source, sources).imports : [];
  });
  return [...new Set([...named, ...imported.filter(isOfServers)])];
}

function metadataPaths({ entry }: DustServer, sources: Sources): string[] {
  const described = DESCRIBING.flatMap((key) => entry?.properties.get(key) ?? []);
  return described.flatMap(identifiersIn).flatMap((each) => importOf(each, sources)?.path ?? []);
}
