import { factValue } from "../../../../model/found.ts";
import type { Repo } from "../../../../repo/repo.ts";
import { folderOf } from "../../files/names.ts";
import type { DustHost } from "../../host.ts";
import { PATHS } from "../../paths.ts";
import type { DustServer } from "../../read/server.ts";
import { readServers } from "../../read/servers.ts";
import { isMoved, type Move } from "../move.ts";
import type { Obstacles } from "../obstacles.ts";

/** Where the folder of a server goes; null, with the obstacles told, when it cannot be moved as a whole. */
export function readMove(found: DustServer, host: DustHost, obstacles: Obstacles): Move | null {
  const [served, ...others] = found.cases;
  if (!served || others.length > 0) return obstacles.add(PATHS.switch, "The switch has not one case for the server.");
  const { directory } = found;
  if (directory === null || served.module === null)
    return obstacles.add(PATHS.switch, "The case of the server names no module.");
  if (!directory.startsWith(`${PATHS.legacyServers}/`))
    return obstacles.add(directory, "Its module is not among those of layout legacy.");
  const move = { from: directory, to: `${PATHS.servers}/${folderOf(directory)}` };
  if (served.module !== `${directory}/index.ts`)
    obstacles.add(served.module, "The server is not made by the index.ts of its folder.");
  for (const other of readServers(host))
    if (other.name !== found.name && isIn(other, move)) {
      obstacles.add(directory, `The server "${other.name}" is in the same folder.`);
    }
  if (host.repo.list(move.to).length > 0)
    obstacles.add(move.to, "There is something already where the server would go.");
  for (const name of ["tools", "tools.ts"]) {
    if (host.repo.list(directory).some((each) => each.name === name)) {
      obstacles.add(`${directory}/${name}`, "This is where the handlers would go.");
    }
  }
  return move;
}

function isIn(other: DustServer, move: Move): boolean {
  const metadata = factValue(other.metadata() ?? undefined);
  return [other.directory, metadata?.path].some((path) => path != null && isMoved(path, move));
}

/** Every file below a folder, in path order. */
export function filesBelow(repo: Repo, folder: string): string[] {
  return repo.list(folder).flatMap(({ name, kind }) => {
    const path = `${folder}/${name}`;
    return kind === "file" ? [path] : filesBelow(repo, path);
  });
}
