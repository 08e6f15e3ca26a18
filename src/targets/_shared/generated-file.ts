import { renderTemplate, type TemplateOverride, type TemplateValue } from "../../edit/template.ts";
import { type ImportStyle, importBlock } from "./import-block.ts";

/** A file to create: its path relative to the host's root, and its text with LF line ends. */
export interface GeneratedFile {
  path: string;
  text: string;
}

/**
 * The text of a generated file, before the host's formatter.
 *
 * @throws UserError for a template of the host that cannot be rendered
 */
export function generatedText(
  template: string,
  context: Record<string, TemplateValue>,
  style: ImportStyle,
  override?: TemplateOverride,
): string {
  const { text, imports } = renderTemplate(template, context, override);
  return `${importBlock(imports, style)}${text.replace(/\n{3,}/g, "\n\n").trimEnd()}\n`;
}
