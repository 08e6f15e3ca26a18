import { parse, type ts, variableNamed } from "../../../../src/edit/ts.ts";
import type { IntegrationSpec } from "../../../../src/model/integration-spec.ts";
import type { ToolSpec } from "../../../../src/model/tool-spec.ts";
import { Draft } from "../../../../src/plan/draft.ts";
import { ownPrettier } from "../../../../src/plan/format.ts";
import { memoryRepo } from "../../../../src/repo/memory.ts";
import type { Conventions } from "../../../../src/targets/dust/checkout/conventions.ts";
import { draftGeneratedCall, draftGeneratedTest } from "../../../../src/targets/dust/extend/generated/index.ts";
import type { ObjectSite } from "../../../../src/targets/dust/extend/site.ts";
import { requestingTools } from "../../../../src/targets/dust/files/client.ts";
import { serverFiles } from "../../../../src/targets/dust/files/index.ts";
import { namedTools } from "../../../../src/targets/dust/files/names.ts";
import { moduleOf, PATHS } from "../../../../src/targets/dust/paths.ts";
import type { DustServer } from "../../../../src/targets/dust/read/server.ts";
import { hostOf } from "../../../support/fixture-host.ts";

/** A spec that can be scaffolded. */
export type Complete = IntegrationSpec & { icon: string };

/** Files of a server by their path inside its folder. */
export type ServerText = Record<string, string>;

/** The folder of a server. */
export const folderOf = (name: string) => `${PATHS.servers}/${name}`;

const prettier = ownPrettier("/nowhere");

const known = new Map<string, Promise<string>>();

/** Files as our own formatter leaves them; each text is formatted once. */
export async function formatted(files: ServerText): Promise<ServerText> {
  const entries = Object.entries(files).map(async ([path, text]) => {
    const result = known.get(text) ?? prettier.format(path, text);
    known.set(text, result);
    return [path, await result] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** The files that a scaffold of a spec makes, as templates leave them. */
export function scaffold(spec: Complete, conventions: Conventions): ServerText {
  const folder = folderOf(spec.name);
  return Object.fromEntries(
    serverFiles(spec, conventions, folder).map(({ path, text }) => [path.slice(folder.length + 1), text]),
  );
}

/** What a tool left: the files, and its handler's code with the names that it imports. */
export interface Added {
  files: ServerText;
  handler: string | null;
}

/** The site of a server of files in memory, which holds `tools` already. */
export function siteOf(
  files: ServerText,
  spec: Complete,
  conventions: Conventions,
  tools: readonly ToolSpec[],
): ObjectSite {
  const directory = folderOf(spec.name);
  const at = { path: `${directory}/metadata.ts`, line: 1, column: 1, endLine: 1, endColumn: 2 };
  const source = parse("a.ts", "const tools = [];");
  const read = tools.map(({ name }) => ({
    name: { known: true as const, value: name, at },
    at,
    params: { known: false as const, at, why: "" },
  }));
  const found: Pick<DustServer, "name" | "at" | "metadata"> = {
    name: spec.name,
    at,
    metadata: () => ({
      known: true,
      at,
      value: {
        path: at.path,
        at,
        hasInstructions: false,
        selectsSecret: false,
        tools: { known: true, value: read, at },
      },
    }),
  };
  const tree = Object.fromEntries(Object.entries(files).map(([path, text]) => [`${directory}/${path}`, text]));
  const host = hostOf({ ...tree, [PATHS.constants]: "" });
  return {
    draft: new Draft(memoryRepo(tree)),
    host,
    found: found as DustServer,
    conventions,
    directory,
    own: (module) => moduleOf(`${directory}/${module}.ts`),
    metadata: {
      path: at.path,
      tools: variableNamed(source, "tools")?.initializer as ts.ArrayLiteralExpression,
      constant: "X",
    },
    handlers: {
      path: at.path,
      object: source as ts.Node as ts.ObjectLiteralExpression,
      scope: "module",
      style: "inline",
    },
    tested: { kind: "constant", module: "tools", name: "TOOLS" },
    auth: spec.auth.kind,
    title: spec.title,
  };
}

/** Adds a tool to the files of a server that has `before` already; `absolute` gives its request as a whole URL. */
export function added(
  files: ServerText,
  spec: Complete,
  conventions: Conventions,
  before: readonly ToolSpec[],
  tool: ToolSpec,
): Added {
  const site = siteOf(files, spec, conventions, before);
  const [named] = namedTools([tool], conventions.layout);
  if (!named) throw new Error("no tool");
  const [requesting] = requestingTools([named]);
  const code = requesting ? draftGeneratedCall(site, requesting) : null;
  draftGeneratedTest(site, named);
  const changes = site.draft.changes().map(({ path, after }) => [path.slice(site.directory.length + 1), after]);
  return { files: { ...files, ...Object.fromEntries(changes) }, handler: code?.function.text ?? null };
}

/** A tool whose request has a whole URL. */
export function withWholeUrl(tool: ToolSpec, { api }: Complete): ToolSpec {
  const base = (api?.baseUrl ?? "").replace(/\/+$/, "");
  return tool.request ? { ...tool, request: { ...tool.request, path: `${base}${tool.request.path}` } } : tool;
}
