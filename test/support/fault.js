// Preload (`node --import …/fault.js program.js`): makes the file system fail, or the process die, at its n-th change.
//   FAULT_ROOT    folders (joined by path.delimiter) below which changes are counted
//   FAULT_AT      n, from 1
//   FAULT_MODE    throw      the n-th change fails (a write: half of it is done first)
//                 full       from the n-th on, whatever needs space fails (n counts only that)
//                 stuck      from the n-th on, every change fails
//                 kill       SIGKILL right after the n-th change
//                 torn       SIGKILL when half of the n-th write is done (n counts only writes)
//                 interrupt  SIGINT to ourselves at the n-th change, which then goes on
//   FAULT_REPORT  a file, outside of the root, that gets one line when the n-th change is reached
//   FAULT_TOTAL   a file, outside of the root, that gets the number of changes when the process ends by itself
//   FAULT_KINDS   a file, outside of the root, that gets the kind of each change in their order, a line each
// Synchronous changes are counted; the others are refused below the root, so that none goes uncounted.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { delimiter, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const { FAULT_ROOT = "", FAULT_AT = "0", FAULT_MODE = "throw", FAULT_REPORT, FAULT_TOTAL, FAULT_KINDS } = process.env;
const roots = FAULT_ROOT.split(delimiter)
  .filter(Boolean)
  .flatMap((root) => [root, fs.realpathSync(root)]);
const at = Number(FAULT_AT);
const real = { ...fs };
const files = new Map();
const kinds = [];
let count = 0;
let nested = false;

const SPACE = new Set([
  "openSync",
  "writeSync",
  "writevSync",
  "writeFileSync",
  "appendFileSync",
  "mkdirSync",
  "mkdtempSync",
]);
for (const name of ["fsyncSync", "fdatasyncSync", "linkSync", "symlinkSync", "copyFileSync", "cpSync"]) SPACE.add(name);
const WRITES = new Set(["writeSync", "writeFileSync"]);
const BY_PATH = ["writeFileSync", "appendFileSync", "mkdirSync", "mkdtempSync", "rmdirSync", "rmSync", "unlinkSync"];
BY_PATH.push("chmodSync", "lchmodSync", "chownSync", "lchownSync", "utimesSync", "lutimesSync", "truncateSync");
const BY_TWO_PATHS = ["renameSync", "linkSync", "symlinkSync", "copyFileSync", "cpSync"];
const BY_FILE = [
  "writeSync",
  "writevSync",
  "ftruncateSync",
  "fchmodSync",
  "fchownSync",
  "futimesSync",
  "fsyncSync",
  "fdatasyncSync",
];

function below(path) {
  if (typeof path === "number") return files.has(path);
  const absolute = resolve(path instanceof URL ? fileURLToPath(path) : String(path));
  return roots.some((root) => absolute === root || absolute.startsWith(root + sep));
}

function failure(name) {
  const code = SPACE.has(name) ? "ENOSPC" : "EIO";
  const text = code === "ENOSPC" ? "no space left on device" : "i/o error";
  return Object.assign(new Error(`${code}: ${text}, ${name.replace("Sync", "")}`), { code, errno: -1, syscall: name });
}

function report(name, args) {
  if (FAULT_REPORT) real.writeFileSync(FAULT_REPORT, `${count} ${name} ${String(args[0])}\n`);
}

function half(name, args) {
  if (name === "writeSync" && args[1].length > 1)
    real.writeSync(args[0], args[1], args[2] ?? 0, Math.ceil(args[1].length / 2));
  if (name === "writeFileSync") real.writeFileSync(args[0], String(args[1]).slice(0, 5));
}

function die() {
  process.kill(process.pid, "SIGKILL");
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

function change(name, args, act) {
  if (FAULT_MODE === "full" && !SPACE.has(name)) return act();
  if (FAULT_MODE === "torn" && !WRITES.has(name)) return act();
  count += 1;
  kinds.push(name);
  const hit = count === at;
  if (hit) report(name, args);
  if (hit && FAULT_MODE === "interrupt") process.kill(process.pid, "SIGINT");
  if (hit && (FAULT_MODE === "throw" || FAULT_MODE === "torn")) half(name, args);
  if (hit && FAULT_MODE === "torn") die();
  const fails =
    (hit && FAULT_MODE === "throw") || (at > 0 && count >= at && (FAULT_MODE === "stuck" || FAULT_MODE === "full"));
  if (fails) throw failure(name);
  try {
    return act();
  } finally {
    if (hit && FAULT_MODE === "kill") die();
  }
}

function patch(name, counts) {
  const original = fs[name];
  if (!original) return;
  fs[name] = (...args) => {
    if (nested || !counts(args)) return original(...args);
    nested = true;
    try {
      return change(name, args, () => original(...args));
    } finally {
      nested = false;
    }
  };
}

const writes = (flags) => (typeof flags === "number" ? (flags & 3) !== 0 : /[wax+]/.test(flags ?? "r"));
for (const name of BY_PATH) patch(name, ([path]) => below(path));
for (const name of BY_TWO_PATHS) patch(name, ([from, to]) => below(from) || below(to));
for (const name of BY_FILE) patch(name, ([file]) => below(file));
patch("openSync", ([path, flags]) => below(path) && writes(flags));

const open = fs.openSync;
fs.openSync = (...args) => {
  const file = open(...args);
  if (below(args[0])) files.set(file, writes(args[1]));
  return file;
};
patch("closeSync", ([file]) => files.get(file) === true);
const close = fs.closeSync;
fs.closeSync = (file) => {
  try {
    close(file);
  } catch (error) {
    real.closeSync(file);
    throw error;
  } finally {
    files.delete(file);
  }
};

const UNCOUNTED = [...BY_PATH, ...BY_TWO_PATHS].map((name) => name.replace("Sync", ""));
for (const home of [fs, fs.promises]) {
  for (const name of UNCOUNTED) {
    const original = home[name];
    if (!original) continue;
    home[name] = (...args) => {
      if (below(args[0])) throw new Error(`fault.js: ${name} below the root is not counted; use ${name}Sync`);
      return original.apply(home, args);
    };
  }
}
syncBuiltinESMExports();
if (FAULT_TOTAL) process.on("exit", () => real.writeFileSync(FAULT_TOTAL, String(count)));
if (FAULT_KINDS) process.on("exit", () => real.writeFileSync(FAULT_KINDS, kinds.join("\n")));
