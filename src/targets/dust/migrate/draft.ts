import { parse, type ts } from "../../../edit/ts.ts";
import { factValue } from "../../../model/found.ts";
import type { Draft } from "../../../plan/draft.ts";
import { requiredSource } from "../../_shared/anchors.ts";
import type { DustHost } from "../host.ts";
import { PATHS } from "../paths.ts";
import { isSource, movedPath } from "./move.ts";
import { filesBelow } from "./read/folder.ts";
import type { Movable } from "./read/movable.ts";
import { handlerImports, handlersBody, type NewHandlers } from "./write/handlers.ts";
import { metadataBody, metadataImports } from "./write/metadata.ts";
import { moduleText } from "./write/module.ts";
import { movedConstants, movedImports } from "./write/registry.ts";
import { serverBody, serverImports } from "./write/server.ts";
import { movedText } from "./write/specifiers.ts";

/** Drafts the move of a server that was read: its three modules anew, its other files as they are, and everything that names them. */
export function draftMove(draft: Draft, movable: Movable, { sources, repo }: DustHost): void {
  const { move, described, names, users } = movable;
  for (const [path, text] of newModules(movable, sources)) draft.create(path, text);
  const remade = [described.source.fileName, movable.factory.source.fileName];
  for (const path of filesBelow(repo, move.from)) {
    if (!remade.includes(path)) draft.create(movedPath(path, move), otherText(path, movable, { sources, repo }));
    draft.remove(path);
  }
  draft.rewrite(PATHS.constants, movedConstants(described, names.server, move, sources));
  draft.rewrite(PATHS.switch, movedImports(requiredSource(sources, PATHS.switch), move, sources));
  for (const user of users.importers) draft.rewrite(user.fileName, movedText(user, move, sources));
}

function newModules(movable: Movable, sources: DustHost["sources"]): [path: string, text: string][] {
  const { move, factory, captured, described, pairs, names, conventions, monitoring, carried } = movable;
  const handlers: NewHandlers = { factory, captured, tools: names.tools, move };
  const host = { move, sources, style: conventions.importStyle };
  const cost = costOf(movable);
  const make = (name: string, source: ts.SourceFile, body: string, added: Movable["carried"], isHeir: boolean) => {
    const path = `${move.to}/${name}`;
    return [path, moduleText({ path, source, body, added, isHeir }, host)] as [string, string];
  };
  const metadata = metadataBody({ described, pairs, names, conventions, cost });
  return [
    make("metadata.ts", described.source, metadata, [...metadataImports(conventions), ...carried], true),
    make("tools/index.ts", factory.source, handlersBody(handlers), handlerImports(handlers, conventions), true),
    make("index.ts", factory.source, serverBody(handlers, monitoring), serverImports(handlers, conventions), false),
  ];
}

// Tools of other products cost, Dust's own do not; only a person knows for sure.
function costOf({ entry }: Movable) {
  return factValue(entry.availability) === "manual"
    ? ({ toolCostCategory: "advanced", freeUsage: false } as const)
    : ({ toolCostCategory: "basic", freeUsage: true } as const);
}

function otherText(path: string, { move }: Movable, { sources, repo }: Pick<DustHost, "sources" | "repo">): string {
  const text = repo.read(path) ?? "";
  return isSource(path) ? movedText(parse(path, text), move, sources) : text;
}
