import type { Sources } from "../../../../edit/sources.ts";
import { ts } from "../../../../edit/ts.ts";
import { moduleOf, PATHS } from "../../paths.ts";
import { meantBy } from "../move.ts";
import { moduleNames } from "../write/specifiers.ts";

/** A test that puts something else in the place of what registers tools, which goes another way after the move. */
export interface Mocking {
  path: string;
  /** The modules that it replaces, named from the root. */
  modules: string[];
}

const REGISTERING: readonly string[] = [PATHS.wrappers, PATHS.makeServer];
const MOCKS = new Set(["mock", "doMock"]);

/** Those of the files that replace a module which registers tools. */
export function mockingOf(files: readonly ts.SourceFile[], sources: Sources): Mocking[] {
  return files.flatMap((source) => {
    const mocked = moduleNames(source).filter(isMocked);
    const meant = mocked.map((each) => meantBy(source.fileName, each.text, sources));
    const modules = REGISTERING.filter((path) => meant.includes(path)).map(moduleOf);
    return modules.length > 0 ? [{ path: source.fileName, modules }] : [];
  });
}

function isMocked({ parent }: ts.StringLiteralLike): boolean {
  if (!ts.isCallExpression(parent) || !ts.isPropertyAccessExpression(parent.expression)) return false;
  return MOCKS.has(parent.expression.name.text);
}
