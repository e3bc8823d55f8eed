/** The commands a person may use, flattened: "mod export" is one entry. */

const SUBCOMMAND = 1;
const GROUP = 2;

/** @typedef {{path: string, description: string, options: any[]}} Entry */

/**
 * @param {any[]} commands @param {string} person @param {boolean} direct whether it is for the direct messages with the bot
 * @returns {Entry[]}
 */
export function entriesFor(commands, person, direct = false) {
  const may = (command) => (direct ? command.in_direct : !command.allowed || command.allowed.includes(person));
  const mine = commands.filter((command) => (command.type ?? 1) === 1 && may(command));
  return mine.flatMap((command) => flatten(command, command.name)).sort((a, b) => (a.path < b.path ? -1 : 1));
}

function flatten(command, path) {
  const inner = (command.options ?? []).filter((option) => option.type === SUBCOMMAND || option.type === GROUP);
  if (!inner.length) return [{ path, description: command.description, options: command.options ?? [] }];
  return inner.flatMap((option) => flatten(option, `${path} ${option.name}`));
}

/** Entries that fit what has been typed after the slash: beginnings first, then anything that contains it. */
export function fitting(entries, typed) {
  const wanted = typed.trim().toLowerCase();
  const begins = entries.filter((entry) => entry.path.startsWith(wanted));
  const holds = entries.filter((entry) => !begins.includes(entry) && entry.path.includes(wanted));
  return [...begins, ...holds];
}

/** "/ask how do I…": the command that is already complete, and the words behind it. */
export function complete(entries, typed) {
  const longest = [...entries].sort((a, b) => b.path.length - a.path.length);
  const entry = longest.find((one) => typed.toLowerCase().startsWith(`${one.path} `));
  return entry ? { entry, rest: typed.slice(entry.path.length + 1) } : null;
}
