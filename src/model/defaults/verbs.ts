import type { Effect } from "../tool-spec.ts";

const verbs = (list: string): string[] => list.trim().split(/\s+/);

const VERBS: Record<Effect, string[]> = {
  read: verbs(`
    aggregate analyze browse calculate check compare compute count describe detect diff discover download estimate evaluate
    examine explain explore export fetch filter find get inspect list load look lookup measure monitor peek ping poll
    preview query read retrieve scan search see select show stat suggest summarize trace translate
    validate verify view watch
  `),
  write: verbs(`
    accept acknowledge activate add adjust allow answer append apply approve assign attach authorize backup book build
    bump call change checkout claim clone comment commit complete compose configure confirm connect convert copy create
    customize debug define delegate deploy disable discard dispatch draft duplicate edit emit enable enqueue escalate
    execute extend file fill fix flag follow fork format forward generate give grant hide hold import increment
    initialize insert install invite invoke issue join label launch leave like link lock log make map mark mention
    migrate modify move mute name notify open order park patch pause pay perform pin place plan play post prepare
    process promote propose provision publish push put queue react reassign rebuild receive record redeem refresh
    register reject release reload rename renew reopen reorder repeat replace reply request reschedule reserve reset
    resolve restart restore resume retry rerun return review roll rotate run save schedule set share sign skip snooze sort
    split star start stop store submit subscribe swap switch sync tag take test tie toggle track transfer transition trigger
    unarchive unassign unblock unfollow unhide unlink unlock unmute unpin unstar unsubscribe untag update upgrade
    upload upsert use vote wait wake write
  `),
  destructive: verbs(`
    archive ban block cancel clear close delete destroy drop empty erase expire expunge kill merge overwrite purge remove
    revoke send shred terminate trash truncate uninstall unpublish void wipe
  `),
};

const EFFECTS = new Map(
  (["read", "write", "destructive"] as const).flatMap((effect) => VERBS[effect].map((verb) => [verb, effect] as const)),
);

/** Whether a lower-case word is a verb that names of tools start with. */
export function isVerb(word: string): boolean {
  return EFFECTS.has(word);
}

/** What a tool whose name starts with this verb does; undefined when the word is no such verb. */
export function effectOfVerb(word: string): Effect | undefined {
  return EFFECTS.get(word);
}
