import { type ErrorDetail, EXIT, UserError } from "../../errors.ts";
import { factValue } from "../../model/found.ts";
import type { IntegrationSpec } from "../../model/integration-spec.ts";
import { spellingKey } from "../../model/name.ts";
import { nearName } from "../../model/near-name.ts";
import { zodVersion } from "./checkout/zod-version.ts";
import type { DustHost } from "./host.ts";
import { temporaryIcon } from "./icon.ts";
import { PATHS } from "./paths.ts";
import { isPrefixCut, MAX_TOOL_NAME, prefixedToolName } from "./prefixed-name.ts";
import { readServers } from "./read/servers.ts";
import { iconNames, oauthProviders, oauthUseCases, type SideList } from "./registry/side-lists.ts";

/** Refuses a checkout whose `zod` is version 4: its zod-to-json-schema would publish empty schemas without an error. */
export function refuseZod4(host: DustHost): void {
  const zod = zodVersion(host.repo);
  if (!zod || zod.major < 4) return;
  throw new UserError("host-zod-4", `This checkout has zod ${zod.text} (${zod.at}). Nothing was written.`, {
    exitCode: EXIT.hostNotRecognised,
    hint: "Its zod-to-json-schema publishes empty tool schemas for zod 4 without an error; this layout needs zod 3.",
  });
}

/** Refuses a name that the checkout has in another spelling, and a folder that no registry knows: exit 4. */
export function refuseTakenName(name: string, host: DustHost): void {
  const { entries, listed, cases } = host.registry();
  const rows = [...entries.map((entry) => entry.name), ...listed, ...cases.map((each) => each.name)];
  const names = rows.flatMap((fact) => factValue(fact) ?? []);
  const registered = names.includes(name);
  const other = names.find((each) => each !== name && isSpelling(each, name));
  if (other !== undefined) throw taken(`The server "${other}" exists: "${name}" is the same name in another spelling.`);
  for (const root of [PATHS.servers, PATHS.legacyServers]) {
    const folder = host.repo.list(root).find((entry) => isSpelling(entry.name.replace(/\.ts$/, ""), name));
    if (folder && !(registered && folder.name === name)) {
      throw taken(`${root}/${folder.name} exists, and no registry names a server "${name}".`);
    }
  }
}

function isSpelling(a: string, b: string): boolean {
  return spellingKey(a) === spellingKey(b);
}

function taken(message: string): UserError {
  return new UserError("name-taken", `${message} Nothing was written.`, {
    exitCode: EXIT.conflict,
    hint: "Choose another name, or remove what is left of the earlier server first.",
  });
}

/** Refuses what the spec says and this checkout cannot take, all problems at once: exit 2. */
export function refuseUnfitSpec(spec: IntegrationSpec, host: DustHost): void {
  const details = [...iconProblems(spec, host), ...oauthProblems(spec, host), ...toolNameProblems(spec, host)];
  if (details.length === 0) return;
  const [first] = details;
  const message =
    details.length === 1 && first ? first.message : `The spec has ${details.length} problems in this checkout.`;
  throw new UserError("spec-unfit", `${message} Nothing was written.`, {
    exitCode: EXIT.usage,
    ...(details.length === 1 && first?.hint !== undefined ? { hint: first.hint } : {}),
    details: details.length === 1 ? [] : details,
  });
}

function iconProblems(spec: IntegrationSpec, host: DustHost): ErrorDetail[] {
  const icon = spec.icon ?? temporaryIcon(host);
  return unlisted("icon", icon, verifiable("icon", icon, iconNames(host), PATHS.icons), PATHS.icons);
}

function oauthProblems(spec: IntegrationSpec, host: DustHost): ErrorDetail[] {
  if (spec.auth.kind !== "oauth") return [];
  const { provider, useCases } = spec.auth;
  return [
    ...unlisted(
      "auth.provider",
      provider,
      verifiable("auth.provider", provider, oauthProviders(host), PATHS.oauthProviders),
      PATHS.oauthProviders,
    ),
    ...useCases.flatMap((useCase) => unlisted("auth.useCases", useCase, oauthUseCases(host), PATHS.oauthProviders)),
  ];
}

/** A list that must be there to tell whether a value is legal. Throws UserError (exit 5) when it is not. */
function verifiable(path: string, value: string, list: SideList, file: string): SideList {
  if (list) return list;
  throw new UserError("list-not-readable", `${path}: "${value}" cannot be verified. Nothing was written.`, {
    exitCode: EXIT.hostNotRecognised,
    hint: "The file has a form that is not known here; without it a wrong value would go unnoticed.",
    details: [{ message: "the list of legal values is not there", at: file }],
  });
}

function unlisted(path: string, value: string, list: SideList, file: string): ErrorDetail[] {
  const names = list?.flatMap((fact) => factValue(fact) ?? []);
  // A value may be in the part of a list that cannot be worked out: unknown is not missing.
  if (!names || !list || names.length < list.length || names.includes(value)) return [];
  const near = nearName(value, names);
  const missing = path === "auth.provider" ? "; its OAuth provider has to be added to the checkout first" : "";
  return [
    {
      message: `${path}: "${value}" is not in ${file}${missing}.`,
      hint:
        near === undefined
          ? `It has: ${names.slice(0, 12).join(", ")}${names.length > 12 ? ", …" : ""}.`
          : `Did you mean "${near}"?`,
    },
  ];
}

function toolNameProblems(spec: IntegrationSpec, host: DustHost): ErrorDetail[] {
  const cut = spec.tools.filter((tool) => isPrefixCut(spec.name, tool.name));
  if (cut.length === 0) return [];
  const shownElsewhere = shownNames(spec.name, host);
  return cut.flatMap(({ name }, index) => {
    if (name.length > MAX_TOOL_NAME) {
      return [{ message: `tools: "${name}" has ${name.length} characters; models take ${MAX_TOOL_NAME}.` }];
    }
    const shown = prefixedToolName(spec.name, name);
    const twin = cut.slice(0, index).find((tool) => prefixedToolName(spec.name, tool.name) === shown);
    const other = twin ? `${spec.name}.${twin.name}` : shownElsewhere.get(shown);
    return other === undefined
      ? []
      : [
          {
            message: `tools: "${name}" is shown to models as "${shown}", and so is ${other}: Dust cuts its prefix to fit 64.`,
          },
        ];
  });
}

/** What models see of every other server, each with the `server.tool` it stands for. */
function shownNames(name: string, host: DustHost): Map<string, string> {
  const shown = new Map<string, string>();
  for (const server of readServers(host)) {
    const metadata = server.metadata();
    const tools = metadata?.known ? factValue(metadata.value.tools) : undefined;
    if (server.name === name) continue;
    for (const tool of tools?.flatMap((each) => factValue(each.name) ?? []) ?? []) {
      shown.set(prefixedToolName(server.name, tool), `${server.name}.${tool}`);
    }
  }
  return shown;
}
