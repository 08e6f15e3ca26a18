import { type Code, code, joined, name } from "../../../../../edit/code.ts";
import type { ImportedName } from "../../../../../edit/template.ts";
import { ts } from "../../../../../edit/ts.ts";
import { moduleOf } from "../../../paths.ts";
import type { Site } from "../../site.ts";
import { isExported } from "../function/callable.ts";
import type { RequestFunction } from "../function/index.ts";
import type { Slot } from "../function/slots.ts";

/** What a call of a client must be given beside the parameters of the tool. */
export type Credential = "token" | "extra" | "authInfo";

/** How the code of another file calls a method of a client. */
export interface ClientReach {
  /** Null for a client that needs nothing. */
  credential: Credential | null;
  /** The call, given the expression of the credential and the arguments of the tool. */
  call(method: string, credential: Code, args: Code): Code;
  /** The imports that the call needs in a file of the handlers, or of a test. */
  imports(method: string): ImportedName[];
}

/** What a function takes before the parameters of its tool: the token, or what handlers get. */
export function credentialOf({ slots }: RequestFunction): (Slot & { role: Credential }) | null {
  for (const slot of slots) {
    const { role } = slot;
    if (role === "token" || role === "extra" || role === "authInfo") return { ...slot, role };
  }
  return null;
}

/** The module of a request function. */
export function functionModule({ source }: RequestFunction): string {
  return moduleOf(source.fileName);
}

/** How a method beside a request function is called; null when its class is made of more than a token. */
export function reachOf(sent: RequestFunction): ClientReach | null {
  const { owner } = sent.callable;
  const module = functionModule(sent);
  if (!owner) {
    const credential = credentialOf(sent)?.role ?? null;
    const call = (method: string, given: Code, args: Code) => {
      const passed = [...(credential ? [given] : []), ...(args.text === "" ? [] : [args])];
      return code`${name(method)}(${joined(passed, ", ")})`;
    };
    return { credential, call, imports: (method) => [{ module, name: method, kind: "value" }] };
  }
  const credential = madeOf(owner);
  const made = owner.name?.text;
  if (made === undefined || credential === undefined || !isExported(owner)) return null;
  return {
    credential,
    call: (method, given, args) => code`new ${name(made)}(${credential ? given : code``}).${name(method)}(${args})`,
    imports: () => [{ module, name: made, kind: "value" }],
  };
}

/** Whether a class is made of a token, or of nothing; undefined for anything else. */
function madeOf(owner: ts.ClassDeclaration): "token" | null | undefined {
  const made = owner.members.find(ts.isConstructorDeclaration);
  const required = made?.parameters.filter((each) => !each.questionToken && !each.initializer) ?? [];
  const [only, ...others] = required;
  if (!only) return owner.heritageClauses ? undefined : null;
  const isToken =
    others.length === 0 && only === made?.parameters[0] && only.type?.kind === ts.SyntaxKind.StringKeyword;
  return isToken ? "token" : undefined;
}

/** The imports that the file of a tool's handler needs: what that file declares itself is left out. */
export function handlerImports({ handlers }: Site, imports: readonly ImportedName[]): ImportedName[] {
  if (handlers.style === "file-each") return [...imports];
  return imports.filter(({ module }) => module !== moduleOf(handlers.path));
}
