import { factValue } from "../../../../model/found.ts";
import type { Verdict } from "../../../../rules/rule.ts";
import { notApplicable, onFact } from "../../../_shared/verdicts.ts";
import type { DustServer, ReadHandler, ReadTool } from "../../read/server.ts";
import { listsTools } from "../../registry/entries.ts";
import { onImplementation, onMetadata } from "../subjects.ts";

/** A tool as the metadata list it, beside the call that registers it on the server. */
export interface Registration {
  name: string;
  tool: ReadTool;
  handler: ReadHandler;
  registered: NonNullable<ReadHandler["registered"]>;
}

/**
 * Judges each tool of a server of layout `legacy`, which is described twice; a tool that is there once is another rule's.
 * Of one that is registered in several branches, one has to be as the metadata say.
 */
export function onRegistrations(found: DustServer, judge: (registration: Registration) => Verdict[]): Verdict[] {
  if (found.layout !== "legacy") return [notApplicable("tools of this layout are described once")];
  if (found.entry && !listsTools(found.entry)) return [notApplicable("its entry lists no tools")];
  return onMetadata(found, (metadata) =>
    onFact("the list of tools", metadata.tools, (tools) =>
      onImplementation(found, ({ handlers }) => {
        if (!handlers) return [notApplicable("its module registers no tools in a known form")];
        return onFact("the handlers", handlers, (list) =>
          tools.flatMap((tool) => {
            const name = factValue(tool.name);
            const own = list.filter((handler) => handler.name === name);
            const judged = own.map((handler) => judgeOne(tool, handler, judge));
            return judged.find((verdicts) => verdicts.length === 0) ?? judged[0] ?? [];
          }),
        );
      }),
    ),
  );
}

function judgeOne(tool: ReadTool, handler: ReadHandler, judge: (registration: Registration) => Verdict[]): Verdict[] {
  const { name, registered } = handler;
  return registered ? judge({ name, tool, handler, registered }) : [];
}
