// @ts-check
import { cpSync, readdirSync } from "node:fs";

const ACTIONS = "front/lib/actions/mcp_internal_actions";
const FIRST_ID = 5000;
const SERVERS = "front/lib/api/actions/servers";

/**
 * Adds copies of one server to a sample workspace, registered like it, until it has as many as Dust.
 *
 * @param {ReturnType<typeof import("../support/replica.js").copyReplica>} host
 * @param {number} size - servers in the end
 */
export function growHost(host, size) {
  const constants = `${ACTIONS}/constants.ts`;
  const factory = `${ACTIONS}/servers/index.ts`;
  const present = host.read(constants).match(/^ {4}metadata: \w+,$/gm)?.length ?? 0;
  const names = Array.from({ length: size - present }, (_, index) => `sample_${String(index).padStart(2, "0")}`);
  for (const name of names) copyServer(host, name);
  const constant = (/** @type {string} */ name) => `${name.toUpperCase()}_SERVER`;
  insert(host, constants, /^import \{ ASHBY_SERVER \}.*\n/m, names, (name) => {
    return `import { ${constant(name)} } from "@app/lib/api/actions/servers/${name}/metadata";\n`;
  });
  insert(host, constants, /^ {2}ASHBY_SERVER_NAME,\n/m, names, (name) => `  "${name}",\n`);
  insert(host, constants, /^export const ASHBY_SERVER_NAME = .*\n/m, names, (name) => {
    return `export const ${constant(name)}_NAME = "${name}" as const;\n`;
  });
  const entry = /^ {2}ashby: (\{\n[\s\S]*?^ {2}\},\n)/m;
  const body = entry.exec(host.read(constants))?.[1] ?? "";
  insert(host, constants, entry, names, (name, index) => {
    return `  ${name}: ${body.replace(/\bid: \d+/, `id: ${FIRST_ID + index}`).replace("ASHBY_SERVER", constant(name))}`;
  });
  const snapshot = `${ACTIONS}/internal_mcp_server_availability.snapshot.json`;
  insert(host, snapshot, /^ {4}\{ "name": "ashby", .*\n/m, names, (name, index) => {
    return `    { "name": "${name}", "id": ${FIRST_ID + index} },\n`;
  });
  insert(host, factory, /^import \{ default as ashbyServer \}.*\n/m, names, (name) => {
    return `import { default as ${name}Server } from "@app/lib/api/actions/servers/${name}";\n`;
  });
  insert(host, factory, /^ {4}case "ashby":\n.*\n/m, names, (name) => {
    return `    case "${name}":\n      return ${name}Server(auth, toolContext);\n`;
  });
}

/**
 * @param {Parameters<typeof growHost>[0]} host
 * @param {string} name
 */
function copyServer(host, name) {
  const from = `${SERVERS}/ashby`;
  const to = `${SERVERS}/${name}`;
  cpSync(host.path(from), host.path(to), { recursive: true });
  for (const path of readdirSync(host.path(to), { recursive: true, encoding: "utf8" })) {
    if (!path.endsWith(".ts")) continue;
    const text = host.read(`${to}/${path}`);
    host.write(`${to}/${path}`, text.replaceAll("ASHBY", name.toUpperCase()).replaceAll("ashby", name));
  }
}

/**
 * @param {Parameters<typeof growHost>[0]} host
 * @param {string} path
 * @param {RegExp} anchor
 * @param {string[]} names
 * @param {(name: string, index: number) => string} text
 */
function insert(host, path, anchor, names, text) {
  const before = host.read(path);
  if (!anchor.test(before)) throw new Error(`${path} has nothing like ${anchor}.`);
  host.write(
    path,
    before.replace(anchor, (found) => found + names.map(text).join("")),
  );
}
