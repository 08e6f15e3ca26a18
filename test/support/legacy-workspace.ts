import { PATHS } from "../../src/targets/dust/paths.ts";
import { fixtureFiles } from "./fixture-host.ts";

const NAMES = ["github", "salesforce", "jira"];

/** The sample workspace of layout `legacy` with copies of some of its servers, until it has `count` of them. */
export function legacyWorkspace(count: number): Record<string, string> {
  const files = { ...fixtureFiles("dust-legacy") };
  const own = (files[PATHS.switch] ?? "").match(/^ {4}case /gm)?.length ?? 0;
  for (let index = 0; index < count - own; index++) {
    const name = NAMES[index % NAMES.length] ?? "";
    addCopy(files, { name, copy: `${name}_r${index}`, id: 2000 + index });
  }
  return files;
}

interface Copy {
  name: string;
  copy: string;
  id: number;
}

function addCopy(files: Record<string, string>, { name, copy, id }: Copy): void {
  const renamed = (text: string) =>
    text
      .replaceAll(new RegExp(`(servers/|^  )${name}\\b`, "gm"), `$1${copy}`)
      .replaceAll(new RegExp(`\\b${name.toUpperCase()}_`, "g"), `${copy.toUpperCase()}_`)
      .replaceAll(`makeInternalMCPServer("${name}")`, `makeInternalMCPServer("${copy}")`)
      .replaceAll(`_TOOL_NAME = "${name}"`, `_TOOL_NAME = "${copy}"`)
      .replaceAll(`  name: "${name}" as const`, `  name: "${copy}" as const`);
  const folder = `${PATHS.legacyServers}/${name}/`;
  for (const [path, text] of Object.entries(files)) {
    if (path.startsWith(folder)) files[path.replace(folder, `${PATHS.legacyServers}/${copy}/`)] = renamed(text);
  }
  const constants = files[PATHS.constants] ?? "";
  const imported = part(
    constants,
    new RegExp(`^import \\{[^}]*\\} from "@app/[^"]*/servers/${name}/metadata";\\n`, "m"),
  );
  const entry = renamed(part(constants, new RegExp(`^  ${name}: \\{[\\s\\S]*?\\n  \\},\\n`, "m"))).replace(
    /id: \d+/,
    `id: ${id}`,
  );
  files[PATHS.constants] = constants
    .replace(imported, `${imported}${renamed(imported)}`)
    .replace(`  "${name}",\n`, `  "${name}",\n  "${copy}",\n`)
    .replace(/( {2}\/\/ Add new servers above)/, `${entry}$1`);
  const cases = files[PATHS.switch] ?? "";
  const line = part(cases, new RegExp(`^import .*/servers/${name}";\\n`, "m"));
  const factory = line.replace(/.*default as (\w+).*\n/, "$1");
  files[PATHS.switch] = cases
    .replace(line, `${line}${renamed(line).replace(factory, `${copy}Server`)}`)
    .replace("    default:", `    case "${copy}":\n      return ${copy}Server(auth, agentLoopContext);\n    default:`);
}

function part(text: string, pattern: RegExp): string {
  const [found] = pattern.exec(text) ?? [];
  if (found === undefined) throw new Error(`no ${pattern}`);
  return found;
}
