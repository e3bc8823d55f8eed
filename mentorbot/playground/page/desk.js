/** What a message in a pane needs to be drawn and used: the reader, and one door for each thing a person can do with it. */

/** @param {import("./pane.js").Pane} pane @param {any} message */
export function deskFor(pane, message) {
  const { world } = pane;
  const channel = message.channel_id;
  return {
    store: world.store,
    person: pane.person,
    mentions: message.mentions ?? [],
    message,
    access: () => world.store.access(world.store.channels.get(channel), pane.person),
    go: (id, target) => pane.open(id, target),
    press: (customId) => pane.act({ do: "press", message: message.id, channel, custom_id: customId }),
    choose: (customId, values) => pane.act({ do: "select", message: message.id, channel, custom_id: customId, values }),
    react: (emoji, on) => pane.act({ do: on ? "react" : "unreact", message: message.id, channel, emoji }),
    remove: () => pane.act({ do: "delete", message: message.id, channel }),
    dismiss: () => pane.act({ do: "dismiss", message: message.id, channel }),
    reply: () => pane.composer.reply(message),
    opened: (attachment) => world.tell("opened", { person: pane.person, attachment }),
    async fetchFile(attachment) {
      try {
        return await world.api.file(attachment, pane.person);
      } catch (refusal) {
        pane.notices.say(refusal.message);
        return null;
      }
    },
  };
}
