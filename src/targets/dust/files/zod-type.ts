import { type Code, code, json } from "../../../edit/code.ts";
import type { ItemType } from "../../../model/tool-spec.ts";

/** The Zod type of a value of a spec's type; the schemas of what is inside it come from `inside`, asked only for its kind. */
export function zodType(
  type: { type: ItemType["type"]; values?: string[] | undefined },
  inside: { items(): Code | null; object(): Code },
): Code {
  switch (type.type) {
    case "string":
      return code`z.string()`;
    case "number":
      return code`z.number()`;
    case "integer":
      return code`z.number().int()`;
    case "boolean":
      return code`z.boolean()`;
    case "enum":
      return code`z.enum(${json(type.values ?? [])})`;
    case "array":
      return code`z.array(${inside.items() ?? code`z.unknown()`})`;
    case "object":
      return inside.object();
  }
}
