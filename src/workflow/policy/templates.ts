import type { TemplateOverride } from "../../edit/template.ts";
import { EXIT, UserError } from "../../errors.ts";
import { formatLocation } from "../../model/location.ts";
import type { Repo } from "../../repo/repo.ts";
import { below, type LoadedConfig } from "./config.ts";

/**
 * The templates of the checkout's own, in the folder that its configuration names; undefined when it names none. A template
 * that the folder lacks is the built-in one. Throws UserError (exit 2) for a folder that is not in the host.
 */
export function ownTemplates(config: LoadedConfig, repo: Repo): TemplateOverride | undefined {
  if (config.templates === undefined) return undefined;
  const folder = below(config.folder, config.templates).replace(/\/$/, "");
  if (folder.startsWith("..") || folder.startsWith("/") || /^[A-Za-z]:/.test(folder))
    throw unusable(config, `${config.templates} is outside of the host`);
  if (repo.list(folder).length === 0) throw unusable(config, `there is no folder ${folder}, or it is empty`);
  return (name) => repo.read(`${folder}/${name}.hbs`);
}

function unusable(config: LoadedConfig, why: string): UserError {
  return new UserError("config-invalid", "The templates that the configuration names cannot be used.", {
    exitCode: EXIT.usage,
    hint: "Name a folder of the host, relative to the configuration.",
    details: [{ message: `templates: ${why}`, at: formatLocation(config.locate(["templates"])) }],
  });
}
