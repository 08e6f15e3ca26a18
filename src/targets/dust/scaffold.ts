import { factValue } from "../../model/found.ts";
import type { IntegrationSpec } from "../../model/integration-spec.ts";
import { constantCase } from "../../model/name.ts";
import type { Draft } from "../../plan/draft.ts";
import { serverFiles } from "./files/index.ts";
import type { DustHost } from "./host.ts";
import { temporaryIcon } from "./icon.ts";
import { PATHS } from "./paths.ts";
import { refuseTakenName, refuseUnfitSpec, refuseZod4 } from "./refuse.ts";
import { givenIds } from "./registration/given-ids.ts";
import { register } from "./registration/index.ts";

/** Drafts a server's files and its registration. Throws UserError when the checkout cannot take it. */
export function scaffoldServer(draft: Draft, host: DustHost, spec: IntegrationSpec, layout?: string): void {
  const conventions = host.conventions(layout);
  refuseZod4(host);
  const entry = host.registry().entries.find((each) => factValue(each.name) === spec.name);
  refuseTakenName(spec.name, host);
  refuseUnfitSpec(spec, host);
  const directory = `${PATHS.servers}/${spec.name}`;
  const instructions = host.repo.read(PATHS.instructionsLint) === null ? spec.instructions : null;
  const complete = { ...spec, instructions, icon: spec.icon ?? temporaryIcon(host) };
  const own = host.template ? { template: host.template } : {};
  for (const file of serverFiles(complete, conventions, directory, own)) draft.create(file.path, file.text);
  const row = host.registry().snapshot?.find((each) => each.name === spec.name);
  const id = factValue(entry?.id) ?? row?.id ?? nextId(host);
  register(draft, host, { spec, id, directory, metadata: `${constantCase(spec.name)}_SERVER` });
}

/**
 * One more than every id of this checkout and of the same files on other branches: gaps are never filled, because stored
 * identifiers encode the id.
 */
function nextId(host: DustHost): number {
  const elsewhere = host.elsewhere.flatMap((repo) => givenIds(repo));
  return Math.max(0, ...givenIds(host.repo, host.sources), ...elsewhere) + 1;
}
