import { Code, code } from "../../../../edit/code.ts";
import { parse, ts, unwrap } from "../../../../edit/ts.ts";
import type { HandlerCode } from "../site.ts";

/**
 * A handler as a function that the SDK calls itself: it gives content, with `isError` for a failure, where the handler gives a
 * `Result`. Null for a handler that is more than one expression.
 */
export function plainHandler({ function: { text }, imports }: HandlerCode): HandlerCode | null {
  const source = parse("handler.ts", `(${text});`);
  const [statement] = source.statements;
  const made = statement && ts.isExpressionStatement(statement) ? unwrap(statement.expression) : null;
  if (!made || !ts.isArrowFunction(made) || ts.isBlock(made.body)) return null;
  const parameters = new Code(made.parameters.map((each) => each.getText(source)).join(", "));
  const call = new Code(made.body.getText(source));
  return {
    function: code`async (${parameters}) => {
const result = await ${call};
return result.isErr()
? {
isError: true,
content: [{ type: "text", text: result.error.message }],
}
: { isError: false, content: result.value };
}`,
    imports,
  };
}
