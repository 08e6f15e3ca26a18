import { factValue } from "../../model/found.ts";
import type { DustHost } from "./host.ts";
import { iconNames } from "./registry/side-lists.ts";

const TEMPORARY = "ActionDocumentTextIcon";

/** The icon of a server that names none: a neutral one that the checkout really has. */
export function temporaryIcon(host: DustHost): string {
  const names = iconNames(host)?.flatMap((fact) => factValue(fact) ?? []) ?? [];
  return names.includes(TEMPORARY)
    ? TEMPORARY
    : (names.find((name) => name.startsWith("Action")) ?? names[0] ?? TEMPORARY);
}
