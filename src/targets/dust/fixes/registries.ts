import { insertElement } from "../../../edit/list.ts";
import { factValue } from "../../../model/found.ts";
import type { Problem } from "../../../rules/rule.ts";
import { arrayAnchor, requiredSource } from "../../_shared/anchors.ts";
import type { DustHost } from "../host.ts";
import { PATHS } from "../paths.ts";
import type { DustServer } from "../read/server.ts";
import { nameSplices } from "../registration/constants.ts";
import { switchSplices } from "../registration/switch.ts";
import { LEGACY_IDS } from "../registry/read.ts";
import { editFile } from "./edit-file.ts";

type Fix = NonNullable<Problem["fix"]>;

/** Adds a server's name to the names array. */
export function addName({ name }: DustServer, host: DustHost): Fix {
  return (draft) => {
    const source = requiredSource(host.sources, PATHS.constants);
    editFile(draft, PATHS.constants, nameSplices(source, name, host));
  };
}

/** Adds the case of a server whose folder has a module that can be called; no fix for another one. */
export function addCase(found: DustServer, host: DustHost): Fix | undefined {
  const path = factValue(found.metadata() ?? undefined)?.path ?? "";
  const directory = path.slice(0, path.lastIndexOf("/"));
  if (path === "" || host.sources.exports(`${directory}/index.ts`, "default") !== true) return undefined;
  return (draft) => editFile(draft, PATHS.switch, switchSplices(found.name, directory, host));
}

/** Reserves the id of a removed server, so that it is never given out again. */
export function addRetiredId(id: number, host: DustHost): Fix {
  return (draft) => {
    const source = requiredSource(host.sources, PATHS.constants);
    const ids = arrayAnchor(source, LEGACY_IDS);
    editFile(draft, PATHS.constants, insertElement(source, ids, "last", String(id)));
  };
}
