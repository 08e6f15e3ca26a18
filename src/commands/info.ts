import { EXIT } from "../errors.ts";
import { targets } from "../targets/index.ts";
import type { Edge, Outcome } from "../workflow/edge.ts";
import { type InfoDocument, infoDocument } from "../workflow/info/document.ts";
import { loadConfig } from "../workflow/policy/config.ts";
import { readOnce } from "../workflow/read-once.ts";
import { recognise } from "../workflow/recognise.ts";

/** The arguments of `info`. */
export interface InfoOptions {
  target: string | undefined;
}

/** Tells what was recognised in a checkout. Nothing is written; throws UserError (exit 5) where nothing was recognised. */
export async function info(options: InfoOptions, edge: Edge): Promise<Outcome<InfoDocument>> {
  await edge.recover({ write: false });
  const config = loadConfig(edge.configFile(), targets);
  const known = recognise(targets, readOnce(edge.repo), options.target ?? config.target, config.paths);
  const [elsewhere, formatter] = await Promise.all([edge.branches(known.host.numbered), edge.formatter()]);
  const host = { ...known.host, elsewhere };
  return { exitCode: EXIT.done, document: infoDocument({ ...known, host }, formatter) };
}
