/** A path without `.` and `..`; null when it leaves the root. */
export function normalize(path: string): string | null {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return null;
    } else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** Whether a module is named by a path from the file that names it. */
export function isRelative(specifier: string): boolean {
  return /^\.\.?(\/|$)/.test(specifier);
}

const EXTENSIONS = [".ts", ".tsx", ".d.ts", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];
const SOURCE_OF: Readonly<Record<string, string[]>> = {
  ".js": [".ts", ".tsx"],
  ".jsx": [".tsx"],
  ".mjs": [".mts"],
  ".cjs": [".cts"],
};

/** The files that the path of a module can mean, the likeliest first. */
export function* candidates(target: string): Generator<string, void, undefined> {
  const extension = /\.[mc]?[jt]sx?$/.exec(target)?.[0] ?? "";
  const stem = target.slice(0, target.length - extension.length);
  for (const each of SOURCE_OF[extension] ?? []) yield stem + each;
  if (extension) yield target;
  for (const each of EXTENSIONS) yield target + each;
  const folder = target === "" ? "index" : `${target}/index`;
  for (const each of EXTENSIONS) yield folder + each;
}
