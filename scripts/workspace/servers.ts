import { readFileSync } from "node:fs";

/** One row of the table of real servers: what its entry, its folder and its imports look like. */
export interface Row {
  name: string;
  id: number;
  availability: string;
  allowMultipleInstances: boolean;
  isPreview: boolean;
  requiresBearerToken: boolean;
  dir: string;
  metadataConst: string;
  /** Positions in the names array, the entries and the cases. */
  at: number[];
  propertyOrder?: string;
  restriction?: { kind: string; flag?: string };
  importName?: string;
  retryOnInterrupt?: boolean;
  entryKey?: string;
  nameElement?: string;
  argumentsRequiringApproval?: Record<string, string[]>;
  factoryTakesServerId?: boolean;
  metadataModule?: string;
  serverModule?: string;
  timeoutMs?: string;
  availabilityAsConst?: boolean;
  runtimeToolStakeLevelCallback?: boolean;
}

/** A server of a generated workspace: its row under the names of its copy, and everything that follows from them. */
export interface Server extends Row {
  /** Position in the table, and the number of the copy, from 0. */
  index: number;
  copy: number;
  /** The name without the suffix of its copy. */
  original: string;
  /** The constant that holds its name, and the file that declares it; null when the name is written out everywhere. */
  nameConst: { name: string; declaredIn: "constants" | "metadata" } | null;
  /** Upper-cased and camel-cased stem of its identifiers, and the words for texts. */
  prefix: string;
  pascal: string;
  title: string;
  localName: string;
  access: "oauth" | "bearer" | "none";
  metadataPath: string;
  serverPath: string;
  toolsPath: string;
}

const TABLE = new URL("../../test/fixtures/dust-servers.json", import.meta.url);
const ROWS: readonly Row[] = JSON.parse(readFileSync(TABLE, "utf8"));
const LOWEST_FREE_ID = Math.max(...ROWS.map((row) => row.id)) + 1;
const NAMED_IN_METADATA = /^(agent_delegation|agent_router|query_tables_v2|web_search_&_browse|workspace_analytics)$/;

/** The first `count` servers: those of the table, then copies of them with a suffix, whose ids continue. */
export function servers(count: number): Server[] {
  return Array.from({ length: count }, (_, position) => {
    const index = position % ROWS.length;
    const row = ROWS[index];
    if (!row) throw new Error("The table of servers is empty.");
    const copy = Math.floor(position / ROWS.length);
    return server(row, index, copy, copy === 0 ? row.id : LOWEST_FREE_ID + position - ROWS.length);
  });
}

function server(row: Row, index: number, copy: number, id: number): Server {
  const suffix = copy === 0 ? "" : `_r${copy + 1}`;
  const dir = row.dir + suffix;
  const own = (module: string | undefined, otherwise: string) =>
    module === undefined ? otherwise : `${dir}${module.slice(row.dir.length)}`;
  const prefix = row.metadataConst.replace(/_SERVER$/, suffix.toUpperCase());
  const metadataPath = own(row.metadataModule, `${dir}/metadata`);
  const part = /\/(\w+)_metadata$/.exec(metadataPath)?.[1];
  const constant = [row.entryKey, row.nameElement].find((each) => each !== undefined)?.replace(/[[\]]/g, "");
  const named = constant?.replace(/_SERVER_NAME$/, `${suffix.toUpperCase()}_SERVER_NAME`);
  return {
    ...row,
    id,
    index,
    copy,
    dir,
    original: row.name,
    name: row.name + suffix,
    at: row.at.map((place) => place + copy * ROWS.length),
    metadataConst: `${prefix}_SERVER`,
    nameConst: named
      ? { name: named, declaredIn: NAMED_IN_METADATA.test(row.name) ? "metadata" : "constants" }
      : index % 3 === 0
        ? { name: `${prefix}_SERVER_NAME`, declaredIn: "metadata" }
        : null,
    prefix,
    pascal: pascal(prefix),
    title: words(row.name) + (copy === 0 ? "" : ` ${copy + 1}`),
    localName: (row.importName ?? `${camel(row.dir)}Server`) + (copy === 0 ? "" : `R${copy + 1}`),
    access: accessOf(row),
    metadataPath,
    serverPath: own(row.serverModule, dir),
    toolsPath: part === undefined ? `${dir}/tools` : `${dir}/tools/${part}`,
  };
}

function accessOf(row: Row): Server["access"] {
  if (row.requiresBearerToken) return "bearer";
  return row.availability === "manual" && row.allowMultipleInstances ? "oauth" : "none";
}

/** `NOTION_R2` → `NotionR2`. */
function pascal(text: string): string {
  return text
    .toLowerCase()
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/** `list_items` → `listItems`. */
export function camel(text: string): string {
  const joined = pascal(text);
  return joined.charAt(0).toLowerCase() + joined.slice(1);
}

function words(name: string): string {
  return name
    .split(/_&_|_/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
}
