/** The longest tool name that the models' providers take. */
export const MAX_TOOL_NAME = 64;

const SEPARATOR = "__";
const MIN_PREFIX = 3;

/** The name that the model sees: `<server>__<tool>`, the server's part cut to fit 64 characters and dropped below 3. */
export function prefixedToolName(server: string, tool: string): string {
  const room = MAX_TOOL_NAME - SEPARATOR.length - tool.length;
  if (room < MIN_PREFIX) return tool;
  return `${server.slice(0, room)}${SEPARATOR}${tool}`;
}

/** True when the prefix of a tool had to be cut: then it may equal that of another server. */
export function isPrefixCut(server: string, tool: string): boolean {
  return server.length + SEPARATOR.length + tool.length > MAX_TOOL_NAME;
}
