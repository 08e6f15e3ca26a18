import { type Code, code, joined, name, string } from "../../../../../edit/code.ts";
import type { RequestingTool } from "../../../files/client.ts";
import type { Site } from "../../site.ts";
import type { RequestFunction } from "../function/index.ts";
import type { Role } from "../function/slots.ts";
import { callCode, pathCode, told } from "./arguments.ts";
import { queryCode } from "./query.ts";

/** A request as code: what is to be done before the call, and the call. */
export interface RequestCode {
  statements: Code[];
  call: Code;
}

/** Writes the call of a request function for a tool. `given` holds what its surroundings have: the token, or the extra. */
export function requestCode(
  sent: RequestFunction,
  { spec, request }: RequestingTool,
  given: ReadonlyMap<Role, Code>,
  names: { local(wish: string): string; read(param: string): Code },
): RequestCode {
  const query = queryCode(request, spec.params, names.local, names.read);
  const path = pathCode(request.path, sent.sending.address.slashed, query?.suffix ?? [], names.read);
  const { method, body } = told(sent, request, names.read);
  const values = new Map<Role, Code>([...given, ["path", path]]);
  if (method !== sent.methods.fallback) values.set("method", string(method));
  if (body) values.set("body", body);
  return { statements: query?.statements ?? [], call: callCode(sent, values) };
}

/** The body of a function that gives back the answer of a request, checked by `schema` (null: nothing of it is read). */
export function answerCode(
  { answer }: RequestFunction,
  { statements, call }: RequestCode,
  schema: string | null,
  site: Site,
  local: (wish: string) => string,
): Code {
  if (answer.validated || schema === null) return joined([...statements, code`return ${call};`], "\n");
  const [response, parsed] = [name(local("response")), name(local("parsed"))];
  const error = name(answer.error);
  return joined(
    [
      ...statements,
      code`const ${response} = await ${call};`,
      code`if (${response}.isErr()) {\nreturn ${response};\n}`,
      code`const ${parsed} = ${name(schema)}.safeParse(${response}.value);`,
      code`return ${parsed}.success\n? new Ok(${parsed}.data)\n: new Err(new ${error}(${string(`${site.title} gave an unexpected answer.`)}));`,
    ],
    "\n",
  );
}
