import { EXIT, UserError } from "../../errors.ts";
import { valueOf } from "../../model/found.ts";
import type { IntegrationSpec } from "../../model/integration-spec.ts";
import { constantCase } from "../../model/name.ts";
import type { Draft } from "../../plan/draft.ts";
import type { Repo } from "../../repo/repo.ts";
import { serverFiles } from "./files/index.ts";
import { type DustHost, detectDust } from "./host.ts";
import { temporaryIcon } from "./icon.ts";
import { PATHS } from "./paths.ts";
import { refuseTakenName, refuseUnfitSpec, refuseZod4 } from "./refuse.ts";
import { register } from "./registration/index.ts";
import { idsIn, nextId } from "./registry/ids.ts";

/** Drafts a server's files and its registration. Throws UserError when the checkout cannot take it. */
export function scaffoldServer(draft: Draft, host: DustHost, spec: IntegrationSpec, layout?: string): void {
  if (layout !== undefined && layout !== host.layout) throw otherLayout(layout, host);
  const conventions = host.conventions();
  refuseZod4(host);
  const entry = host.registry().entries.find((each) => valueOf(each.name) === spec.name);
  refuseTakenName(spec.name, entry !== undefined, host);
  refuseUnfitSpec(spec, host);
  const directory = `${PATHS.servers}/${spec.name}`;
  const complete = { ...spec, icon: spec.icon ?? temporaryIcon(host) };
  for (const file of serverFiles(complete, conventions, directory)) draft.create(file.path, file.text);
  const id = valueOf(entry?.id) ?? freeId(host);
  register(draft, host, { spec, id, directory, metadata: `${constantCase(spec.name)}_SERVER` });
}

function otherLayout(layout: string, host: DustHost): UserError {
  const [shown] = host.evidence.slice(-1);
  return new UserError(
    "layout-not-compiled",
    `This checkout cannot compile a server of layout "${layout}". Nothing was written.`,
    {
      exitCode: EXIT.hostNotRecognised,
      hint: `Its shared modules are those of layout "${host.layout}" (${shown?.where ?? PATHS.constants}).`,
    },
  );
}

/** One more than every id of this checkout and of the same files on other branches, where they can be read. */
function freeId(host: DustHost): number {
  const elsewhere = host.elsewhere.flatMap(idsOnBranch);
  return nextId([...idsIn(host.registry()), ...elsewhere]);
}

// Another branch may be broken or older than the registry: then it gives out no ids.
function idsOnBranch(repo: Repo): number[] {
  try {
    const host = detectDust(repo);
    return host ? idsIn(host.registry()) : [];
  } catch (error) {
    if (error instanceof UserError && error.exitCode === EXIT.hostNotRecognised) return [];
    throw error;
  }
}
